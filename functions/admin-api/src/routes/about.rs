//! The API itself: whether it answers, where one signs in, who is signed in, its description, and its problems.

use std::sync::LazyLock;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::declared::Declared;
use crate::edge::page::{escaped, page};
use crate::edge::{Problem, Tagged, registry};
use crate::signin::{Caller, Role};
use crate::state::ApiState;
use crate::view::words;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default()
        .public(routes!(health))
        .public(routes!(config))
        .public(routes!(description))
        .public(routes!(problem))
        .signed_in(routes!(session))
}

/// That the function answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    status: &'static str,
    version: &'static str,
}

/// Whether the function answers at all; looks at nothing behind it.
#[utoipa::path(get, path = "/v1/health", tag = "about", operation_id = "getHealth", responses((status = 200, body = Health)))]
pub(crate) async fn health() -> Json<Health> {
    Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

/// What a page must know before anybody is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConfigView {
    /// Who issues tokens; `null` where nobody can sign in and callers are admitted by IAM alone.
    issuer: Option<String>,
    /// The client that a browser signs in as.
    client_id: Option<String>,
    /// The scope to ask for.
    scope: String,
    authorization_endpoint: Option<String>,
    token_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
    /// Where a person can be asked (R98).
    help_url: Option<String>,
    version: &'static str,
    /// Whether this is a development system, with its own issuer.
    local: bool,
}

/// Where one signs in.
#[utoipa::path(get, path = "/v1/config", tag = "about", operation_id = "getConfig", responses((status = 200, body = ConfigView)))]
pub(crate) async fn config(State(state): State<ApiState>) -> Result<Json<ConfigView>, Problem> {
    let mut view = ConfigView {
        issuer: None,
        client_id: None,
        scope: String::new(),
        authorization_endpoint: None,
        token_endpoint: None,
        end_session_endpoint: None,
        help_url: state.help_url.clone(),
        version: env!("CARGO_PKG_VERSION"),
        local: false,
    };
    if let Some(sign_in) = &state.sign_in {
        let found = sign_in.discovery().await.map_err(|_| {
            let detail = "The sign-in provider cannot be reached now. Try again in a minute.";
            Problem::of(&registry::SIGN_IN_UNAVAILABLE, detail)
        })?;
        let expected = sign_in.expected();
        view.issuer = Some(found.issuer);
        view.client_id = expected.clients.first().cloned();
        view.scope.clone_from(&expected.scope);
        view.authorization_endpoint = Some(found.authorization_endpoint);
        view.token_endpoint = Some(found.token_endpoint);
        view.end_session_endpoint = found.end_session_endpoint;
        view.local = sign_in.is_local();
    }
    Ok(Json(view))
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionView {
    /// The provider's id of the person.
    subject: String,
    /// The name with which the person signs in.
    name: Option<String>,
    /// The accounts in which the caller has a role; none are listed for a caller who may do everything everywhere.
    accounts: Vec<RolesView>,
    /// When the sign-in ends; `null` for one who signs each request.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// The caller's roles in one account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RolesView {
    account: String,
    #[schema(value_type = Vec<words::Role>)]
    roles: Vec<&'static str>,
}

/// Who is signed in, and what their roles are.
#[utoipa::path(get, path = "/v1/session", tag = "about", operation_id = "getSession", responses((status = 200, body = SessionView)))]
pub(crate) async fn session(caller: Caller) -> Json<SessionView> {
    Json(match caller {
        Caller::Machine(machine) => SessionView { subject: machine.0, name: None, accounts: Vec::new(), expires_at: None },
        Caller::Person(person) => SessionView {
            subject: person.subject,
            name: person.name,
            accounts: person
                .grants
                .into_iter()
                .map(|(account, roles)| RolesView { account, roles: roles.into_iter().map(Role::name).collect() })
                .collect(),
            expires_at: Some(person.expires_at),
        },
    })
}

static DESCRIPTION: LazyLock<Value> = LazyLock::new(crate::document);

/// This description.
#[utoipa::path(get, path = "/v1/openapi.json", tag = "about", operation_id = "getDescription", responses((status = 200, body = Object)))]
pub(crate) async fn description() -> Tagged<&'static Value> {
    Tagged::of(&*DESCRIPTION)
}

/// What a code of a problem means and what to do, as a page for people.
#[utoipa::path(
    get, path = "/v1/problems/{code}", tag = "about", operation_id = "getProblem",
    responses((status = 200, content_type = "text/html", body = String), (status = 404, content_type = "application/problem+json", body = crate::view::ProblemView))
)]
pub(crate) async fn problem(Path(code): Path<String>) -> Result<Response, Problem> {
    let entry = registry::entry(&code).ok_or_else(|| Problem::not_found("this address"))?;
    let body = format!(
        "<p>Code <code>{}</code>, HTTP status {}.</p><h2>What it means</h2><p>{}.</p><h2>What to do</h2><p>{}</p>\
         <p>A problem document has a <code>request_id</code> too: name it when you ask a person for help.</p>",
        escaped(entry.code),
        entry.status.as_u16(),
        escaped(&capitalised(entry.meaning)),
        escaped(entry.advice),
    );
    Ok(page(StatusCode::OK, crate::view::title(entry.status.as_u16()), &body))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
