//! One message of the commit queue.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use lambda_kit::{Failure, MESSAGE_MALFORMED, Message};
use sync::commit::{Commit, Committing};
use sync::ports::{CommitWork, Silent, Work, WorkQueue};
use sync::{Colour, Run, RunError, RunState, StoreError};

/// What the function does with a message.
pub(crate) struct Handler {
    pub(crate) committing: Committing,
    /// The function's own queue, for what does not fit into one invocation.
    pub(crate) queue: Arc<dyn WorkQueue>,
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handler").finish_non_exhaustive()
    }
}

impl Handler {
    pub(crate) async fn handle(&self, message: Message) -> Result<(), Failure> {
        let work = match serde_json::from_value(message.body) {
            Ok(Work::Commit(work)) => work,
            Ok(_) => return Err(Failure::new("work_misdirected", "This queue takes commits.")),
            Err(_) => return Err(Failure::new(MESSAGE_MALFORMED, "The message is no piece of work.")),
        };
        let deadline = message.deadline;
        let out_of_time = || deadline.is_reached(SystemTime::now());
        let committing = Committing { holder: message.request_id, ..self.committing.clone() };
        match committing.commit(&work, &Silent, &out_of_time).await {
            Ok(Commit::Finished(run, _)) => {
                let (applied, refused) = (run.applied, run.refused.len());
                tracing::info!(account = work.account, run = run.id, applied, refused, "the plan is committed");
                Ok(())
            }
            Ok(Commit::Before(run, _)) => {
                tracing::info!(account = work.account, run = run.id, "the plan was committed before");
                self.close(&work, &run).await.map_err(failed)
            }
            Ok(Commit::Unfinished) => {
                tracing::info!(account = work.account, "out of time; the rest follows in another invocation");
                self.queue.send(&Work::Commit(work)).await.map_err(failed)
            }
            Err(error) if error.worth_retrying() => Err(Failure::from_error(error.code(), error)),
            Err(error) => {
                self.refuse(&work, &error).await.map_err(failed)?;
                Err(Failure::from_error(error.code(), error).settled_if(true))
            }
        }
    }

    /// Ends the run that a request announced for a plan that another run had committed.
    async fn close(&self, work: &CommitWork, committed: &Run) -> Result<(), StoreError> {
        let Some(mut run) = self.announced(work).await?.filter(|run| run.id != committed.id) else { return Ok(()) };
        run.state = RunState::Skipped;
        self.end(&work.account, run).await
    }

    /// Ends the run of a commit that was refused.
    async fn refuse(&self, work: &CommitWork, error: &RunError) -> Result<(), StoreError> {
        let Some(mut run) = self.announced(work).await? else { return Ok(()) };
        run.state = RunState::Failed;
        if let RunError::Blocked(codes) = error {
            run.state = RunState::Blocked;
            run.blocked_by.clone_from(codes);
        }
        run.colour = if run.applied > 0 { Colour::Yellow } else { Colour::Red };
        run.error = Some(error.code().to_owned());
        self.end(&work.account, run).await
    }

    /// The run of this work, while nothing has ended it.
    async fn announced(&self, work: &CommitWork) -> Result<Option<Run>, StoreError> {
        let Some(id) = &work.run else { return Ok(None) };
        let run = self.committing.runs.run(&work.account, id).await?;
        Ok(run.filter(|run| run.state == RunState::Running))
    }

    async fn end(&self, account: &str, mut run: Run) -> Result<(), StoreError> {
        run.finished_at = Some(self.committing.clock.now());
        self.committing.runs.put_run(account, &run).await
    }
}

fn failed(error: StoreError) -> Failure {
    let error = RunError::from(error);
    Failure::from_error(error.code(), error)
}
