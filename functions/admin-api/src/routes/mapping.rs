//! The mapping.

use axum::Json;
use axum::extract::State;
use domain::mapping::Editor;
use domain::transform::Transform;
use domain::{Demographic, Mapping};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use utoipa_axum::routes;

use crate::declared::Declared;
use crate::edge::{Account, Input, Problem, Tagged};
use crate::signin::Permission;
use crate::state::ApiState;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::View, routes!(show)).to(Permission::Operate, routes!(set))
}

/// A mapping as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MappingView {
    version: u32,
    locked: bool,
    exclude: Option<String>,
    #[schema(value_type = Vec<crate::view::schema::Demographic>)]
    demographics: Vec<Demographic>,
}

impl From<Mapping> for MappingView {
    fn from(mapping: Mapping) -> Self {
        let Mapping { version, exclude, demographics, locked, employee_id_source: _, blank_clears: _ } = mapping;
        Self { version, locked, exclude, demographics }
    }
}

/// The mapping.
#[utoipa::path(get, path = "/mapping", tag = "mapping", operation_id = "getMapping", responses((status = 200, body = MappingView)))]
pub(crate) async fn show(State(state): State<ApiState>, Account(account): Account) -> Result<Tagged<MappingView>, Problem> {
    Ok(Tagged::of(state.mapping.current(&account).await?.into()))
}

/// A whole mapping; what is left out is not mapped.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetMapping {
    exclude: Option<String>,
    demographics: Vec<Mapped>,
    #[serde(default)]
    lock: bool,
}

/// One custom demographic.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Mapped {
    name: String,
    field: String,
    #[serde(default)]
    #[schema(value_type = Vec<serde_json::Value>)]
    transforms: Vec<Transform>,
}

/// Saves a version of the mapping, and locks it when asked to (R56).
#[utoipa::path(put, path = "/mapping", tag = "mapping", operation_id = "setMapping", request_body = SetMapping, responses((status = 200, body = MappingView)))]
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
