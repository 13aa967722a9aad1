//! What only staff do (R97): syncing everything again after a change of the mapping, and ending the missing.

use axum::extract::State;
use axum::response::Response;
use sync::ports::Work;
use sync::{Run, RunKind};
use utoipa_axum::routes;

use super::{runs, started};
use crate::declared::Declared;
use crate::edge::{Account, Actor, Problem};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{IntegrationView, RunDetail};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::Repair, routes!(resync)).to(Permission::Repair, routes!(deactivate_missing))
}

/// Has the set-up sync done again, with the mapping as it is now (D22).
#[utoipa::path(post, path = "/resync", tag = "integration", operation_id = "syncEverythingAgain", responses((status = 202, body = IntegrationView)))]
pub(crate) async fn resync(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
) -> Result<Response, Problem> {
    runs::begin_set_up(&state, state.control.account(&account).await?, actor).await
}

/// Has a plan made that ends the people who are missing from TriNet (R13, D1). It is reviewed and imported like any other; TriNet
/// is read for it, so the answer is the run that will have the plan.
#[utoipa::path(post, path = "/missing/deactivation", tag = "review", operation_id = "deactivateMissing", responses((status = 202, body = RunDetail)))]
pub(crate) async fn deactivate_missing(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
) -> Result<Response, Problem> {
    let stored = state.control.account(&account).await?;
    if stored.connection.is_none() || stored.last_import.is_none() {
        return Err(Problem::not_ready("Nobody was imported yet, or nothing is connected, so nobody can be missing."));
    }
    let run = Run::begin(state.clock.id("run_"), RunKind::Support, &actor, state.clock.now());
    let work = Work::Review { account: account.clone(), actor, run: run.id.clone(), deactivate_missing: true };
    started::start(&state, &account, run, work).await
}
