//! The switch of the daily sync (R80–R83).

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::declared::Declared;
use crate::edge::{Account, Input, Problem};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::IntegrationView;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::Operate, routes!(switch))
}

/// The daily sync as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Switch {
    on: bool,
}

/// Switches the daily sync on or off.
#[utoipa::path(put, path = "/auto-sync", tag = "integration", operation_id = "switchAutoSync", request_body = Switch, responses((status = 200, body = IntegrationView)))]
pub(crate) async fn switch(
    State(state): State<ApiState>,
    Account(account): Account,
    Input(input): Input<Switch>,
) -> Result<Json<IntegrationView>, Problem> {
    Ok(Json((&state.automation.switch(&account, input.on).await?).into()))
}
