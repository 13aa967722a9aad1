//! Starting set-up and reviews, and the import history.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sync::ports::Work;
use sync::{IntegrationState, Run, RunKind, StoreError};
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::shown::integration_of;
use super::{Items, accepted, started};
use crate::declared::Declared;
use crate::edge::{Account, Actor, Filter, Parameter, Problem};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{HistoryEntry, IntegrationView, RunDetail};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default()
        .to(Permission::Operate, routes!(set_up))
        .to(Permission::Operate, routes!(review))
        .to(Permission::View, routes!(list))
        .to(Permission::View, routes!(show))
}

/// Has the set-up sync done (R66).
#[utoipa::path(post, path = "/setup", tag = "integration", operation_id = "setUp", responses((status = 202, body = IntegrationView)))]
pub(crate) async fn set_up(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
) -> Result<Response, Problem> {
    begin_set_up(&state, &account, actor).await
}

/// Has the set-up sync done, the first one or another.
pub(super) async fn begin_set_up(state: &ApiState, account: &str, actor: String) -> Result<Response, Problem> {
    let mut stored = state.control.account(account).await?;
    if stored.connection.is_none() {
        return Err(Problem::not_ready("Nothing is connected. Connect TriNet first."));
    }
    if !stored.mapping_locked {
        return Err(Problem::not_ready("The mapping is not locked. Lock it first."));
    }
    state.queue.send(&Work::Setup { account: account.to_owned(), actor }).await?;
    if stored.state == IntegrationState::Mapped {
        // So that it shows before it is taken up. Where somebody else saved, the set-up sync was faster.
        stored.state = IntegrationState::SettingUp;
        match state.control.save(stored, Vec::new()).await {
            Ok(_) | Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let view = integration_of(state, &state.control.account(account).await?).await?;
    Ok(accepted(&format!("/v1/accounts/{account}/integration"), view))
}

/// Has a manual sync read and planned (R75).
#[utoipa::path(post, path = "/reviews", tag = "review", operation_id = "startReview", responses((status = 202, body = RunDetail)))]
pub(crate) async fn review(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
) -> Result<Response, Problem> {
    use IntegrationState as At;
    let stored = state.control.account(&account).await?;
    let before = matches!(stored.state, At::NotConnected | At::Connecting | At::Connected | At::Mapped | At::SettingUp);
    if before && stored.last_import.is_none() {
        return Err(Problem::not_ready("The set-up sync was not done. Do it first."));
    }
    let run = Run::begin(state.clock.id("run_"), RunKind::Review, &actor, state.clock.now());
    let work = Work::Review { account: account.clone(), actor, run: run.id.clone(), deactivate_missing: false };
    started::start(&state, &account, run, work).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    limit: Option<usize>,
}

/// The import history, newest first, 50 unless told otherwise and at most 200 (R85).
#[utoipa::path(get, path = "/runs", tag = "history", operation_id = "listRuns", params(Page), responses((status = 200, body = Items<HistoryEntry>)))]
pub(crate) async fn list(
    State(state): State<ApiState>,
    Account(account): Account,
    Filter(page): Filter<Page>,
) -> Result<Json<Items<HistoryEntry>>, Problem> {
    let limit = page.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(Problem::bad_request("The limit is 1 to 200."));
    }
    let runs = state.runs.runs(&account, limit).await?;
    Ok(Json(Items { items: runs.iter().map(HistoryEntry::from).collect() }))
}

/// One run in detail.
#[utoipa::path(get, path = "/runs/{run}", tag = "history", operation_id = "getRun", responses((status = 200, body = RunDetail)))]
pub(crate) async fn show(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
) -> Result<Json<RunDetail>, Problem> {
    let run = state.runs.run(&account, &id).await?.ok_or_else(|| Problem::not_found("this address"))?;
    Ok(Json((&run).into()))
}
