//! Plans: a review, and its commit by digest (I4).

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::{ChangeId, Digest, EmployeeId};
use serde::Deserialize;
use sync::ports::{CommitWork, Work};
use sync::{Run, RunError, RunKind, StoredPlan};

use super::started;
use crate::edge::{Account, Actor, Input, Parameter, Problem};
use crate::state::ApiState;
use crate::view::PlanView;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

/// The routes of this group.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().route("/plans/{digest}", get(show)).route("/plans/{digest}/commit", post(commit))
}

/// `GET /plans/{digest}`
pub(crate) async fn show(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(digest): Parameter,
) -> Result<Json<PlanView>, Problem> {
    let settings = state.control.account(&account).await?.settings;
    let mut stored = plan(&state, &account, &digest).await?;
    stored.plan.hide_redacted(&settings);
    Ok(Json(PlanView::from(&stored)))
}

/// The reviewer's choices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choices {
    #[serde(default)]
    skip: Vec<ChangeId>,
    #[serde(default)]
    same_person: BTreeMap<ChangeId, EmployeeId>,
    #[serde(default)]
    confirm: Option<String>,
}

/// `POST /plans/{digest}/commit`: has exactly that plan applied. Whether it still fits and is confirmed where a guard asks
/// for it is decided under the lease, and stands in the run.
pub(crate) async fn commit(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(digest): Parameter,
    Actor(actor): Actor,
    Input(choices): Input<Choices>,
) -> Result<Response, Problem> {
    if choices.confirm.as_ref().is_some_and(|reason| reason.chars().count() > 1000) {
        return Err(Problem::bad_request("The reason may have at most 1,000 characters."));
    }
    let digest = Digest::parse(&digest).ok_or(RunError::UnknownPlan)?;
    // It is not read: the plan of a large company does not fit into this function.
    if !state.plans.has_plan(&account, &digest).await? {
        return Err(RunError::UnknownPlan.into());
    }
    let mut run = Run::begin(state.clock.id("run_"), RunKind::Manual, &actor, state.clock.now());
    run.digest = Some(digest.clone());
    let work = CommitWork {
        account: account.clone(),
        digest,
        actor,
        run: Some(run.id.clone()),
        skip: choices.skip,
        same_person: choices.same_person,
        confirm: choices.confirm,
    };
    started::start(&state, &account, run, Work::Commit(work)).await
}

async fn plan(state: &ApiState, account: &str, digest: &str) -> Result<StoredPlan, Problem> {
    let digest = Digest::parse(digest).ok_or(RunError::UnknownPlan)?;
    Ok(state.plans.plan(account, &digest).await?.ok_or(RunError::UnknownPlan)?)
}
