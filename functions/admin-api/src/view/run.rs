//! Runs: how one ended, and the import history.

use std::collections::BTreeMap;

use domain::{ChangeId, Code, Counts, Digest, EmployeeId, Severity};
use jiff::Timestamp;
use serde::Serialize;
use sync::acting::Act;
use sync::ports::{Posted, Refusal, SavedRead};
use sync::{Colour, Run, RunKind, RunState};
use utoipa::ToSchema;

use super::{MailView, in_ui};

/// How a run ended: the `run` of a plan that was acted on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RunView {
    /// `run_…`.
    pub id: String,
    /// How it ended.
    #[schema(value_type = super::words::RunState)]
    pub state: RunState,
    /// Changes written.
    pub applied: usize,
    /// Changes refused because the person had changed since.
    pub refused: usize,
    /// Changes that had been written before.
    pub already_true: usize,
}

impl From<&Run> for RunView {
    fn from(run: &Run) -> Self {
        Self {
            id: run.id.clone(),
            state: run.state,
            applied: run.applied,
            refused: run.refused.len(),
            already_true: run.already_true,
        }
    }
}

/// One line of the import history (R85–R87).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HistoryEntry {
    /// `run_…`, and `act_…` of an act; sorts by time.
    pub run_id: String,
    /// What it was.
    #[schema(value_type = super::words::RunKind)]
    pub kind: RunKind,
    /// How it ended.
    #[schema(value_type = super::words::RunState)]
    pub state: RunState,
    /// Green, yellow or red (D20).
    #[schema(value_type = super::words::Colour)]
    pub colour: Colour,
    /// Who asked for it.
    pub actor: String,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    /// When it ended; `null` while it runs.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub finished_at: Option<Timestamp>,
    /// The plan, once there is one.
    #[schema(value_type = Option<String>)]
    pub digest: Option<Digest>,
    /// The mapping version that was used.
    pub mapping_version: u32,
    /// The plan's counts.
    #[schema(value_type = super::schema::Counts)]
    pub counts: Counts,
    /// How often each finding code occurred.
    #[schema(value_type = BTreeMap<String, usize>)]
    pub findings: BTreeMap<Code, usize>,
    /// How long it took; `null` while it runs.
    pub duration_ms: Option<i64>,
    /// The guards that stopped it.
    #[schema(value_type = Vec<super::words::Code>)]
    pub blocked_by: Vec<Code>,
    /// The code of the error that ended it.
    pub error: Option<String>,
    /// What somebody did, where it is an act.
    #[schema(value_type = Option<super::schema::Act>)]
    pub act: Option<Act>,
}

impl From<&Run> for HistoryEntry {
    fn from(run: &Run) -> Self {
        Self {
            run_id: run.id.clone(),
            kind: run.kind,
            state: run.state,
            colour: run.colour,
            actor: run.actor.clone(),
            started_at: run.started_at,
            finished_at: run.finished_at,
            digest: run.digest.clone(),
            mapping_version: run.mapping_version,
            counts: run.counts.clone(),
            findings: run.findings.clone(),
            duration_ms: run.finished_at.map(|end| end.as_millisecond() - run.started_at.as_millisecond()),
            blocked_by: run.blocked_by.clone(),
            error: run.error.clone(),
            act: run.act.clone(),
        }
    }
}

/// One run in detail: its history entry and what became of the plan's changes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RunDetail {
    /// The entry.
    #[serde(flatten)]
    pub entry: HistoryEntry,
    /// The sentence that came with the error: what to do.
    pub error_detail: Option<String>,
    /// The reason with which a person confirmed it (D10, R92).
    pub reason: Option<String>,
    /// Changes written.
    pub applied: usize,
    /// Changes that had been written before.
    pub already_true: usize,
    /// Changes refused, each with its reason.
    pub refused: Vec<RefusedView>,
    /// Changes that the reviewer left out.
    #[schema(value_type = Vec<String>)]
    pub skipped: Vec<ChangeId>,
    /// *Same person* choices.
    #[schema(value_type = BTreeMap<String, String>)]
    pub same_person: BTreeMap<ChangeId, EmployeeId>,
    /// The run that it reverses, where it is an undo.
    pub undoes: Option<String>,
}

impl From<&Run> for RunDetail {
    fn from(run: &Run) -> Self {
        Self {
            entry: run.into(),
            error_detail: run.error_detail.clone(),
            reason: run.reason.clone(),
            applied: run.applied,
            already_true: run.already_true,
            refused: run.refused.iter().map(RefusedView::from).collect(),
            skipped: run.skipped.clone(),
            same_person: run.same_person.clone(),
            undoes: run.undoes.clone(),
        }
    }
}

/// A run with what is only known beside it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RunPage {
    /// The run.
    #[serde(flatten)]
    pub run: RunDetail,
    /// How far an import has come; `null` when none is under way.
    pub progress: Option<ProgressView>,
    /// How far its reading of the source has come, page by page; `null` before the first page, and when it reads none.
    pub reading: Option<ReadingView>,
    /// The mail about it.
    pub mail: Vec<MailView>,
    /// Its number in the history, once it has ended.
    pub entry_number: Option<u64>,
    /// Digest of the entry before it.
    #[schema(value_type = Option<String>)]
    pub previous: Option<Digest>,
    /// What to do next, where there is something.
    pub next_step: Option<String>,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProgressView {
    /// Changes behind it.
    pub done: usize,
    /// All changes.
    pub total: usize,
}

/// How far a reading has come. How many people there are nobody knows before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReadingView {
    /// Small companies are read twice: the reading that goes on, from 1.
    pub pass: u32,
    /// Pages that it has read.
    pub pages: usize,
    /// People on them.
    pub people: usize,
}

impl From<&SavedRead> for ReadingView {
    fn from(read: &SavedRead) -> Self {
        Self { pass: read.cursor.pass, pages: read.cursor.pages, people: read.cursor.people }
    }
}

impl RunPage {
    /// A run, the mail about it, and how far its reading is.
    #[must_use]
    pub fn of(run: &Run, mail: Option<&Posted>, read: Option<&SavedRead>) -> Self {
        let mut detail = RunDetail::from(run);
        detail.error_detail = detail.error_detail.as_deref().map(in_ui);
        Self {
            run: detail,
            progress: progress(run),
            reading: read.filter(|read| read.cursor.pass > 0).map(ReadingView::from),
            mail: mail.map(MailView::from).into_iter().collect(),
            entry_number: run.entry.as_ref().map(|entry| entry.number),
            previous: run.entry.as_ref().and_then(|entry| entry.previous.clone()),
            next_step: next_step(run),
        }
    }
}

fn progress(run: &Run) -> Option<ProgressView> {
    // A commit that was announced and not taken up yet knows its plan and none of its numbers.
    let planned = run.counts.changes();
    let is_import = run.state == RunState::Running && run.digest.is_some() && planned > 0;
    is_import.then(|| ProgressView { done: run.done, total: planned.max(run.done) })
}

fn next_step(run: &Run) -> Option<String> {
    match run.state {
        RunState::Planned => Some("Review the plan, then import it.".to_owned()),
        RunState::Blocked => run.blocked_by.first().map(|code| code.next_step().to_owned()),
        RunState::Failed => run.error_detail.as_deref().map(in_ui),
        RunState::Committed => {
            run.findings.keys().find(|code| code.severity() > Severity::Info).map(|code| code.next_step().to_owned())
        }
        RunState::Running | RunState::Completed | RunState::Skipped => None,
    }
}

/// A change that was not written.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RefusedView {
    /// The change.
    #[schema(value_type = String)]
    pub id: ChangeId,
    /// Why.
    #[schema(value_type = super::words::Refusal)]
    pub reason: Refusal,
}

impl From<&(ChangeId, Refusal)> for RefusedView {
    fn from((id, reason): &(ChangeId, Refusal)) -> Self {
        Self { id: id.clone(), reason: *reason }
    }
}
