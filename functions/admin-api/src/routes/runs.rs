//! Starting set-up and reviews, and the import history.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use sync::ports::{Purpose, Work};
use sync::revising::Revising;
use sync::{Colour, IntegrationState, Run, RunKind, RunState, StoreError, StoredPlan, listing};
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::paging::{self, Items};
use super::shown::integration_of;
use super::{accepted, started};
use crate::declared::Declared;
use crate::edge::{Account, Actor, Filter, Parameter, Problem, Tagged};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{HistoryEntry, IntegrationView, PlanView, ReviewView, RunDetail, RunPage};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default()
        .to(Permission::Operate, routes!(set_up))
        .to(Permission::Operate, routes!(review))
        .to(Permission::View, routes!(list))
        .to(Permission::View, routes!(show))
        .to(Permission::Operate, routes!(undo))
}

/// Has the set-up sync done (R66). Once the account is live, only staff have it done again (D22).
#[utoipa::path(post, path = "/setup", tag = "integration", operation_id = "setUp", responses((status = 202, body = IntegrationView)))]
pub(crate) async fn set_up(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
) -> Result<Response, Problem> {
    use IntegrationState as At;
    let stored = state.control.account(&account).await?;
    if matches!(stored.state, At::Importing | At::Live | At::Blocked) {
        let detail = "The account is set up. To have everything synced again after a change of the mapping, ask our support.";
        return Err(Problem::not_ready(detail));
    }
    begin_set_up(&state, stored, actor).await
}

/// Has the set-up sync done, the first one or another.
pub(super) async fn begin_set_up(state: &ApiState, mut stored: sync::Account, actor: String) -> Result<Response, Problem> {
    let account = stored.id.clone();
    if stored.connection.is_none() {
        return Err(Problem::not_ready("Nothing is connected. Connect TriNet first."));
    }
    if !stored.mapping_locked {
        return Err(Problem::not_ready("The mapping is not locked. Lock it first."));
    }
    state.queue.send(&Work::Setup { account: account.clone(), actor }).await?;
    if stored.state == IntegrationState::Mapped {
        // So that it shows before it is taken up. Where somebody else saved, the set-up sync was faster.
        stored.state = IntegrationState::SettingUp;
        match state.control.save(stored, Vec::new()).await {
            Ok(_) | Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let view = integration_of(state, &state.control.account(&account).await?).await?;
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
pub(crate) struct Which {
    #[param(value_type = Option<String>)]
    kind: Option<RunKind>,
    #[param(value_type = Option<String>)]
    colour: Option<Colour>,
    /// With what people did besides runs, such as looks at dates of birth.
    #[serde(default)]
    acts: bool,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    cursor: Option<String>,
}

/// The import history, newest first (R85). A page of something rare may be short, or empty, and still have a next one.
#[utoipa::path(get, path = "/runs", tag = "history", operation_id = "listRuns", params(Which), responses((status = 200, body = Items<HistoryEntry>)))]
pub(crate) async fn list(
    State(state): State<ApiState>,
    Account(account): Account,
    Filter(which): Filter<Which>,
) -> Result<Json<Items<HistoryEntry>>, Problem> {
    let limit = paging::limit(which.limit)?;
    let wanted = listing::Which { kind: which.kind, colour: which.colour, acts: which.acts };
    let filter = format!("{wanted:?}");
    let list = [account.as_str(), "runs", &filter];
    let before: Option<String> = paging::begin(&state, &list, which.cursor.as_deref()).await?;
    let page = listing::page(state.runs.as_ref(), &account, wanted, before.as_deref(), limit).await?;
    let items = page.runs.iter().map(HistoryEntry::from).collect();
    Ok(Json(Items { items, next_cursor: paging::next(&state, &list, page.next).await? }))
}

/// One run in detail: how far it is while it runs, and what to do next.
#[utoipa::path(get, path = "/runs/{run}", tag = "history", operation_id = "getRun", responses((status = 200, body = RunPage)))]
pub(crate) async fn show(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
) -> Result<Response, Problem> {
    let run = find(&state, &account, &id).await?;
    let mail = match &run.mail {
        Some(mail) => state.outbox.mail(&account, mail).await?,
        None => None,
    };
    let read = match purpose(&run) {
        Some(purpose) => state.reads.under_way(&account, purpose).await?.filter(|read| read.run == run.id),
        None => None,
    };
    let mut response = Tagged::of(RunPage::of(&run, mail.as_ref(), read.as_ref())).into_response();
    if !run.is_ended() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    Ok(response)
}

/// What a run reads the source for; `None` once it has read it, and for one that reads none.
fn purpose(run: &Run) -> Option<Purpose> {
    let may_read = run.state == RunState::Running && run.digest.is_none();
    let purpose = match run.kind {
        RunKind::Setup => Purpose::Setup,
        RunKind::Auto => Purpose::Auto,
        RunKind::Review | RunKind::Support => Purpose::Review,
        RunKind::Manual | RunKind::File | RunKind::Undo | RunKind::Act => return None,
    };
    may_read.then_some(purpose)
}

/// Plans the reversal of an import, to be reviewed and committed like every plan. Writes no employee.
#[utoipa::path(post, path = "/runs/{run}/undo", tag = "history", operation_id = "undoRun", responses((status = 201, body = ReviewView)))]
pub(crate) async fn undo(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
    Actor(actor): Actor,
) -> Result<Response, Problem> {
    find(&state, &account, &id).await?;
    let stored = revising(&state).undo(&account, &actor, &id).await?;
    planned(&state, &account, &stored).await
}

/// Answers with a plan that was made just now, and where it is found.
pub(super) async fn planned(state: &ApiState, account: &str, stored: &StoredPlan) -> Result<Response, Problem> {
    let view = ReviewView::of(PlanView::summary(stored), stored, &state.control.account(account).await?, None);
    let location = format!("/v1/accounts/{account}/plans/{}", stored.digest);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(view)).into_response())
}

/// A run of an account.
pub(super) async fn find(state: &ApiState, account: &str, id: &str) -> Result<Run, Problem> {
    state.runs.run(account, id).await?.ok_or_else(|| Problem::not_found("this address"))
}

/// Plans undos and edits.
pub(super) fn revising(state: &ApiState) -> Revising {
    Revising {
        control: state.control.clone(),
        plans: state.plans.clone(),
        runs: state.runs.clone(),
        directory: state.directory.clone(),
        clock: state.clock.clone(),
    }
}
