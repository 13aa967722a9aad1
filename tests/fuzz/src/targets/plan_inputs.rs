//! What a plan is made from, in disorder: any people, directory, mapping and settings that can be read at all.

use std::collections::BTreeSet;

use domain::{Action, Inputs, Plan, Trigger};

use super::world;
use crate::target::{Target, behaviour, roughly};

pub(super) const TARGET: Target = Target { name: "plan-inputs", seeds, words: &WORDS, execute };

const WORDS: [&str; 22] = [
    "\"Active\"",
    "\"former\"",
    "\"deactivated\"",
    "\"Ended\"",
    "\"Unknown\"",
    "\"auto\"",
    "\"manual\"",
    "\"deactivate_missing\"",
    "\"file\"",
    "\"1001\"",
    "\"1002\"",
    "\"1003\"",
    "\"annzq7x@acme.example\"",
    "\"ANNZQ7X@acme.example\"",
    "\"2026-03-01\"",
    "\"2026-03-02\"",
    "\"03/04/2026\"",
    "\"yes\"",
    "\"Primary\"",
    "\"Preferred\"",
    "\"email\"",
    "\"employee_id\"",
];

fn seeds() -> Vec<Vec<u8>> {
    let automatic = world::inputs();
    let manual = Inputs { trigger: Trigger::Manual, directory: Vec::new(), ..automatic.clone() };
    let mut swapped = automatic.clone();
    let emails: Vec<_> = swapped.snapshot.people.iter().map(|person| person.email.clone()).collect();
    swapped.snapshot.people[0].email.clone_from(&emails[1]);
    swapped.snapshot.people[1].email.clone_from(&emails[0]);
    [automatic, manual, swapped].map(|inputs| serde_json::to_vec(&inputs).unwrap_or_default()).into()
}

fn execute(input: &[u8]) -> u64 {
    let Ok(inputs) = serde_json::from_slice::<Inputs>(input) else { return 0 };
    let plan = inputs.plan();
    let digest = plan.digest();
    let directory: BTreeSet<_> = inputs.directory.iter().map(|employee| &employee.id).collect();
    // The id is the directory's key: one that stands twice is no directory, and nothing but an answer is promised of it.
    if directory.len() == inputs.directory.len() {
        check(&inputs, &plan);
    }
    let people = &inputs.snapshot.people;
    let ids: BTreeSet<&str> = people.iter().map(|person| person.source_id.as_str()).collect();
    if ids.len() == people.len() {
        let mut turned = inputs.clone();
        turned.snapshot.people.reverse();
        assert_eq!(turned.plan().digest(), digest, "the order of people matters (I12)");
    } else {
        assert_eq!(inputs.plan().digest(), digest, "the same inputs give two plans");
    }
    let size = serde_json::to_vec(&plan).map_or(usize::MAX, |json| json.len());
    assert!(size <= 64 * input.len() + 4_096, "a plan is much larger than what it was made from");
    let guards = plan.blocked_by();
    let codes: Vec<_> = plan.finding_counts().into_keys().collect();
    let actions: BTreeSet<Action> = plan.changes.iter().map(|change| change.action).collect();
    behaviour((guards, codes, actions.len(), roughly(plan.changes.len()), std::mem::discriminant(&plan.verdict)))
}

/// What holds of every plan.
fn check(inputs: &Inputs, plan: &Plan) {
    assert!(plan.changes.len() <= inputs.snapshot.people.len() + inputs.directory.len(), "more changes than people");
    let mut employees = BTreeSet::new();
    for change in &plan.changes {
        assert!(employees.insert(&change.employee), "two changes of one employee");
        let ends = change.action == Action::Deactivate && inputs.trigger == Trigger::Auto;
        assert!(!ends || change.end_date.is_some_and(|end| end <= inputs.today), "somebody is ended without an End Date (I3)");
    }
    for finding in &plan.findings {
        assert!(!finding.message.contains("@acme.example"), "a finding quotes an email (I15)");
    }
}
