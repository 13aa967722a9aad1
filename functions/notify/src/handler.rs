//! A batch of records of the control table's stream.

use lambda_kit::{EVENT_MALFORMED, Failure, metrics};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sync::RunError;
use sync::mail::Delivering;

/// What the function does with a batch.
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) delivering: Delivering,
}

#[derive(Debug, Deserialize)]
struct Batch {
    #[serde(rename = "Records")]
    records: Vec<Record>,
}

#[derive(Debug, Deserialize)]
struct Record {
    #[serde(rename = "dynamodb")]
    change: Change,
}

#[derive(Debug, Deserialize)]
struct Change {
    #[serde(rename = "SequenceNumber")]
    sequence_number: String,
    /// The item after the change; absent when it was removed.
    #[serde(rename = "NewImage", default)]
    new_image: Option<Value>,
}

/// The records to deliver again. The stream goes back to the first of them; mail behind it that was sent is not sent twice.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answer {
    batch_item_failures: Vec<FailedItem>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct FailedItem {
    item_identifier: String,
}

impl Handler {
    pub(crate) async fn handle(&self, event: Value) -> Result<Answer, Failure> {
        // The parser's own words could quote the event.
        let batch: Batch = serde_json::from_value(event)
            .map_err(|_| Failure::new(EVENT_MALFORMED, "The event is not a batch of stream records."))?;
        let mut answer = Answer::default();
        for Change { sequence_number, new_image } in batch.records.into_iter().map(|record| record.change) {
            let Some(image) = new_image else { continue };
            match self.deliver(image).await {
                Ok(()) => metrics::count(&[], &[("Completed", 1)]),
                Err(failure) => {
                    tracing::error!(code = failure.code(), chain = failure.chain(), "a mail was not sent");
                    metrics::count(&[("Code", failure.code())], &[("Failures", 1)]);
                    answer.batch_item_failures.push(FailedItem { item_identifier: sequence_number });
                }
            }
        }
        Ok(answer)
    }

    async fn deliver(&self, image: Value) -> Result<(), Failure> {
        let item: serde_dynamo::Item =
            serde_json::from_value(image).map_err(|_| Failure::new(EVENT_MALFORMED, "The record holds no item."))?;
        let Some(mail) = aws::dynamo::mail_of(&item.into()).map_err(|error| failure(error.into()))? else { return Ok(()) };
        if mail.to.is_empty() {
            tracing::warn!(account = mail.account, mail = mail.id, code = "no_recipients", "a mail has nobody to go to");
            return Ok(());
        }
        let sent = self.delivering.deliver(&mail).await.map_err(failure)?;
        tracing::info!(account = mail.account, mail = mail.id, sent = sent.is_some(), "a mail was handled");
        Ok(())
    }
}

fn failure(error: RunError) -> Failure {
    Failure::from_error(error.code(), error)
}
