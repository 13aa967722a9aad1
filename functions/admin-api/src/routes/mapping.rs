//! The mapping.

use std::sync::Arc;

use axum::extract::State;
use domain::mapping::Editor;
use domain::transform::Transform;
use domain::{Demographic, Mapping};
use serde::Deserialize;
use sync::acting::{Act, Deed};
use sync::mapping::MappingFields;
use sync::one_change::OneChange;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::shown::{changed, core_fields};
use crate::declared::Declared;
use crate::edge::{Account, Actor, IfMatch, Input, Problem, Tag, Tagged};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{MappingView, schema};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default()
        .to(Permission::View, routes!(show))
        .to(Permission::Operate, routes!(set))
        .to(Permission::Specialise, routes!(unlock))
}

/// The mapping.
#[utoipa::path(get, path = "/mapping", tag = "mapping", operation_id = "getMapping", responses((status = 200, body = MappingView)))]
pub(crate) async fn show(State(state): State<ApiState>, Account(account): Account) -> Result<Tagged<MappingView>, Problem> {
    Ok(Tagged::of(view(state.mapping.current(&account).await?)))
}

fn view(mapping: Mapping) -> MappingView {
    let core = core_fields(mapping.employee_id_source);
    MappingView::of(mapping, core)
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

/// A mapping that is tried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    exclude: Option<String>,
    demographics: Vec<Mapped>,
}

/// One custom demographic.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Mapped {
    name: String,
    field: String,
    #[serde(default)]
    #[schema(value_type = Vec<schema::Transform>)]
    transforms: Vec<Transform>,
}

impl From<Draft> for Mapping {
    fn from(Draft { exclude, demographics }: Draft) -> Self {
        let each = demographics.into_iter();
        let demographics = each.map(|Mapped { name, field, transforms }| Demographic { name, field, transforms }).collect();
        Self { exclude, demographics, ..Self::default() }
    }
}

/// Saves a version of the mapping, and locks it when asked to (R56).
#[utoipa::path(put, path = "/mapping", tag = "mapping", operation_id = "setMapping", params(("If-Match" = String, Header, description = "ETag of the mapping as it was read.")), request_body = SetMapping, responses((status = 200, body = MappingView)))]
pub(crate) async fn set(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
    seen: IfMatch,
    Input(SetMapping { exclude, demographics, lock }): Input<SetMapping>,
) -> Result<Tagged<MappingView>, Problem> {
    let stored = state.control.account(&account).await?;
    let change = OneChange::of(&stored, state.control.clone(), state.clock.clone());
    let current = MappingFields { control: Arc::new(change.clone()) }.current(&account).await.map_err(changed)?;
    let version = current.version + 1;
    seen.holds_for(&Tag::of(&view(current)))?;
    let change = if lock { change.entered(&actor, Act::on(Deed::MappingLocked, version.to_string())) } else { change };
    let mapping = MappingFields { control: Arc::new(change) };
    let draft = Draft { exclude, demographics }.into();
    let saved = mapping.set(&account, Some(draft), lock, Editor::Customer).await.map_err(changed)?;
    Ok(Tagged::of(view(saved)))
}

/// Unlocks the mapping, as a specialist does on request (R57): a new version with the same fields, to be edited and locked again.
#[utoipa::path(post, path = "/mapping/unlock", tag = "mapping", operation_id = "unlockMapping", responses((status = 200, body = MappingView)))]
pub(crate) async fn unlock(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
) -> Result<Tagged<MappingView>, Problem> {
    let stored = state.control.account(&account).await?;
    if !stored.mapping_locked {
        return Ok(Tagged::of(view(state.mapping.current(&account).await?)));
    }
    let act = Act::on(Deed::MappingUnlocked, stored.mapping_version.to_string());
    let change = OneChange::of(&stored, state.control.clone(), state.clock.clone()).entered(&actor, act);
    let saved = MappingFields { control: Arc::new(change) }.unlock(&account).await.map_err(changed)?;
    Ok(Tagged::of(view(saved)))
}
