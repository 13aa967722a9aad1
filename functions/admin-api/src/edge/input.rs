//! Strict reading of requests: what is not known is refused, and nothing of it is quoted back.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;

use super::Problem;
use crate::view::FieldError;

/// The most characters of an account's id and of any id in a path.
const ID_CHARS_MAX: usize = 64;

/// The account in the path: 1 to 64 letters, digits, `_` and `-`.
#[derive(Debug)]
pub(crate) struct Account(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Account {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = parameter(parts, state, "account").await?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let fine = (1..=ID_CHARS_MAX).contains(&id.len()) && id.chars().all(plain);
        if fine { Ok(Self(id)) } else { Err(Problem::bad_request("An account's id is 1 to 64 letters, digits, _ and -.")) }
    }
}

/// The last parameter of the path as it was sent: the id of a run or an employee, or a plan's digest.
#[derive(Debug)]
pub(crate) struct Parameter(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Parameter {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let mut value = String::new();
        for name in ["run", "digest", "employee", "lookup"] {
            if value.is_empty() {
                value = parameter(parts, state, name).await?;
            }
        }
        if value.len() > 2 * ID_CHARS_MAX { Err(Problem::not_found("this address")) } else { Ok(Self(value)) }
    }
}

async fn parameter<S: Send + Sync>(parts: &mut Parts, state: &S, name: &str) -> Result<String, Problem> {
    let all = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::not_found("this address"))?;
    let value = all.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    Ok(value.unwrap_or_default())
}

/// A JSON body of one known form.
#[derive(Debug)]
pub(crate) struct Input<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Input<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::not_json());
        }
        let body = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
            _ => Problem::bad_request("The body could not be read."),
        })?;
        let mut json = serde_json::Deserializer::from_slice(&body);
        let read = serde_path_to_error::deserialize(&mut json).map_err(|error| fault(&error))?;
        json.end().map_err(|error| not_of_form(&error))?;
        Ok(Self(read))
    }
}

/// What is wrong with a body, and where.
fn fault(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let inner = error.inner();
    if !inner.is_data() {
        return not_of_form(inner);
    }
    // The parser's own words could quote a secret: of them, only names that are ours are repeated.
    let words = inner.to_string();
    let mut pointer = pointer(error.path());
    let (code, message) = if let Some(name) = words.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        pointer.push('/');
        pointer.push_str(name);
        ("missing", "It is missing.")
    } else if words.starts_with("unknown field") {
        ("unknown", "There is a key here that is not known.")
    } else if words.starts_with("invalid type") {
        ("type", "It has another type than it must.")
    } else {
        ("value", "It has a value that is not taken.")
    };
    let (code, message) = (code.to_owned(), message.to_owned());
    not_of_form(inner).with_errors(vec![FieldError { pointer, code, message }])
}

fn not_of_form(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let what = if error.is_data() { "does not have the documented form" } else { "is not JSON" };
    Problem::bad_request(format!("The body {what}, at line {line}, column {column}."))
}

/// The JSON pointer of a path, as far as its names are such as ours; others could be anything.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let ours = |name: &str| name.len() <= 32 && name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
    let parts = path.iter().map_while(|segment| match segment {
        Segment::Seq { index } => Some(format!("/{index}")),
        Segment::Map { key } if ours(key) => Some(format!("/{key}")),
        Segment::Enum { .. } => Some(String::new()),
        Segment::Map { .. } | Segment::Unknown => None,
    });
    parts.collect()
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// A query string of one known form.
#[derive(Debug)]
pub(crate) struct Filter<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Filter<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = Query::<T>::from_request_parts(parts, state).await;
        read.map(|Query(filter)| Self(filter))
            .map_err(|_| Problem::bad_request("The query has a parameter that is not known, or a value that it does not take."))
    }
}
