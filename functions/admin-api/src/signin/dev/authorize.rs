//! `/dev/authorize`: who do you want to be? And `/dev/end`, after which it asks again.
//!
//! The session of a provider on the internet is a cookie here too, so that a reloaded page, which has lost its token, gets another
//! one without asking. It holds the name of a person of the list and nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use url::form_urlencoded::Serializer;

use super::{CLIENT, DevIssuer, PERSONAS, Persona, SCOPE};
use crate::edge::page::{escaped, page};

const COOKIE: &str = "rollcall-dev-persona";

/// Lists the people; with `persona`, and for whoever is still signed in, it signs in at once.
pub(super) async fn authorize(
    State(issuer): State<Arc<DevIssuer>>,
    Query(asked): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    if let Some(wrong) = fault(&issuer.origin, &asked) {
        let body = format!(
            "<p>{wrong}</p><p>This is the sign-in of a development system. Begin at <a href=\"/\">its first page</a>.</p>"
        );
        return page(StatusCode::BAD_REQUEST, "This sign-in cannot be done", &body);
    }
    let persona = match asked.get("persona") {
        Some(chosen) => match named(chosen) {
            Some(persona) => persona,
            None => return nobody(),
        },
        None => match remembered(&headers) {
            Some(persona) => persona,
            None => return listed(&asked),
        },
    };
    let code = issuer.code(persona, text(&asked, "redirect_uri").to_owned(), text(&asked, "code_challenge").to_owned());
    let Ok(code) = code else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut query = Serializer::new(String::new());
    query.append_pair("code", &code);
    if let Some(state) = asked.get("state") {
        query.append_pair("state", state);
    }
    let redirect = text(&asked, "redirect_uri");
    let join = if redirect.contains('?') { '&' } else { '?' };
    let Ok(to) = HeaderValue::from_str(&format!("{redirect}{join}{}", query.finish())) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    sent_on(to, persona.id, "")
}

/// Forgets who was signed in, and goes back to a page of this system.
pub(super) async fn end(State(issuer): State<Arc<DevIssuer>>, Query(asked): Query<HashMap<String, String>>) -> Response {
    let back = text(&asked, "post_logout_redirect_uri");
    let back = if is_home(&issuer.origin, back) { back } else { "/" };
    HeaderValue::from_str(back).map_or(StatusCode::BAD_REQUEST.into_response(), |to| sent_on(to, "", "; Max-Age=0"))
}

/// Goes on to a place, and remembers this person until the browser is closed, or for as long as `life` says.
fn sent_on(to: HeaderValue, persona: &str, life: &str) -> Response {
    let cookie = format!("{COOKIE}={persona}; Path=/dev; HttpOnly; SameSite=Lax{life}");
    let Ok(cookie) = HeaderValue::from_str(&cookie) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let no_store = HeaderValue::from_static("no-store");
    (StatusCode::FOUND, [(header::LOCATION, to), (header::CACHE_CONTROL, no_store), (header::SET_COOKIE, cookie)]).into_response()
}

fn named(id: &str) -> Option<&'static Persona> {
    PERSONAS.iter().find(|persona| persona.id == id)
}

/// Who signed in last in this browser. A cookie that names nobody of the list counts as none.
fn remembered(headers: &HeaderMap) -> Option<&'static Persona> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split("; "));
    let mut ids = pairs.filter_map(|pair| pair.strip_prefix(COOKIE)?.strip_prefix('='));
    ids.next().and_then(named)
}

fn nobody() -> Response {
    page(StatusCode::BAD_REQUEST, "There is nobody of that name", "<p>Go back and choose somebody of the list.</p>")
}

/// Whether an address is one of this system.
fn is_home(origin: &str, address: &str) -> bool {
    address.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/') && !rest.contains('#'))
}

fn text<'a>(asked: &'a HashMap<String, String>, name: &str) -> &'a str {
    asked.get(name).map(String::as_str).unwrap_or_default()
}

/// What is wrong with the request, if something is. The words are ours and quote nothing of it.
fn fault(origin: &str, asked: &HashMap<String, String>) -> Option<&'static str> {
    let text = |name: &str| -> String { text(asked, name).to_owned() };
    let home = is_home(origin, &text("redirect_uri"));
    let challenge = text("code_challenge");
    let challenged = challenge.len() == 43 && challenge.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
    match () {
        () if text("client_id") != CLIENT => Some("The client is not known."),
        () if !home => Some("The way back does not lead to this system."),
        () if text("response_type") != "code" => Some("The response type must be code."),
        () if text("code_challenge_method") != "S256" || !challenged => Some("A code challenge (PKCE, S256) is missing."),
        () if !text("scope").split(' ').any(|scope| scope == SCOPE) => Some("The scope is not known."),
        () => None,
    }
}

fn listed(asked: &HashMap<String, String>) -> Response {
    let mut known: Vec<_> = asked.iter().collect();
    known.sort();
    let mut body =
        String::from("<p>This is a development system: choose who you are. There is no password.</p><ul class=\"people\">");
    for persona in &PERSONAS {
        let query = Serializer::new(String::new()).extend_pairs(&known).append_pair("persona", persona.id).finish();
        let (name, about) = (escaped(persona.name), escaped(persona.about));
        body += &format!("<li><a href=\"/dev/authorize?{}\">{name}<small>{about}</small></a></li>", escaped(&query));
    }
    page(StatusCode::OK, "Sign in to Rollcall", &(body + "</ul>"))
}
