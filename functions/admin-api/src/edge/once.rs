//! `Idempotency-Key`: a request with an effect is done once, however often it is sent.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::Digest;
use sync::ports::{Claim, Claimed, KeptAnswer};

use super::{Problem, registry};
use crate::state::ApiState;

/// The header, in the lower case of HTTP/2.
pub(crate) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const KEY_CHARS_MAX: usize = 64;
/// The most bytes of an answer that are kept; an item of the table ends at 400 KB.
const KEPT_BYTES_MAX: usize = 128 * 1024;
/// What of the headers belongs to an answer and not to its delivery.
const KEPT_HEADERS: [HeaderName; 3] = [header::CONTENT_TYPE, header::LOCATION, header::ETAG];

/// On an answer whose body must not be stored: the request is done again when it is sent again. For reveals, each of which
/// the history records.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NotKept;

/// Does a `POST` or `PATCH` of `caller` once in `account`.
pub(crate) async fn once(
    state: &ApiState,
    account: &str,
    caller: &str,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if !matches!(*request.method(), Method::POST | Method::PATCH) {
        return Ok(next.run(request).await);
    }
    let key = key_of(&request)?;
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, crate::BODY_BYTES_MAX).await.map_err(|_| Problem::too_large())?;
    // Somebody else's key is another key; neither is stored as it was sent.
    let key = Digest::of(format!("{caller}\n{key}").as_bytes()).to_string();
    let seen = parts.headers.get(header::IF_MATCH).map(HeaderValue::as_bytes).unwrap_or_default();
    let asked = [parts.method.as_str().as_bytes(), parts.uri.to_string().as_bytes(), seen, &body].join(&b'\n');
    let claim = Claim { attempt: state.clock.id("try_"), request: Digest::of(&asked).to_string() };
    match state.answers.claim(account, &key, &claim).await? {
        Claimed::Ours => {}
        Claimed::Running(request) | Claimed::Done(request, _) if request != claim.request => {
            let detail = "This Idempotency-Key was used for another request. Send a new key with a new request.";
            return Err(Problem::of(&registry::IDEMPOTENCY_KEY_REUSED, detail));
        }
        Claimed::Running(_) => {
            let detail = "The first request with this Idempotency-Key is still at work. Ask again in a moment.";
            return Err(Problem::of(&registry::IN_PROGRESS, detail));
        }
        Claimed::Done(_, answer) => return replayed(answer),
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    // What was refused or failed had no effect that a repetition could double, and may come again under its key.
    if !response.status().is_success() || response.extensions().get::<NotKept>().is_some() {
        state.answers.settle(account, &key, &claim, None).await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(|_| Problem::panicked())?;
    let answer = kept(&parts, &body);
    // It is done: that its answer could not be kept must not look like a failure of it.
    if let Err(error) = state.answers.settle(account, &key, &claim, Some(&answer)).await {
        tracing::error!(code = "store_failed", chain = %error, "an answer was not kept");
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn key_of(request: &Request) -> Result<String, Problem> {
    let mut values = request.headers().get_all(KEY).iter();
    let key = values.next().and_then(|value| value.to_str().ok()).unwrap_or_default();
    let plain = (1..=KEY_CHARS_MAX).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if plain && values.next().is_none() {
        return Ok(key.to_owned());
    }
    let detail =
        "Send the header Idempotency-Key: 1 to 64 printable characters, new with each request, the same when one is repeated.";
    Err(Problem::of(&registry::IDEMPOTENCY_KEY_REQUIRED, detail))
}

fn kept(parts: &axum::http::response::Parts, body: &Bytes) -> KeptAnswer {
    let text = |name: &HeaderName| Some((name.to_string(), parts.headers.get(name)?.to_str().ok()?.to_owned()));
    let short = body.len() <= KEPT_BYTES_MAX;
    KeptAnswer {
        status: parts.status.as_u16(),
        headers: KEPT_HEADERS.iter().filter_map(text).collect(),
        body: String::from_utf8(body.to_vec()).ok().filter(|_| short),
    }
}

fn replayed(answer: KeptAnswer) -> Result<Response, Problem> {
    let Some(body) = answer.body else {
        let detail = "This request was done before, and its answer was too long to keep. Read what it was about.";
        return Err(Problem::of(&registry::ANSWER_NOT_KEPT, detail));
    };
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = (status, body).into_response();
    for (name, value) in &answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(response)
}
