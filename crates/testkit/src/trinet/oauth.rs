//! The token endpoint: client credentials by HTTP Basic, `GET` or `POST`.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use serde_json::json;

use super::answer::Answer;
use super::credentials::{Scope, Token};
use super::endpoint::Call;
use super::rng::Rng;
use super::world::World;

/// Issues a token. Every scalar is a string, as the gateway sends them.
pub(super) fn answer(world: &mut World, call: &Call) -> Answer {
    let Some((client_id, secret)) = basic(&call.authorization) else { return Answer::invalid_client() };
    let known = world.credentials.iter().find(|it| it.client_id == client_id && it.secret == secret && !it.revoked);
    let Some(credential) = known else { return Answer::invalid_client() };
    match grant_type(call).as_deref() {
        Some("client_credentials") => {}
        Some(_) => return bad_request("Unsupported grant type"),
        None => return bad_request("Required param : grant_type"),
    }
    let scope = credential.scopes.iter().map(|&scope: &Scope| scope.name()).collect::<Vec<_>>().join(" ");
    let now = world.clock.now();
    world.tokens_issued += 1;
    let token = token_text(world.tokens_issued);
    let expires = now.checked_add(SignedDuration::from_secs(world.token_ttl_s.into())).unwrap_or(now);
    world.tokens.insert(token.clone(), Token { client_id: client_id.clone(), expires });
    let body = json!({
        "access_token": token,
        "token_type": "BearerToken",
        "expires_in": world.token_ttl_s.to_string(),
        "issued_at": now.as_millisecond().to_string(),
        "scope": scope,
        "status": "approved",
        "client_id": client_id,
        "application_name": "00000000-0000-4000-8000-000000000001",
        "organization_name": "trinetapi",
        "developer.email": "integrations@acme.example",
        "api_product_list": "[trinet-product]",
        "api_product_list_json": ["trinet-product"],
        "refresh_token_expires_in": "0",
        "refresh_count": "0",
    });
    Answer::json(StatusCode::OK, &body)
}

fn basic(authorization: &str) -> Option<(String, String)> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (client_id, secret) = text.split_once(':')?;
    Some((client_id.to_owned(), secret.to_owned()))
}

fn grant_type(call: &Call) -> Option<String> {
    let in_form = || {
        let mut pairs = call.form.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == "grant_type").map(|(_, value)| value.to_owned())
    };
    call.param("grant_type").map(str::to_owned).or_else(in_form)
}

/// 28 letters and digits; never the same twice in one world.
fn token_text(number: u64) -> String {
    const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut rng = Rng::new(number);
    (0..28).map(|_| char::from(*rng.pick(ALPHABET))).collect()
}

fn bad_request(message: &str) -> Answer {
    Answer::json(StatusCode::BAD_REQUEST, &json!({ "ErrorCode": "invalid_request", "Error": message }))
}
