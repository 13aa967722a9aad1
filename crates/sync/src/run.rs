//! Runs (import history), stored plans and outbox mail.

use std::collections::{BTreeMap, BTreeSet};

use domain::choices::Choices;
use domain::{ChangeId, Code, Colour, Counts, Digest, EmployeeId, Plan, Trigger};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::acting::Act;
use crate::error::{RunError, SourceError};
use crate::history::Entry;
use crate::ports::{CommitWork, Refusal};

/// One execution of anything (R85–R87). Every run leaves an entry, a blocked one too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// `run_…`, and `act_…` of an act; sorts by time.
    pub id: String,
    /// What it was.
    pub kind: RunKind,
    /// How it ended.
    pub state: RunState,
    /// Green, yellow or red (D20).
    pub colour: Colour,
    /// Who asked for it.
    pub actor: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; `None` while it runs.
    pub finished_at: Option<Timestamp>,
    /// The plan, once there is one.
    pub digest: Option<Digest>,
    /// The mapping version that was used.
    pub mapping_version: u32,
    /// The plan's counts.
    pub counts: Counts,
    /// How often each finding code occurred.
    pub findings: BTreeMap<Code, usize>,
    /// The guards that stopped it.
    pub blocked_by: Vec<Code>,
    /// The code of the error that ended it.
    pub error: Option<String>,
    /// The sentence that came with it: what to do. Holds no personal data.
    #[serde(default)]
    pub error_detail: Option<String>,
    /// The reason with which a person confirmed it (D10, R92).
    pub reason: Option<String>,
    /// How many of the plan's changes are behind the commit; it goes on from here after a crash.
    pub done: usize,
    /// Changes written.
    pub applied: usize,
    /// Changes that had been written before.
    pub already_true: usize,
    /// Changes refused, each with its reason.
    pub refused: Vec<(ChangeId, Refusal)>,
    /// Changes that the reviewer left out.
    pub skipped: Vec<ChangeId>,
    /// *Same person* choices.
    pub same_person: BTreeMap<ChangeId, EmployeeId>,
    /// Its place in the history, once it has ended; from then on it never changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
    /// The mail about it, where one was caused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// The run that it reverses, where it is an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
    /// What somebody did, where it is an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
}

impl Run {
    /// A run that begins now.
    #[must_use]
    pub fn begin(id: String, kind: RunKind, actor: &str, now: Timestamp) -> Self {
        Self {
            id,
            kind,
            state: RunState::Running,
            colour: Colour::Green,
            actor: actor.to_owned(),
            started_at: now,
            finished_at: None,
            digest: None,
            mapping_version: 0,
            counts: Counts::default(),
            findings: BTreeMap::new(),
            blocked_by: Vec::new(),
            error: None,
            error_detail: None,
            reason: None,
            done: 0,
            applied: 0,
            already_true: 0,
            refused: Vec::new(),
            skipped: Vec::new(),
            same_person: BTreeMap::new(),
            entry: None,
            mail: None,
            undoes: None,
            act: None,
        }
    }

    /// Whether it has ended, whatever came of it.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.finished_at.is_some()
    }

    /// What the reviewer decided about its plan.
    #[must_use]
    pub fn choices(&self) -> Choices<'_> {
        Choices { skip: &self.skipped, same_person: &self.same_person }
    }

    /// The changes that were refused.
    pub(crate) fn refused_changes(&self) -> BTreeSet<&ChangeId> {
        self.refused.iter().map(|(id, _)| id).collect()
    }

    /// The work that goes on with this run's commit, with the choices that were made for it.
    pub(crate) fn commit_work(&self, account: &str, digest: Digest) -> CommitWork {
        CommitWork {
            account: account.to_owned(),
            digest,
            actor: self.actor.clone(),
            run: Some(self.id.clone()),
            skip: self.skipped.clone(),
            same_person: self.same_person.clone(),
            confirm: self.reason.clone(),
        }
    }

    /// Ends it by an error: red, or yellow where something had been written.
    pub(crate) fn fail(&mut self, error: &RunError, now: Timestamp) {
        self.state = RunState::Failed;
        self.colour = if self.applied + self.already_true > 0 { Colour::Yellow } else { Colour::Red };
        self.failed_by(error);
        self.finished_at = Some(now);
    }

    /// Notes the error that ended it, and the finding that says the same where there is one (R86).
    pub(crate) fn failed_by(&mut self, error: &RunError) {
        self.error = Some(error.code().to_owned());
        self.error_detail = Some(error.detail());
        let finding = match error {
            RunError::Incomplete { .. } | RunError::Source(SourceError::Incomplete { .. }) => Some(Code::SourceIncomplete),
            RunError::Source(SourceError::Unstable) => Some(Code::SourceUnstable),
            _ => None,
        };
        self.findings.extend(finding.map(|code| (code, 1)));
    }
}

/// What a run was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// The set-up sync (R66).
    Setup,
    /// A manual sync's plan, for review (R75).
    Review,
    /// A daily sync (R84).
    Auto,
    /// A commit of a reviewed plan, or a person's edit of one employee.
    Manual,
    /// A partial import from a file (R5).
    File,
    /// A reversal of an import.
    Undo,
    /// A staff action (R97).
    Support,
    /// What a person did besides runs, such as a look at a date of birth; ended at once, and left out of lists of runs.
    Act,
}

impl RunKind {
    /// The kind of a commit that no run was announced for.
    #[must_use]
    pub fn of_commit(trigger: Trigger) -> Self {
        match trigger {
            Trigger::DeactivateMissing => Self::Support,
            Trigger::Undo => Self::Undo,
            _ => Self::Manual,
        }
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Not ended.
    Running,
    /// A review is stored and waits for a person.
    Planned,
    /// Set-up done.
    Completed,
    /// Everything that could be applied was.
    Committed,
    /// A guard stopped it.
    Blocked,
    /// It failed; nothing more was written.
    Failed,
    /// There was nothing to do, or it was not its turn.
    Skipped,
}

/// A plan as it is stored for review and commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPlan {
    /// `plan_…`.
    pub id: String,
    /// The run that made it.
    pub run: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// The plan's digest.
    pub digest: Digest,
    /// The plan.
    pub plan: Plan,
}

/// A mail that waits to be sent. Written in the same transaction as its cause; holds ids and counts, never a person's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxMail {
    /// `mail_…`, from its cause; the key under which it is sent once.
    pub id: String,
    /// The account.
    pub account: String,
    /// Who gets it.
    pub to: Vec<String>,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// When it was caused.
    pub created_at: Timestamp,
}
