//! Whether a commit is asked for as it may be.

use domain::choices::{self, Choices};
use domain::{ChangeId, EmployeeId, Plan};

use crate::error::RunError;
use crate::ports::CommitWork;

/// Refuses choices that do not belong to the plan, and a plan that a guard stops without a person's reason (R92, D10).
pub(super) fn check(work: &CommitWork, plan: &Plan) -> Result<(), RunError> {
    let known = |id: &ChangeId| plan.changes.iter().find(|change| change.id == *id);
    for id in &work.skip {
        if known(id).is_none() {
            return Err(RunError::BadRequest(format!("the plan has no change {id}; see `rollcall show`")));
        }
    }
    for (id, employee) in &work.same_person {
        let change = known(id).filter(|change| change.duplicates.iter().any(|candidate| candidate.employee == *employee));
        if change.is_none() || work.skip.contains(id) {
            let why = format!("{id} is not a possible duplicate of {employee} in this plan; see `rollcall show`");
            return Err(RunError::BadRequest(why));
        }
    }
    let chosen: Vec<&EmployeeId> = work.same_person.values().collect();
    if chosen.iter().any(|employee| chosen.iter().filter(|other| *other == employee).count() > 1) {
        return Err(RunError::BadRequest("two changes were given to the same person; choose one of them".to_owned()));
    }
    let remaining = choices::remaining(plan, Choices { skip: &work.skip, same_person: &work.same_person });
    let objections = choices::objections(plan, &remaining.changes);
    let confirmed = work.confirm.as_ref().is_some_and(|reason| !reason.trim().is_empty());
    if objections.is_empty() || confirmed { Ok(()) } else { Err(RunError::Blocked(objections)) }
}

#[cfg(test)]
mod tests {
    use domain::{Code, DuplicateCandidate, Objection};

    use super::*;
    use crate::example;

    /// Two new people, both of whom may be the one employee `emp_1`.
    fn plan() -> Plan {
        let mut plan = example::plan();
        for change in &mut plan.changes {
            let employee = EmployeeId("emp_1".to_owned());
            change.duplicates = vec![DuplicateCandidate { employee, base_version: 1, fields: Vec::new(), flags: Vec::new() }];
        }
        plan
    }

    fn work(skip: &[&str], same_person: &[(&str, &str)], confirm: Option<&str>) -> CommitWork {
        let id = |id: &str| ChangeId(id.to_owned());
        CommitWork {
            skip: skip.iter().map(|change| id(change)).collect(),
            same_person: same_person.iter().map(|(change, who)| (id(change), EmployeeId((*who).to_owned()))).collect(),
            confirm: confirm.map(str::to_owned),
            ..CommitWork::of("local", plan().digest(), "administrator")
        }
    }

    #[test]
    fn choices_are_taken_when_they_belong_to_the_plan_and_contradict_nothing() {
        let plan = plan();
        let (one, two) = (plan.changes[0].id.0.as_str(), plan.changes[1].id.0.as_str());
        let twice = "two changes were given to the same person";
        for (skip, same_person, expect) in [
            (&[][..], &[][..], None),
            (&[one, two], &[], None),
            (&[one], &[(two, "emp_1")], None),
            (&["c9999"], &[], Some("the plan has no change c9999")),
            (&[], &[(one, "emp_2")], Some("is not a possible duplicate of emp_2")),
            (&[], &[("c9999", "emp_1")], Some("c9999 is not a possible duplicate")),
            (&[one], &[(one, "emp_1")], Some("is not a possible duplicate of emp_1")),
            (&[], &[(one, "emp_1"), (two, "emp_1")], Some(twice)),
        ] {
            let refused = check(&work(skip, same_person, None), &plan).err().map(|error| error.detail());
            assert_eq!(refused.is_some(), expect.is_some(), "{skip:?} {same_person:?}: {refused:?}");
            assert!(refused.unwrap_or_default().contains(expect.unwrap_or_default()), "{expect:?}");
        }
    }

    #[test]
    fn what_a_guard_stops_needs_a_reason_that_says_something() {
        let mut plan = plan();
        let message = "Not everybody was read.".to_owned();
        plan.objections =
            vec![Objection { guard: Code::SourceIncomplete, concerned: 0, people: Vec::new(), message, limit: None }];
        for (confirm, passes) in [(None, false), (Some(" "), false), (Some("They moved"), true)] {
            assert_eq!(check(&work(&[], &[], confirm), &plan).is_ok(), passes, "{confirm:?}");
        }
    }
}
