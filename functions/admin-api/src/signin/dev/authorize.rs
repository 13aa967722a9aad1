//! `/dev/authorize`: who do you want to be?

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use url::form_urlencoded::Serializer;

use super::{CLIENT, DevIssuer, PERSONAS, SCOPE};
use crate::edge::page::{escaped, page};

/// Lists the people; with `persona` it signs in at once.
pub(super) async fn authorize(State(issuer): State<Arc<DevIssuer>>, Query(asked): Query<HashMap<String, String>>) -> Response {
    if let Some(wrong) = fault(&issuer.origin, &asked) {
        let body = format!(
            "<p>{wrong}</p><p>This is the sign-in of a development system. Begin at <a href=\"/\">its first page</a>.</p>"
        );
        return page(StatusCode::BAD_REQUEST, "This sign-in cannot be done", &body);
    }
    let Some(chosen) = asked.get("persona") else { return listed(&asked) };
    let Some(persona) = PERSONAS.iter().find(|persona| persona.id == chosen) else {
        return page(StatusCode::BAD_REQUEST, "There is nobody of that name", "<p>Go back and choose somebody of the list.</p>");
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
    (StatusCode::FOUND, [(header::LOCATION, to), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))]).into_response()
}

fn text<'a>(asked: &'a HashMap<String, String>, name: &str) -> &'a str {
    asked.get(name).map(String::as_str).unwrap_or_default()
}

/// What is wrong with the request, if something is. The words are ours and quote nothing of it.
fn fault(origin: &str, asked: &HashMap<String, String>) -> Option<&'static str> {
    let text = |name: &str| -> String { text(asked, name).to_owned() };
    let redirect = text("redirect_uri");
    let home = redirect.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/') && !rest.contains('#'));
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
