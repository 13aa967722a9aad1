//! The plan lint: whether a finished plan contradicts itself. Run over every plan in tests and before every commit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::dates;
use crate::digest::Digest;
use crate::employee::EmployeeStatus;
use crate::field::{Field, FieldChange};
use crate::plan::{Action, Change, ChangeId, LeftOut, Plan, Trigger, Verdict};
use crate::settings::Settings;
use crate::text::email_key;

/// A contradiction in a plan. Holds no value of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The change concerned; `None` for the whole plan.
    pub change: Option<ChangeId>,
    /// What is wrong, in a clause.
    pub what: &'static str,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.change {
            Some(id) => write!(f, "{id}: {}", self.what),
            None => f.write_str(self.what),
        }
    }
}

/// Every contradiction in a plan that was sealed by a digest, under the settings that hold now; none for a plan that may be
/// committed.
#[must_use]
pub fn lint(plan: &Plan, digest: &Digest, settings: &Settings) -> Vec<Flaw> {
    let broken_seal = (plan.digest() != *digest).then_some("a digest that is not that of the plan");
    let mut flaws: Vec<Flaw> = whole(plan).into_iter().chain(broken_seal).map(|what| Flaw { change: None, what }).collect();
    let shared = shared_identifiers(plan);
    let (mut ids, mut people) = (BTreeSet::new(), BTreeSet::new());
    for change in &plan.changes {
        let repeated = !ids.insert(&change.id) || !people.insert(&change.employee);
        let wrong = [
            (repeated, "a second change with one id or of one person"),
            (redacted(change, settings), "a redacted field"),
            (change.fields.iter().any(|field| field.before == field.after), "a field that does not change"),
            (change.fields.iter().any(clears_what_names), "a cleared name, identifier or status"),
            (shared.contains(&change.id), "an identifier that another change gives to somebody else"),
        ];
        let wrong = wrong.into_iter().filter_map(|(found, what)| found.then_some(what)).chain(of_action(plan, change));
        flaws.extend(wrong.map(|what| Flaw { change: Some(change.id.clone()), what }));
    }
    flaws
}

fn whole(plan: &Plan) -> Vec<&'static str> {
    let doing = |action| plan.changes.iter().filter(|change| change.action == action).count();
    let counts = &plan.counts;
    let counted = [
        (Action::Create, counts.create),
        (Action::Update, counts.update),
        (Action::Deactivate, counts.deactivate),
        (Action::Reactivate, counts.reactivate),
    ];
    let verdict_fits = match plan.verdict {
        Verdict::Apply => plan.objections.is_empty() && !plan.changes.is_empty(),
        Verdict::NoChanges => plan.objections.is_empty() && plan.changes.is_empty(),
        Verdict::Blocked => !plan.objections.is_empty(),
        Verdict::Incomplete => plan.changes.is_empty(),
    };
    let wrong = [
        (counted.iter().any(|(action, count)| doing(*action) != *count), "counts that are not those of the changes"),
        (!verdict_fits, "a verdict that does not fit the changes and guards"),
        (counts.missing_from_source != plan.missing.len(), "a count of missing people that is not their number"),
    ];
    wrong.into_iter().filter_map(|(found, what)| found.then_some(what)).collect()
}

fn redacted(change: &Change, settings: &Settings) -> bool {
    let same_person = change.duplicates.iter().flat_map(|candidate| &candidate.fields);
    change.fields.iter().chain(same_person).any(|field| settings.redacts(&field.field))
}

/// A blank never takes away who somebody is (R28, D8).
fn clears_what_names(change: &FieldChange) -> bool {
    let names = matches!(change.field, Field::Name | Field::Email | Field::EmployeeId | Field::Status | Field::SourceId);
    names && change.after.is_none()
}

/// Changes after which two people would have one identifier (R20).
fn shared_identifiers(plan: &Plan) -> BTreeSet<&ChangeId> {
    let mut holders: BTreeMap<(&Field, String), Vec<&ChangeId>> = BTreeMap::new();
    for change in &plan.changes {
        for field in &change.fields {
            let Some(value) = &field.after else { continue };
            match field.field {
                Field::Email => holders.entry((&field.field, email_key(value))).or_default().push(&change.id),
                Field::EmployeeId | Field::SourceId => {
                    holders.entry((&field.field, value.clone())).or_default().push(&change.id);
                }
                _ => {}
            }
        }
    }
    holders.into_values().filter(|changes| changes.len() > 1).flatten().collect()
}

/// What an action requires of its fields.
fn of_action(plan: &Plan, change: &Change) -> Option<&'static str> {
    let after =
        |field: &Field| change.fields.iter().find(|changed| changed.field == *field).and_then(|field| field.after.as_deref());
    let status = after(&Field::Status).and_then(EmployeeStatus::parse);
    match change.action {
        Action::Create => {
            let blank = change.fields.iter().any(|field| field.before.is_some());
            let known = change.email.is_none() && change.employee_id.is_none();
            let wrong = change.base_version != 0 || blank || known || status != Some(EmployeeStatus::Active);
            wrong.then_some("a creation of somebody who is there, has no identifier or is not active")
        }
        _ if change.base_version == 0 || change.fields.is_empty() => Some("a change of nobody or of nothing"),
        Action::Update => status.is_some().then_some("an update that changes the status"),
        Action::Reactivate => (status != Some(EmployeeStatus::Active)).then_some("a reactivation that leaves somebody ended"),
        Action::Deactivate => {
            let ended = after(&Field::EndDate).and_then(dates::parse_iso).or(change.end_date);
            let reached = ended.is_some_and(|end| end <= plan.today);
            let allowed = match status {
                Some(EmployeeStatus::Former) => reached,
                Some(EmployeeStatus::Deactivated) => ends_by_review(plan, change),
                _ => false,
            };
            (!allowed).then_some("a deactivation without an End Date that was reached")
        }
    }
}

/// The two ways in which a person may end somebody without an End Date: excluded people, and support's action (R13, D1, D6).
fn ends_by_review(plan: &Plan, change: &Change) -> bool {
    let excluded = change.source_id.as_ref().is_some_and(|id| plan.left_out.get(id) == Some(&LeftOut::Excluded));
    let missing = plan.trigger == Trigger::DeactivateMissing && plan.missing.contains(&change.employee);
    plan.trigger.is_reviewed() && (excluded || missing)
}

#[cfg(test)]
mod tests {
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
    }

    #[test]
    fn a_plan_that_was_altered_after_it_was_sealed_is_found() {
        let sealed = plan(vec![change("c1", Action::Update, [(Field::Name, Some("Ann"), Some("Bob"))])]);
        let digest = sealed.digest();
        let altered = Plan { today: dates::parse_iso("2026-04-01").unwrap(), ..sealed };
        let flaws: Vec<_> = lint(&altered, &digest, &Settings::default()).iter().map(|flaw| flaw.what).collect();
        assert_eq!(flaws, ["a digest that is not that of the plan"]);
    }
}
