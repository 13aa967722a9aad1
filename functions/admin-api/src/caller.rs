//! Who calls, as API Gateway says it.

use admin_api::edge::{Actor, RequestId};
use admin_api::view::ProblemView;
use axum::Json;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use lambda_http::RequestExt as _;
use lambda_http::request::RequestContext;

/// Takes the id of the request and the caller from the gateway, never from a header.
///
/// A request that a sign-in token let in is refused: nothing here checks yet what the person may do, and in which account.
pub(crate) async fn identify(mut request: Request, next: Next) -> Response {
    if let Some(RequestContext::ApiGatewayV2(context)) = request.request_context_ref() {
        let id = context.request_id.clone();
        let authorizer = context.authorizer.clone();
        if authorizer.as_ref().is_some_and(|authorizer| authorizer.jwt.is_some()) {
            return refused(id);
        }
        let caller = authorizer.and_then(|authorizer| authorizer.iam).and_then(|iam| iam.user_arn);
        request.extensions_mut().extend(extensions(id, caller));
    }
    next.run(request).await
}

fn extensions(id: Option<String>, caller: Option<String>) -> axum::http::Extensions {
    let mut extensions = axum::http::Extensions::new();
    if let Some(id) = id {
        extensions.insert(RequestId(id));
    }
    if let Some(caller) = caller {
        extensions.insert(Actor(caller));
    }
    extensions
}

fn refused(id: Option<String>) -> Response {
    let detail = "Sign-in is not supported yet. Sign the request with IAM credentials that may invoke this API.";
    let problem = ProblemView { request_id: id, ..ProblemView::new(403, "sign_in_not_supported", detail) };
    let kind = [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::FORBIDDEN, kind, Json(problem)).into_response()
}
