//! `/dev/token`: a code for a token, for whoever began the sign-in (PKCE).

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::form_urlencoded;

use super::{CLIENT, DevIssuer, LIFE, SCOPE};

/// The public key.
pub(super) async fn jwks(State(issuer): State<Arc<DevIssuer>>) -> Json<Value> {
    Json(issuer.keys())
}

/// Exchanges a code. One that is wrong in any way is gone afterwards.
pub(super) async fn exchange(State(issuer): State<Arc<DevIssuer>>, body: String) -> Response {
    let form: HashMap<String, String> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if text("grant_type") != "authorization_code" {
        return refused("unsupported_grant_type");
    }
    if text("client_id") != CLIENT {
        return refused("invalid_client");
    }
    let verifier = text("code_verifier");
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    let code = issuer.take(text("code")).filter(|code| {
        (43..=128).contains(&verifier.len()) && code.challenge == challenge && code.redirect_uri == text("redirect_uri")
    });
    let token = code.and_then(|code| issuer.token(code.persona).ok());
    let Some(token) = token else { return refused("invalid_grant") };
    let answer = json!({"access_token": token, "token_type": "Bearer", "expires_in": LIFE, "scope": SCOPE});
    ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}

fn refused(error: &str) -> Response {
    (StatusCode::BAD_REQUEST, [(header::CACHE_CONTROL, "no-store")], Json(json!({"error": error}))).into_response()
}
