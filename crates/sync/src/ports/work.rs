//! Queues, schedules, mail and the clock.

use async_trait::async_trait;
use domain::{Digest, EmployeeId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::daily_hour::DailyHour;
use crate::error::StoreError;
use crate::run::OutboxMail;

/// Sends work to a function of its own. The message is the whole trigger; delivery is at least once.
#[async_trait]
pub trait WorkQueue: Send + Sync {
    /// Sends one piece of work.
    async fn send(&self, work: &Work) -> Result<(), StoreError>;
}

/// A piece of work for a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case", deny_unknown_fields)]
pub enum Work {
    /// Test a stored connection (setup-sync).
    CheckConnection {
        /// Account.
        account: String,
    },
    /// The set-up sync (setup-sync).
    Setup {
        /// Account.
        account: String,
        /// Who asked.
        actor: String,
    },
    /// A lookup (setup-sync).
    Lookup {
        /// Account.
        account: String,
        /// The lookup.
        id: String,
    },
    /// A manual sync: read and plan for review (import-review).
    Review {
        /// Account.
        account: String,
        /// Who asked.
        actor: String,
        /// The id that the run will have.
        run: String,
        /// Whether it is support's *deactivate missing* (R13, D2).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        deactivate_missing: bool,
    },
    /// The daily sync (auto-sync). The key of the run is account and scheduled time.
    Daily {
        /// Account.
        account: String,
        /// The scheduled time, the same for every attempt.
        scheduled_at: String,
        /// The hour that is meant, where the schedule fires at the next one as well.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hour: Option<DailyHour>,
    },
    /// Apply a sealed plan (import-commit).
    Commit(CommitWork),
    /// Send a mail that could not be sent (notify).
    Mail {
        /// Account.
        account: String,
        /// The mail's id in the outbox.
        mail: String,
    },
}

/// What import-commit is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitWork {
    /// Account.
    pub account: String,
    /// The plan, by its digest only (I4).
    pub digest: Digest,
    /// Who asked; `auto-sync` for the daily run.
    pub actor: String,
    /// The run that this commit belongs to, when it already has one.
    #[serde(default)]
    pub run: Option<String>,
    /// Changes left out by the reviewer.
    #[serde(default)]
    pub skip: Vec<domain::ChangeId>,
    /// Creations that the reviewer declared to be somebody of the directory (D18).
    #[serde(default)]
    pub same_person: std::collections::BTreeMap<domain::ChangeId, EmployeeId>,
    /// The reason with which high-risk changes and guard warnings were confirmed.
    #[serde(default)]
    pub confirm: Option<String>,
}

impl CommitWork {
    /// The commit of a whole plan that needs no reason, and has no run yet.
    #[must_use]
    pub fn of(account: &str, digest: Digest, actor: &str) -> Self {
        Self {
            account: account.to_owned(),
            digest,
            actor: actor.to_owned(),
            run: None,
            skip: Vec::new(),
            same_person: std::collections::BTreeMap::new(),
            confirm: None,
        }
    }
}

/// Keeps each account's daily schedule.
#[async_trait]
pub trait Scheduler: Send + Sync {
    /// Creates or replaces the account's daily schedule at `hour` (0–23) in an IANA time zone.
    async fn schedule_daily(&self, account: &str, hour: u8, time_zone: &str) -> Result<(), StoreError>;

    /// Removes it. No error when there is none.
    async fn unschedule(&self, account: &str) -> Result<(), StoreError>;
}

/// Sends one mail of the outbox.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends it and says where it can be found or under which id it was accepted.
    ///
    /// # Errors
    /// [`StoreError::Unanswered`] when it may have been sent nevertheless.
    async fn send(&self, mail: &OutboxMail) -> Result<String, StoreError>;
}

/// The clock and the source of ids; the only non-deterministic port.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;

    /// A new id with a prefix: `run_`, `plan_`, and a ULID.
    fn id(&self, prefix: &str) -> String;
}
