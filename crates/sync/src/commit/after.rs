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
/// An undo made while the credentials are rejected stops the daily sync as well: it would go on once they are accepted again.
pub(super) fn keep(account: &mut Account, plan: &Plan, state: IntegrationState) {
    account.state = state;
    use IntegrationState::{Blocked, Connecting, CredentialFailed};
    let is_told = account.blocked_by.contains(&Code::ImportUndone);
    let stops = matches!(state, Blocked | Connecting | CredentialFailed) && !plan.changes.is_empty();
    if plan.trigger == Trigger::Undo && stops && !is_told {
        account.blocked_by.push(Code::ImportUndone);
    }
}
