//! Scripted days: what happens in the first company between one sync and the next.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::generated::{DEPARTMENTS, add_days, employee_id, ordinary_person};
use super::names::NameGiver;
use super::person::WorldPerson;
use super::rng::Rng;
use super::world::{Change, Company, World};

/// A kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptedDay {
    /// Nobody edits anything.
    Quiet,
    /// An ordinary day, small enough for every volume guard: see [`DayReport`].
    Changes,
    /// One record is overwritten by another identity, and one ordinary change is made.
    Blocked,
    /// One person comes under another employee id and another email at once, so that nothing tells who it was (R22).
    Renumbered,
}

/// Whose record a scripted day touched, by employee id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayReport {
    /// New people.
    pub hired: Vec<String>,
    /// Another department.
    pub moved: Vec<String>,
    /// Another last name, nothing else.
    pub married: Vec<String>,
    /// Another manager.
    pub new_manager: Vec<String>,
    /// A preferred name where there was none.
    pub preferred_added: Vec<String>,
    /// An End Date to come.
    pub resigned: Vec<String>,
    /// An End Date that is reached; the second still shows status `A`, its final check being open.
    pub ended: Vec<String>,
    /// Gone from the list without an End Date.
    pub vanished: Vec<String>,
    /// Ended before, active again from today; the old End Date stays. Somebody whom an earlier scripted day ended,
    /// if there is one.
    pub rehired: Vec<String>,
    /// Name, date of birth and email of another person under the same employee id.
    pub overwritten: Vec<String>,
    /// Now under another employee id, with another email: the old id, then the new one.
    pub renumbered: Vec<String>,
}

/// Lets a day happen in the first company. The clock is not moved: set it first. The same world and the same days
/// always give the same people; whoever was touched yesterday is left alone today.
pub fn apply_day(world: &mut World, day: ScriptedDay) -> DayReport {
    let today = world.clock.today();
    let round = world.days_scripted;
    let Some(company) = world.companies.first_mut() else { return DayReport::default() };
    let mut script = Script::new(company, today, round);
    match day {
        ScriptedDay::Quiet => return DayReport::default(),
        ScriptedDay::Changes => script.changes(),
        ScriptedDay::Blocked => script.blocked(),
        ScriptedDay::Renumbered => script.renumbered(),
    }
    let report = script.report;
    world.days_scripted += 1;
    world.sort_people();
    report
}

struct Script<'a> {
    company: &'a mut Company,
    today: Date,
    rng: Rng,
    names: NameGiver,
    /// Ordinary people whom nothing has happened to yet today.
    ordinary: std::vec::IntoIter<String>,
    report: DayReport,
}

/// People touched by one day at most; the next day begins behind them.
const TOUCHED_PER_DAY: usize = 12;

impl<'a> Script<'a> {
    fn new(company: &'a mut Company, today: Date, round: usize) -> Self {
        let mut ordinary = ordinary_people(company, today);
        if !ordinary.is_empty() {
            let start = round * TOUCHED_PER_DAY % ordinary.len();
            ordinary.rotate_left(start);
        }
        let names = NameGiver::knowing(&company.people);
        let seed = 77 + round as u64;
        let ordinary = ordinary.into_iter();
        Self { company, today, rng: Rng::new(seed), names, ordinary, report: DayReport::default() }
    }

    fn changes(&mut self) {
        let today = self.today;
        self.report.rehired = self.rehire();
        self.report.moved = self.touch(4, "employment", |person, _| move_on(person));
        self.report.married = self.touch(1, "name", |person, last_name| last_name.clone_into(&mut person.last_name));
        let lead = |person: &WorldPerson| person.business_title.ends_with("Lead") || person.manager.is_empty();
        let leads: Vec<String> = self.company.people.iter().filter(|it| lead(it)).map(|it| it.employee_id.clone()).collect();
        self.report.new_manager = self.touch(1, "employment", |person, _| {
            if let Some(other) = leads.iter().find(|id| **id != person.manager) {
                person.manager.clone_from(other);
            }
        });
        self.report.preferred_added =
            self.touch(1, "name", |person, _| person.preferred_first = format!("{}y", first_letters(person)));
        self.report.resigned = self.touch(1, "employment", |person, _| person.termination_date = Some(add_days(today, 21)));
        self.report.ended = self.end_two();
        self.report.vanished = self.ordinary.by_ref().take(1).collect();
        let gone = &self.report.vanished;
        self.company.people.retain(|person| !gone.contains(&person.employee_id));
        self.report.hired = (0..2).map(|_| self.hire()).collect();
    }

    fn blocked(&mut self) {
        let email_domain = "acme.example";
        for id in self.ordinary.by_ref().take(1).collect::<Vec<_>>() {
            let (first, last) = self.names.name(&mut self.rng);
            let email = self.names.email(&first, &last, email_domain);
            if let Some(person) = self.company.person_mut(&id) {
                (person.first_name, person.last_name, person.work_email) = (first, last, email);
                person.birth_date = person.birth_date.map(|born| born.saturating_add(1_234.days()));
            }
            self.log(&id, "name");
            self.report.overwritten.push(id);
        }
        self.report.moved = self.touch(1, "employment", |person, _| move_on(person));
    }

    fn renumbered(&mut self) {
        let new = employee_id(self.next_number());
        for old in self.ordinary.by_ref().take(1).collect::<Vec<_>>() {
            if let Some(person) = self.company.person_mut(&old) {
                person.employee_id.clone_from(&new);
                person.work_email = format!("new.{}", person.work_email);
                person.alternate_id.clear();
            }
            self.log(&new, "hire");
            self.report.renumbered.extend([old, new.clone()]);
        }
    }

    /// Applies `edit` to the next `count` ordinary people; it is also given a last name that nobody has.
    fn touch(&mut self, count: usize, kind: &str, mut edit: impl FnMut(&mut WorldPerson, &str)) -> Vec<String> {
        let ids: Vec<String> = self.ordinary.by_ref().take(count).collect();
        for id in &ids {
            let (_, last_name) = self.names.name(&mut self.rng);
            if let Some(person) = self.company.person_mut(id) {
                // A double name differs from the old one whatever was drawn.
                edit(person, &format!("{}-{last_name}", person.last_name));
            }
            self.log(id, kind);
        }
        ids
    }

    fn end_two(&mut self) -> Vec<String> {
        let today = self.today;
        let mut ids = self.touch(1, "employment", |person, _| {
            "T".clone_into(&mut person.status);
            person.termination_date = Some(today);
        });
        ids.extend(self.touch(1, "employment", |person, _| {
            "T".clone_into(&mut person.status);
            person.termination_date = Some(today.saturating_sub(1.days()));
            person.final_check_processed = false;
        }));
        ids
    }

    fn rehire(&mut self) -> Vec<String> {
        let today = self.today;
        let ended = |person: &&WorldPerson| {
            person.status == "T" && !person.work_email.is_empty() && person.termination_date.is_some_and(|it| it < today)
        };
        // The latest to have gone, who may still be known to a directory; the first of them by id.
        let found =
            self.company.people.iter().filter(ended).max_by_key(|it| (it.termination_date, std::cmp::Reverse(&it.employee_id)));
        let Some(id) = found.map(|it| it.employee_id.clone()) else { return Vec::new() };
        if let Some(person) = self.company.person_mut(&id) {
            "A".clone_into(&mut person.status);
            person.service_date = Some(today);
            person.final_check_processed = true;
        }
        self.log(&id, "employment");
        vec![id]
    }

    fn hire(&mut self) -> String {
        let number = self.next_number();
        let mut person = ordinary_person(number, &mut self.rng, &mut self.names, "acme.example");
        person.service_date = Some(self.today);
        person.manager = self.company.people.first().map(|chief| chief.employee_id.clone()).unwrap_or_default();
        self.company.people.push(person);
        let id = employee_id(number);
        self.log(&id, "hire");
        id
    }

    fn next_number(&self) -> usize {
        let numbers = self.company.people.iter().filter_map(|it| it.employee_id.parse::<usize>().ok());
        numbers.max().unwrap_or(0) + 1
    }

    fn log(&mut self, id: &str, kind: &str) {
        self.company.changes.push(Change {
            employee_id: id.to_owned(),
            change_type: kind.to_owned(),
            effective_date: self.today,
            change_date: self.today,
        });
    }
}

/// Active people with an email, a listed manager and no reports, about whom nothing is special.
fn ordinary_people(company: &Company, today: Date) -> Vec<String> {
    let managers: BTreeSet<&str> = company.people.iter().map(|person| person.manager.as_str()).collect();
    let listed: BTreeSet<&str> = company.people.iter().map(|person| person.employee_id.as_str()).collect();
    let ordinary = |person: &&WorldPerson| {
        person.is_visible(today)
            && person.status == "A"
            && person.termination_date.is_none()
            && person.custom_group_a.is_empty()
            && person.preferred_first.is_empty()
            && !person.work_email.is_empty()
            && person.service_date.is_some_and(|start| start < today)
            && listed.contains(person.manager.as_str())
            && !managers.contains(person.employee_id.as_str())
    };
    company.people.iter().filter(ordinary).map(|person| person.employee_id.clone()).collect()
}

fn move_on(person: &mut WorldPerson) {
    let at = DEPARTMENTS.iter().position(|name| *name == person.department).unwrap_or(0);
    DEPARTMENTS[(at + 1) % DEPARTMENTS.len()].clone_into(&mut person.department);
}

fn first_letters(person: &WorldPerson) -> String {
    person.first_name.chars().take(3).collect()
}
