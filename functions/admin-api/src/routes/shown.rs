//! The integration as a person sees it, and as they saw it when they decided to change it.

use domain::EmployeeIdSource;
use sync::account::Account;
use sync::{IntegrationState, RunError, RunKind, StoreError};

use crate::edge::{IfMatch, Problem, Tag, registry};
use crate::state::ApiState;
use crate::view::{CoreField, IntegrationView};

/// How many of the runs that were announced are looked at to find one that goes on.
const LOOKED_AT: usize = 5;

/// The view of an account.
pub(super) async fn integration_of(state: &ApiState, account: &Account) -> Result<IntegrationView, Problem> {
    let mut view = IntegrationView::at(account, state.clock.now());
    let set_up = account.open_runs.get(&RunKind::Setup);
    if let Some(id) = set_up {
        let run = state.runs.run(&account.id, id).await?.filter(|run| !run.is_ended());
        view.setting_up_since = run.as_ref().map(|run| run.started_at);
        view.setting_up_run = run.map(|run| run.id);
    }
    view.active_run = active(state, account, set_up).await?;
    Ok(view)
}

/// The run that goes on: the import, or else the newest review or daily sync that was begun and has not ended.
async fn active(state: &ApiState, account: &Account, set_up: Option<&String>) -> Result<Option<String>, StoreError> {
    if account.state == IntegrationState::Importing {
        return Ok(account.epoch_run.clone());
    }
    let mut announced: Vec<_> = account.announced.iter().filter(|(id, _)| Some(*id) != set_up).collect();
    announced.sort_by_key(|(_, since)| std::cmp::Reverse(**since));
    let others = account.open_runs.iter().filter(|(kind, _)| **kind != RunKind::Setup).map(|(_, id)| id);
    for id in announced.into_iter().map(|(id, _)| id).chain(others).take(LOOKED_AT) {
        if state.runs.run(&account.id, id).await?.is_some_and(|run| !run.is_ended()) {
            return Ok(Some(id.clone()));
        }
    }
    Ok(None)
}

/// The account, when its integration is still as the asker saw it.
pub(super) async fn integration_as_seen(state: &ApiState, account: &str, seen: &IfMatch) -> Result<Account, Problem> {
    let stored = state.control.account(account).await?;
    seen.holds_for(&Tag::of(&integration_of(state, &stored).await?))?;
    Ok(stored)
}

/// What went wrong with a change of what somebody had seen: a conflict means that it had changed by then.
pub(super) fn changed(error: RunError) -> Problem {
    match error {
        RunError::Store(StoreError::Conflict) => {
            let detail = "It was changed at the same moment. Read it again and decide on what is there now.";
            Problem::of(&registry::CHANGED_MEANWHILE, detail)
        }
        other => other.into(),
    }
}

/// The core fields, with where they come from (R48, R53).
pub(super) fn core_fields(employee_id: EmployeeIdSource) -> Vec<CoreField> {
    let rows = trinet::core_rows(employee_id).into_iter();
    let row = |row: trinet::CoreRow| CoreField {
        field: row.field.as_str().to_owned(),
        source: row.path,
        endpoint: row.endpoint,
        label: row.label,
    };
    rows.map(row).collect()
}
