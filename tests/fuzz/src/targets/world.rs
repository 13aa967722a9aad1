//! A small company: what a plan is made from, and what is stored of it.

use domain::{
    Demographic, Employee, EmployeeId, EmployeeStatus, Employment, Inputs, Mapping, NameKind, Plan, Profile, Settings, Snapshot,
    SourceName, SourcePerson, Trigger,
};
use jiff::Timestamp;
use jiff::civil::date;
use sync::{Run, RunKind, StoredPlan};

/// Two people of the directory.
pub(super) fn directory() -> Vec<Employee> {
    let employee = |number: u8, name: &str, email: &str| Employee {
        id: EmployeeId(format!("emp_{number}")),
        source_id: Some(format!("100{number}")),
        profile: Profile {
            name: Some(name.to_owned()),
            email: Some(email.to_owned()),
            employee_id: Some(format!("100{number}")),
            start_date: Some(date(2020, 1, 31)),
            demographics: [("Team".to_owned(), "Sales zq7x".to_owned())].into(),
            ..Profile::default()
        },
        status: EmployeeStatus::Active,
        version: 3,
        receipt: None,
        provenance: std::collections::BTreeMap::new(),
    };
    vec![employee(1, "Ann Lee zq7x", "annzq7x@acme.example"), employee(2, "Bo Kim zq7x", "bozq7x@acme.example")]
}

/// What a plan of four people is made from: one changed, one ended, one new, one excluded.
pub(super) fn inputs() -> Inputs {
    let person = |id: &str, first: &str, email: &str| SourcePerson {
        source_id: id.to_owned(),
        names: vec![SourceName {
            kind: NameKind::Primary,
            first: Some(first.to_owned()),
            last: Some("Lee zq7x".to_owned()),
            effective: None,
        }],
        email: Some(email.to_owned()),
        employee_id: Some(id.to_owned()),
        birth_date: Some("1990-04-12".to_owned()),
        service_date: Some("2020-01-31".to_owned()),
        termination_date: None,
        employment: Employment::Employed,
        manager_source_id: Some("1001".to_owned()),
        custom: [("dept".to_owned(), "Sales zq7x".to_owned()), ("skip".to_owned(), "No".to_owned())].into(),
    };
    let mut people = vec![
        person("1001", "Anne", "annzq7x@acme.example"),
        person("1002", "Bo", "bozq7x@acme.example"),
        person("1003", "Cy", "cyzq7x@acme.example"),
        person("1004", "Di", "dizq7x@acme.example"),
    ];
    people[1].termination_date = Some("2026-02-28".to_owned());
    people[3].custom.insert("skip".to_owned(), "yes".to_owned());
    Inputs {
        account: "local".to_owned(),
        company: "ACME".to_owned(),
        trigger: Trigger::Auto,
        today: date(2026, 3, 1),
        base_epoch: 1,
        mapping: Mapping {
            version: 1,
            exclude: Some("skip".to_owned()),
            demographics: vec![Demographic::plain("Team", "dept")],
            locked: true,
            ..Mapping::default()
        },
        settings: Settings::default(),
        snapshot: Snapshot { people, ..Snapshot::default() },
        directory: directory(),
        last_import: Some(("ACME".to_owned(), 1)),
    }
}

/// A plan as it is stored, and the run that made it.
pub(super) fn stored() -> (StoredPlan, Run) {
    let plan: Plan = inputs().plan();
    let digest = plan.digest();
    let mut run = Run::begin("run_1".to_owned(), RunKind::Auto, "schedule", Timestamp::UNIX_EPOCH);
    run.digest = Some(digest.clone());
    run.counts = plan.counts.clone();
    run.findings = plan.finding_counts();
    run.skipped = plan.changes.iter().take(1).map(|change| change.id.clone()).collect();
    run.reason = Some("zq7x".to_owned());
    let stored = StoredPlan { id: "plan_1".to_owned(), run: run.id.clone(), created_at: Timestamp::UNIX_EPOCH, digest, plan };
    (stored, run)
}
