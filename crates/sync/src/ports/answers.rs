//! What was answered to requests that must not be done twice.

use std::fmt;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;

/// Keeps answers by the key under which a request was sent, for a day at least.
#[async_trait]
pub trait AnswerStore: Send + Sync {
    /// Claims a key for a request, so that of many that come at once one does it. A claim whose owner has been silent for
    /// longer than any request takes is given to the next.
    async fn claim(&self, account: &str, key: &str, claim: &Claim) -> Result<Claimed, StoreError>;

    /// Keeps the answer under a claimed key, or gives the key back where there is none to keep. Does nothing when the claim
    /// is no longer this one.
    async fn settle(&self, account: &str, key: &str, claim: &Claim, answer: Option<&KeptAnswer>) -> Result<(), StoreError>;
}

/// A random value that belongs to the installation, made by whoever needs it first.
#[async_trait]
pub trait InstallationKey: Send + Sync {
    /// The value; `fresh` from now on where there was none.
    async fn installation_key(&self, fresh: &[u8; 32]) -> Result<[u8; 32], StoreError>;
}

/// One attempt at one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Names the attempt.
    pub attempt: String,
    /// Digest of what is asked for: two requests with the same one are the same request.
    pub request: String,
}

/// What a claim came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is ours: do it.
    Ours,
    /// Another attempt is at work on the request of this digest.
    Running(String),
    /// The request of this digest was done and answered so.
    Done(String, KeptAnswer),
}

/// An answer as it was given. `Debug` shows the status alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// HTTP status.
    pub status: u16,
    /// Where to look, and the version, where the answer said so.
    pub headers: Vec<(String, String)>,
    /// The body; `None` when it was too long to keep.
    pub body: Option<String>,
}

impl fmt::Debug for KeptAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptAnswer").field("status", &self.status).finish_non_exhaustive()
    }
}
