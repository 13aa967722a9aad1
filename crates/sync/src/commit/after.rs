//! Where an account stands after a plan that came from no read of the source: an undo stops the daily sync, an edit changes
//! nothing about the account.

use domain::{Code, Plan, Trigger};

use crate::account::{Account, IntegrationState};

/// The state that an undo or an edit leaves; `None` for an import. An undo stops the daily sync, which would bring the same
/// changes back, until a person imports again.
pub(super) fn state_after(account: &Account, plan: &Plan) -> Option<IntegrationState> {
    let stops = matches!(account.state, IntegrationState::Live | IntegrationState::Blocked) && !plan.changes.is_empty();
    match plan.trigger {
        Trigger::Undo if stops => Some(IntegrationState::Blocked),
        trigger => (!trigger.reads_source()).then_some(account.state),
    }
}

/// Ends an undo or an edit. What the last import was based on, who is missing and how many reads were judged stay as they are.
pub(super) fn keep(account: &mut Account, plan: &Plan, state: IntegrationState) {
    account.state = state;
    let is_told = account.blocked_by.contains(&Code::ImportUndone);
    if plan.trigger == Trigger::Undo && state == IntegrationState::Blocked && !plan.changes.is_empty() && !is_told {
        account.blocked_by.push(Code::ImportUndone);
    }
}
