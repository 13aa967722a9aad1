//! What a reviewer decided about a plan, and what then remains of it: the changes that are written, and the objections that
//! still need a reason (R76, R92, D10, D18).

use std::collections::{BTreeMap, BTreeSet};

use crate::employee::EmployeeId;
use crate::field::Field;
use crate::finding::Code;
use crate::guards::Limit;
use crate::plan::{Action, Change, ChangeId, DuplicateCandidate, Flag, Plan};
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
pub struct Remaining {
    /// The changes to write, in the order of the plan.
    pub changes: Vec<Change>,
    /// Changes of reporting lines that were dropped, because what was left out would have given the manager that email.
    pub lines_dropped: usize,
}

/// The changes to write: without those left out, with *same person* choices turned into updates of that person, and without
/// reporting lines to an email that nobody gets any more (R52): the old manager stays.
#[must_use]
pub fn remaining(plan: &Plan, choices: Choices<'_>) -> Remaining {
    let chosen: BTreeSet<&EmployeeId> = choices.same_person.values().collect();
    let left_out = |change: &Change| {
        // Whoever was called the same person as a new row is neither missing nor anybody else.
        let overruled = chosen.contains(&change.employee) && !choices.same_person.contains_key(&change.id);
        choices.skip.contains(&change.id) || overruled
    };
    let (skipped, kept): (Vec<&Change>, Vec<&Change>) = plan.changes.iter().partition(|change| left_out(change));
    let lost: BTreeSet<String> = skipped.iter().filter_map(|change| after(change, &Field::Email)).map(email_key).collect();
    let mut remaining = Remaining { changes: Vec::new(), lines_dropped: 0 };
    for change in kept {
        let mut change = resolve(change, choices);
        let before = change.fields.len();
        change.fields.retain(|field| {
            let manager = field.after.as_deref().filter(|_| field.field == Field::ManagerEmail);
            !manager.is_some_and(|manager| lost.contains(&email_key(manager)))
        });
        remaining.lines_dropped += before - change.fields.len();
        if !change.fields.is_empty() {
            remaining.changes.push(change);
        }
    }
    remaining
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
