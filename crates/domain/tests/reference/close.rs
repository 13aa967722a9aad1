//! Worlds with fewer collisions and closer ties: most people are matched, look like a row, or manage somebody.

use domain::EmployeeId;
use domain::text::present;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::values::day;
use crate::world::{World, worlds_of_any_settings};

/// How an employee is tied to a row: matched, only alike, or not at all.
#[derive(Debug, Clone, Copy)]
enum Tie {
    Matched,
    Alike,
    Stranger,
}

pub(crate) fn close_worlds() -> impl Strategy<Value = World> {
    let tie = prop_oneof![4 => Just(Tie::Matched), 1 => Just(Tie::Alike), 2 => Just(Tie::Stranger)];
    let managers = || vec(0_usize..14, 14);
    (worlds_of_any_settings(), vec(tie, 14), managers(), managers()).prop_map(|(mut world, ties, managers, old_managers)| {
        for (number, person) in world.snapshot.people.iter_mut().enumerate() {
            person.source_id = format!("S{number}");
            person.email = Some(email(number));
            person.employee_id = None;
            person.manager_source_id = Some(format!("S{}", managers[number] % 8));
        }
        for (number, employee) in world.directory.iter_mut().enumerate() {
            employee.id = EmployeeId(format!("e{number}"));
            let row = world.snapshot.people.get(number);
            // Strangers have source ids that rows have as managers, as far as no row has them itself.
            let (who, tied) = match (ties[number], row) {
                (Tie::Matched, Some(_)) => (number, None),
                (Tie::Alike, Some(row)) => (number + 20, Some(row)),
                _ => (if world.snapshot.people.len() <= 7 - number { 7 - number } else { number + 20 }, None),
            };
            employee.source_id = Some(format!("S{who}"));
            employee.profile.email = Some(email(who));
            employee.profile.employee_id = None;
            employee.profile.manager_email = Some(email(old_managers[number] % 8));
            if let Some(row) = tied {
                let name = row
                    .names
                    .first()
                    .and_then(|name| Some(format!("{} {}", present(name.first.as_deref())?, present(name.last.as_deref())?)));
                employee.profile.name = name;
                let date = |text: Option<&String>| text.and_then(|text| day(text))?.parse().ok();
                employee.profile.date_of_birth = date(row.birth_date.as_ref());
                employee.profile.start_date = date(row.service_date.as_ref());
            }
        }
        // What a store can hold: nobody twice.
        let mut seen = std::collections::BTreeSet::new();
        world.directory.retain(|employee| seen.insert(employee.source_id.clone()));
        world
    })
}

fn email(number: usize) -> String {
    format!("p{number}@acme.example")
}
