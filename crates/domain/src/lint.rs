//! The plan lint: whether a finished plan contradicts itself. Run over every plan in tests and before every commit.

use std::collections::BTreeSet;
use std::fmt;

use crate::dates;
use crate::employee::EmployeeStatus;
use crate::field::Field;
use crate::plan::{Action, Change, ChangeId, Plan, Verdict};
use crate::settings::Settings;

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

/// Every contradiction in a plan, under the settings that hold now; none for a plan that may be committed.
#[must_use]
pub fn lint(plan: &Plan, settings: &Settings) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = whole(plan).into_iter().map(|what| Flaw { change: None, what }).collect();
    let (mut ids, mut people) = (BTreeSet::new(), BTreeSet::new());
    for change in &plan.changes {
        let repeated = !ids.insert(&change.id) || !people.insert(&change.employee);
        let wrong = [
            (repeated, "a second change with one id or of one person"),
            (redacted(change, settings), "a redacted field"),
            (change.fields.iter().any(|field| field.before == field.after), "a field that does not change"),
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
        Verdict::Apply => plan.blocked_by.is_empty() && !plan.changes.is_empty(),
        Verdict::NoChanges => plan.blocked_by.is_empty() && plan.changes.is_empty(),
        Verdict::Blocked => !plan.blocked_by.is_empty(),
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
                Some(EmployeeStatus::Deactivated) => plan.trigger == crate::plan::Trigger::Manual,
                _ => false,
            };
            (!allowed).then_some("a deactivation without an End Date that was reached")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::FieldChange;
    use crate::plan::{Counts, Trigger};

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
            blocked_by: Vec::new(),
            counts,
            changes,
            findings: Vec::new(),
            missing: Vec::new(),
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
            let found: Vec<String> = lint(plan, &Settings::default()).iter().map(ToString::to_string).collect();
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
        let flaws = lint(&plan(vec![change("c1", Action::Update, [moved])]), &redacting);
        assert_eq!(flaws[0].what, "a redacted field");
    }
}
