//! Runs: how one ended, and the import history.

use std::collections::BTreeMap;

use domain::{ChangeId, Code, Counts, Digest, EmployeeId};
use jiff::Timestamp;
use serde::Serialize;
use sync::ports::Refusal;
use sync::{Colour, Run, RunKind, RunState};

/// How a run ended: the `run` of a plan that was acted on.
#[derive(Debug, Clone, Serialize)]
pub struct RunView {
    /// `run_…`.
    pub id: String,
    /// How it ended.
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
#[derive(Debug, Clone, Serialize)]
pub struct HistoryEntry {
    /// `run_…`; sorts by time.
    pub run_id: String,
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
    /// When it ended; `null` while it runs.
    pub finished_at: Option<Timestamp>,
    /// The plan, once there is one.
    pub digest: Option<Digest>,
    /// The mapping version that was used.
    pub mapping_version: u32,
    /// The plan's counts.
    pub counts: Counts,
    /// How often each finding code occurred.
    pub findings: BTreeMap<Code, usize>,
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
        }
    }
}

/// One run in detail: its history entry and what became of the plan's changes.
#[derive(Debug, Clone, Serialize)]
pub struct RunDetail {
    /// The entry.
    #[serde(flatten)]
    pub entry: HistoryEntry,
    /// The guards that stopped it.
    pub blocked_by: Vec<Code>,
    /// The code of the error that ended it.
    pub error: Option<String>,
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
    pub skipped: Vec<ChangeId>,
    /// *Same person* choices.
    pub same_person: BTreeMap<ChangeId, EmployeeId>,
    /// The run that it reverses, where it is an undo.
    pub undoes: Option<String>,
}

impl From<&Run> for RunDetail {
    fn from(run: &Run) -> Self {
        Self {
            entry: run.into(),
            blocked_by: run.blocked_by.clone(),
            error: run.error.clone(),
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

/// A change that was not written.
#[derive(Debug, Clone, Serialize)]
pub struct RefusedView {
    /// The change.
    pub id: ChangeId,
    /// Why.
    pub reason: Refusal,
}

impl From<&(ChangeId, Refusal)> for RefusedView {
    fn from((id, reason): &(ChangeId, Refusal)) -> Self {
        Self { id: id.clone(), reason: *reason }
    }
}
