//! Starting set-up and reviews, and the import history.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sync::ports::Work;
use sync::{IntegrationState, Run, RunKind};

use super::{Items, accepted, started};
use crate::edge::{Account, Actor, Filter, Parameter, Problem};
use crate::state::ApiState;
use crate::view::{HistoryEntry, IntegrationView, RunDetail};
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

/// The routes of this group.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .route("/setup", post(set_up))
        .route("/reviews", post(review))
        .route("/runs", get(list))
        .route("/runs/{run}", get(show))
}

/// `POST /setup`: has the set-up sync done (R66).
pub(crate) async fn set_up(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
) -> Result<Response, Problem> {
    let stored = state.control.account(&account).await?;
    if stored.connection.is_none() {
        return Err(Problem::not_ready("Nothing is connected. Connect TriNet first."));
    }
    if !stored.mapping_locked {
        return Err(Problem::not_ready("The mapping is not locked. Lock it first."));
    }
    state.queue.send(&Work::Setup { account: account.clone(), actor }).await?;
    Ok(accepted(&format!("/v1/accounts/{account}/integration"), IntegrationView::from(&stored)))
}

/// `POST /reviews`: has a manual sync read and planned (R75).
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
    let work = Work::Review { account: account.clone(), actor, run: run.id.clone() };
    started::start(&state, &account, run, work).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    limit: Option<usize>,
}

/// `GET /runs?limit=`: the import history, newest first, 50 unless told otherwise and at most 200 (R85).
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

/// `GET /runs/{run}`
pub(crate) async fn show(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
) -> Result<Json<RunDetail>, Problem> {
    let run = state.runs.run(&account, &id).await?.ok_or_else(|| Problem::not_found("this address"))?;
    Ok(Json((&run).into()))
}
