//! Answers: the success and error envelopes of the API, and the gateway's own fault shape.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};

/// A response before it is put on the wire.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) content_type: &'static str,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
    pub(super) delivery: Delivery,
}

/// How the bytes travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivery {
    Plain,
    /// Nothing at all for a while.
    SlowHeaders(Duration),
    /// Headers at once, then `chunk` bytes at a time with a pause before each.
    SlowBody {
        pause: Duration,
        chunk: usize,
    },
    /// The body is followed by so many bytes of white space, made while they are sent.
    Padded {
        bytes: u64,
    },
    /// The connection is reset once so many bytes of the response have left.
    ResetAfter {
        bytes: usize,
    },
}

impl Answer {
    pub(super) fn raw(status: StatusCode, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, headers: Vec::new(), body: body.into(), delivery: Delivery::Plain }
    }

    pub(super) fn json(status: StatusCode, body: &Value) -> Self {
        Self::raw(status, "application/json", body.to_string())
    }

    /// The success envelope. `meta` adds the members that some samples lack.
    pub(super) fn success(data: Value, request_id: u64, meta: bool) -> Self {
        let mut body = json!({
            "_requestId": request_id_text(request_id),
            "_statusCode": "200",
            "_statusText": "OK",
            "_statusMessage": "SUCCESS",
        });
        // Moved in: the macro would copy the whole page.
        body["data"] = data;
        if meta {
            body["_meta"] = json!({ "fromCache": false, "lastRefreshTime": null });
            body["_error"] = Value::Null;
        }
        Self::json(StatusCode::OK, &body)
    }

    /// The error envelope of the platform behind the gateway.
    pub(super) fn error(status: StatusCode, code: &str, message: &str, request_id: u64) -> Self {
        let body = json!({
            "data": null,
            "_requestId": request_id_text(request_id),
            "_statusCode": status.as_str(),
            "_statusText": status.canonical_reason().unwrap_or_default(),
            "_statusMessage": message,
            "_error": {
                "errorCode": code, "message": message, "field": null, "moreInfo": null, "detailMessage": {},
            },
        });
        Self::json(status, &body)
    }

    /// The gateway's fault shape.
    pub(super) fn gateway(status: StatusCode, errorcode: &str, faultstring: &str) -> Self {
        let body = json!({ "fault": { "faultstring": faultstring, "detail": { "errorcode": errorcode } } });
        Self::json(status, &body)
    }

    /// The token endpoint's refusal, in the gateway's two-key shape.
    pub(super) fn invalid_client() -> Self {
        let body = json!({ "ErrorCode": "invalid_client", "Error": "ClientId is Invalid" });
        Self::json(StatusCode::UNAUTHORIZED, &body)
    }

    pub(super) fn invalid_token() -> Self {
        let code = "keymanagement.service.invalid_access_token";
        Self::gateway(StatusCode::UNAUTHORIZED, code, "Invalid Access Token")
    }

    pub(super) fn expired_token() -> Self {
        let code = "keymanagement.service.access_token_expired";
        Self::gateway(StatusCode::UNAUTHORIZED, code, "Access Token expired")
    }

    pub(super) fn endpoint_not_allowed() -> Self {
        let code = "keymanagement.service.InvalidAPICallAsNoApiProductMatchFound";
        Self::gateway(StatusCode::UNAUTHORIZED, code, "Invalid API call as no apiproduct match found")
    }

    pub(super) fn missing_scope() -> Self {
        let code = "steps.oauth.v2.InsufficientScope";
        Self::gateway(StatusCode::FORBIDDEN, code, "Required scope(s) missing from the access token")
    }

    pub(super) fn quota_used_up(status: StatusCode) -> Self {
        let code = "policies.ratelimit.QuotaViolation";
        Self::gateway(status, code, "Rate limit quota violation. Quota limit exceeded.")
    }

    pub(super) fn with_header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(super) fn delivered(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }
}

fn request_id_text(number: u64) -> String {
    format!("sim-{number:08x}")
}
