//! The bundled company: Acme, large enough for three pages, sane but for what is planted in it.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::credentials::{Credential, Scope};
use super::endpoint::Endpoint;
use super::generated::{DEPARTMENTS, add_days, employee_id, new_company, ordinary_person};
use super::names::NameGiver;
use super::person::WorldPerson;
use super::rng::Rng;
use super::world::{Company, World};

/// The date on which [`World::bundled`] begins.
pub const BUNDLED_TODAY: Date = date(2026, 3, 2);

/// Employee ids of those in the bundled company about whom something is special.
pub mod cast {
    /// The only one without a manager.
    pub const CHIEF: &str = "00001000001";
    /// Active, no work email.
    pub const NO_EMAIL: [&str; 5] = ["00001000120", "00001000121", "00001000122", "00001000123", "00001000124"];
    /// Contractors with "Yes" in the first custom group: to be excluded.
    pub const EXCLUDED: [&str; 4] = ["00001000130", "00001000131", "00001000132", "00001000133"];
    /// "No" in the first custom group: not to be excluded.
    pub const NOT_EXCLUDED: &str = "00001000134";
    /// They report to each other.
    pub const CYCLE: [&str; 2] = ["00001000150", "00001000151"];
    /// Reports to somebody who is not in the list.
    pub const MANAGER_NOT_LISTED: &str = "00001000077";
    /// Listed on the third page, manager of [`REPORTS_OF_LATE_MANAGER`].
    pub const LATE_MANAGER: &str = "00001000240";
    /// On the first page, before their manager.
    pub const REPORTS_OF_LATE_MANAGER: [&str; 2] = ["00001000060", "00001000061"];
    /// Active again: an old End Date, a later service date.
    pub const REHIRED: &str = "00001000160";
    /// Active with an End Date to come.
    pub const LEAVING: [&str; 3] = ["00001000170", "00001000171", "00001000172"];
    /// Will be hired: hidden until the hire date.
    pub const FUTURE_HIRE: &str = "00001000267";
    /// Will be hired, exempt: hidden until the early access date.
    pub const EARLY_ACCESS_HIRE: &str = "00001000268";
    /// Status `L`.
    pub const ON_LEAVE: [&str; 4] = ["00001000090", "00001000091", "00001000092", "00001000093"];
    /// Status `P`.
    pub const PAID_LEAVE: [&str; 3] = ["00001000094", "00001000095", "00001000096"];
    /// Status `S`.
    pub const SUSPENDED: [&str; 2] = ["00001000097", "00001000098"];
    /// Status `U`.
    pub const ENDED_WITH_PAY: [&str; 2] = ["00001000218", "00001000219"];
    /// Status `D`.
    pub const DECEASED: &str = "00001000220";
}

/// Records in company `A1B`, the two hidden future hires included.
const ACME_RECORDS: usize = 268;
const ACME_FIRST_NUMBER: usize = 1_000_000;
/// Numbers of those with status `T`.
const TERMINATED: std::ops::RangeInclusive<usize> = 200..=217;
const LEADS: std::ops::RangeInclusive<usize> = 8..=31;

impl World {
    /// The bundled company on [`BUNDLED_TODAY`].
    #[must_use]
    pub fn bundled() -> Self {
        Self::bundled_on(BUNDLED_TODAY)
    }

    /// The same as [`World::bundled`].
    #[must_use]
    pub fn acme() -> Self {
        Self::bundled()
    }

    /// The bundled company with `today` as its present: End Dates, hires to come and the clock count from it.
    /// A process that comes back on a later day must pass the same date again and move the clock.
    ///
    /// Companies: `A1B` (Acme, 266 people visible, 245 of them employed, 4 of these marked as excluded) and `Z9Y`
    /// (Zephyr, 14). Credentials: `acme-full` for everything of Acme, `acme-basic` with the Basic view and org
    /// details only, `zephyr-full`; the secret is the client id followed by `-secret`.
    #[must_use]
    pub fn bundled_on(today: Date) -> Self {
        let mut world = Self::new(today, vec![acme(today), zephyr()]);
        world.credentials = vec![
            Credential::full("acme-full", "acme-full-secret", &["A1B"]),
            Credential::full("acme-basic", "acme-basic-secret", &["A1B"])
                .with_scopes(&[Scope::BasicRead])
                .with_endpoints(&[Endpoint::Employees, Endpoint::OrgDetails]),
            Credential::full("zephyr-full", "zephyr-full-secret", &["Z9Y"]),
        ];
        world
    }
}

fn acme(today: Date) -> Company {
    let mut company = new_company("A1B", "Acme");
    let (mut rng, mut names) = (Rng::new(20_260_302), NameGiver::default());
    for number in 1..=ACME_RECORDS {
        let mut person = ordinary_person(ACME_FIRST_NUMBER + number, &mut rng, &mut names, "acme.example");
        place(&mut person, number, &mut rng);
        if number.is_multiple_of(17) {
            person.alternate_id.clear();
        }
        if (40..=110).contains(&number) && number.is_multiple_of(5) {
            person.preferred_first = person.first_name.chars().take(3).collect();
        }
        if TERMINATED.contains(&number) {
            let back = i64::try_from(10 + rng.below(500)).unwrap_or(10);
            person = person.terminated(today.saturating_sub(back.days()));
        }
        company.people.push(person);
    }
    plant(&mut company, today);
    company
}

/// Department, title and manager by number: the chief, six heads, 24 leads, and everybody else.
fn place(person: &mut WorldPerson, number: usize, rng: &mut Rng) {
    let department = match number {
        2..=31 => (number - 2) % DEPARTMENTS.len(),
        _ => rng.below(DEPARTMENTS.len()),
    };
    let head = 2 + department;
    let lead = 8 + department + DEPARTMENTS.len() * rng.below(4);
    let name = DEPARTMENTS[department];
    let (title, manager) = match number {
        1 => ("Chief Executive".to_owned(), None),
        2..=7 => (format!("Head of {name}"), Some(1)),
        240 => (format!("{name} Lead"), Some(head)),
        _ if LEADS.contains(&number) => (format!("{name} Lead"), Some(head)),
        _ => (person.business_title.clone(), Some(lead)),
    };
    if number <= *LEADS.end() {
        "F".clone_into(&mut person.employee_type);
        person.job_code = format!("{}", 2_000 + number.min(8));
    }
    name.clone_into(&mut person.department);
    person.business_title = title;
    person.manager = manager.map(|it| employee_id(ACME_FIRST_NUMBER + it)).unwrap_or_default();
}

/// Puts in what a first import should find.
fn plant(company: &mut Company, today: Date) {
    let mut edit = |ids: &[&str], change: &dyn Fn(usize, &mut WorldPerson)| {
        for (index, id) in ids.iter().enumerate() {
            if let Some(person) = company.person_mut(id) {
                change(index, person);
            }
        }
    };
    let status = |letter: &'static str| move |_: usize, person: &mut WorldPerson| letter.clone_into(&mut person.status);
    edit(&cast::NO_EMAIL, &|_, person| person.work_email.clear());
    edit(&cast::EXCLUDED, &|_, person| {
        "Yes".clone_into(&mut person.custom_group_a);
        "T".clone_into(&mut person.regular_temporary);
        "Contractor".clone_into(&mut person.business_title);
    });
    edit(&[cast::NOT_EXCLUDED], &|_, person| "No".clone_into(&mut person.custom_group_a));
    edit(&cast::CYCLE, &|index, person| cast::CYCLE[1 - index].clone_into(&mut person.manager));
    edit(&[cast::MANAGER_NOT_LISTED], &|_, person| "00009999999".clone_into(&mut person.manager));
    edit(&cast::REPORTS_OF_LATE_MANAGER, &|_, person| cast::LATE_MANAGER.clone_into(&mut person.manager));
    edit(&cast::ON_LEAVE, &status("L"));
    edit(&cast::PAID_LEAVE, &status("P"));
    edit(&cast::SUSPENDED, &status("S"));
    let ended = |letter: &'static str| {
        move |index: usize, person: &mut WorldPerson| {
            letter.clone_into(&mut person.status);
            let back = i64::try_from(40 + 30 * index).unwrap_or(40);
            person.termination_date = Some(today.saturating_sub(back.days()));
        }
    };
    edit(&cast::ENDED_WITH_PAY, &ended("U"));
    edit(&[cast::DECEASED], &ended("D"));
    edit(&[cast::REHIRED], &|_, person| {
        person.service_date = Some(today.saturating_sub(2.years()));
        person.termination_date = Some(today.saturating_sub(5.years()));
    });
    edit(&cast::LEAVING, &|index, person| person.termination_date = Some(add_days(today, 45 + 30 * index)));
    edit(&[cast::FUTURE_HIRE], &|_, person| {
        person.exempt = false;
        person.service_date = Some(add_days(today, 40));
    });
    edit(&[cast::EARLY_ACCESS_HIRE], &|_, person| {
        person.exempt = true;
        person.service_date = Some(add_days(today, 60));
        person.early_access_date = Some(add_days(today, 30));
    });
}

fn zephyr() -> Company {
    let mut company = new_company("Z9Y", "Zephyr");
    "ET".clone_into(&mut company.timezone);
    let (mut rng, mut names) = (Rng::new(9), NameGiver::default());
    for number in 1..=14 {
        let mut person = ordinary_person(3_000_000 + number, &mut rng, &mut names, "zephyr.example");
        if number > 1 {
            person.manager = employee_id(3_000_001);
        }
        company.people.push(person);
    }
    company
}
