//! Companies of any size, the same for the same seed.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::bundled::BUNDLED_TODAY;
use super::names::NameGiver;
use super::person::WorldPerson;
use super::rng::Rng;
use super::world::{Company, World};

/// Reports of one manager, so that the hierarchy stays shallow.
const REPORTS_PER_MANAGER: usize = 8;
pub(super) const DEPARTMENTS: [&str; 6] = ["Engineering", "Sales", "Support", "Finance", "People", "Operations"];
pub(super) const LOCATIONS: [&str; 4] = ["San Francisco", "Austin", "New York", "Remote"];
pub(super) const TITLES: [&str; 6] = ["Analyst", "Associate", "Specialist", "Engineer", "Coordinator", "Advisor"];

impl World {
    /// Company `A1B` with so many people (at least 1, at most a million), all with an email, a manager (but the
    /// first) and dates; about one in 25 of those without reports has ended.
    #[must_use]
    pub fn generated(people: usize, seed: u64) -> Self {
        let count = people.clamp(1, 1_000_000);
        let mut company = new_company("A1B", "Acme");
        let mut rng = Rng::new(seed);
        let mut names = NameGiver::default();
        for index in 0..count {
            let mut person = ordinary_person(2_000_000 + index, &mut rng, &mut names, "acme.example");
            if index > 0 {
                let manager = (index - 1) / REPORTS_PER_MANAGER;
                person.manager = employee_id(2_000_000 + manager);
            }
            let leads_nobody = index * REPORTS_PER_MANAGER + 1 >= count;
            if index > 0 && leads_nobody && rng.one_in(25) {
                "T".clone_into(&mut person.status);
                person.termination_date = Some(past(&mut rng, 700));
            }
            company.people.push(person);
        }
        Self::new(BUNDLED_TODAY, vec![company])
    }
}

pub(super) fn new_company(id: &str, name: &str) -> Company {
    let mut company = Company::new(id, name);
    DEPARTMENTS.iter().for_each(|department| company.add_department(department));
    LOCATIONS.iter().for_each(|location| company.add_location(location));
    company
}

pub(super) fn employee_id(number: usize) -> String {
    format!("{number:011}")
}

/// An active person of any department, without a manager.
pub(super) fn ordinary_person(number: usize, rng: &mut Rng, names: &mut NameGiver, domain: &str) -> WorldPerson {
    let (first_name, last_name) = names.name(rng);
    let title = rng.below(TITLES.len());
    let born = add_days(date(1962, 1, 1), rng.below(14_600));
    let started = add_days(date(2010, 1, 4), rng.below(5_000)).max(born.saturating_add(19.years()));
    WorldPerson {
        employee_id: employee_id(number),
        alternate_id: format!("E-{:05}", number % 100_000),
        work_email: names.email(&first_name, &last_name, domain),
        work_phone: format!("415555{:04}", number % 10_000),
        first_name,
        last_name,
        birth_date: Some(born),
        gender: (*rng.pick(&["F", "M", "F", "M", "X"])).to_owned(),
        service_date: Some(started),
        department: (*rng.pick(&DEPARTMENTS)).to_owned(),
        location: (*rng.pick(&LOCATIONS)).to_owned(),
        business_title: TITLES[title].to_owned(),
        job_code: format!("{}", 1_200 + title),
        exempt: !rng.one_in(4),
        employee_type: if rng.one_in(12) { "P" } else { "F" }.to_owned(),
        ..WorldPerson::default()
    }
}

/// A day in the last `days` days before the bundled today.
pub(super) fn past(rng: &mut Rng, days: usize) -> Date {
    let back = i64::try_from(1 + rng.below(days)).unwrap_or(1);
    BUNDLED_TODAY.saturating_sub(back.days())
}

pub(super) fn add_days(from: Date, days: usize) -> Date {
    from.saturating_add(i64::try_from(days).unwrap_or(0).days())
}
