//! The switch of the daily sync, and its hour (R80–R83).

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use sync::acting::Deed;
use sync::automation::Automation;
use sync::one_change::OneChange;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::shown::{changed, integration_as_seen, integration_of};
use crate::declared::Declared;
use crate::edge::{Account, Actor, IfMatch, Input, Problem, Tagged};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::IntegrationView;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::Operate, routes!(switch))
}

/// The daily sync as it shall be. What is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Switch {
    on: bool,
    #[serde(default)]
    #[schema(minimum = 0, maximum = 23)]
    hour: Option<u8>,
    #[serde(default)]
    #[schema(max_length = 64)]
    time_zone: Option<String>,
}

/// Switches the daily sync on or off, and moves it to another hour.
#[utoipa::path(put, path = "/auto-sync", tag = "integration", operation_id = "switchAutoSync", params(("If-Match" = String, Header, description = "ETag of the integration as it was read.")), request_body = Switch, responses((status = 200, body = IntegrationView)))]
pub(crate) async fn switch(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
    seen: IfMatch,
    Input(input): Input<Switch>,
) -> Result<Tagged<IntegrationView>, Problem> {
    let stored = integration_as_seen(&state, &account, &seen).await?;
    let deed = if input.on { Deed::AutoSyncOn } else { Deed::AutoSyncOff };
    let change = OneChange::of(&stored, state.control.clone(), state.clock.clone()).entered(&actor, deed);
    let automation = Automation { control: Arc::new(change), ..state.automation.clone() };
    let stored = automation.set(&account, input.on, input.hour, input.time_zone).await.map_err(changed)?;
    Ok(Tagged::of(integration_of(&state, &stored).await?))
}
