//! Plans: a review, and its commit by digest (I4).

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Json};
use domain::{ChangeId, Digest, EmployeeId};
use serde::Deserialize;
use sync::acting::{Act, Deed};
use sync::ports::{CommitWork, Work};
use sync::{Run, RunError, RunKind, listing};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::{acts, changes, started};
use crate::declared::Declared;
use crate::edge::{Account, Actor, Filter, IfMatch, Input, NotKept, Parameter, Problem, Tag, Tagged};
use crate::kept::Kept;
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{ChangeView, FindingView, PlanView, ReviewView, RunDetail};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default()
        .to(Permission::View, routes!(show))
        .to(Permission::Operate, routes!(commit))
        .to(Permission::Operate, routes!(reveal))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct With {
    /// `false` leaves changes and findings empty: they are also listed a page at a time.
    changes: Option<bool>,
}

/// The most changes, and the most findings, that stand in a plan: as many as a page of a list has. With all of a large
/// company's the answer would be larger than Lambda gives out.
const IN_PLAN_MAX: usize = 200;

/// A plan as a review shows it, and where it stands. Its tag is its digest, which a commit asks for. Changes and findings stand in it
/// where there are at most 200 of each; of a larger plan they are only listed, a page at a time.
#[utoipa::path(get, path = "/plans/{digest}", tag = "review", operation_id = "getPlan", params(With), responses((status = 200, body = ReviewView)))]
pub(crate) async fn show(
    State(state): State<ApiState>,
    Extension(kept): Extension<Kept>,
    Account(account): Account,
    Parameter(digest): Parameter,
    Filter(with): Filter<With>,
) -> Result<Tagged<ReviewView>, Problem> {
    let account = state.control.account(&account).await?;
    let stored = kept.plan(&state, &account.id, &digest).await?;
    let mut plan = PlanView::summary(&stored);
    let few = stored.plan.changes.len().max(stored.plan.findings.len()) <= IN_PLAN_MAX;
    if few && with.changes != Some(false) {
        let all: Vec<_> = stored.plan.changes.iter().collect();
        plan.changes = changes::shown(&state, &kept, &account, &all).await?;
        plan.findings = stored.plan.findings.iter().map(FindingView::from).collect();
    }
    let run = listing::acted_on(state.runs.as_ref(), &account.id, &stored.digest).await?;
    Ok(Tagged::with(Tag::of_plan(&stored.digest), ReviewView::of(plan, &stored, &account, run.as_ref())))
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
#[utoipa::path(post, path = "/plans/{digest}/commit", tag = "review", operation_id = "commitPlan", params(("If-Match" = String, Header, description = "ETag of the plan as it was read.")), request_body = Choices, responses((status = 202, body = RunDetail)))]
pub(crate) async fn commit(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(digest): Parameter,
    Actor(actor): Actor,
    seen: IfMatch,
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
    seen.holds_for(&Tag::of_plan(&digest))?;
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

/// The change to look at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reveal {
    #[schema(value_type = String)]
    change: ChangeId,
}

/// One change with its dates of birth. That somebody looked stands in the history before the answer is given.
#[utoipa::path(post, path = "/plans/{digest}/reveals", tag = "review", operation_id = "revealChange", request_body = Reveal, responses((status = 200, body = ChangeView)))]
pub(crate) async fn reveal(
    State(state): State<ApiState>,
    Extension(kept): Extension<Kept>,
    Account(account): Account,
    Parameter(digest): Parameter,
    Actor(actor): Actor,
    Input(asked): Input<Reveal>,
) -> Result<(Extension<NotKept>, Json<ChangeView>), Problem> {
    let account = state.control.account(&account).await?;
    let stored = kept.plan(&state, &account.id, &digest).await?;
    let change = stored.plan.changes.iter().find(|change| change.id == asked.change);
    let change = change.ok_or_else(|| Problem::not_found("this change of the plan"))?;
    let view = changes::clear(&state, &kept, &account, change).await?;
    let about = format!("{} {}", stored.digest, change.id);
    acts::acting(&state).record(&account.id, &actor, Act::on(Deed::RevealedChange, about)).await?;
    Ok((Extension(NotKept), Json(view)))
}
