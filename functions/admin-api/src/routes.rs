//! The routes, one file for each group.

pub(crate) mod about;
pub(crate) mod accounts;
mod acts;
pub(crate) mod auto_sync;
pub(crate) mod changes;
pub(crate) mod disconnect;
pub(crate) mod employees;
pub(crate) mod explained;
pub(crate) mod exports;
pub(crate) mod lookups;
pub(crate) mod mapping;
mod paging;
pub(crate) mod plans;
pub(crate) mod repair;
pub(crate) mod runs;
pub(crate) mod settings;
mod shown;
mod started;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// `202`: begun, to be looked at elsewhere.
fn accepted(location: &str, body: impl Serialize) -> Response {
    let mut response = (StatusCode::ACCEPTED, Json(body)).into_response();
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
