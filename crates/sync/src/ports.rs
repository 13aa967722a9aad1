//! The ports: what the use cases need of the outside world.

use std::sync::Arc;

use async_trait::async_trait;
use domain::mapping::EmployeeIdSource;
use domain::{Change, Digest, Employee, EmployeeId, Mapping, Missing, Snapshot};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::account::{Account, Connection};
use crate::error::{SourceError, StoreError};
use crate::run::{OutboxMail, Run, StoredPlan};

// ---------------------------------------------------------------- source

/// Opens a source with credentials. One implementation per vendor.
pub trait SourceOpener: Send + Sync {
    /// A source for one company. Does no I/O.
    ///
    /// # Errors
    /// When the connection's address may not be used (not HTTPS, or not an address).
    fn open(&self, connection: &Connection, credentials: Credentials) -> Result<Arc<dyn Source>, SourceError>;
}

/// Reads one company's people. Read-only by construction: there is no method that writes.
#[async_trait]
pub trait Source: Send + Sync {
    /// Tests each permission and says what a missing one costs (R38). The first test is the connection itself.
    ///
    /// # Errors
    /// When the source cannot be reached or rejects the credentials; a missing permission is not an error but a failed check.
    async fn check(&self) -> Result<Vec<PermissionCheck>, SourceError>;

    /// Profiles the fields that the source offers, from a full read (`fields` command).
    ///
    /// # Errors
    /// As [`Source::fetch`].
    async fn discover(&self, progress: &dyn Progress) -> Result<Vec<FieldProfile>, SourceError>;

    /// Reads everybody and proves that the read is whole (D13).
    ///
    /// # Errors
    /// When the read failed or could not be proved whole; nothing may be inferred from it then.
    async fn fetch(&self, wanted: &Wanted, progress: &dyn Progress) -> Result<Snapshot, SourceError>;
}

/// What a read brings besides the core fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Paths of custom source fields, as in the mapping.
    pub custom_paths: Vec<String>,
    /// Which field is the Employee ID (D15).
    pub employee_id_source: EmployeeIdSource,
}

impl Wanted {
    /// What a mapping needs.
    #[must_use]
    pub fn by(mapping: &Mapping) -> Self {
        Self { custom_paths: mapping.custom_paths().map(str::to_owned).collect(), employee_id_source: mapping.employee_id_source }
    }
}

/// The credentials of a connection. `Debug` shows neither.
#[derive(Clone)]
pub struct Credentials {
    /// `TriNet` Client ID.
    pub client_id: SecretString,
    /// `TriNet` Client Secret.
    pub client_secret: SecretString,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}

/// The outcome of testing one permission (R34–R38).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermissionCheck {
    /// Short name: `token`, `company`, `employees`, `employees_all`, `departments`.
    pub name: String,
    /// Whether it passed.
    pub passed: bool,
    /// What works because of it, or what will be missing and what to do.
    pub detail: String,
    /// Whether nothing can be imported without it.
    pub required: bool,
}

/// What the source offers in one field. Samples are masked: shape and length, never a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldProfile {
    /// Path, such as `employmentInfo.department.deptName`.
    pub path: String,
    /// A label for people.
    pub label: String,
    /// Up to three masked sample values.
    pub samples: Vec<String>,
    /// Share of people with a value, 0 to 1.
    pub fill_rate: f64,
    /// How many different values there are.
    pub distinct: usize,
}

/// Told how far a long step is. Implementations must be cheap.
pub trait Progress: Send + Sync {
    /// So many of (where known) so many are done in the named step.
    fn advance(&self, step: Step, done: usize, total: Option<usize>);
}

/// The steps that report progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading people from the source.
    Reading,
    /// Applying changes to the directory.
    Importing,
}

/// Reports to nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn advance(&self, _: Step, _: usize, _: Option<usize>) {}
}

// ---------------------------------------------------------------- secrets

/// Stores a connection's credentials. Cannot read them back (third wall).
#[async_trait]
pub trait SecretWriter: Send + Sync {
    /// Stores or replaces the account's credentials.
    async fn put(&self, account: &str, credentials: &Credentials) -> Result<(), StoreError>;
}

/// Reads a connection's credentials.
#[async_trait]
pub trait SecretReader: Send + Sync {
    /// The account's credentials; `None` when there are none.
    async fn get(&self, account: &str) -> Result<Option<Credentials>, StoreError>;
}

// ---------------------------------------------------------------- store

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

// ---------------------------------------------------------------- queues, schedules, mail, clock

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
    /// A manual sync: read and plan for review (import-review).
    Review {
        /// Account.
        account: String,
        /// Who asked.
        actor: String,
        /// The id that the run will have.
        run: String,
    },
    /// The daily sync (auto-sync). The key of the run is account and scheduled time.
    Daily {
        /// Account.
        account: String,
        /// The scheduled time, the same for every attempt.
        scheduled_at: String,
    },
    /// Apply a sealed plan (import-commit).
    Commit(CommitWork),
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
    async fn send(&self, mail: &OutboxMail) -> Result<String, StoreError>;
}

/// The clock and the source of ids; the only non-deterministic port.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;

    /// A new id with a prefix: `run_`, `plan_`, `mail_`, and a ULID.
    fn id(&self, prefix: &str) -> String;
}
