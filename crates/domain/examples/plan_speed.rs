//! How fast planning is: `cargo run --release -p domain --example plan_speed -- 10000 100000` prints, for each number of
//! people and each kind of day, how many people are planned in a second.
#![expect(clippy::print_stdout, reason = "a program that prints figures")]
#![expect(clippy::disallowed_methods, reason = "it takes arguments and measures time")]

use std::time::Instant;

use domain::mapping::Demographic;
use domain::{
    Employee, EmployeeId, EmployeeStatus, Employment, Mapping, NameKind, Plan, PlanInput, Profile, Settings, Snapshot,
    SourceName, SourcePerson, Trigger,
};
use jiff::civil::date;

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|number| number.parse().ok()).collect();
    let numbers = if asked.is_empty() { vec![10_000, 100_000] } else { asked };
    for people in numbers {
        let everybody: Vec<SourcePerson> = (0..people).map(person).collect();
        let known: Vec<Employee> = (0..people).map(employee).collect();
        measure("first import", &everybody, &[]);
        measure("quiet day", &everybody, &known);
        measure(
            "everybody changed",
            &changed(&everybody, |person| person.custom.insert("team".to_owned(), "New".to_owned())),
            &known,
        );
        measure("all emails swapped", &swapped(&everybody), &known);
        measure("one email for all", &changed(&everybody, |person| person.email.replace("all@acme.example".to_owned())), &known);
        measure(
            "one reporting line",
            &changed(&everybody, |person| person.manager_source_id.replace(next(&person.source_id))),
            &known,
        );
        measure("all possible duplicates", &changed(&everybody, new_identity), &known);
        measure(
            "all of one name",
            &changed(&everybody, |person| {
                new_identity(person);
                same_name(person)
            }),
            &same_names(&known),
        );
    }
}

fn measure(day: &str, people: &[SourcePerson], directory: &[Employee]) {
    let snapshot = Snapshot { people: people.to_vec(), ..Snapshot::default() };
    let mapping = Mapping { version: 1, demographics: vec![Demographic::plain("Team", "team")], ..Mapping::default() };
    let input = PlanInput {
        account: "local",
        company: "ACME",
        trigger: Trigger::Manual,
        today: date(2026, 3, 31),
        base_epoch: 1,
        mapping: &mapping,
        settings: &Settings::default(),
        snapshot: &snapshot,
        directory,
        last_import: None,
    };
    let start = Instant::now();
    let plan: Plan = domain::plan(&input);
    let planned = start.elapsed();
    let _digest = plan.digest();
    let sealed = start.elapsed() - planned;
    let rate = people.len() as f64 / planned.as_secs_f64();
    println!(
        "{:>7} people  {day:<24} {:>6} changes {:>7.0} ms  digest {:>6.0} ms  {rate:>9.0} people/s",
        people.len(),
        plan.changes.len(),
        planned.as_secs_f64() * 1000.0,
        sealed.as_secs_f64() * 1000.0,
    );
}

fn person(number: usize) -> SourcePerson {
    let name = |kind, first| SourceName { kind, first: Some(first), last: Some(format!("Last{number}")), effective: None };
    SourcePerson {
        source_id: format!("S{number:07}"),
        names: vec![name(NameKind::Primary, "Jordan".to_owned()), name(NameKind::Preferred, "Jo".to_owned())],
        email: Some(format!("person{number}@acme.example")),
        employee_id: Some(format!("{number:07}")),
        birth_date: Some("1990-04-12".to_owned()),
        service_date: Some("2020-01-06".to_owned()),
        employment: Employment::Employed,
        manager_source_id: (number > 0).then(|| format!("S{:07}", number / 8)),
        custom: [("team".to_owned(), format!("Team {}", number % 50))].into(),
        ..SourcePerson::default()
    }
}

fn employee(number: usize) -> Employee {
    Employee {
        id: EmployeeId(format!("emp_{number:020}")),
        source_id: Some(format!("S{number:07}")),
        profile: Profile {
            name: Some(format!("Jordan Last{number}")),
            preferred_name: Some("Jo".to_owned()),
            email: Some(format!("person{number}@acme.example")),
            employee_id: Some(format!("{number:07}")),
            date_of_birth: Some(date(1990, 4, 12)),
            start_date: Some(date(2020, 1, 6)),
            manager_email: (number > 0).then(|| format!("person{}@acme.example", number / 8)),
            demographics: [("Team".to_owned(), format!("Team {}", number % 50))].into(),
            ..Profile::default()
        },
        status: EmployeeStatus::Active,
        version: 1,
        receipt: None,
        provenance: std::collections::BTreeMap::new(),
    }
}

fn changed<T>(people: &[SourcePerson], change: impl Fn(&mut SourcePerson) -> T) -> Vec<SourcePerson> {
    let mut people = people.to_vec();
    for person in &mut people {
        change(person);
    }
    people
}

/// Everybody has the email of the next.
fn swapped(people: &[SourcePerson]) -> Vec<SourcePerson> {
    let mut emails: Vec<_> = people.iter().map(|person| person.email.clone()).collect();
    emails.rotate_left(1);
    people.iter().zip(emails).map(|(person, email)| SourcePerson { email, ..person.clone() }).collect()
}

/// The id of the next person: a line as long as the company. The last person's manager is unknown.
fn next(source_id: &str) -> String {
    let number: usize = source_id.trim_start_matches('S').parse().unwrap_or_default();
    format!("S{:07}", number + 1)
}

fn new_identity(person: &mut SourcePerson) {
    person.email = person.email.take().map(|email| format!("new-{email}"));
    person.employee_id = person.employee_id.take().map(|id| format!("new-{id}"));
    person.source_id = format!("new-{}", person.source_id);
}

fn same_name(person: &mut SourcePerson) {
    for name in &mut person.names {
        name.last = Some("Test".to_owned());
    }
}

fn same_names(employees: &[Employee]) -> Vec<Employee> {
    let mut employees = employees.to_vec();
    for employee in &mut employees {
        employee.profile.name = Some("Jordan Test".to_owned());
    }
    employees
}
