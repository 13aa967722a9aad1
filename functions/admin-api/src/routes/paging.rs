//! Pages of lists: how many, from where on, and what the next is asked with.

use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::edge::Problem;
use crate::state::ApiState;

/// How many items a page has unless told otherwise.
const LIMIT: usize = 50;
/// How many it may have.
const LIMIT_MAX: usize = 200;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Items<T> {
    /// The items.
    pub(crate) items: Vec<T>,
    /// What `cursor` is for the next page; `null` at the end.
    pub(crate) next_cursor: Option<String>,
}

/// A page of a list of known length.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Counted<T> {
    /// The items.
    pub(crate) items: Vec<T>,
    /// What `cursor` is for the next page; `null` at the end.
    pub(crate) next_cursor: Option<String>,
    /// How many items there are on all pages.
    pub(crate) total: usize,
}

/// The number of items of a page.
pub(super) fn limit(asked: Option<usize>) -> Result<usize, Problem> {
    let limit = asked.unwrap_or(LIMIT);
    if (1..=LIMIT_MAX).contains(&limit) { Ok(limit) } else { Err(Problem::bad_request("The limit is 1 to 200.")) }
}

/// Where a page begins, by the cursor that the same list gave. `list` names the list: account, path and filter.
pub(super) async fn begin<T: DeserializeOwned>(
    state: &ApiState,
    list: &[&str],
    cursor: Option<&str>,
) -> Result<Option<T>, Problem> {
    match cursor {
        Some(cursor) => state.cursors.open(list, cursor).await.map(Some),
        None => Ok(None),
    }
}

/// The cursor of where the next page begins.
pub(super) async fn next<T: Serialize>(state: &ApiState, list: &[&str], position: Option<T>) -> Result<Option<String>, Problem> {
    match position {
        Some(position) => state.cursors.seal(list, &position).await.map(Some),
        None => Ok(None),
    }
}
