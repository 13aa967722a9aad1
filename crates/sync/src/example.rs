//! A plan for the tests of this crate: two new people, Ann and Bo.

use domain::{Employment, Mapping, NameKind, Plan, PlanInput, Settings, Snapshot, SourceName, SourcePerson, Trigger};

/// Planned at epoch 3 by mapping 2, from company `ACME`.
pub(crate) fn plan() -> Plan {
    let person = |id: &str, first: &str| SourcePerson {
        source_id: id.to_owned(),
        names: vec![SourceName {
            kind: NameKind::Primary,
            first: Some(first.to_owned()),
            last: Some("Lee".to_owned()),
            effective: None,
        }],
        email: Some(format!("{first}@acme.example")),
        employee_id: Some(id.to_owned()),
        employment: Employment::Employed,
        ..SourcePerson::default()
    };
    let snapshot = Snapshot { people: vec![person("1", "ann"), person("2", "bo")], ..Snapshot::default() };
    domain::plan(&PlanInput {
        account: "local",
        company: "ACME",
        trigger: Trigger::Manual,
        today: jiff::civil::date(2026, 3, 1),
        base_epoch: 3,
        mapping: &Mapping { version: 2, ..Mapping::default() },
        settings: &Settings::default(),
        snapshot: &snapshot,
        directory: &[],
        last_import: None,
    })
}
