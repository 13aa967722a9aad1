//! The admin API: one router, behind Lambda (`main.rs`) and in the `rollcall` command alike.
//!
//! It takes requests from people, so it stores credentials and cannot read one back, starts work and does none that takes
//! long: that answers `202` with a `Location` to look at. Errors are `application/problem+json` ([`view::ProblemView`]).
//!
//! Who calls is found out here ([`signin`]): by a token that is verified here, or by the server in front, which knows callers
//! signed by IAM. Each route is declared with who may use it, and there is no way to add one without.

mod declared;
pub mod edge;
mod kept;
mod openapi;
mod routes;
pub mod signin;
mod state;
mod ui;
pub mod view;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Extension, Router};

pub use state::ApiState;

use edge::Problem;
use kept::Kept;
use routes::declared;
use signin::{Gate, admit};
use ui::Ui;

/// The most bytes of a request's body.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// The API on the given ports.
///
/// A server may give a request the extensions [`edge::RequestId`] and [`signin::Machine`]. Without the first it gets a new
/// id, without the second it needs a sign-in token.
pub fn router(state: ApiState) -> Router {
    let (router, accesses) = declared().into_parts();
    let (router, _) = router.split_for_parts();
    let gate = Gate { state: state.clone(), accesses: Arc::new(accesses) };
    router
        .fallback(Ui::new(state.sign_in.clone()).fallback())
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .layer(from_fn_with_state(gate, admit))
        .layer(Extension(Kept::default()))
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
