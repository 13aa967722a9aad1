//! Reads that go on where they stood: what is saved of one, and where.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::{Digest, Field, Snapshot, SourcePerson};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;

/// Keeps the reads that are under way, one for each account and purpose, for two days at most.
#[async_trait]
pub trait ReadStore: Send + Sync {
    /// The read that was saved last, unless it has expired.
    async fn saved_read(&self, account: &str, purpose: Purpose) -> Result<Option<SavedRead>, StoreError>;

    /// The people of its running pass, in the order read.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when these are not the pages that were saved with it.
    async fn people_so_far(&self, account: &str, read: &SavedRead) -> Result<Vec<SourcePerson>, StoreError>;

    /// Saves where a read stands, with the people of the last page that its cursor counts; without a page between two passes,
    /// and when another run goes on with it. Returns the read with its new revision.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else saved a read of that purpose since this one was read.
    async fn save_read(&self, account: &str, read: SavedRead, page: Option<&[SourcePerson]>) -> Result<SavedRead, StoreError>;
}

/// Tells how far reads are. Without the people, and no way to save any.
#[async_trait]
pub trait ReadsUnderWay: Send + Sync {
    /// The read that was saved last, unless it has expired.
    async fn under_way(&self, account: &str, purpose: Purpose) -> Result<Option<SavedRead>, StoreError>;
}

#[async_trait]
impl<T: ReadStore> ReadsUnderWay for T {
    async fn under_way(&self, account: &str, purpose: Purpose) -> Result<Option<SavedRead>, StoreError> {
        self.saved_read(account, purpose).await
    }
}

/// What a read is for. Reads of different purposes never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The daily sync.
    Auto,
    /// A review.
    Review,
    /// The set-up sync.
    Setup,
}

impl Purpose {
    /// Its name in keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Review => "review",
            Self::Setup => "setup",
        }
    }
}

/// A read under way. Holds no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedRead {
    /// `read_…`.
    pub id: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The run that reads; what it came to decides whether the read may go on.
    pub run: String,
    /// Digest of all that decides what is read and kept: connection, mapping, redaction, the epoch of the directory.
    pub basis: Digest,
    /// Moves by one with every save; 0 was never saved.
    pub revision: u64,
    /// When it was saved last.
    pub saved_at: Timestamp,
    /// How often its run had to begin anew, because what was saved could not be gone on with.
    pub begun_anew: u32,
    /// Where it stands.
    pub cursor: Cursor,
    /// Digest over the saved pages of the running pass, each with those before it.
    pub pages: Option<Digest>,
}

/// Where a read stands between two pages, with everything that the proof of a whole read (D13) needs besides the people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The running pass, from 1.
    pub pass: u32,
    /// Its finished pages.
    pub pages: usize,
    /// The people on them.
    pub people: usize,
    /// Whether the last page looked like the end without saying so.
    pub ended_unsaid: bool,
    /// Core fields that no row of the pass has had.
    pub not_granted: BTreeSet<Field>,
    /// Of each earlier pass that was whole, the digest of its ids in order.
    pub whole: Vec<Digest>,
}

/// A read to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSoFar {
    /// Where it stands.
    pub cursor: Cursor,
    /// The people of the running pass.
    pub people: Vec<SourcePerson>,
}

/// What a source's read came to.
#[derive(Debug, Clone)]
pub enum Fetched {
    /// Everybody, proved whole.
    Whole(Snapshot),
    /// [`Pages::finished`] said to pause.
    Paused,
}

/// Takes finished pages while a read goes on.
#[async_trait]
pub trait Pages: Send + Sync {
    /// Takes the people of a page, and where the read stands behind it, before the next page is asked for. Between two
    /// passes there is nobody to take. The last page of a read is not handed over.
    async fn finished(&self, page: &[SourcePerson], cursor: &Cursor) -> Next;
}

/// What a read does after a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Asks for the next page.
    GoOn,
    /// Ends as [`Fetched::Paused`]: the page is saved, and somebody goes on from there.
    Pause,
}

/// Saves nothing and never pauses.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unsaved;

#[async_trait]
impl Pages for Unsaved {
    async fn finished(&self, _: &[SourcePerson], _: &Cursor) -> Next {
        Next::GoOn
    }
}
