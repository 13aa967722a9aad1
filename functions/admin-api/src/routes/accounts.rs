//! The integration as a whole, and its connection.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use secrecy::SecretString;
use serde::Deserialize;
use sync::acting::{Act, Deed};
use sync::connect::{ConnectRequest, Submitting};
use sync::one_change::OneChange;
use sync::ports::Credentials;

use utoipa::ToSchema;
use utoipa_axum::routes;

use super::accepted;
use super::shown::{changed, integration_as_seen, integration_of};
use crate::declared::Declared;
use crate::edge::{Account, Actor, IfMatch, Input, Problem, Tagged};
use crate::signin::{May, Permission};
use crate::state::ApiState;
use crate::view::IntegrationView;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::View, routes!(integration)).to(Permission::Operate, routes!(connect))
}

/// Where the integration stands, and what comes next.
#[utoipa::path(get, path = "/integration", tag = "integration", operation_id = "getIntegration", responses((status = 200, body = IntegrationView)))]
pub(crate) async fn integration(
    State(state): State<ApiState>,
    Account(account): Account,
) -> Result<Tagged<IntegrationView>, Problem> {
    Ok(Tagged::of(integration_of(&state, &state.control.account(&account).await?).await?))
}

/// The most people who get mail.
const RECIPIENTS_MAX: usize = 20;

/// What an administrator enters.
// No `Debug`: it holds a secret.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Connect {
    company: String,
    client_id: String,
    client_secret: String,
    #[serde(default)]
    recipients: Vec<String>,
    #[serde(default)]
    time_zone: Option<String>,
}

/// Stores the credentials and has them tested. The answer says nothing about whether they work yet.
#[utoipa::path(put, path = "/connection", tag = "integration", operation_id = "connect", params(("If-Match" = String, Header, description = "ETag of the integration as it was read.")), request_body = Connect, responses((status = 202, body = IntegrationView)))]
pub(crate) async fn connect(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
    may: May,
    seen: IfMatch,
    Input(input): Input<Connect>,
) -> Result<Response, Problem> {
    input.check()?;
    let stored = integration_as_seen(&state, &account, &seen).await?;
    // Whoever connects first says who gets mail; to replace them later is a setting.
    if !input.recipients.is_empty() && !stored.recipients.is_empty() && input.recipients != stored.recipients {
        may.require(Permission::Govern)?;
    }
    let act = Act::on(Deed::Connected, input.company.trim());
    let change = OneChange::of(&stored, state.control.clone(), state.clock.clone()).entered(&actor, act);
    let request = ConnectRequest {
        company: input.company,
        url: state.source_url.clone(),
        credentials: Credentials {
            client_id: SecretString::from(input.client_id),
            client_secret: SecretString::from(input.client_secret),
        },
        actor,
        recipients: input.recipients,
        time_zone: input.time_zone,
    };
    let submitting = Submitting { control: Arc::new(change), ..state.submitting.clone() };
    submitting.submit(&account, request).await.map_err(changed)?;
    let view = integration_of(&state, &state.control.account(&account).await?).await?;
    Ok(accepted(&format!("/v1/accounts/{account}/integration"), view))
}

impl Connect {
    fn check(&self) -> Result<(), Problem> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let company = self.company.trim();
        if !(1..=20).contains(&company.len()) || !company.chars().all(plain) {
            return Err(Problem::bad_request(
                "The company id is 1 to 20 letters or digits, as TriNet shows it beside the client id.",
            ));
        }
        let printable = |text: &str| (1..=1024).contains(&text.len()) && text.chars().all(|c| c.is_ascii_graphic());
        if !printable(&self.client_id) || !printable(&self.client_secret) {
            return Err(Problem::bad_request("Client id and client secret are 1 to 1,024 printable characters without blanks."));
        }
        check_recipients(&self.recipients)
    }
}

/// That these may get mail.
pub(super) fn check_recipients(addresses: &[String]) -> Result<(), Problem> {
    if addresses.len() <= RECIPIENTS_MAX && addresses.iter().all(|address| is_address(address)) {
        return Ok(());
    }
    Err(Problem::bad_request("The recipients are at most 20 plain email addresses."))
}

/// Enough to keep a header of a mail whole; whether it arrives is for the mail service to find out.
fn is_address(text: &str) -> bool {
    let whole = |host: &str| host.contains('.') && !host.contains('@') && host.split('.').all(|label| !label.is_empty());
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && whole(host))
        && text.len() <= 254
        && text.chars().all(|c| c.is_ascii_graphic() && !",;<>\"()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_one_plain_address() {
        for (text, fine) in [
            ("ops@example.com", true),
            ("a+b@mail.example.com", true),
            ("ops@example", false),
            ("@example.com", false),
            ("ops@", false),
            ("ops@example.", false),
            ("ops@example..com", false),
            ("a@b@example.com", false),
            ("a@example.com,b@example.com", false),
            ("a@example.com\r\nBcc: b@example.com", false),
            ("a@example.com\n", false),
            ("a b@example.com", false),
            ("ä@example.com", false),
            ("Ops <ops@example.com>", false),
            ("", false),
        ] {
            assert_eq!(is_address(text), fine, "{text:?}");
        }
    }
}
