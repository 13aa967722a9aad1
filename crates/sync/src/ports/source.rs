//! Sources and their credentials.

use std::sync::Arc;

use async_trait::async_trait;
use domain::mapping::EmployeeIdSource;
use domain::{Mapping, Snapshot};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::reads::{Fetched, Pages, ReadSoFar, Unsaved};
use crate::account::Connection;
use crate::error::{SourceError, StoreError};

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

    /// Reads everybody and proves that the read is whole (D13), from the beginning or from where it stood: the proof is the
    /// same. Each page but the last is handed to `pages` before the next one is asked for.
    ///
    /// # Errors
    /// When the read failed or could not be proved whole; nothing may be inferred from it then.
    async fn read(
        &self,
        wanted: &Wanted,
        from: Option<ReadSoFar>,
        pages: &dyn Pages,
        progress: &dyn Progress,
    ) -> Result<Fetched, SourceError>;

    /// Reads everybody at one go.
    ///
    /// # Errors
    /// As [`Source::read`].
    async fn fetch(&self, wanted: &Wanted, progress: &dyn Progress) -> Result<Snapshot, SourceError> {
        match self.read(wanted, None, &Unsaved, progress).await? {
            Fetched::Whole(snapshot) => Ok(snapshot),
            Fetched::Paused => Err(SourceError::Incomplete { what: "it was paused".to_owned() }),
        }
    }
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
    /// Where the source gives it, such as `GET employees?viewType=All` (R53).
    pub endpoint: String,
    /// A label for people; in the source's own screens it may be called otherwise (R53).
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

/// Stores and deletes a connection's credentials. Cannot read them back (third wall).
#[async_trait]
pub trait SecretWriter: Send + Sync {
    /// Stores or replaces the account's credentials.
    async fn put(&self, account: &str, credentials: &Credentials) -> Result<(), StoreError>;

    /// Deletes the account's credentials for good. No error when there are none.
    async fn delete(&self, account: &str) -> Result<(), StoreError>;
}

/// Reads a connection's credentials.
#[async_trait]
pub trait SecretReader: Send + Sync {
    /// The account's credentials; `None` when there are none.
    async fn get(&self, account: &str) -> Result<Option<Credentials>, StoreError>;
}
