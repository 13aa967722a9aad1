use super::*;
use crate::plan::Counts;

fn plan(changes: Vec<Change>) -> Plan {
    let doing = |action| changes.iter().filter(|change| change.action == action).count();
    let counts = Counts {
        create: doing(Action::Create),
        update: doing(Action::Update),
        deactivate: doing(Action::Deactivate),
        reactivate: doing(Action::Reactivate),
        ..Counts::default()
    };
    Plan {
        account: "acme".to_owned(),
        company: "A1B".to_owned(),
        trigger: Trigger::Manual,
        today: dates::parse_iso("2026-03-31").unwrap(),
        base_epoch: 0,
        mapping_version: 1,
        verdict: if changes.is_empty() { Verdict::NoChanges } else { Verdict::Apply },
        coverage: crate::Coverage::Everybody,
        objections: Vec::new(),
        counts,
        changes,
        findings: Vec::new(),
        missing: Vec::new(),
        left_out: BTreeMap::new(),
        next_due: None,
        snapshot: crate::Digest::of(b""),
        undoes: None,
    }
}

fn change<const N: usize>(id: &str, action: Action, fields: [(Field, Option<&str>, Option<&str>); N]) -> Change {
    let text = |value: Option<&str>| value.map(str::to_owned);
    Change {
        id: ChangeId(id.to_owned()),
        action,
        end_date: None,
        source_id: Some(id.to_owned()),
        email: Some("ann@acme.example".to_owned()),
        employee_id: None,
        employee: crate::EmployeeId(format!("emp_{id}")),
        base_version: u64::from(action != Action::Create),
        fields: fields.map(|(field, before, after)| FieldChange { field, before: text(before), after: text(after) }).to_vec(),
        flags: Vec::new(),
        duplicates: Vec::new(),
    }
}

#[test]
fn a_sound_plan_has_no_flaw_and_each_contradiction_is_named() {
    let check = |plan: &Plan, expect: &[&str]| {
        let found: Vec<String> = lint(plan, &plan.digest(), &Settings::default()).iter().map(ToString::to_string).collect();
        assert_eq!(found, expect);
    };
    let active = (Field::Status, None, Some("active"));
    let former = (Field::Status, Some("active"), Some("former"));
    let ended = (Field::EndDate, None, Some("2026-03-31"));
    let moved = (Field::Demographic("Team".to_owned()), Some("A"), Some("B"));
    check(&plan(vec![]), &[]);
    check(&plan(vec![change("c1", Action::Create, [active.clone()])]), &[]);
    check(&plan(vec![change("c1", Action::Deactivate, [ended, former.clone()])]), &[]);
    check(&plan(vec![change("c1", Action::Update, [moved.clone()])]), &[]);
    let later = (Field::EndDate, None, Some("2026-04-01"));
    let without = "c1: a deactivation without an End Date that was reached";
    check(&plan(vec![change("c1", Action::Deactivate, [former.clone()])]), &[without]);
    check(&plan(vec![change("c1", Action::Deactivate, [later, former.clone()])]), &[without]);
    check(&plan(vec![change("c1", Action::Update, [former.clone()])]), &["c1: an update that changes the status"]);
    let twice = vec![change("c1", Action::Update, [moved.clone()]), change("c1", Action::Update, [moved.clone()])];
    check(&plan(twice), &["c1: a second change with one id or of one person"]);
    let still = (Field::Name, Some("Ann"), Some("Ann"));
    check(&plan(vec![change("c1", Action::Update, [still])]), &["c1: a field that does not change"]);
    check(&plan(vec![change("c1", Action::Update, [])]), &["c1: a change of nobody or of nothing"]);
    let back = "c1: a reactivation that leaves somebody ended";
    check(&plan(vec![change("c1", Action::Reactivate, [moved.clone()])]), &[back]);
    let miscounted = Plan { counts: Counts::default(), ..plan(vec![change("c1", Action::Update, [moved.clone()])]) };
    check(&miscounted, &["counts that are not those of the changes"]);
    let blocked = Plan { verdict: Verdict::Blocked, ..plan(vec![change("c1", Action::Update, [moved.clone()])]) };
    check(&blocked, &["a verdict that does not fit the changes and guards"]);
    let redacting = Settings { redacted: [Field::Demographic("Team".to_owned())].into(), ..Settings::default() };
    let redacted = plan(vec![change("c1", Action::Update, [moved.clone()])]);
    assert_eq!(lint(&redacted, &redacted.digest(), &redacting)[0].what, "a redacted field");
    let named = (Field::EmployeeId, Some("1001"), None);
    check(&plan(vec![change("c1", Action::Update, [named])]), &["c1: a cleared name, identifier or status"]);
    let shared = "an identifier that another change gives to somebody else";
    let email = |value| (Field::Email, None, Some(value));
    let two = vec![
        change("c1", Action::Update, [email("ann@acme.example")]),
        change("c2", Action::Update, [email("ANN@acme.example")]),
        change("c3", Action::Update, [email("bob@acme.example")]),
    ];
    check(&plan(two), &[&format!("c1: {shared}"), &format!("c2: {shared}")]);
    let id = |field, value| (field, None, Some(value));
    let two = vec![
        change("c1", Action::Update, [id(Field::EmployeeId, "a")]),
        change("c2", Action::Update, [id(Field::EmployeeId, "A")]),
        change("c3", Action::Update, [id(Field::SourceId, "a")]),
    ];
    check(&plan(two), &[]);
}

#[test]
fn only_the_excluded_and_the_missing_may_be_ended_without_a_date_and_only_by_review() {
    let deactivated = (Field::Status, Some("active"), Some("deactivated"));
    let base = || plan(vec![change("c1", Action::Deactivate, [deactivated.clone()])]);
    let excluded = || Plan { left_out: [("c1".to_owned(), LeftOut::Excluded)].into(), ..base() };
    let missing = |trigger| {
        let counts = Counts { deactivate: 1, missing_from_source: 1, ..Counts::default() };
        Plan { trigger, counts, missing: vec![crate::EmployeeId("emp_c1".to_owned())], ..base() }
    };
    let check = |plan: Plan, sound: bool| assert_eq!(lint(&plan, &plan.digest(), &Settings::default()).is_empty(), sound);
    check(base(), false);
    check(excluded(), true);
    check(Plan { trigger: Trigger::Auto, ..excluded() }, false);
    check(Plan { left_out: [("c1".to_owned(), LeftOut::EndedNotImported)].into(), ..base() }, false);
    check(missing(Trigger::DeactivateMissing), true);
    check(missing(Trigger::Manual), false);
    check(Plan { trigger: Trigger::DeactivateMissing, ..base() }, false);
    // An undo ends whom the import created, an edit the newer of two duplicates.
    check(Plan { trigger: Trigger::Undo, ..base() }, true);
    check(Plan { trigger: Trigger::Edit, ..base() }, true);
}

#[test]
fn only_an_undo_restores_a_former_person_and_a_blank_and_nothing_but_a_read_creates() {
    let check = |trigger, action, fields: [(Field, Option<&str>, Option<&str>); 1], sound: bool| {
        let plan = Plan { trigger, ..plan(vec![change("c1", action, fields)]) };
        assert_eq!(lint(&plan, &plan.digest(), &Settings::default()).is_empty(), sound, "{plan:?}");
    };
    let former = || [(Field::Status, Some("active"), Some("former"))];
    for field in [Field::Name, Field::Email, Field::EmployeeId, Field::SourceId] {
        let blank = || [(field.clone(), Some("was@acme.example"), None)];
        check(Trigger::Undo, Action::Update, blank(), true);
        check(Trigger::Edit, Action::Update, blank(), false);
        check(Trigger::Manual, Action::Update, blank(), false);
    }
    check(Trigger::Undo, Action::Deactivate, former(), true);
    check(Trigger::Edit, Action::Deactivate, former(), false);
    for trigger in [Trigger::Undo, Trigger::Edit] {
        check(trigger, Action::Create, [(Field::Status, None, Some("active"))], false);
    }
    check(Trigger::Undo, Action::Deactivate, [(Field::Status, Some("active"), None)], false);
}

#[test]
fn a_plan_that_was_altered_after_it_was_sealed_is_found() {
    let sealed = plan(vec![change("c1", Action::Update, [(Field::Name, Some("Ann"), Some("Bob"))])]);
    let digest = sealed.digest();
    let altered = Plan { today: dates::parse_iso("2026-04-01").unwrap(), ..sealed };
    let flaws: Vec<_> = lint(&altered, &digest, &Settings::default()).iter().map(|flaw| flaw.what).collect();
    assert_eq!(flaws, ["a digest that is not that of the plan"]);
}

#[test]
fn a_verdict_fits_the_changes_and_the_objections() {
    let check = |verdict, changes: bool, objections: bool, sound: bool| {
        let moved = (Field::Demographic("Team".to_owned()), Some("A"), Some("B"));
        let base = plan(if changes { vec![change("c1", Action::Update, [moved])] } else { Vec::new() });
        let objection = crate::Objection {
            guard: crate::Code::MappingChanged,
            concerned: 0,
            people: Vec::new(),
            message: String::new(),
            limit: None,
        };
        let plan = Plan { verdict, objections: if objections { vec![objection] } else { Vec::new() }, ..base };
        let flaws = lint(&plan, &plan.digest(), &Settings::default());
        assert_eq!(flaws.is_empty(), sound, "{verdict:?} {changes} {objections}: {flaws:?}");
    };
    check(Verdict::Apply, true, false, true);
    check(Verdict::Apply, false, false, false);
    check(Verdict::Apply, true, true, false);
    check(Verdict::NoChanges, false, false, true);
    check(Verdict::NoChanges, true, false, false);
    check(Verdict::NoChanges, false, true, false);
    check(Verdict::Blocked, true, true, true);
    check(Verdict::Blocked, false, true, true);
    check(Verdict::Blocked, true, false, false);
    check(Verdict::Incomplete, false, true, true);
    check(Verdict::Incomplete, true, true, false);
}

#[test]
fn a_creation_is_of_somebody_new_active_and_identifiable() {
    let active = (Field::Status, None, Some("active"));
    let create = || change("c1", Action::Create, [active.clone()]);
    let check = |change: Change, sound: bool| {
        let plan = plan(vec![change]);
        assert_eq!(lint(&plan, &plan.digest(), &Settings::default()).is_empty(), sound, "{plan:?}");
    };
    check(create(), true);
    check(Change { email: None, employee_id: Some("1001".to_owned()), ..create() }, true);
    check(Change { email: None, ..create() }, false);
    check(Change { base_version: 1, ..create() }, false);
    check(change("c1", Action::Create, [(Field::Status, None, Some("former"))]), false);
    check(change("c1", Action::Create, [(Field::Name, None, Some("Ann"))]), false);
    check(change("c1", Action::Create, [active.clone(), (Field::Name, Some("Ann"), Some("Bob"))]), false);
}

#[test]
fn no_two_people_get_one_identifier() {
    let check = |field: Field, left: &str, right: &str, sound: bool| {
        let give = |id, value| change(id, Action::Update, [(field.clone(), None, Some(value))]);
        let plan = plan(vec![give("c1", left), give("c2", right)]);
        assert_eq!(lint(&plan, &plan.digest(), &Settings::default()).is_empty(), sound, "{field}");
    };
    check(Field::EmployeeId, "1001", "1001", false);
    check(Field::EmployeeId, "1001", "1002", true);
    check(Field::SourceId, "S1", "S1", false);
    check(Field::Email, "ann@acme.example", "Ann@acme.example", false);
    check(Field::Email, "ann@acme.example", "bob@acme.example", true);
    check(Field::Name, "Ann Lee", "Ann Lee", true);
}
