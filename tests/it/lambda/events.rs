//! Recorded events, with what a case is about filled in.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

/// The id of the message in [`queue`]'s first record.
pub(super) const MESSAGE: &str = "059f36b4-87a3-44ab-83d2-661975830a7d";

/// A batch of one queue message.
pub(super) fn queue(body: &Value) -> Value {
    queue_of(&[&body.to_string()])
}

/// A batch of messages with these bodies; their ids are `m-0` and so on, where there are several.
pub(super) fn queue_of(bodies: &[&str]) -> Value {
    let mut event = read(include_str!("events/sqs.json"));
    let record = event["Records"][0].clone();
    let records = bodies.iter().enumerate().map(|(number, body)| {
        let mut record = record.clone();
        record["body"] = json!(body);
        if bodies.len() > 1 {
            record["messageId"] = json!(format!("m-{number}"));
        }
        record
    });
    event["Records"] = records.collect();
    event
}

/// What EventBridge Scheduler sends through the daily queue for `acme`, scheduled for that time.
pub(super) fn daily(scheduled_at: &str) -> Value {
    let mut event = read(include_str!("events/scheduler.json"));
    let mut body: Value = serde_json::from_str(event["Records"][0]["body"].as_str().unwrap()).unwrap();
    body["scheduled_at"] = json!(scheduled_at);
    event["Records"][0]["body"] = json!(body.to_string());
    event
}

/// A batch of stream records with these new images; their sequence numbers are `1` and so on.
pub(super) fn stream(images: &[Value]) -> Value {
    let mut event = read(include_str!("events/stream.json"));
    let record = event["Records"][0].clone();
    let records = images.iter().enumerate().map(|(number, image)| {
        let mut record = record.clone();
        record["dynamodb"]["Keys"] = json!({"pk": image["pk"], "sk": image["sk"]});
        record["dynamodb"]["NewImage"] = image.clone();
        record["dynamodb"]["SequenceNumber"] = json!((number + 1).to_string());
        record
    });
    event["Records"] = records.collect();
    event
}

/// The same of somebody who says which version they saw.
pub(super) fn api_seen(method: &str, path: &str, tag: &str, body: &Value) -> Value {
    let mut event = api(method, path, Some(body));
    event["headers"]["if-match"] = json!(tag);
    event
}

/// A request that API Gateway admitted.
pub(super) fn api(method: &str, path: &str, body: Option<&Value>) -> Value {
    let mut event = read(include_str!("events/api.json"));
    event["rawPath"] = json!(path);
    event["requestContext"]["http"]["path"] = json!(path);
    event["requestContext"]["http"]["method"] = json!(method);
    if method == "POST" {
        static KEYS: AtomicUsize = AtomicUsize::new(0);
        event["headers"]["idempotency-key"] = json!(format!("key-{}", KEYS.fetch_add(1, Ordering::SeqCst)));
    }
    if let Some(body) = body {
        event["body"] = json!(body.to_string());
    }
    event
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
