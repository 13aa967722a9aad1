//! The settings.

use std::sync::Arc;

use axum::extract::State;
use sync::acting::Deed;
use sync::one_change::OneChange;
use sync::ports::ControlStore;
use sync::settings::SettingsOf;
use utoipa_axum::routes;

use super::accounts::check_recipients;
use super::shown::changed;
use crate::declared::Declared;
use crate::edge::{Account, Actor, IfMatch, Input, Problem, Tag, Tagged};
use crate::signin::{May, Permission};
use crate::state::ApiState;
use crate::view::SettingsView;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::View, routes!(show)).to(Permission::Settle, routes!(set))
}

/// The account's settings.
#[utoipa::path(get, path = "/settings", tag = "integration", operation_id = "getSettings", responses((status = 200, body = SettingsView)))]
pub(crate) async fn show(State(state): State<ApiState>, Account(account): Account) -> Result<Tagged<SettingsView>, Problem> {
    Ok(Tagged::of(settings_of(&state, state.control.clone()).show(&account).await?.into()))
}

/// Saves all settings. Who may change which of them is decided setting by setting.
#[utoipa::path(put, path = "/settings", tag = "integration", operation_id = "setSettings", params(("If-Match" = String, Header, description = "ETag of the settings as they were read.")), request_body = SettingsView, responses((status = 200, body = SettingsView)))]
pub(crate) async fn set(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
    may: May,
    seen: IfMatch,
    Input(new): Input<SettingsView>,
) -> Result<Tagged<SettingsView>, Problem> {
    let stored = state.control.account(&account).await?;
    let change = OneChange::of(&stored, state.control.clone(), state.clock.clone()).entered(&actor, Deed::SettingsChanged);
    let settings = settings_of(&state, Arc::new(change));
    let now = SettingsView::from(settings.show(&account).await.map_err(changed)?);
    seen.holds_for(&Tag::of(&now))?;
    let (of_customer, of_staff) = now.differs(&new);
    for (touched, permission) in [(of_customer, Permission::Govern), (of_staff, Permission::Specialise)] {
        if touched {
            may.require(permission)?;
        }
    }
    if new.recipients != now.recipients {
        check_recipients(&new.recipients)?;
    }
    if !of_customer && !of_staff {
        return Ok(Tagged::of(now));
    }
    Ok(Tagged::of(settings.set(&account, new.into()).await.map_err(changed)?.into()))
}

fn settings_of(state: &ApiState, control: Arc<dyn ControlStore>) -> SettingsOf {
    SettingsOf { control, scheduler: state.automation.scheduler.clone() }
}
