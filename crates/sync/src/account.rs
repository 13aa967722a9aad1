//! An account: a customer, its connection, its settings and where it stands.

pub use domain::integration::IntegrationState;
use std::collections::BTreeMap;

use domain::{Code, Digest, Settings, Trigger};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::error::RunError;
use crate::history::History;
use crate::ports::PermissionCheck;
use crate::run::RunKind;

/// Everything about an account that decides what may happen next. Holds no secret and no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Id of the account.
    pub id: String,
    /// Moves by one with every save; 0 was never saved.
    pub revision: u64,
    /// Where the integration stands (1.15).
    pub state: IntegrationState,
    /// Why a blocked account is blocked.
    pub blocked_by: Vec<Code>,
    /// The run that blocked it last; `None` when an undo did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked_run: Option<String>,
    /// The connection, once made.
    pub connection: Option<Connection>,
    /// What may be told of the stored credentials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<SecretNote>,
    /// Why the last test of the connection did not pass; `None` when it did, and while it is being tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_error: Option<Failure>,
    /// Why the last set-up sync came to nothing; `None` when it did not, and while one goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup_error: Option<Failure>,
    /// The mapping version in use; 0 when nothing was mapped.
    pub mapping_version: u32,
    /// Whether that mapping is locked (R56).
    pub mapping_locked: bool,
    /// Whether the daily sync is switched on (R80–R84).
    pub auto_sync: bool,
    /// The hour of the daily sync, 0–23, in the account's time zone.
    pub daily_hour: u8,
    /// IANA time zone of the account.
    pub time_zone: String,
    /// Who gets mail about blocked runs.
    pub recipients: Vec<String>,
    /// Limits, guards and redaction.
    pub settings: Settings,
    /// Moves when an import begins and when it ends; a plan names the epoch that it was computed from.
    pub epoch: u64,
    /// Where the epoch stood when something else than an edit had moved it last: a plan made since then goes on, and those who
    /// were edited meanwhile are refused alone. `None` in accounts stored before this was kept: the epoch itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import_epoch: Option<u64>,
    /// The plan whose commit moved the epoch last: it alone may go on while its import is not finished.
    pub epoch_plan: Option<Digest>,
    /// The run of that commit.
    pub epoch_run: Option<String>,
    /// Where the account will stand when the undo or edit that is being written is done; `None` for an import.
    #[serde(default)]
    pub state_after: Option<IntegrationState>,
    /// How many complete reads were judged (D1 counts missed runs by it).
    pub complete_runs: u64,
    /// What the last finished import was based on.
    pub last_import: Option<LastImport>,
    /// The cause that was mailed last; the same cause is not mailed again while it lasts.
    pub mailed_cause: Option<String>,
    /// How far the history goes.
    #[serde(default)]
    pub history: History,
    /// Set-up and daily runs that were begun and have not ended: a crash leaves them, the next one of their kind ends them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub open_runs: BTreeMap<RunKind, String>,
    /// Runs that a request announced, and set-ups taken up, that have not ended, each with when that was.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub announced: BTreeMap<String, Timestamp>,
    /// The scheduled time of the newest daily trigger that was taken up; an older one comes too late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_trigger: Option<String>,
}

impl Account {
    /// An account that nobody connected yet.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            revision: 0,
            state: IntegrationState::NotConnected,
            blocked_by: Vec::new(),
            blocked_run: None,
            connection: None,
            secret: None,
            check_error: None,
            setup_error: None,
            mapping_version: 0,
            mapping_locked: false,
            auto_sync: false,
            daily_hour: 2,
            time_zone: "America/New_York".to_owned(),
            recipients: Vec::new(),
            settings: Settings::default(),
            epoch: 0,
            import_epoch: None,
            epoch_plan: None,
            epoch_run: None,
            state_after: None,
            complete_runs: 0,
            last_import: None,
            mailed_cause: None,
            history: History::default(),
            open_runs: BTreeMap::new(),
            announced: BTreeMap::new(),
            last_trigger: None,
        }
    }

    /// Where it stands; while an undo or an edit is written, where it will stand when that is done.
    pub(crate) fn stand(&mut self) -> &mut IntegrationState {
        self.state_after.as_mut().unwrap_or(&mut self.state)
    }

    /// Moves the epoch on.
    pub(crate) fn move_epoch(&mut self, by: Moves) {
        let before = self.import_epoch.unwrap_or(self.epoch);
        self.epoch += 1;
        self.import_epoch = Some(match by {
            Moves::Edit => before,
            Moves::Everything => self.epoch,
        });
    }

    /// The account's local date at a point in time: End Dates begin at local midnight (D5).
    ///
    /// # Errors
    /// When the zone is none that the database knows: another day could end people too early.
    pub fn local_date(&self, now: Timestamp) -> Result<Date, RunError> {
        domain::dates::local_date(now, &self.time_zone).ok_or_else(|| RunError::NotReady {
            why: format!("the time zone {:?} is not one of the IANA database; set the account's time zone again", self.time_zone),
        })
    }
}

/// What moves an epoch: an edit of one person, whose version tells it, or what outdates all plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moves {
    Edit,
    Everything,
}

impl Moves {
    /// What a commit of such a plan is.
    pub(crate) fn of(trigger: Trigger) -> Self {
        if trigger == Trigger::Edit { Self::Edit } else { Self::Everything }
    }
}

/// A connection to a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// `TriNet` Company ID (R30).
    pub company: String,
    /// Base address of the source.
    pub url: String,
    /// When it was made or made again.
    pub connected_at: Timestamp,
    /// Who made it.
    pub connected_by: String,
    /// The last permission tests (R38).
    pub checks: Vec<PermissionCheck>,
}

/// What may be told of credentials that nobody can read back: by which end a person knows them again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretNote {
    /// The last four characters of the client secret; empty where that would tell too much of a short one.
    pub ends_with: String,
    /// When they were stored.
    pub saved_at: Timestamp,
    /// Who entered them.
    pub saved_by: String,
}

/// Why a connection's test, or a set-up sync, did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The stable code.
    pub code: String,
    /// What happened and what to do next.
    pub detail: String,
}

impl From<&RunError> for Failure {
    fn from(error: &RunError) -> Self {
        Self { code: error.code().to_owned(), detail: error.detail() }
    }
}

/// What the last finished import was based on. When none of it moved, a day ends after one read and one write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastImport {
    /// Company that was read.
    pub company: String,
    /// Mapping version that was used.
    pub mapping_version: u32,
    /// Digest of the mapped people of the read.
    pub snapshot: Digest,
    /// The directory epoch after it.
    pub epoch: u64,
    /// The next date on which something falls due without new data (D5).
    pub next_due: Option<Date>,
    /// When it finished.
    pub at: Timestamp,
    /// The plan that found nothing to do in that read; only with one may the shortcut be taken.
    pub quiet_plan: Option<Digest>,
}

/// How long a lease lasts where no invocation's deadline says so: long enough for one batch, short enough to wait for.
#[must_use]
pub(crate) fn lease_until(now: Timestamp) -> Timestamp {
    now.checked_add(60.seconds()).unwrap_or(now)
}
