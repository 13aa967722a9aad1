//! The history as tables for a spreadsheet, and whether it is whole.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use sync::history::Verifying;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::paging;
use super::runs::find;
use crate::declared::Declared;
use crate::edge::{Account, Filter, Parameter, Problem};
use crate::kept::Kept;
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{hide, history_csv, run_csv_part};

/// How many runs the table of the history has at most: the newest.
const RUNS: usize = 1_000;
/// After how many bytes a part of a run's table ends. Lambda gives out 6 MB, as JSON, in which line breaks and quotes take a byte more.
const PART: usize = 3_000_000;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default()
        .to(Permission::View, routes!(history))
        .to(Permission::View, routes!(changes))
        .to(Permission::View, routes!(verify))
}

/// The newest thousand runs as CSV, a row a run.
#[utoipa::path(get, path = "/history.csv", tag = "history", operation_id = "exportHistory", responses((status = 200, body = String, content_type = "text/csv")))]
pub(crate) async fn history(State(state): State<ApiState>, Account(account): Account) -> Result<Response, Problem> {
    Ok(csv("history", history_csv(&state.runs.runs(&account, RUNS).await?)))
}

/// What became of each change of a run as CSV, with dates of birth hidden, and its findings. A table of more than 3 MB comes in parts:
/// while there is another one, the header `Link` says where (`rel="next"`), and all of them after one another are the table.
#[utoipa::path(get, path = "/runs/{run}/changes.csv", tag = "history", operation_id = "exportRun", params(Part), responses((status = 200, body = String, content_type = "text/csv", headers(("Link" = String, description = "The next part, with `rel=\"next\"`; absent in the last one.")))))]
pub(crate) async fn changes(
    State(state): State<ApiState>,
    Extension(kept): Extension<Kept>,
    Account(account): Account,
    Parameter(id): Parameter,
    Filter(part): Filter<Part>,
) -> Result<Response, Problem> {
    let run = find(&state, &account, &id).await?;
    let list = [account.as_str(), "changes.csv", &run.id];
    let from = paging::begin(&state, &list, part.cursor.as_deref()).await?.unwrap_or_default();
    // Kept from one part to the next.
    let stored = match &run.digest {
        Some(digest) => kept.find_plan(&state, &account, digest).await?,
        None => None,
    };
    let mut stored = stored.map(Arc::unwrap_or_clone);
    if let Some(stored) = &mut stored {
        stored.plan.hide_redacted(&state.control.account(&account).await?.settings);
        for change in &mut stored.plan.changes {
            hide(&mut change.fields);
            change.duplicates.iter_mut().for_each(|candidate| hide(&mut candidate.fields));
        }
    }
    let (text, next) = run_csv_part(&run, stored.as_ref(), from, PART);
    let mut response = csv(&run.id, text);
    if let Some(cursor) = paging::next(&state, &list, next).await? {
        let link = HeaderValue::from_str(&format!("<?cursor={cursor}>; rel=\"next\""));
        response.headers_mut().extend(link.map(|link| (header::LINK, link)));
    }
    Ok(response)
}

fn csv(name: &str, text: String) -> Response {
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{plain}.csv\""));
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let disposition = (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    ([kind, disposition], text).into_response()
}

/// What a part of verifying the history found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VerifiedView {
    /// How far the history goes: to be compared with a copy kept elsewhere. The same in every part.
    history: HistoryView,
    /// What does not fit in this part; empty in all of them when everything does.
    flaws: Vec<FlawView>,
    /// Of how many runs the plans were verified, by this part and those before it.
    done: usize,
    /// How many runs there were when it began.
    total: usize,
    /// What `cursor` is for the next part; `null` when everything was verified.
    next_cursor: Option<String>,
}

/// How far a history goes.
#[derive(Debug, Serialize, ToSchema)]
struct HistoryView {
    /// How many entries there are.
    entries: u64,
    /// Digest of the last one.
    head: Option<String>,
}

/// Something that does not fit.
#[derive(Debug, Serialize, ToSchema)]
struct FlawView {
    /// The entry.
    number: u64,
    /// Its run, where there is one.
    run: Option<String>,
    /// What is wrong with it.
    what: &'static str,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    cursor: Option<String>,
}

/// Computes the chain of the history anew, over every entry, and the digests of some plans, at most twenty. It is verified when every
/// part was asked for, each with the cursor of the one before.
#[utoipa::path(get, path = "/history/verification", tag = "history", operation_id = "verifyHistory", params(Part), responses((status = 200, body = VerifiedView)))]
pub(crate) async fn verify(
    State(state): State<ApiState>,
    Account(account): Account,
    Filter(part): Filter<Part>,
) -> Result<Json<VerifiedView>, Problem> {
    let (control, runs, plans) = (state.control.clone(), state.runs.clone(), state.plans.clone());
    let list = [account.as_str(), "verification"];
    let place = paging::begin(&state, &list, part.cursor.as_deref()).await?;
    let found = Verifying { control, runs, plans }.page(&account, place).await?;
    let history = HistoryView { entries: found.history.entries, head: found.history.head.map(|head| head.to_string()) };
    let flaws = found.flaws.into_iter().map(|flaw| FlawView { number: flaw.number, run: flaw.run, what: flaw.what });
    let next_cursor = paging::next(&state, &list, found.next).await?;
    Ok(Json(VerifiedView { history, flaws: flaws.collect(), done: found.done, total: found.total, next_cursor }))
}
