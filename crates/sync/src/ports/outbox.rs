//! The outbox: mail that waits, and what became of it.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::run::OutboxMail;

/// Mail that waits to be sent.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Mail that was neither sent nor given up, oldest first.
    async fn pending(&self, account: &str) -> Result<Vec<OutboxMail>, StoreError>;

    /// One mail and what became of it; `None` when there is none of that id.
    async fn mail(&self, account: &str, mail: &str) -> Result<Option<Posted>, StoreError>;

    /// Notes a try of a waiting mail that failed. Changes nothing of one that does not wait, or of which this try or a later
    /// one is noted: a repeated request counts once.
    async fn note_failed(&self, account: &str, mail: &str, this: Try) -> Result<(), StoreError>;

    /// Marks a waiting mail as sent by this try, with where it can be found. Changes nothing of one that does not wait.
    async fn mark_sent(&self, account: &str, mail: &str, place: &str, this: Try) -> Result<(), StoreError>;

    /// Marks a waiting mail as given up. Changes nothing of one that does not wait.
    async fn mark_given_up(&self, account: &str, mail: &str) -> Result<(), StoreError>;
}

/// A mail of the outbox and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The mail.
    pub mail: OutboxMail,
    /// Where it stands.
    pub state: MailState,
    /// The last try; `None` when none is noted: it was not tried, or by a release that noted none.
    pub tried: Option<Try>,
    /// When it was given up.
    pub given_up_at: Option<Timestamp>,
}

/// A try to send a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Try {
    /// Counted from 1.
    pub number: u32,
    /// When.
    pub at: Timestamp,
}

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum MailState {
    /// It was not sent yet.
    Waiting,
    /// It was sent.
    Sent {
        /// Where it can be found, or under which id it was accepted.
        place: String,
    },
    /// It could not be sent for 48 hours, or had nobody to go to.
    GivenUp,
}
