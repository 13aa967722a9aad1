//! What tidying up clears, and what it refuses (R60).

use std::collections::{BTreeMap, BTreeSet};

use domain::lint::lint;
use domain::tidy::{TidyError, held, tidy};
use domain::{Action, Basis, Employee, EmployeeId, EmployeeStatus, Field, Plan, Profile, Settings, Trigger, Verdict};
use jiff::civil::date;

fn person(id: &str, demographics: &[(&str, &str)]) -> Employee {
    let demographics = demographics.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Employee {
        id: EmployeeId(id.to_owned()),
        source_id: Some(format!("1{id}")),
        profile: Profile {
            name: Some("Ann Lee".to_owned()),
            email: Some(format!("{id}@acme.example")),
            demographics,
            ..Profile::default()
        },
        status: EmployeeStatus::Active,
        version: 4,
        receipt: None,
        provenance: BTreeMap::new(),
    }
}

fn directory() -> Vec<Employee> {
    vec![
        person("e1", &[("TEAM", "Sales"), ("TEAM NAME", "Sales"), ("Desk", "4")]),
        person("e2", &[("TEAM", "Sales")]),
        person("e3", &[("TEAM NAME", "Support")]),
        person("e4", &[("Desk", "9")]),
    ]
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn tidied(wanted: &[&str], settings: &Settings) -> Result<Plan, TidyError> {
    let directory = directory();
    let basis = Basis {
        account: "local",
        company: "ACME",
        today: date(2026, 3, 31),
        base_epoch: 2,
        mapping_version: 1,
        settings,
        directory: &directory,
    };
    tidy(&basis, &names(wanted), &names(&["TEAM"]))
}

#[test]
fn everybody_loses_the_named_demographics_and_nothing_else() {
    let check = |wanted: &[&str], expect: &[&str]| {
        let plan = tidied(wanted, &Settings::default()).unwrap();
        assert_eq!((plan.trigger, plan.verdict), (Trigger::Edit, Verdict::Apply), "{wanted:?}");
        assert!(lint(&plan, &plan.digest(), &Settings::default()).is_empty(), "{wanted:?}");
        assert!(plan.changes.iter().all(|change| change.action == Action::Update && change.base_version == 4));
        let field = |it: &domain::FieldChange| format!("{} {:?}>{:?}", it.field, it.before.as_deref(), it.after.as_deref());
        let fields =
            plan.changes.iter().flat_map(|change| change.fields.iter().map(|it| format!("{} {}", change.employee, field(it))));
        assert_eq!(fields.collect::<Vec<_>>(), expect);
    };
    check(&["TEAM NAME"], &["e1 TEAM NAME Some(\"Sales\")>None", "e3 TEAM NAME Some(\"Support\")>None"]);
    check(
        &["Desk", "TEAM NAME"],
        &[
            "e1 Desk Some(\"4\")>None",
            "e1 TEAM NAME Some(\"Sales\")>None",
            "e3 TEAM NAME Some(\"Support\")>None",
            "e4 Desk Some(\"9\")>None",
        ],
    );
}

#[test]
fn what_the_mapping_fills_and_what_nobody_has_is_refused_whole() {
    let check = |wanted: &[&str], expect: TidyError| assert_eq!(tidied(wanted, &Settings::default()), Err(expect));
    check(&[], TidyError::Nothing);
    check(&["TEAM"], TidyError::Filled("TEAM".to_owned()));
    check(&["Desk", "TEAM"], TidyError::Filled("TEAM".to_owned()));
    check(&["team name"], TidyError::Nobody("team name".to_owned()));
}

#[test]
fn a_redacted_demographic_is_neither_listed_nor_put_into_a_plan() {
    let settings = Settings { redacted: [Field::Demographic("Desk".to_owned())].into(), ..Settings::default() };
    assert_eq!(tidied(&["Desk"], &settings), Err(TidyError::Nobody("Desk".to_owned())));
    assert_eq!(held(&directory(), &settings), [("TEAM".to_owned(), 2), ("TEAM NAME".to_owned(), 2)].into());
    assert_eq!(held(&directory(), &Settings::default())["Desk"], 2);
}
