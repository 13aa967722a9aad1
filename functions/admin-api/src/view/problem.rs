//! Errors as RFC 9457 problem documents.

use domain::Code;
use serde::Serialize;
use sync::{RunError, SourceError, StoreError};
use utoipa::ToSchema;

/// `application/problem+json`: the error document of the API, and of `rollcall --json`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProblemView {
    /// `/v1/problems/` and the code: the address of its page at the API.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem it is, for people; the same for every problem of one code's class.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened and what to do next.
    pub detail: String,
    /// The stable code.
    pub code: String,
    /// The guards that object, where the code is `blocked`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<super::words::Code>)]
    pub blocked_by: Vec<Code>,
    /// What is wrong with the body, place by place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Names the request in the logs; left out by the command, which has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// One thing that is wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Where: a JSON pointer into the body.
    pub pointer: String,
    /// What kind of fault: `unknown`, `missing`, `type` or `value`.
    pub code: String,
    /// The fault in words. Quotes no value.
    pub message: String,
}

impl ProblemView {
    /// A problem with a stable code.
    #[must_use]
    pub fn new(status: u16, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/v1/problems/{code}"),
            title: title(status).to_owned(),
            status,
            detail: detail.into(),
            code: code.to_owned(),
            blocked_by: Vec::new(),
            errors: Vec::new(),
            request_id: None,
        }
    }
}

impl From<&RunError> for ProblemView {
    fn from(error: &RunError) -> Self {
        let mut problem = Self::new(status(error), error.code(), error.detail());
        if let RunError::Blocked(codes) = error {
            problem.blocked_by.clone_from(codes);
        }
        problem
    }
}

fn status(error: &RunError) -> u16 {
    match error {
        RunError::BadRequest(_) => 400,
        RunError::NotPermitted(_) => 403,
        RunError::UnknownPlan | RunError::UnknownPerson => 404,
        RunError::NotReady { .. } | RunError::Blocked(_) | RunError::Stale { .. } => 409,
        RunError::OutOfTime | RunError::Late | RunError::Lost | RunError::Superseded { .. } => 409,
        RunError::TooMany { .. } => 429,
        RunError::Incomplete { .. } => 502,
        RunError::Store(StoreError::Corrupt { .. }) => 500,
        RunError::Store(StoreError::Service { .. } | StoreError::Unanswered { .. }) => 503,
        RunError::Store(_) => 409,
        RunError::Source(SourceError::CredentialsRejected | SourceError::NotPermitted { .. } | SourceError::BadAddress(_)) => 422,
        RunError::Source(SourceError::Unreachable { .. } | SourceError::RateLimited { .. } | SourceError::Unstable) => 503,
        RunError::Source(_) => 502,
    }
}

/// The title of a status: what kind of problem it is.
#[must_use]
pub fn title(status: u16) -> &'static str {
    match status {
        400 => "The request is not valid",
        403 => "Not permitted",
        404 => "Not found",
        405 => "Method not allowed",
        401 => "Not signed in",
        409 => "Not possible in the present state",
        413 => "The request is too large",
        412 => "Changed meanwhile",
        415 => "The body is not JSON",
        422 => "The request does not fit",
        428 => "The version is missing",
        429 => "Too many requests",
        502 => "The source could not be read whole",
        503 => "Not available now",
        _ => "Internal error",
    }
}
