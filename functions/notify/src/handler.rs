//! What starts the function: records of the control table's stream, and messages about mail that could not be sent.

use lambda_kit::{BatchAnswer, EVENT_MALFORMED, Failure, Invocation, MESSAGE_MALFORMED, Message, handle_batch, metrics};
use serde::Deserialize;
use serde_json::Value;
use sync::delivering::{Delivering, Delivery};
use sync::ports::{Work, WorkQueue as _};
use sync::{RunError, StoreError};

/// What the function does with a batch.
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) delivering: Delivering,
    /// Where a mail waits that could not be sent, so that it holds up no other.
    pub(crate) queue: aws::SqsQueue,
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

impl Handler {
    pub(crate) async fn handle(&self, invocation: Invocation) -> Result<BatchAnswer, Failure> {
        if invocation.event.pointer("/Records/0/eventSource").and_then(Value::as_str) == Some("aws:sqs") {
            return handle_batch(invocation, &|message| Box::pin(self.again(message))).await;
        }
        // The parser's own words could quote the event.
        let batch: Batch = serde_json::from_value(invocation.event)
            .map_err(|_| Failure::new(EVENT_MALFORMED, "The event is not a batch of stream records."))?;
        let mut answer = BatchAnswer::default();
        for Change { sequence_number, new_image } in batch.records.into_iter().map(|record| record.change) {
            let Some(image) = new_image else { continue };
            match self.first(image).await {
                Ok(()) => metrics::count(&[], &[("Completed", 1)]),
                Err(failure) => {
                    report(&failure);
                    // The stream goes back to the first of these; mail behind it that was sent is not sent twice.
                    answer.give_back(sequence_number);
                }
            }
        }
        Ok(answer)
    }

    /// Sends the mail of a record. One that cannot be sent goes to the queue; only one that cannot even go there fails.
    async fn first(&self, image: Value) -> Result<(), Failure> {
        let item: serde_dynamo::Item =
            serde_json::from_value(image).map_err(|_| Failure::new(EVENT_MALFORMED, "The record holds no item."))?;
        let Some(mail) = aws::dynamo::mail_of(&item.into()).map_err(|error| failure(error.into()))? else { return Ok(()) };
        if mail.to.is_empty() {
            tracing::warn!(account = mail.account, mail = mail.id, code = "no_recipients", "a mail has nobody to go to");
            self.delivering.give_up(&mail).await.map_err(failure)?;
            return Ok(());
        }
        let Err(error) = self.deliver(&mail.account, &mail.id).await else { return Ok(()) };
        report(&error);
        let work = Work::Mail { account: mail.account, mail: mail.id };
        self.queue.send(&work).await.map_err(|error| failure(error.into()))
    }

    /// Tries the mail of a message. One that cannot be sent waits in the queue, longer each time.
    async fn again(&self, message: Message) -> Result<(), Failure> {
        let work = match serde_json::from_value(message.body) {
            Ok(work @ Work::Mail { .. }) => work,
            Ok(_) => return Err(Failure::new("work_misdirected", "This queue takes mails that could not be sent.")),
            Err(_) => return Err(Failure::new(MESSAGE_MALFORMED, "The message is no piece of work.")),
        };
        let Work::Mail { account, mail } = &work else { return Ok(()) };
        let Err(error) = self.deliver(account, mail).await else { return Ok(()) };
        let postponed = match self.delivering.pause(account, mail).await {
            Ok(pause) => self.queue.postpone(&work, &message.receipt, pause).await.map_err(RunError::from),
            Err(error) => Err(error),
        };
        if let Err(second) = postponed {
            tracing::warn!(account, mail, code = second.code(), "the mail waits as long as its queue says");
        }
        Err(error)
    }

    async fn deliver(&self, account: &str, mail: &str) -> Result<(), Failure> {
        match self.delivering.deliver(account, mail).await {
            Ok(Delivery::Sent(_)) => tracing::info!(account, mail, "a mail was sent"),
            Ok(Delivery::Before) => tracing::info!(account, mail, "nothing was to be sent"),
            Ok(Delivery::GivenUp) => metrics::count(&[], &[("GivenUp", 1)]),
            Err(error) => {
                if matches!(error, RunError::Store(StoreError::Unanswered { .. })) {
                    metrics::count(&[], &[("PerhapsTwice", 1)]);
                }
                return Err(failure(error));
            }
        }
        Ok(())
    }
}

fn report(failure: &Failure) {
    tracing::error!(code = failure.code(), chain = failure.chain(), "a mail was not sent");
    metrics::count(&[("Code", failure.code())], &[("Failures", 1)]);
}

fn failure(error: RunError) -> Failure {
    Failure::from_error(error.code(), error)
}
