//! The routes of the Runtime API.

use std::sync::Arc;
use std::time::{Instant, UNIX_EPOCH};

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{InvocationResult, Shared};

/// Lambda refuses a larger answer of a synchronous invocation.
const RESPONSE_BYTES_MAX: usize = 6 * 1024 * 1024;

pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let routes = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
        .route("/2018-06-01/runtime/invocation/{id}/error", post(error))
        .route("/2018-06-01/runtime/init/error", post(init_error))
        .layer(DefaultBodyLimit::max(RESPONSE_BYTES_MAX))
        .with_state(shared);
    // Ends only with the task: `axum::serve` goes on after an error of one connection.
    let _ = axum::serve(listener, routes).await;
}

/// Waits for an event. A client that goes away while it waits takes no event with it.
async fn next(State(shared): State<Arc<Shared>>) -> Response {
    shared.polled.send_if_modified(|first| {
        let is_first = first.is_none();
        first.get_or_insert_with(Instant::now);
        is_first
    });
    let Some(queued) = shared.queue.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let deadline_ms = queued.deadline.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let headers = [
        ("Lambda-Runtime-Aws-Request-Id", queued.id),
        ("Lambda-Runtime-Deadline-Ms", deadline_ms.to_string()),
        ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:000000000000:function:local".to_owned()),
        ("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0".to_owned()),
    ];
    (headers, Json(queued.event)).into_response()
}

async fn response(State(shared): State<Arc<Shared>>, Path(id): Path<String>, body: Bytes) -> Response {
    let result = serde_json::from_slice::<Value>(&body).map_or_else(
        |_| InvocationResult::Error {
            kind: "Runtime.InvalidResponse".to_owned(),
            message: "The answer of the function is not JSON.".to_owned(),
        },
        InvocationResult::Response,
    );
    accepted(shared.settle(&id, result))
}

async fn error(State(shared): State<Arc<Shared>>, Path(id): Path<String>, body: Bytes) -> Response {
    accepted(shared.settle(&id, reported(&body)))
}

async fn init_error(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    shared.init_error.send_replace(Some(reported(&body)));
    accepted(true)
}

fn reported(body: &[u8]) -> InvocationResult {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let text = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
    InvocationResult::Error { kind: text("errorType"), message: text("errorMessage") }
}

fn accepted(known: bool) -> Response {
    if known {
        (StatusCode::ACCEPTED, Json(json!({"status": "OK"}))).into_response()
    } else {
        let body = json!({"errorType": "InvalidRequestID", "errorMessage": "Invalid request ID"});
        (StatusCode::BAD_REQUEST, Json(body)).into_response()
    }
}
