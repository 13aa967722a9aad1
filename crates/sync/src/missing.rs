//! Keeps who is missing from the source (D1).

use std::collections::BTreeSet;

use domain::{EmployeeId, Plan, absence};

use crate::account::Account;
use crate::error::RunError;
use crate::ports::{AlongWith, ControlStore};

/// Who is missing after a plan, to be saved along with the account; `None` where nobody came or went, as on most days. `ended`
/// are those whom the commit deactivated.
pub(crate) async fn after(
    control: &dyn ControlStore,
    account: &Account,
    plan: &Plan,
    ended: &BTreeSet<EmployeeId>,
) -> Result<Option<AlongWith>, RunError> {
    let before = control.missing(&account.id).await?;
    let after = absence::after(&before, plan, ended, account.complete_runs);
    Ok((after != before).then_some(AlongWith::Missing(after)))
}
