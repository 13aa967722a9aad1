//! The admin API: one router, behind Lambda (`main.rs`) and in the `rollcall` command alike.
//!
//! It takes requests from people, so it stores credentials and cannot read one back, starts work and does none that takes
//! long: that answers `202` with a `Location` to look at. Errors are `application/problem+json` ([`view::ProblemView`]).
//!
//! Who may call is decided in front of it: the gateway admits callers signed by IAM and nobody else. It does not look at
//! roles and accounts of signed-in people yet, and therefore refuses a request that came in by a sign-in token.

mod declared;
pub mod edge;
mod openapi;
mod routes;
pub mod signin;
mod state;
pub mod view;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use utoipa::OpenApi as _;
use utoipa_axum::routes;

pub use state::ApiState;

use declared::Declared;
use edge::Problem;
use routes::{accounts, auto_sync, disconnect, employees, lookups, mapping, plans, repair, runs, settings};

/// The most bytes of a request's body.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// The API on the given ports.
///
/// A server may give a request the extensions [`edge::RequestId`] and [`edge::Actor`]; without them a request gets a new id
/// and counts as the administrator's.
pub fn router(state: ApiState) -> Router {
    let (router, _accesses) = declared().into_parts();
    let (router, _) = router.split_for_parts();
    router
        .fallback(|| async { Problem::not_found("this address") })
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn(edge::not_modified))
        .layer(from_fn(edge::headers))
        .layer(from_fn_with_state(state.clone(), edge::answer))
        .with_state(state)
}

/// The OpenAPI document of the API.
#[must_use]
pub fn document() -> serde_json::Value {
    let (router, accesses) = declared().into_parts();
    openapi::complete(&router.into_openapi(), &accesses)
}

/// The routes, each with its description and with who may use it.
fn declared() -> Declared {
    let account = Declared::default()
        .merge(accounts::routes())
        .merge(auto_sync::routes())
        .merge(disconnect::routes())
        .merge(mapping::routes())
        .merge(lookups::routes())
        .merge(settings::routes())
        .merge(repair::routes())
        .merge(plans::routes())
        .merge(runs::routes())
        .merge(employees::routes());
    Declared::described_by(openapi::Document::openapi()).public(routes!(routes::health)).nest("/v1/accounts/{account}", account)
}
