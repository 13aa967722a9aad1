//! Testing a connection again, and taking it away.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sync::acting::{Act, Deed};
use sync::disconnect::Disconnecting;
use sync::one_change::OneChange;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::accepted;
use super::shown::{changed, integration_as_seen, integration_of};
use crate::declared::Declared;
use crate::edge::{Account, Actor, IfMatch, Input, Problem, Tagged, registry};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::IntegrationView;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::Operate, routes!(check)).to(Permission::Govern, routes!(disconnect))
}

/// Has the stored connection tested again. Nothing of it changes but the results.
#[utoipa::path(post, path = "/connection/check", tag = "integration", operation_id = "checkConnection", responses((status = 202, body = IntegrationView)))]
pub(crate) async fn check(State(state): State<ApiState>, Account(account): Account) -> Result<Response, Problem> {
    state.submitting.check_again(&account).await?;
    let view = integration_of(&state, &state.control.account(&account).await?).await?;
    Ok(accepted(&format!("/v1/accounts/{account}/integration"), view))
}

/// What a person types so that nobody disconnects by a slip.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Disconnect {
    /// The Company ID that is connected.
    #[schema(max_length = 20)]
    company: String,
}

/// Deletes the credentials and ends everything that runs by itself. Directory, mapping and history stay.
#[utoipa::path(post, path = "/disconnect", tag = "integration", operation_id = "disconnect", params(("If-Match" = String, Header, description = "ETag of the integration as it was read.")), request_body = Disconnect, responses((status = 200, body = IntegrationView)))]
pub(crate) async fn disconnect(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
    seen: IfMatch,
    Input(input): Input<Disconnect>,
) -> Result<Tagged<IntegrationView>, Problem> {
    let stored = integration_as_seen(&state, &account, &seen).await?;
    let company = stored.connection.as_ref().map(|connection| connection.company.clone());
    if company.as_ref().is_some_and(|company| *company != input.company.trim()) {
        let detail = "Type the Company ID of the connection, exactly as it is shown.";
        return Err(Problem::of(&registry::CONFIRMATION_MISMATCH, detail));
    }
    let act = Act { what: Deed::Disconnected, about: company };
    let change = OneChange::of(&stored, state.control.clone(), state.clock.clone()).entered(&actor, act);
    let disconnecting = Disconnecting {
        control: Arc::new(change),
        secrets: state.submitting.secrets.clone(),
        scheduler: state.automation.scheduler.clone(),
    };
    let stored = disconnecting.disconnect(&account).await.map_err(changed)?;
    Ok(Tagged::of(integration_of(&state, &stored).await?))
}
