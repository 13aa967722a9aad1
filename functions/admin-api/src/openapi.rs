//! The description of the API, OpenAPI 3.1, made from the handlers and the shapes of [`crate::view`].

use utoipa::OpenApi;

/// What the description says besides its operations.
#[derive(OpenApi)]
#[openapi(info(title = "Rollcall admin API", description = "Errors are `application/problem+json`."))]
pub(crate) struct Document;
