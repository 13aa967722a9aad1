//! SDK errors as [`StoreError`]: operation and error code, never a message, since messages may quote keys.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use sync::StoreError;

/// The error of one operation of one service.
pub(crate) fn service<E: ProvideErrorMetadata, R>(service: &'static str, operation: &str, error: &SdkError<E, R>) -> StoreError {
    StoreError::Service { service, what: format!("{operation}: {}", reason(error)) }
}

/// The error of an operation that must not be done twice: one that may have taken effect is [`StoreError::Unanswered`].
pub(crate) fn once<E: ProvideErrorMetadata>(service: &'static str, operation: &str, error: &SdkError<E>) -> StoreError {
    let refused = match error {
        SdkError::ConstructionFailure(_) => true,
        SdkError::ServiceError(answer) => !answer.raw().status().is_server_error(),
        _ => false,
    };
    let what = format!("{operation}: {}", reason(error));
    if refused { StoreError::Service { service, what } } else { StoreError::Unanswered { service, what } }
}

/// The error of a DynamoDB operation.
pub(crate) fn dynamo<E: ProvideErrorMetadata, R>(operation: &str, error: &SdkError<E, R>) -> StoreError {
    service("DynamoDB", operation, error)
}

/// The error code of an answer; `None` when there was no answer.
pub(crate) fn code<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Option<&str> {
    error.as_service_error().and_then(ProvideErrorMetadata::code)
}

fn reason<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> &str {
    match error {
        SdkError::TimeoutError(_) => "timed out",
        SdkError::DispatchFailure(failure) if failure.is_timeout() => "timed out",
        SdkError::DispatchFailure(_) => "no connection",
        SdkError::ConstructionFailure(_) => "the request could not be built",
        SdkError::ResponseError(_) => "the answer could not be read",
        other => code(other).unwrap_or("an error without a code"),
    }
}
