//! Single cases of undo, in tables.

use std::collections::{BTreeMap, BTreeSet};

use domain::choices::{Choices, remaining};
use domain::employee::Provenance;
use domain::undo::written;
use domain::{
    Action, Change, ChangeId, Code, Counts, Coverage, Digest, DuplicateCandidate, Employee, EmployeeId, EmployeeStatus, Field,
    FieldChange, Plan, Profile, Settings, Trigger, Verdict,
};

use crate::world::TODAY;
use crate::{commit, undo_changes, undo_of};

type Values = [(Field, Option<&'static str>, Option<&'static str>)];

fn person(number: usize, values: &[(Field, &str)]) -> Employee {
    let mut employee = Employee {
        id: EmployeeId(format!("e{number}")),
        source_id: Some(format!("S{number}")),
        profile: Profile::default(),
        status: EmployeeStatus::Active,
        version: 1,
        receipt: None,
        provenance: BTreeMap::new(),
    };
    for (field, value) in values {
        assert!(employee.set(field, Some(value)));
    }
    employee
}

fn change(number: usize, action: Action, fields: &Values) -> Change {
    let text = |value: &Option<&str>| value.map(str::to_owned);
    let field = |(field, before, after): &(Field, Option<&str>, Option<&str>)| FieldChange {
        field: field.clone(),
        before: text(before),
        after: text(after),
    };
    Change {
        id: ChangeId(format!("c{number}")),
        action,
        end_date: None,
        source_id: Some(format!("S{number}")),
        email: None,
        employee_id: None,
        employee: EmployeeId(format!("e{number}")),
        base_version: usize::from(action != Action::Create) as u64,
        fields: fields.iter().map(field).collect(),
        flags: Vec::new(),
        duplicates: Vec::new(),
    }
}

fn plan(changes: Vec<Change>) -> Plan {
    Plan {
        account: "local".to_owned(),
        company: "ACME".to_owned(),
        trigger: Trigger::Manual,
        today: TODAY,
        base_epoch: 1,
        mapping_version: 1,
        coverage: Coverage::Everybody,
        verdict: Verdict::Apply,
        objections: Vec::new(),
        counts: Counts::default(),
        changes,
        findings: Vec::new(),
        missing: Vec::new(),
        left_out: BTreeMap::new(),
        next_due: None,
        snapshot: Digest::of(b""),
        undoes: None,
    }
}

/// An undo's changes and what it did not restore, one line each.
fn shown(undo: &Plan) -> Vec<String> {
    let fields = |change: &Change| {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let fields = change.fields.iter().map(|it| format!("{} {}>{}", it.field, value(&it.before), value(&it.after)));
        fields.collect::<Vec<_>>().join(", ")
    };
    let action = |change: &Change| format!("{:?} {}: {}", change.action, change.employee, fields(change)).to_lowercase();
    let told = undo.findings.iter().filter(|finding| finding.code == Code::NotRestored);
    let told = told.map(|finding| {
        let field = finding.field.as_ref().map(Field::as_str).unwrap_or_default();
        format!("not {} {field}: {}", finding.source_id.as_deref().unwrap_or_default(), finding.message)
    });
    undo.changes.iter().map(action).chain(told).collect()
}

const SINCE: &str = "What the import wrote here was changed since; it was left as it is.";
const TAKEN: &str = "Somebody else has the old value by now, and it belongs to one person; it was left as it is.";

#[test]
fn a_status_is_restored_with_its_dates_in_both_directions() {
    let end = (Field::EndDate, None, Some("2026-03-30"));
    let ended = [end, (Field::Status, Some("active"), Some("former"))];
    let back = [(Field::EndDate, Some("2020-01-01"), None), (Field::Status, Some("former"), Some("active"))];
    let before = [person(1, &[]), person(2, &[(Field::EndDate, "2020-01-01"), (Field::Status, "former")])];
    let plan = plan(vec![change(1, Action::Deactivate, &ended), change(2, Action::Reactivate, &back)]);
    let after = commit(&before, &plan, "run_1");
    let undo = undo_of(&plan, "run_1", &after, &Settings::default(), &[]);
    assert_eq!(
        shown(&undo),
        [
            "reactivate e1: end_date 2026-03-30>-, status former>active",
            "deactivate e2: end_date ->2020-01-01, status active>former"
        ]
    );
    assert_eq!((undo.trigger, undo.undoes.as_deref()), (Trigger::Undo, Some("run_1")));
    assert_eq!((undo.counts.deactivate, undo.counts.reactivate), (1, 1));
}

#[test]
fn only_what_still_is_the_imports_own_is_restored() {
    let from = |mapping, run: &str| Some(Provenance { mapping, run: run.to_owned() });
    let plan = plan(vec![change(1, Action::Update, &[(Field::Name, Some("Old"), Some("New"))])]);
    let check = |now: &str, from: Option<Provenance>, expect: &[String]| {
        let mut employee = person(1, &[(Field::Name, now)]);
        employee.provenance = from.into_iter().map(|from| (Field::Name, from)).collect();
        let undo = undo_of(&plan, "run_1", &[employee.clone()], &Settings::default(), &["run_undo"]);
        assert_eq!(shown(&undo), expect, "{employee:?}");
    };
    let restored = ["update e1: name new>old".to_owned()];
    let left = [format!("not S1 name: {SINCE}")];
    check("New", from(1, "run_1"), &restored);
    check("New", None, &restored);
    check("New", from(1, "run_2"), &left);
    check("New", from(0, "run_edit"), &left);
    check("New", from(0, "run_undo"), &restored);
    check("New", from(1, "run_undo"), &left);
    check("Newer", from(1, "run_1"), &left);
    check("Old", from(1, "run_2"), &[]);
}

#[test]
fn a_created_person_is_ended_once_and_keeps_all_values() {
    let fields = [(Field::Email, None, Some("ann@acme.example")), (Field::Status, None, Some("active"))];
    let plan = plan(vec![change(1, Action::Create, &fields)]);
    let check = |status: &str, run: &str, expect: &[String]| {
        let mut employee = person(1, &[(Field::Email, "other@acme.example"), (Field::Status, status)]);
        employee.provenance = [(Field::Status, Provenance { mapping: 1, run: run.to_owned() })].into();
        let undo = undo_of(&plan, "run_1", &[employee], &Settings::default(), &[]);
        assert_eq!(shown(&undo), expect, "{status} {run}");
    };
    check("active", "run_1", &["deactivate e1: status active>deactivated".to_owned()]);
    check("former", "run_1", &[]);
    check("deactivated", "run_1", &[]);
    check("active", "run_2", &[format!("not S1 status: {SINCE}")]);
}

#[test]
fn an_identifier_that_somebody_else_has_by_now_is_not_restored() {
    let moved = |number, before, after| change(number, Action::Update, &[(Field::Email, Some(before), Some(after))]);
    let plan = plan(vec![moved(1, "a@acme.example", "b@acme.example"), moved(2, "c@acme.example", "a@acme.example")]);
    let check = |second: &str, third: &str, expect: &[String]| {
        let people = [
            person(1, &[(Field::Email, "b@acme.example")]),
            person(2, &[(Field::Email, second)]),
            person(3, &[(Field::Email, third)]),
        ];
        assert_eq!(shown(&undo_of(&plan, "run_1", &people, &Settings::default(), &[])), expect, "{second} {third}");
    };
    let first = "update e1: email b@acme.example>a@acme.example".to_owned();
    let second = "update e2: email a@acme.example>c@acme.example".to_owned();
    let taken = |number: usize| format!("not S{number} email: {TAKEN}");
    // The identifiers go back along the chain by which they came.
    check("a@acme.example", "d@acme.example", &[first.clone(), second.clone()]);
    check("x@acme.example", "A@acme.example", &[taken(1), format!("not S2 email: {SINCE}")]);
    // Whoever keeps an identifier keeps it from the next.
    check("a@acme.example", "C@acme.example", &[taken(1), taken(2)]);
}

#[test]
fn what_was_left_out_or_refused_or_decided_as_the_same_person_is_undone_as_it_was_written() {
    let name = |number, after| change(number, Action::Update, &[(Field::Name, Some("Old"), Some(after))]);
    let fields = [(Field::Name, None, Some("New")), (Field::Status, None, Some("active"))];
    let mut create = change(4, Action::Create, &fields);
    create.duplicates = vec![DuplicateCandidate {
        employee: EmployeeId("e5".to_owned()),
        base_version: 1,
        fields: name(5, "New").fields,
        flags: Vec::new(),
    }];
    let plan = plan(vec![name(1, "New"), name(2, "New"), name(3, "New"), create]);
    let id = |number: usize| ChangeId(format!("c{number}"));
    let (skip, refused, same) = ([id(1)], id(2), [(id(4), EmployeeId("e5".to_owned()))].into());
    let remaining = remaining(&plan, Choices { skip: &skip, same_person: &same }).changes;
    let changes: Vec<Change> = written(&remaining, 3, BTreeSet::from([&refused])).cloned().collect();
    assert_eq!(written(&remaining, 0, BTreeSet::new()).count(), 0, "an import that stopped before its first change");
    let people = [1, 2, 3, 5].map(|number| person(number, &[(Field::Name, "New")]));
    let undo = undo_changes(&plan, &changes, "run_1", &people, &Settings::default(), &[]);
    assert_eq!(shown(&undo), ["update e3: name new>old", "update e5: name new>old"]);
}

#[test]
fn what_is_redacted_by_now_and_who_is_gone_is_told_and_not_written() {
    let born = [(Field::DateOfBirth, Some("1990-01-01"), Some("1991-01-01"))];
    let plan = plan(vec![change(1, Action::Update, &born), change(2, Action::Update, &born)]);
    let settings = Settings { redacted: [Field::DateOfBirth].into(), ..Settings::default() };
    let undo = undo_of(&plan, "run_1", &[person(1, &[(Field::DateOfBirth, "1991-01-01")])], &settings, &[]);
    let redacted = "not S1 date_of_birth: The field is redacted for this account by now; it was left as it is.";
    assert_eq!(shown(&undo), [redacted, "not S2 : The person whom the import wrote is not in the directory."]);
    assert_eq!(undo.verdict, Verdict::NoChanges);
}

#[test]
fn a_person_whom_trinet_does_not_know_is_told_of_by_the_id_of_the_directory() {
    let mut edited = change(1, Action::Update, &[(Field::Name, Some("Old"), Some("New"))]);
    edited.source_id = None;
    let mut employee = person(1, &[(Field::Name, "Newer")]);
    employee.source_id = None;
    let undo = undo_of(&plan(vec![edited]), "run_1", &[employee], &Settings::default(), &[]);
    assert_eq!(shown(&undo), [format!("not  : name of e1: {SINCE}")]);
}

#[test]
fn an_undo_is_judged_by_the_guards_that_a_person_confirms() {
    let turned =
        [(Field::Name, Some("Ann Lee"), Some("Bob Ray")), (Field::Email, Some("ann@acme.example"), Some("bob@acme.example"))];
    let risky = plan(vec![change(1, Action::Update, &turned)]);
    let people = [person(1, &[(Field::Name, "Bob Ray"), (Field::Email, "bob@acme.example")])];
    let undo = undo_of(&risky, "run_1", &people, &Settings::default(), &[]);
    assert_eq!((undo.verdict, undo.blocked_by()), (Verdict::Blocked, vec![Code::HighRiskChange]));
    let active = [(Field::Status, None, Some("active"))];
    let first = plan((1..=20).map(|number| change(number, Action::Create, &active)).collect());
    let people: Vec<Employee> = (1..=20).map(|number| person(number, &[])).collect();
    let undo = undo_of(&first, "run_1", &people, &Settings::default(), &[]);
    assert_eq!((undo.verdict, undo.blocked_by()), (Verdict::Blocked, vec![Code::VolumeDeactivate]));
}
