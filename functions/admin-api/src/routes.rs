//! The routes, one file for each group.

pub(crate) mod about;
pub(crate) mod accounts;
pub(crate) mod auto_sync;
pub(crate) mod disconnect;
pub(crate) mod employees;
pub(crate) mod lookups;
pub(crate) mod mapping;
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
use utoipa::ToSchema;

/// A list. An object, so that a cursor can be added.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Items<T> {
    pub(crate) items: Vec<T>,
}

/// `202`: begun, to be looked at elsewhere.
fn accepted(location: &str, body: impl Serialize) -> Response {
    let mut response = (StatusCode::ACCEPTED, Json(body)).into_response();
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
