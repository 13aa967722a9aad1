//! The switch of the daily sync (R80–R83).

use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::edge::{Account, Input, Problem};
use crate::state::ApiState;
use crate::view::IntegrationView;
use axum::routing::put;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this group.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().route("/auto-sync", put(switch))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Switch {
    on: bool,
}

/// `PUT /auto-sync`
pub(crate) async fn switch(
    State(state): State<ApiState>,
    Account(account): Account,
    Input(input): Input<Switch>,
) -> Result<Json<IntegrationView>, Problem> {
    Ok(Json((&state.automation.switch(&account, input.on).await?).into()))
}
