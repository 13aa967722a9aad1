//! The store: accounts, plans, runs, leases, the directory.

use std::fmt;

use async_trait::async_trait;
use domain::{Change, Digest, Employee, EmployeeId, Mapping, Missing};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::work::Clock;
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
    /// [`StoreError::AlreadyDone`] when an [`AlongWith::Trigger`] was taken before or an [`AlongWith::Run`] has ended,
    /// [`StoreError::Fenced`] when a lease is no longer ours, and otherwise [`StoreError::Conflict`] when somebody else saved
    /// the account since it was read.
    async fn save(&self, account: Account, along_with: Vec<AlongWith>) -> Result<Account, StoreError>;

    /// A mapping version; `None` when there is none of that number.
    async fn mapping(&self, account: &str, version: u32) -> Result<Option<Mapping>, StoreError>;

    /// The people who are missing from the source.
    async fn missing(&self, account: &str) -> Result<Vec<Missing>, StoreError>;

    /// The run that a trigger key began, when it was seen before.
    async fn trigger(&self, account: &str, key: &str) -> Result<Option<String>, StoreError>;
}

/// What is saved in the same transaction as an account. At most 90 of them.
#[derive(Debug, Clone)]
pub enum AlongWith {
    /// A run, new or ended. Refused when it has ended before: history does not change.
    Run(Box<Run>),
    /// A mail to be sent (I: at most once per cause).
    Mail(OutboxMail),
    /// A new mapping version.
    Mapping(Mapping),
    /// The people missing from the source, as a whole and of any number.
    Missing(Vec<Missing>),
    /// An idempotency record. Refused when its key was taken by another run than the one that this one tries again.
    Trigger(Trigger),
    /// Nothing of its own: refused when the lease is no longer ours (F45).
    Held(Lease),
    /// Gives the lease back; refused when it is no longer ours.
    Released(Lease),
}

/// A trigger that began a run: a second delivery of it finds the run and begins none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// What is the same in every delivery.
    pub key: String,
    /// The run.
    pub run: String,
    /// The failed run that this one tries again.
    pub again: Option<String>,
    /// Kept for ever; others as long as any queue or scheduler repeats a message, and longer.
    pub lasts: bool,
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

    /// Whether there is a plan of that digest, without reading it: that of a large company takes gigabytes and seconds.
    async fn has_plan(&self, account: &str, digest: &Digest) -> Result<bool, StoreError>;
}

/// Import history.
#[async_trait]
pub trait RunStore: Send + Sync {
    /// Stores a run that goes on, and extends the lease in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::Fenced`] when the lease is no longer ours; the caller must stop writing. [`StoreError::AlreadyDone`] when the
    /// run has ended: that stands.
    async fn checkpoint(&self, lease: &Lease, run: &Run) -> Result<(), StoreError>;

    /// One run.
    async fn run(&self, account: &str, id: &str) -> Result<Option<Run>, StoreError>;

    /// Runs without acts, newest first, at most `limit`.
    async fn runs(&self, account: &str, limit: usize) -> Result<Vec<Run>, StoreError> {
        self.older_runs(account, Listed::Runs, None, limit).await
    }

    /// Entries of one list, newest first, at most `limit`, and only those older than an entry of which `before` is the id
    /// without its prefix.
    async fn older_runs(&self, account: &str, listed: Listed, before: Option<&str>, limit: usize)
    -> Result<Vec<Run>, StoreError>;

    /// All runs and acts, each with the digest of its stored bytes, over which the history is chained.
    async fn recorded(&self, account: &str) -> Result<Vec<(Run, Digest)>, StoreError>;
}

/// The lists of the history. They are apart, so that no number of acts hides a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Everything but acts.
    Runs,
    /// Acts ([`crate::acting`]).
    Acts,
}

impl Listed {
    /// What the ids of its entries begin with.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Runs => "run_",
            Self::Acts => "act_",
        }
    }
}

/// One writer per account: a lease with a fencing number (I6).
#[async_trait]
pub trait Leases: Send + Sync {
    /// Takes the lease until `expires`. A holder may take its own lease again, with a new fence.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another holder has it and it has not expired at `now`.
    async fn acquire(&self, account: &str, holder: &str, now: Timestamp, expires: Timestamp) -> Result<Lease, StoreError>;

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
    /// When it ends.
    pub until: Timestamp,
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
    /// write; creations and identifier changes travel with their uniqueness items in a transaction, which also asks whether
    /// the lease is still ours: what was refused because somebody has the identifier must not be written once that is freed.
    ///
    /// # Errors
    /// When the store failed; the same batch may be sent again. [`StoreError::Fenced`] when the lease was taken over, or
    /// ended by this process's clock: nothing more is sent then.
    async fn apply(&self, batch: &WriteBatch<'_>) -> Result<Vec<Outcome>, StoreError>;

    /// Which of the changes the directory shows the receipts of, in the order given. Writes nothing.
    ///
    /// # Errors
    /// When the store failed.
    async fn written(&self, batch: &WriteBatch<'_>) -> Result<Vec<bool>, StoreError>;
}

/// Some changes of one plan.
#[derive(Clone, Copy)]
pub struct WriteBatch<'a> {
    /// The lease under which they are written.
    pub lease: &'a Lease,
    /// By which the lease is over: asked before every request, so that a process that slept too long writes nothing.
    pub clock: &'a dyn Clock,
    /// The plan's digest, for the receipts.
    pub plan: &'a Digest,
    /// The run, for the provenance.
    pub run: &'a str,
    /// The mapping version, for the provenance.
    pub mapping_version: u32,
    /// The changes. *Same person* choices have been resolved: what stands here is what is written.
    pub changes: &'a [Change],
}

impl fmt::Debug for WriteBatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriteBatch").field("lease", self.lease).field("plan", self.plan).finish_non_exhaustive()
    }
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
    /// Another import took the place of an interrupted one, which had not got to it.
    Superseded,
}
