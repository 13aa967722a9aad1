//! The demographics that people of the directory have, and deleting those that nothing fills any more (R59, R60).

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Json};
use domain::tidy::held;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::runs;
use crate::declared::Declared;
use crate::edge::{Account, Actor, Input, Problem};
use crate::kept::Kept;
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::ReviewView;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::View, routes!(list)).to(Permission::Operate, routes!(tidy))
}

/// All demographics of the directory, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Demographics {
    items: Vec<Held>,
}

/// A demographic that somebody of the directory has.
#[derive(Debug, Serialize, ToSchema)]
struct Held {
    name: String,
    /// How many people have it.
    people: usize,
    /// Whether the mapping fills it. What it does not fill, every sync leaves alone.
    filled: bool,
}

/// The demographics that people of the directory have.
#[utoipa::path(get, path = "/demographics", tag = "mapping", operation_id = "listDemographics", responses((status = 200, body = Demographics)))]
pub(crate) async fn list(
    State(state): State<ApiState>,
    Extension(kept): Extension<Kept>,
    Account(account): Account,
) -> Result<Json<Demographics>, Problem> {
    let account = state.control.account(&account).await?;
    let mapping = state.mapping.current(&account.id).await?;
    let filled: BTreeSet<&String> = mapping.demographics.iter().map(|demographic| &demographic.name).collect();
    let people = kept.people(&state, &account).await?;
    let held = held(people.all(), &account.settings).into_iter();
    Ok(Json(Demographics { items: held.map(|(name, people)| Held { filled: filled.contains(&name), name, people }).collect() }))
}

/// Demographics to delete.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tidy {
    /// Their names, letter by letter.
    #[schema(value_type = Vec<String>, min_items = 1)]
    names: BTreeSet<String>,
}

/// Plans that everybody loses demographics which nothing fills any more, to be reviewed and committed like every plan (R60).
/// Writes no employee.
#[utoipa::path(post, path = "/demographics/tidy", tag = "mapping", operation_id = "tidyDemographics", request_body = Tidy, responses((status = 201, body = ReviewView)))]
pub(crate) async fn tidy(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
    Input(Tidy { names }): Input<Tidy>,
) -> Result<Response, Problem> {
    let stored = runs::revising(&state).tidy(&account, &actor, &names).await?;
    runs::planned(&state, &account, &stored).await
}
