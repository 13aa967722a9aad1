//! A batch of queue messages, each handled by itself and each failed one given back by itself.

use std::future::Future;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::shell::{self, Invocation};
use crate::{Deadline, Failure, metrics};

/// The code of a message whose body is not JSON. It goes to the dead-letter queue after its last try.
pub const MESSAGE_MALFORMED: &str = "message_malformed";

/// The code of an event that is not a batch of messages. Only a wrong event source mapping brings that.
pub const EVENT_MALFORMED: &str = "event_malformed";

/// One message to handle. It may come late, twice or out of order.
#[derive(Debug)]
pub struct Message {
    /// The queue's id of the message.
    pub id: String,
    /// The body, as JSON.
    pub body: Value,
    /// Which delivery of the message this is, from 1.
    pub delivery: u32,
    /// When the message was sent, in milliseconds since 1970; the same in every delivery of it.
    pub sent_at_ms: Option<i64>,
    /// When to stop.
    pub deadline: Deadline,
    /// Lambda's id of the invocation.
    pub request_id: String,
    /// What this delivery of the message is called when its wait is changed.
    pub receipt: String,
}

#[derive(Debug, Deserialize)]
struct Batch {
    #[serde(rename = "Records")]
    records: Vec<Record>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    message_id: String,
    #[serde(default)]
    receipt_handle: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    attributes: Attributes,
}

#[derive(Debug, Default, Deserialize)]
struct Attributes {
    #[serde(rename = "ApproximateReceiveCount", default)]
    receive_count: String,
    #[serde(rename = "SentTimestamp", default)]
    sent: String,
}

/// The answer that tells Lambda which items of a batch to deliver again; `ReportBatchItemFailures` in the template asks for it.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchAnswer {
    batch_item_failures: Vec<FailedItem>,
}

impl BatchAnswer {
    /// Gives one item back, by its message id or its sequence number.
    pub fn give_back(&mut self, item: String) {
        self.batch_item_failures.push(FailedItem { item_identifier: item });
    }
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct FailedItem {
    item_identifier: String,
}

/// Serves a queue: `handler` once for each message, until Lambda ends the process.
///
/// A message whose handling fails is logged, counted under its code and delivered again; the others are done with, and so
/// is one whose failure is settled.
///
/// # Errors
/// `runtime_api` when the Runtime API cannot be reached.
pub async fn run_queue<H, F>(margin: Duration, handler: H) -> Result<(), Failure>
where
    H: Fn(Message) -> F,
    F: Future<Output = Result<(), Failure>>,
{
    let handler = &handler;
    shell::run(margin, move |invocation| handle_batch(invocation, handler)).await
}

/// Handles one batch as [`run_queue`] does, for a function that is also started otherwise.
///
/// # Errors
/// `event_malformed` when the event is no batch of messages.
pub async fn handle_batch<H, F>(invocation: Invocation, handler: &H) -> Result<BatchAnswer, Failure>
where
    H: Fn(Message) -> F,
    F: Future<Output = Result<(), Failure>>,
{
    let Invocation { event, deadline, request_id } = invocation;
    // The parser's own words could quote the body.
    let batch: Batch = serde_json::from_value(event)
        .map_err(|_| Failure::new(EVENT_MALFORMED, "The event is not a batch of queue messages."))?;
    let mut answer = BatchAnswer::default();
    for record in batch.records {
        let id = record.message_id.clone();
        match one(record, deadline, &request_id, handler).await {
            Ok(()) => metrics::count(&[], &[("Completed", 1)]),
            Err(failure) if failure.is_settled() => shell::note(&failure),
            Err(failure) => {
                shell::report(&failure);
                answer.give_back(id);
            }
        }
    }
    Ok(answer)
}

async fn one<H, F>(record: Record, deadline: Deadline, request_id: &str, handler: &H) -> Result<(), Failure>
where
    H: Fn(Message) -> F,
    F: Future<Output = Result<(), Failure>>,
{
    let body = serde_json::from_str(&record.body)
        .map_err(|_| Failure::new(MESSAGE_MALFORMED, "The body of the message is not JSON."))?;
    let message = Message {
        id: record.message_id,
        body,
        delivery: record.attributes.receive_count.parse().unwrap_or(1),
        sent_at_ms: record.attributes.sent.parse().ok(),
        deadline,
        request_id: request_id.to_owned(),
        receipt: record.receipt_handle,
    };
    shell::guarded(handler(message)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::tests::finish;
    use serde_json::json;
    use std::time::SystemTime;

    fn record(id: &str, body: &str) -> Value {
        json!({"messageId": id, "receiptHandle": "h", "body": body, "attributes": {"ApproximateReceiveCount": "2", "SentTimestamp": "1700000000123"}, "eventSource": "aws:sqs"})
    }

    fn handled(event: Value, handler: impl Fn(Message) -> Result<(), Failure>) -> Result<Value, Failure> {
        let deadline = Deadline::at(SystemTime::UNIX_EPOCH, Duration::ZERO);
        let invocation = Invocation { event, deadline, request_id: "r-1".into() };
        let handler = |message| {
            let handler = &handler;
            async move { handler(message) }
        };
        finish(handle_batch(invocation, &handler)).map(|answer| serde_json::to_value(answer).unwrap())
    }

    #[test]
    fn each_message_is_handled_with_its_body_and_its_delivery() {
        let answer = handled(json!({"Records": [record("m-1", r#"{"run":"r"}"#)]}), |message| {
            assert_eq!((message.id.as_str(), message.delivery, message.body["run"].as_str()), ("m-1", 2, Some("r")));
            assert_eq!((message.sent_at_ms, message.receipt.as_str()), (Some(1_700_000_000_123), "h"));
            Ok(())
        });
        assert_eq!(answer.unwrap(), json!({"batchItemFailures": []}));
    }

    #[test]
    fn only_the_messages_that_failed_come_again() {
        let event = json!({"Records": [record("m-1", "1"), record("m-2", "2"), record("m-3", "not json"), record("m-4", "4")]});
        let answer = handled(event, |message| match message.body.as_u64() {
            Some(1) => Err(Failure::new("credentials_rejected", "Connect again.").settled_if(true)),
            Some(2) => Err(Failure::new("source_unreachable", "Try again later.").settled_if(false)),
            Some(4) => panic!("a bug"),
            _ => Ok(()),
        });
        let failed = json!([{"itemIdentifier": "m-2"}, {"itemIdentifier": "m-3"}, {"itemIdentifier": "m-4"}]);
        assert_eq!(answer.unwrap(), json!({"batchItemFailures": failed}));
    }

    #[test]
    fn an_event_that_is_no_batch_is_a_failure_that_does_not_quote_it() {
        let failure = handled(json!({"email": "ada@example.com"}), |_| Ok(())).unwrap_err();
        assert_eq!(failure.code(), EVENT_MALFORMED);
        assert!(!failure.chain().contains("ada"));
    }
}
