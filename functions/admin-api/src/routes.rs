//! The routes, one file for each group.

mod about;
mod accounts;
mod acts;
mod auto_sync;
mod changes;
mod demographics;
mod disconnect;
mod employees;
mod explained;
mod exports;
mod lookups;
mod mapping;
mod paging;
mod plans;
mod repair;
mod runs;
mod settings;
mod shown;
mod started;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::OpenApi as _;

use crate::declared::Declared;
use crate::openapi::Document;

/// The routes, each with its description and with who may use it.
pub(crate) fn declared() -> Declared {
    let account = Declared::default()
        .merge(accounts::routes())
        .merge(auto_sync::routes())
        .merge(disconnect::routes())
        .merge(mapping::routes())
        .merge(demographics::routes())
        .merge(lookups::routes())
        .merge(settings::routes())
        .merge(repair::routes())
        .merge(plans::routes())
        .merge(changes::routes())
        .merge(runs::routes())
        .merge(exports::routes())
        .merge(employees::routes())
        .merge(explained::routes());
    Declared::described_by(Document::openapi()).merge(about::routes()).nest("/v1/accounts/{account}", account)
}

/// `202`: begun, to be looked at elsewhere.
fn accepted(location: &str, body: impl Serialize) -> Response {
    let mut response = (StatusCode::ACCEPTED, Json(body)).into_response();
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
