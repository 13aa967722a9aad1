//! The mapping.

use axum::Json;
use axum::extract::State;
use domain::mapping::Editor;
use domain::transform::Transform;
use domain::{Demographic, Mapping};
use serde::{Deserialize, Serialize};

use crate::edge::{Account, Input, Problem};
use crate::state::ApiState;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this group.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().route("/mapping", get(show).put(set))
}

/// A mapping as it is shown.
#[derive(Debug, Serialize)]
pub(crate) struct MappingView {
    version: u32,
    locked: bool,
    exclude: Option<String>,
    demographics: Vec<Demographic>,
}

impl From<Mapping> for MappingView {
    fn from(mapping: Mapping) -> Self {
        let Mapping { version, exclude, demographics, locked, employee_id_source: _, blank_clears: _ } = mapping;
        Self { version, locked, exclude, demographics }
    }
}

/// `GET /mapping`
pub(crate) async fn show(State(state): State<ApiState>, Account(account): Account) -> Result<Json<MappingView>, Problem> {
    Ok(Json(state.mapping.current(&account).await?.into()))
}

/// A whole mapping; what is left out is not mapped.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetMapping {
    exclude: Option<String>,
    demographics: Vec<Mapped>,
    #[serde(default)]
    lock: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mapped {
    name: String,
    field: String,
    #[serde(default)]
    transforms: Vec<Transform>,
}

/// `PUT /mapping`: saves a version, and locks it when asked to (R56).
pub(crate) async fn set(
    State(state): State<ApiState>,
    Account(account): Account,
    Input(input): Input<SetMapping>,
) -> Result<Json<MappingView>, Problem> {
    let mapped = input.demographics.into_iter();
    let demographics = mapped.map(|Mapped { name, field, transforms }| Demographic { name, field, transforms }).collect();
    let mapping = Mapping { exclude: input.exclude, demographics, ..Mapping::default() };
    Ok(Json(state.mapping.set(&account, Some(mapping), input.lock, Editor::Customer).await?.into()))
}
