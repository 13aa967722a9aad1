//! Acts: what a person did besides runs. Each is an entry of the history, chained like every other, and ended at once.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::error::RunError;
use crate::history;
use crate::ports::{AlongWith, Clock, ControlStore};
use crate::run::{Run, RunKind, RunState};

/// What somebody did, and what it was about. Holds ids and no value of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    pub what: Deed,
    /// The id that it was about, where it was about one thing: a plan and a change, an employee, a mapping version.
    pub about: Option<String>,
}

impl Act {
    /// An act on one thing.
    #[must_use]
    pub fn on(what: Deed, about: impl Into<String>) -> Self {
        Self { what, about: Some(about.into()) }
    }
}

impl From<Deed> for Act {
    fn from(what: Deed) -> Self {
        Self { what, about: None }
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Looked at the masked values of a plan's change.
    RevealedChange,
    /// Looked at the masked values of an employee.
    RevealedEmployee,
    /// Saved a connection and its credentials, to be tested (R37).
    Connected,
    /// Took the connection away, with its credentials.
    Disconnected,
    /// Locked the mapping (R56).
    MappingLocked,
    /// Unlocked the mapping (R57).
    MappingUnlocked,
    /// Changed the account's settings.
    SettingsChanged,
    /// Switched the daily sync on (R81), or to another hour.
    AutoSyncOn,
    /// Switched the daily sync off (R82).
    AutoSyncOff,
}

impl Deed {
    /// What was done, as the end of a sentence about somebody.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::RevealedChange => "looked at the hidden values of a change",
            Self::RevealedEmployee => "looked at the hidden values of an employee",
            Self::Connected => "saved a connection to the source",
            Self::Disconnected => "disconnected the source",
            Self::MappingLocked => "locked the mapping",
            Self::MappingUnlocked => "unlocked the mapping",
            Self::SettingsChanged => "changed the settings",
            Self::AutoSyncOn => "switched auto-sync on",
            Self::AutoSyncOff => "switched auto-sync off",
        }
    }
}

impl Run {
    /// An act, which has ended.
    #[must_use]
    pub fn act(id: String, actor: &str, act: Act, now: Timestamp) -> Self {
        let begun = Self::begin(id, RunKind::Act, actor, now);
        Self { state: RunState::Completed, finished_at: Some(now), act: Some(act), ..begun }
    }
}

impl Account {
    /// Makes an act the next entry of the history, to be saved in the same transaction as this account and what the act did.
    pub fn enter_act(&mut self, clock: &dyn Clock, actor: &str, act: impl Into<Act>) -> AlongWith {
        let mut run = Run::act(clock.id("act_"), actor, act.into(), clock.now());
        self.enter(&mut run);
        AlongWith::Run(Box::new(run))
    }
}

/// Records acts that change nothing else.
#[derive(Clone)]
pub struct Acting {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Acting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Acting").finish_non_exhaustive()
    }
}

impl Acting {
    /// Records an act. What it lets somebody see is to be given only once this has succeeded.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn record(&self, account: &str, actor: &str, act: impl Into<Act>) -> Result<Run, RunError> {
        let mut run = Run::act(self.clock.id("act_"), actor, act.into(), self.clock.now());
        history::end(self.control.as_ref(), account, &mut run).await?;
        Ok(run)
    }
}
