//! Runs that were announced before the commit took them up: they end with it, however it ends (R87).

use domain::Colour;

use super::Committing;
use crate::error::{RunError, StoreError};
use crate::history;
use crate::ports::CommitWork;
use crate::run::{Run, RunState};

impl Committing {
    /// Ends the run that a request announced for a plan that another run had committed.
    pub(super) async fn close(&self, work: &CommitWork, committed: &Run) -> Result<(), StoreError> {
        let Some(mut run) = self.announced(work).await?.filter(|run| run.id != committed.id) else { return Ok(()) };
        run.state = RunState::Skipped;
        self.end(&work.account, run).await
    }

    /// Ends the run of a commit that was refused for good.
    pub(super) async fn refuse(&self, work: &CommitWork, error: &RunError) -> Result<(), StoreError> {
        let Some(mut run) = self.announced(work).await? else { return Ok(()) };
        run.state = RunState::Failed;
        if let RunError::Blocked(codes) = error {
            run.state = RunState::Blocked;
            run.blocked_by.clone_from(codes);
        }
        run.colour = if run.applied > 0 { Colour::Yellow } else { Colour::Red };
        run.failed_by(error);
        self.end(&work.account, run).await
    }

    /// The run of this work, while nothing has ended it and no import goes on in it.
    async fn announced(&self, work: &CommitWork) -> Result<Option<Run>, StoreError> {
        let Some(id) = &work.run else { return Ok(None) };
        let run = self.runs.run(&work.account, id).await?;
        Ok(run.filter(|run| !run.is_ended()))
    }

    async fn end(&self, account: &str, mut run: Run) -> Result<(), StoreError> {
        run.finished_at = Some(self.clock.now());
        history::end(self.control.as_ref(), account, &mut run).await
    }
}
