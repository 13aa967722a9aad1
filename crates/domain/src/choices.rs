//! What a reviewer decided about a plan, and what then remains of it: the changes that are written, and the objections that
//! still need a reason (R76, R92, D10, D18).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::employee::EmployeeId;
use crate::field::Field;
use crate::finding::Code;
use crate::guards::Limit;
use crate::plan::{Action, Change, ChangeId, Counts, DuplicateCandidate, Flag, Plan};
use crate::text::email_key;

/// A reviewer's decisions.
#[derive(Debug, Clone, Copy)]
pub struct Choices<'a> {
    /// Changes that are left out.
    pub skip: &'a [ChangeId],
    /// Creations that are somebody of the directory.
    pub same_person: &'a BTreeMap<ChangeId, EmployeeId>,
}

/// What remains of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remaining<'a> {
    /// The changes to write, in the order of the plan; those of the plan itself where nothing was chosen.
    pub changes: Cow<'a, [Change]>,
    /// Changes of reporting lines that were dropped, because what was left out would have given the manager that email.
    pub lines_dropped: usize,
}

/// The changes to write: without those left out, with *same person* choices turned into updates of that person, and without
/// reporting lines to an email that nobody gets any more (R52): the old manager stays.
#[must_use]
pub fn remaining<'a>(plan: &'a Plan, choices: Choices<'_>) -> Remaining<'a> {
    // A first import has as many changes as a company has people: they are not copied for nothing.
    let empty = |change: &Change| change.fields.is_empty();
    if choices.skip.is_empty() && choices.same_person.is_empty() && !plan.changes.iter().any(empty) {
        return Remaining { changes: Cow::Borrowed(&plan.changes), lines_dropped: 0 };
    }
    let chosen: BTreeSet<&EmployeeId> = choices.same_person.values().collect();
    let left_out = |change: &Change| {
        // Whoever was called the same person as a new row is neither missing nor anybody else.
        let overruled = chosen.contains(&change.employee) && !choices.same_person.contains_key(&change.id);
        choices.skip.contains(&change.id) || overruled
    };
    let (skipped, kept): (Vec<&Change>, Vec<&Change>) = plan.changes.iter().partition(|change| left_out(change));
    let lost: BTreeSet<String> = skipped.iter().filter_map(|change| after(change, &Field::Email)).map(email_key).collect();
    let (mut changes, mut lines_dropped) = (Vec::new(), 0);
    for change in kept {
        let mut change = resolve(change, choices);
        let before = change.fields.len();
        change.fields.retain(|field| {
            let manager = field.after.as_deref().filter(|_| field.field == Field::ManagerEmail);
            !manager.is_some_and(|manager| lost.contains(&email_key(manager)))
        });
        lines_dropped += before - change.fields.len();
        if !change.fields.is_empty() {
            changes.push(change);
        }
    }
    Remaining { changes: Cow::Owned(changes), lines_dropped }
}

/// The plan's counts once the choices are made: of the changes, those that remain.
#[must_use]
pub fn counts(plan: &Plan, changes: &[Change]) -> Counts {
    let of = |action: Action| changes.iter().filter(|change| change.action == action).count();
    Counts {
        create: of(Action::Create),
        update: of(Action::Update),
        deactivate: of(Action::Deactivate),
        reactivate: of(Action::Reactivate),
        ..plan.counts.clone()
    }
}

fn after<'a>(change: &'a Change, field: &Field) -> Option<&'a str> {
    change.fields.iter().find(|it| it.field == *field)?.after.as_deref()
}

fn resolve(change: &Change, choices: Choices<'_>) -> Change {
    match candidate(change, choices) {
        None => change.clone(),
        Some(candidate) => Change {
            action: Action::Update,
            employee: candidate.employee.clone(),
            base_version: candidate.base_version,
            fields: candidate.fields.clone(),
            flags: candidate.flags.clone(),
            duplicates: Vec::new(),
            ..change.clone()
        },
    }
}

fn candidate<'a>(change: &'a Change, choices: Choices<'_>) -> Option<&'a DuplicateCandidate> {
    let id = choices.same_person.get(&change.id)?;
    change.duplicates.iter().find(|candidate| candidate.employee == *id)
}

/// The guards that still object once the choices are made, each once: a limit that the remaining changes keep does not, nor
/// does a risk that was left out; one that comes with calling somebody the same person does (D3).
#[must_use]
pub fn objections(plan: &Plan, changes: &[Change]) -> Vec<Code> {
    let risky = changes.iter().any(|change| change.flags.contains(&Flag::HighRiskChange));
    let mut guards: Vec<Code> = Vec::new();
    for objection in &plan.objections {
        let stands = match objection.guard {
            Code::HighRiskChange => false,
            guard => objection.limit.is_none_or(|limit| limit.exceeded(concerned(guard, changes))),
        };
        if stands && !guards.contains(&objection.guard) {
            guards.push(objection.guard);
        }
    }
    if risky {
        guards.insert(0, Code::HighRiskChange);
    }
    guards
}

/// How many of the changes a volume guard counts.
fn concerned(guard: Code, changes: &[Change]) -> usize {
    let counts = |change: &&Change| match guard {
        Code::VolumeDeactivate => change.action == Action::Deactivate,
        Code::VolumeCreate => change.action == Action::Create,
        _ => change.flags.contains(&Flag::IdentifierChange),
    };
    changes.iter().filter(counts).count()
}

impl Limit {
    /// Whether so many people are beyond it.
    #[must_use]
    pub fn exceeded(&self, people: usize) -> bool {
        self.limit.exceeded(people, self.active)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::FieldChange;

    fn change(number: usize, action: Action, fields: &[(Field, Option<&str>, &str)]) -> Change {
        let field = |(field, before, after): &(Field, Option<&str>, &str)| FieldChange {
            field: field.clone(),
            before: before.map(str::to_owned),
            after: Some((*after).to_owned()),
        };
        Change {
            id: ChangeId(format!("c{number}")),
            action,
            end_date: None,
            source_id: Some(format!("S{number}")),
            email: None,
            employee_id: None,
            employee: EmployeeId(format!("e{number}")),
            base_version: 3,
            fields: fields.iter().map(field).collect(),
            flags: Vec::new(),
            duplicates: Vec::new(),
        }
    }

    fn plan(changes: Vec<Change>) -> Plan {
        Plan {
            account: "local".to_owned(),
            company: "A1B".to_owned(),
            trigger: crate::Trigger::Manual,
            today: jiff::civil::date(2026, 3, 31),
            base_epoch: 0,
            mapping_version: 1,
            coverage: crate::Coverage::Everybody,
            verdict: crate::Verdict::Apply,
            objections: Vec::new(),
            counts: crate::Counts::default(),
            changes,
            findings: Vec::new(),
            missing: Vec::new(),
            left_out: BTreeMap::new(),
            next_due: None,
            snapshot: crate::Digest::of(b""),
            undoes: None,
        }
    }

    #[test]
    fn lines_to_an_email_that_nobody_gets_any_more_are_dropped_and_counted() {
        let line = |to| (Field::ManagerEmail, Some("old@acme.example"), to);
        let plan = plan(vec![
            change(1, Action::Create, &[(Field::Email, None, "new@acme.example")]),
            change(2, Action::Update, &[line("NEW@acme.example")]),
            change(3, Action::Update, &[(Field::Name, Some("A"), "B"), line("new@acme.example")]),
            change(4, Action::Update, &[line("other@acme.example"), (Field::PreferredName, None, "new@acme.example")]),
        ]);
        let skip = [ChangeId("c1".to_owned())];
        let left = remaining(&plan, Choices { skip: &skip, same_person: &BTreeMap::new() });
        let shown: Vec<(String, usize)> = left.changes.iter().map(|it| (it.id.to_string(), it.fields.len())).collect();
        assert_eq!((left.lines_dropped, shown), (2, vec![("c3".to_owned(), 1), ("c4".to_owned(), 2)]));
        let all = remaining(&plan, Choices { skip: &[], same_person: &BTreeMap::new() });
        assert_eq!((all.lines_dropped, &all.changes[..]), (0, &plan.changes[..]));
    }

    #[test]
    fn the_same_person_is_updated_as_reviewed_and_by_nothing_else() {
        let mut create = change(1, Action::Create, &[(Field::Email, None, "new@acme.example")]);
        let fields = change(1, Action::Update, &[(Field::Email, Some("old@acme.example"), "new@acme.example")]).fields;
        create.duplicates = vec![DuplicateCandidate {
            employee: EmployeeId("e2".to_owned()),
            base_version: 7,
            fields: fields.clone(),
            flags: vec![Flag::IdentifierChange],
        }];
        let plan = plan(vec![create, change(2, Action::Deactivate, &[(Field::Status, Some("active"), "deactivated")])]);
        let same: BTreeMap<ChangeId, EmployeeId> = [(ChangeId("c1".to_owned()), EmployeeId("e2".to_owned()))].into();
        let left = remaining(&plan, Choices { skip: &[], same_person: &same });
        let [update] = &left.changes[..] else { panic!("{:?}", left.changes) };
        assert_eq!((update.action, &update.employee.0[..], update.base_version), (Action::Update, "e2", 7));
        assert_eq!((&update.fields, &update.flags[..], update.duplicates.len()), (&fields, &[Flag::IdentifierChange][..], 0));
    }

    #[test]
    fn a_limit_is_judged_by_what_remains_and_the_other_guards_stand() {
        let objection = |guard, people| crate::Objection {
            guard,
            concerned: 3,
            people: Vec::new(),
            message: String::new(),
            limit: Some(Limit { limit: crate::settings::VolumeLimit { percent: 0, people }, active: 10 }),
        };
        let whole = |guard| crate::Objection { limit: None, ..objection(guard, 0) };
        let flagged = |number, flag| Change { flags: vec![flag], ..change(number, Action::Update, &[]) };
        let changes = [
            change(1, Action::Deactivate, &[]),
            change(2, Action::Create, &[]),
            change(3, Action::Create, &[]),
            flagged(4, Flag::IdentifierChange),
            flagged(5, Flag::IdentifierChange),
            flagged(6, Flag::IdentifierChange),
        ];
        let check = |objections: Vec<crate::Objection>, changes: &[Change], expect: &[Code]| {
            let plan = Plan { objections, ..plan(Vec::new()) };
            assert_eq!(super::objections(&plan, changes), expect);
        };
        let three = |deactivate, create, identifiers| {
            vec![
                objection(Code::VolumeDeactivate, deactivate),
                objection(Code::VolumeCreate, create),
                objection(Code::VolumeIdentifiers, identifiers),
            ]
        };
        check(three(1, 2, 3), &changes, &[Code::VolumeDeactivate, Code::VolumeCreate, Code::VolumeIdentifiers]);
        check(three(2, 3, 4), &changes, &[]);
        check(three(1, 3, 4), &changes, &[Code::VolumeDeactivate]);
        check(
            vec![whole(Code::MappingChanged), whole(Code::GuardUndecided), whole(Code::GuardUndecided)],
            &[],
            &[Code::MappingChanged, Code::GuardUndecided],
        );
        check(vec![whole(Code::HighRiskChange)], &changes, &[]);
        check(
            vec![whole(Code::MappingChanged)],
            &[flagged(7, Flag::HighRiskChange)],
            &[Code::HighRiskChange, Code::MappingChanged],
        );
    }
}
