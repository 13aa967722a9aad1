//! What is printed for a programmer shows no person: ids, codes and field names, never a name, an email or a birth date.

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::dates::DateOrder;
use domain::desired::{Reading, desire};
use domain::duplicates::Unmatched;
use domain::matching::match_rows;
use domain::outcome::outcomes;
use domain::{
    Employee, EmployeeId, EmployeeStatus, Field, Mapping, NameKind, PlanInput, Profile, Settings, Snapshot, SourceName,
    SourcePerson, Trigger,
};
use jiff::civil::date;

/// Values that must never be seen; each is unlike everything else here.
const CANARIES: [&str; 8] = [
    "Quillon",
    "Zephyrine",
    "Zephi",
    "quillon@canary.example",
    "old@canary.example",
    "boss@canary.example",
    "1971-02-03",
    "Aviary",
];

fn person() -> SourcePerson {
    let name = |kind, first: &str, last: &str| SourceName {
        kind,
        first: Some(first.to_owned()),
        last: Some(last.to_owned()),
        effective: None,
    };
    SourcePerson {
        source_id: "S1".to_owned(),
        names: vec![name(NameKind::Primary, "Zephyrine", "Quillon"), name(NameKind::Preferred, "Zephi", "Quillon")],
        email: Some("quillon@canary.example".to_owned()),
        employee_id: Some("1001".to_owned()),
        birth_date: Some("1971-02-03".to_owned()),
        manager_source_id: Some("S2".to_owned()),
        custom: [("department".to_owned(), "Aviary".to_owned())].into(),
        ..SourcePerson::default()
    }
}

fn employee(id: &str, email: &str) -> Employee {
    Employee {
        id: EmployeeId(id.to_owned()),
        source_id: None,
        profile: Profile {
            name: Some("Zephyrine Quillon".to_owned()),
            preferred_name: Some("Zephi".to_owned()),
            email: Some(email.to_owned()),
            date_of_birth: Some(date(1971, 2, 3)),
            manager_email: Some("boss@canary.example".to_owned()),
            demographics: [("Department".to_owned(), "Aviary".to_owned())].into(),
            ..Profile::default()
        },
        status: EmployeeStatus::Active,
        version: 1,
        receipt: None,
        provenance: std::collections::BTreeMap::new(),
    }
}

/// How often something was looked at.
static LOOKED_AT: AtomicUsize = AtomicUsize::new(0);

/// Shows what it is, and nothing of a person.
fn is_blind(what: &str, shown: &str) {
    LOOKED_AT.fetch_add(1, Ordering::Relaxed);
    assert!(shown.contains(what), "{what} shows nothing at all: {shown}");
    for canary in CANARIES {
        assert!(!shown.contains(canary), "{what} shows {canary}: {shown}");
    }
}

#[test]
fn what_is_printed_for_a_programmer_shows_no_person() {
    let boss = SourcePerson {
        employee_id: Some("1002".to_owned()),
        source_id: "S2".to_owned(),
        email: Some("boss@canary.example".to_owned()),
        ..person()
    };
    let snapshot = Snapshot { people: vec![person(), boss], ..Snapshot::default() };
    let demographics = vec![domain::Demographic::plain("Department", "department")];
    let (mapping, settings) = (Mapping { version: 1, demographics, ..Mapping::default() }, Settings::default());
    let directory = [employee("e1", "old@canary.example"), employee("e2", "boss@canary.example")];
    let input = PlanInput {
        account: "local",
        company: "ACME",
        trigger: Trigger::Manual,
        today: date(2026, 3, 31),
        base_epoch: 1,
        mapping: &mapping,
        settings: &settings,
        snapshot: &snapshot,
        directory: &directory,
        last_import: None,
    };
    let reading = Reading { mapping: &mapping, settings: &settings, today: input.today, date_order: DateOrder::Undeclared };
    let rows: Vec<_> = snapshot.people.iter().map(|person| desire(person, &reading).0).collect();
    let matches = match_rows(&rows, &directory);
    let unmatched = Unmatched::of(&directory, &matches.seen);
    let decided = outcomes(&input, &rows, &matches, &unmatched);
    let managers = domain::hierarchy::resolve(&rows, &decided, &directory, &std::collections::BTreeSet::new(), input.today);
    let plan = domain::plan(&input);
    assert!(plan.changes.iter().any(|change| !change.duplicates.is_empty()), "the plan has candidates to show");
    assert!(managers.emails.iter().any(Option::is_some), "the managers have emails to hide");

    is_blind("Snapshot", &format!("{snapshot:?}"));
    is_blind("SourcePerson", &format!("{:?}", person()));
    is_blind("SourceName", &format!("{:?}", person().names));
    is_blind("Employee", &format!("{:?}", directory[0]));
    is_blind("Profile", &format!("{:?}", directory[0].profile));
    is_blind("PlanInput", &format!("{input:?}"));
    is_blind("Desired", &format!("{rows:?}"));
    is_blind("Matches", &format!("{matches:?}"));
    is_blind("Unmatched", &format!("{unmatched:?}"));
    is_blind("Known", &format!("{decided:?}"));
    is_blind("Managers", &format!("{managers:?}"));
    is_blind("Plan", &format!("{plan:?}"));
    let what_if = domain::what_if::what_if(&input);
    is_blind("WhatIf", &format!("{what_if:?}"));
    is_blind("Filled", &format!("{:?}", what_if.demographics));
    is_blind("BeforeAndAfter", &format!("{:?}", what_if.people));
    let fate = |_: &domain::Change| domain::explain::Fate::Pending;
    is_blind("Newest", &format!("{:?}", domain::explain::Newest { plan: &plan, fate: &fate }));
    for change in &plan.changes {
        is_blind("Change", &format!("{change:?}"));
        is_blind("FieldChange", &format!("{:?}", change.fields));
        for candidate in &change.duplicates {
            is_blind("DuplicateCandidate", &format!("{candidate:?}"));
        }
    }
    is_blind("possible_duplicate", &serde_json::to_string(&plan.findings).unwrap());
    println!("figure: {} in {} texts that a panic could print, 0 hits", CANARIES.len(), LOOKED_AT.load(Ordering::Relaxed));
}

#[test]
fn the_same_values_are_there_when_they_are_meant_to_be() {
    let stored = serde_json::to_string(&person()).unwrap();
    for canary in ["Quillon", "Zephyrine", "quillon@canary.example", "1971-02-03", "Aviary"] {
        assert!(stored.contains(canary), "{canary} would be looked for in vain");
    }
    assert_eq!(employee("e1", "old@canary.example").value(&Field::Email).as_deref(), Some("old@canary.example"));
}
