//! The store: accounts, plans, runs, leases, the directory, the outbox.

use async_trait::async_trait;
use domain::{Change, Digest, Employee, EmployeeId, Mapping, Missing};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::error::StoreError;
use crate::run::{OutboxMail, Run, StoredPlan};

/// The control table: everything about an account but its employees.
#[async_trait]
pub trait ControlStore: Send + Sync {
    /// The account; a new, unconnected one (revision 0) when it was never saved.
    async fn account(&self, account: &str) -> Result<Account, StoreError>;

    /// Saves the account and, in the same transaction, everything that must become true with it.
    /// Conditional on `account.revision`; returns the account with its new revision.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else saved the account since it was read, or when an
    /// [`AlongWith::Trigger`] key was used before ([`StoreError::AlreadyDone`]).
    async fn save(&self, account: Account, along_with: Vec<AlongWith>) -> Result<Account, StoreError>;

    /// A mapping version; `None` when there is none of that number.
    async fn mapping(&self, account: &str, version: u32) -> Result<Option<Mapping>, StoreError>;

    /// The people who are missing from the source.
    async fn missing(&self, account: &str) -> Result<Vec<Missing>, StoreError>;

    /// The run that a trigger key began, when it was seen before.
    async fn trigger(&self, account: &str, key: &str) -> Result<Option<String>, StoreError>;
}

/// What is saved in the same transaction as an account. At most 90 items.
#[derive(Debug, Clone)]
pub enum AlongWith {
    /// A run, new or finished.
    Run(Box<Run>),
    /// A mail to be sent (I: at most once per cause).
    Mail(OutboxMail),
    /// A new mapping version.
    Mapping(Mapping),
    /// The people missing from the source, as a whole.
    Missing(Vec<Missing>),
    /// An idempotency record: key and the id of the run that it began. Refused when the key exists.
    Trigger(String, String),
}

/// Plans, stored packed and never edited.
#[async_trait]
pub trait PlanStore: Send + Sync {
    /// Stores a plan under its digest. Storing the same digest again is no error.
    async fn put_plan(&self, account: &str, plan: &StoredPlan) -> Result<(), StoreError>;

    /// A plan by its digest. The digest of what is returned was checked to be the one asked for.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the stored bytes do not have that digest.
    async fn plan(&self, account: &str, digest: &Digest) -> Result<Option<StoredPlan>, StoreError>;
}

/// Import history.
#[async_trait]
pub trait RunStore: Send + Sync {
    /// Stores a run by itself (a run that changes nothing of the account).
    async fn put_run(&self, account: &str, run: &Run) -> Result<(), StoreError>;

    /// One run.
    async fn run(&self, account: &str, id: &str) -> Result<Option<Run>, StoreError>;

    /// Runs, newest first, at most `limit`.
    async fn runs(&self, account: &str, limit: usize) -> Result<Vec<Run>, StoreError>;
}

/// One writer per account: a lease with a fencing number (I6).
#[async_trait]
pub trait Leases: Send + Sync {
    /// Takes the lease until `expires`. A holder may take its own lease again, with a new fence.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another holder has it and it has not expired at `now`.
    async fn acquire(&self, account: &str, holder: &str, now: Timestamp, expires: Timestamp) -> Result<Lease, StoreError>;

    /// Extends a lease.
    ///
    /// # Errors
    /// [`StoreError::Fenced`] when it is no longer ours; the caller must stop writing.
    async fn renew(&self, lease: &Lease, expires: Timestamp) -> Result<(), StoreError>;

    /// Gives it back. No error when it is no longer ours.
    async fn release(&self, lease: Lease) -> Result<(), StoreError>;
}

/// A lease that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The account.
    pub account: String,
    /// Who holds it.
    pub holder: String,
    /// Larger than that of every earlier lease of the account.
    pub fence: u64,
}

/// Reads the directory.
#[async_trait]
pub trait Directory: Send + Sync {
    /// All employees of an account, by id; strongly consistent.
    async fn employees(&self, account: &str) -> Result<Vec<Employee>, StoreError>;

    /// One employee; strongly consistent.
    async fn employee(&self, account: &str, id: &EmployeeId) -> Result<Option<Employee>, StoreError>;
}

/// Writes the directory. Given to the commit only (second wall).
#[async_trait]
pub trait DirectoryWriter: Send + Sync {
    /// Applies some changes of one plan, each all or nothing, and says what became of each, in the order given.
    ///
    /// Safe to repeat: a change whose receipt is already in the employee is [`Outcome::AlreadyTrue`]; a person whose
    /// version is not the one that the plan saw is [`Outcome::Refused`]. Updates and deactivations are one conditional
    /// write; creations and identifier changes travel with their uniqueness items in a transaction.
    ///
    /// # Errors
    /// When the store failed; the same batch may be sent again.
    async fn apply(&self, batch: &WriteBatch<'_>) -> Result<Vec<Outcome>, StoreError>;
}

/// Some changes of one plan.
#[derive(Debug, Clone, Copy)]
pub struct WriteBatch<'a> {
    /// The lease under which they are written.
    pub lease: &'a Lease,
    /// The plan's digest, for the receipts.
    pub plan: &'a Digest,
    /// The run, for the provenance.
    pub run: &'a str,
    /// The mapping version, for the provenance.
    pub mapping_version: u32,
    /// The changes. *Same person* choices have been resolved: what stands here is what is written.
    pub changes: &'a [Change],
}

/// What became of one change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Written now.
    Applied,
    /// This very change had been written before.
    AlreadyTrue,
    /// Refused and left as it was.
    Refused(Refusal),
}

/// Why a change was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The person was changed after the plan was made.
    ChangedSinceReview,
    /// Somebody else has the email, the Employee ID or the source id by now.
    IdentifierTaken,
}

/// Mail that waits to be sent.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Mail that was not sent yet, oldest first.
    async fn pending(&self, account: &str) -> Result<Vec<OutboxMail>, StoreError>;

    /// Whether a mail still waits to be sent. A stream may deliver it twice.
    async fn is_pending(&self, account: &str, mail: &str) -> Result<bool, StoreError>;

    /// Marks a mail as sent, with where it can be found. Marking it again changes nothing.
    async fn mark_sent(&self, account: &str, mail: &str, place: &str) -> Result<(), StoreError>;
}
