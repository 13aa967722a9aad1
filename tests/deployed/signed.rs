//! Requests signed as AWS signs them.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use reqwest::{Method, Response};
use serde_json::Value;

use crate::server::REGION;

/// Sends `body` as JSON to `url`, signed for `service` as the account's root.
pub(crate) async fn send(service: &str, method: Method, url: &str, body: Option<&Value>) -> Response {
    send_seen(service, method, url, None, body).await
}

/// The same, about a version that was seen.
pub(crate) async fn send_seen(service: &str, method: Method, url: &str, tag: Option<&str>, body: Option<&Value>) -> Response {
    let bytes = body.map(|body| serde_json::to_vec(body).unwrap()).unwrap_or_default();
    let identity = Credentials::from_keys("test", "test", None).into();
    let params = SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name(service)
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .unwrap();
    let signable = SignableRequest::new(method.as_str(), url, std::iter::empty(), SignableBody::Bytes(&bytes)).unwrap();
    let (instructions, _) = sign(signable, &params.into()).unwrap().into_parts();
    let has_effect = service == "execute-api" && method == Method::POST;
    let mut request = reqwest::Client::new().request(method, url);
    if has_effect {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        request = request.header("idempotency-key", format!("key-{}", now.as_nanos()));
    }
    for (name, value) in instructions.headers() {
        request = request.header(name, value);
    }
    if let Some(tag) = tag {
        request = request.header("if-match", tag);
    }
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    request.body(bytes).send().await.unwrap()
}
