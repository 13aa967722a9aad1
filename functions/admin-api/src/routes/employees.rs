//! The directory.

use axum::Json;
use axum::extract::State;
use domain::EmployeeStatus;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::Items;
use crate::declared::Declared;
use crate::edge::{Account, Filter, Problem};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{self, EmployeeView};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::View, routes!(list))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    #[param(value_type = Option<String>)]
    status: Option<EmployeeStatus>,
}

/// The directory by name, then id.
#[utoipa::path(get, path = "/employees", tag = "people", operation_id = "listEmployees", params(Which), responses((status = 200, body = Items<EmployeeView>)))]
pub(crate) async fn list(
    State(state): State<ApiState>,
    Account(account): Account,
    Filter(which): Filter<Which>,
) -> Result<Json<Items<EmployeeView>>, Problem> {
    let account = state.control.account(&account).await?;
    let missing = state.control.missing(&account.id).await?;
    let directory = state.directory.employees(&account.id).await?;
    let mut items = view::employees(&directory, &missing, &account);
    items.retain(|employee| which.status.is_none_or(|status| status == employee.status));
    Ok(Json(Items { items }))
}
