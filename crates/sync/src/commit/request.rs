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
