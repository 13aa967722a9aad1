//! Plans: a review, and its commit by digest (I4).

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use domain::{ChangeId, Digest, EmployeeId};
use serde::Deserialize;
use sync::ports::{CommitWork, Work};
use sync::{Run, RunError, RunKind, StoredPlan};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::started;
use crate::declared::Declared;
use crate::edge::{Account, Actor, Input, Parameter, Problem, Tag, Tagged};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{PlanView, RunDetail};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::View, routes!(show)).to(Permission::Operate, routes!(commit))
}

/// A plan as a review shows it.
#[utoipa::path(get, path = "/plans/{digest}", tag = "review", operation_id = "getPlan", responses((status = 200, body = PlanView)))]
pub(crate) async fn show(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(digest): Parameter,
) -> Result<Tagged<PlanView>, Problem> {
    let settings = state.control.account(&account).await?.settings;
    let mut stored = plan(&state, &account, &digest).await?;
    stored.plan.hide_redacted(&settings);
    Ok(Tagged::with(Tag::of_plan(&stored.digest), PlanView::from(&stored)))
}

/// The reviewer's choices.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choices {
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    skip: Vec<ChangeId>,
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    same_person: BTreeMap<ChangeId, EmployeeId>,
    #[serde(default)]
    confirm: Option<String>,
}

/// Has exactly that plan applied. Whether it still fits and is confirmed where a guard asks for it is decided under the
/// lease, and stands in the run.
#[utoipa::path(post, path = "/plans/{digest}/commit", tag = "review", operation_id = "commitPlan", request_body = Choices, responses((status = 202, body = RunDetail)))]
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
