//! The directory.

use axum::Json;
use axum::extract::State;
use domain::EmployeeStatus;
use serde::Deserialize;

use super::Items;
use crate::edge::{Account, Filter, Problem};
use crate::state::ApiState;
use crate::view::{self, EmployeeView};
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this group.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().route("/employees", get(list))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    status: Option<EmployeeStatus>,
}

/// `GET /employees?status=`, by name, then id.
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
