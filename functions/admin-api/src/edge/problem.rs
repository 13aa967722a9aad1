//! A refused or failed request.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sync::{RunError, StoreError};

use super::registry::{self, Entry};
use crate::view::{FieldError, ProblemView, in_ui};

/// Seconds after which it is worth asking again: a review of a small company takes about as long.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("10");

/// A problem on its way to the caller; [`super::answer()`] adds the request's id and writes it out.
#[derive(Debug)]
pub(crate) struct Problem(Box<ProblemView>);

impl Problem {
    /// A problem of a registered code. `detail` quotes nothing of the request.
    pub(crate) fn of(entry: &Entry, detail: impl Into<String>) -> Self {
        Self(Box::new(ProblemView::new(entry.status.as_u16(), entry.code, detail)))
    }

    /// The same with what is wrong with the body, place by place.
    pub(crate) fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.0.errors = errors;
        self
    }

    /// The request is wrong. `detail` quotes nothing of it.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::of(&registry::BAD_REQUEST, detail)
    }

    /// There is no such thing, or nobody may know that there is.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::of(&registry::NOT_FOUND, format!("There is nothing at {what}."))
    }

    pub(crate) fn method_not_allowed() -> Self {
        let detail = "The address does not take this method; the Allow header says which it takes.";
        Self::of(&registry::METHOD_NOT_ALLOWED, detail)
    }

    pub(crate) fn too_large() -> Self {
        let most = crate::BODY_BYTES_MAX / 1024;
        Self::of(&registry::BODY_TOO_LARGE, format!("The body may have at most {most} KB."))
    }

    pub(crate) fn not_json() -> Self {
        Self::of(&registry::NOT_JSON, "Send the body as JSON with the header Content-Type: application/json.")
    }

    pub(crate) fn panicked() -> Self {
        Self::of(&registry::PANICKED, hidden())
    }

    /// The step is not possible yet.
    pub(crate) fn not_ready(detail: &str) -> Self {
        Self::of(&registry::NOT_READY, detail)
    }
}

/// What a caller is told of an error that is not theirs. The log has the rest under the same request id.
fn hidden() -> String {
    "This failed on our side; nothing more is known to the caller. Try again, and if it stays, report the request id.".to_owned()
}

impl From<RunError> for Problem {
    fn from(error: RunError) -> Self {
        let mut problem = ProblemView::from(&error);
        problem.detail = in_ui(&problem.detail);
        if problem.status >= 500 {
            tracing::error!(code = error.code(), chain = error.detail(), "the request failed");
            problem.detail = hidden();
        }
        Self(Box::new(problem))
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        RunError::from(error).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        if status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        response.extensions_mut().insert(*self.0);
        response
    }
}
