//! Who calls, as API Gateway says it.

use admin_api::edge::RequestId;
use admin_api::signin::Machine;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use lambda_http::RequestExt as _;
use lambda_http::request::RequestContext;

/// Takes the id of the request, and a caller signed by IAM, from the gateway, never from a header.
///
/// What the gateway says about a sign-in token is not looked at: the API verifies the token itself.
pub(crate) async fn identify(mut request: Request, next: Next) -> Response {
    if let Some(RequestContext::ApiGatewayV2(context)) = request.request_context_ref() {
        let id = context.request_id.clone();
        let caller = context.authorizer.as_ref().and_then(|authorizer| authorizer.iam.as_ref()?.user_arn.clone());
        let mut extensions = axum::http::Extensions::new();
        if let Some(id) = id {
            extensions.insert(RequestId(id));
        }
        if let Some(caller) = caller.filter(|caller| !caller.is_empty()) {
            extensions.insert(Machine(caller));
        }
        request.extensions_mut().extend(extensions);
    }
    next.run(request).await
}
