//! The fake itself, spoken to by a client of a few lines and by processes of a few words.

use std::path::Path;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

const LIMIT: Duration = Duration::from_secs(20);

/// Sends one request and returns the whole answer, head and body.
async fn request(address: &str, method: &str, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let text = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

async fn next(address: &str) -> (String, String) {
    let answer = request(address, "GET", "/2018-06-01/runtime/invocation/next", "").await;
    let id = header(&answer, "lambda-runtime-aws-request-id");
    (id, answer)
}

fn header(answer: &str, name: &str) -> String {
    let line = answer.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:"))).unwrap();
    line.split_once(':').unwrap().1.trim().to_owned()
}

#[tokio::test]
async fn an_event_is_given_out_and_its_answer_comes_back() {
    let api = RuntimeApi::start().await.unwrap();
    let address = api.address();
    let function = async {
        let (id, answer) = next(&address).await;
        assert!(answer.ends_with(r#"{"hello":"world"}"#), "{answer}");
        let path = format!("/2018-06-01/runtime/invocation/{id}/response");
        assert!(request(&address, "POST", &path, r#"{"answer":42}"#).await.starts_with("HTTP/1.1 202"));
    };
    let (result, ()) = tokio::join!(api.invoke(json!({"hello": "world"}), LIMIT), function);
    assert_eq!(result, InvocationResult::Response(json!({"answer": 42})));
}

#[tokio::test]
async fn the_headers_tell_deadline_function_and_trace() {
    let api = RuntimeApi::start().await.unwrap();
    let address = api.address();
    let before = SystemTime::now();
    let function = async {
        let (id, answer) = next(&address).await;
        let deadline_ms: u64 = header(&answer, "lambda-runtime-deadline-ms").parse().unwrap();
        assert!(SystemTime::UNIX_EPOCH + Duration::from_millis(deadline_ms + 1) >= before + LIMIT);
        assert!(header(&answer, "lambda-runtime-invoked-function-arn").starts_with("arn:aws:lambda:"));
        assert!(header(&answer, "lambda-runtime-trace-id").starts_with("Root="));
        request(&address, "POST", &format!("/2018-06-01/runtime/invocation/{id}/response"), "null").await;
    };
    tokio::join!(api.invoke(json!({}), LIMIT), function);
}

#[tokio::test]
async fn an_error_comes_back_with_its_type() {
    let api = RuntimeApi::start().await.unwrap();
    let address = api.address();
    let function = async {
        let (id, _) = next(&address).await;
        let body = r#"{"errorType":"source_incomplete","errorMessage":"The read is incomplete."}"#;
        request(&address, "POST", &format!("/2018-06-01/runtime/invocation/{id}/error"), body).await;
    };
    let (result, ()) = tokio::join!(api.invoke(json!({}), LIMIT), function);
    let expected = InvocationResult::Error { kind: "source_incomplete".into(), message: "The read is incomplete.".into() };
    assert_eq!(result, expected);
}

#[tokio::test]
async fn a_start_that_fails_ends_the_waiting_invocation() {
    let api = RuntimeApi::start().await.unwrap();
    let address = api.address();
    let body = r#"{"errorType":"config_missing","errorMessage":"No table."}"#;
    let function = request(&address, "POST", "/2018-06-01/runtime/init/error", body);
    let (result, _) = tokio::join!(api.invoke(json!({}), LIMIT), function);
    assert_eq!(result, InvocationResult::Error { kind: "config_missing".into(), message: "No table.".into() });
}

#[tokio::test]
async fn an_invocation_is_answered_once_and_a_stranger_is_refused() {
    let api = RuntimeApi::start().await.unwrap();
    let address = api.address();
    let function = async {
        let (id, _) = next(&address).await;
        let path = format!("/2018-06-01/runtime/invocation/{id}/response");
        let mut statuses = Vec::new();
        for path in [path.as_str(), path.as_str(), "/2018-06-01/runtime/invocation/unknown/response"] {
            statuses.push(request(&address, "POST", path, "1").await[9..12].to_owned());
        }
        statuses
    };
    let (_, statuses) = tokio::join!(api.invoke(json!({}), LIMIT), function);
    assert_eq!(statuses, ["202", "400", "400"]);
}

#[tokio::test]
async fn an_answer_that_is_not_json_is_an_error() {
    let api = RuntimeApi::start().await.unwrap();
    let address = api.address();
    let function = async {
        let (id, _) = next(&address).await;
        request(&address, "POST", &format!("/2018-06-01/runtime/invocation/{id}/response"), "not json").await;
    };
    let (result, ()) = tokio::join!(api.invoke(json!({}), LIMIT), function);
    assert!(matches!(result, InvocationResult::Error { kind, .. } if kind == "Runtime.InvalidResponse"));
}

#[tokio::test(start_paused = true)]
async fn an_invocation_without_an_answer_times_out() {
    let api = RuntimeApi::start().await.unwrap();
    assert_eq!(api.invoke(json!({}), Duration::from_secs(900)).await, InvocationResult::TimedOut);
}

#[tokio::test]
async fn a_process_that_ends_without_an_answer_is_noticed_and_what_it_wrote_is_kept() {
    let api = RuntimeApi::start().await.unwrap();
    let mut process = LambdaProcess::spawn(Path::new("/usr/bin/env"), &[("CONTROL_TABLE", "control-1")], &api).unwrap();
    let result = process.invoke(&api, json!({}), LIMIT).await;
    assert!(matches!(&result, InvocationResult::Exited { status } if status.contains('0')), "{result:?}");
    assert!(process.ended().await.unwrap().success());
    let environment = process.stdout();
    assert!(environment.contains(&format!("AWS_LAMBDA_RUNTIME_API={}\n", api.address())));
    assert!(environment.contains("CONTROL_TABLE=control-1\n"));
    assert!(!environment.contains("CARGO"), "nothing of the test's own environment: {environment}");
    assert_eq!(process.time_to_first_poll(&api).await, None);
}

#[tokio::test]
async fn a_process_that_goes_on_is_ended() {
    let api = RuntimeApi::start().await.unwrap();
    let mut process = LambdaProcess::spawn(Path::new("/usr/bin/yes"), &[], &api).unwrap();
    assert!(process.id().is_some());
    process.kill().await.unwrap();
    assert_eq!(process.id(), None);
    assert!(process.stdout().lines().all(|line| line.starts_with('y') || line.is_empty()));
}

#[tokio::test]
async fn the_first_poll_is_the_one_that_counts() {
    let api = RuntimeApi::start().await.unwrap();
    let address = api.address();
    let mut seen = Vec::new();
    for _ in 0..2 {
        let (_, first) = tokio::join!(api.invoke(json!({}), LIMIT), async {
            let (id, _) = next(&address).await;
            request(&address, "POST", &format!("/2018-06-01/runtime/invocation/{id}/response"), "1").await;
            api.first_poll().await
        });
        seen.push(first.unwrap());
    }
    assert_eq!(seen[0], seen[1]);
}
