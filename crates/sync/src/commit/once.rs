//! An edit is committed once. Every other plan is stale when anything was committed after it; edits do not outdate one another.

use domain::{Digest, Trigger};

use super::Committing;
use crate::error::{RunError, StoreError};
use crate::ports::{AlongWith, Trigger as Record};
use crate::run::{Run, RunState, StoredPlan};

impl Committing {
    /// The run that has committed an edit.
    ///
    /// # Errors
    /// When the edit was begun and another plan took its place, or the store fails.
    pub(super) async fn committed_before(&self, stored: &StoredPlan) -> Result<Option<Run>, RunError> {
        let account = &stored.plan.account;
        if stored.plan.trigger != Trigger::Edit {
            return Ok(None);
        }
        let Some(id) = self.control.trigger(account, &key(&stored.digest)).await? else { return Ok(None) };
        let run = self.runs.run(account, &id).await?.ok_or(StoreError::Corrupt { what: "the run".to_owned() })?;
        if run.state == RunState::Committed {
            return Ok(Some(run));
        }
        Err(RunError::Stale { why: "another change took its place before it was finished".to_owned() })
    }
}

/// What is saved with the beginning of an edit.
pub(super) fn record(stored: &StoredPlan, run: &Run) -> Option<AlongWith> {
    let record = || Record { key: key(&stored.digest), run: run.id.clone(), again: None, lasts: true };
    (stored.plan.trigger == Trigger::Edit).then(|| AlongWith::Trigger(record()))
}

fn key(digest: &Digest) -> String {
    format!("commit/{digest}")
}
