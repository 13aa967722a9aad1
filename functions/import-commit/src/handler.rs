//! One message of the commit queue.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use lambda_kit::{Failure, MESSAGE_MALFORMED, Message};
use sync::commit::{Commit, Committing};
use sync::ports::{Silent, Work, WorkQueue};
use sync::{RunError, StoreError};

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
        // The lease ends with the invocation, which Lambda lets live no longer.
        let ends_at = Timestamp::try_from(deadline.ends_at()).ok();
        let committing = Committing { holder: message.request_id, ends_at, ..self.committing.clone() };
        match committing.commit(&work, &Silent, &out_of_time).await {
            Ok(Commit::Finished(run, _)) => {
                let (applied, refused) = (run.applied, run.refused.len());
                tracing::info!(account = work.account, run = run.id, applied, refused, "the plan is committed");
                Ok(())
            }
            Ok(Commit::Before(run, _)) => {
                tracing::info!(account = work.account, run = run.id, "the plan was committed before");
                Ok(())
            }
            Ok(Commit::Unfinished) => {
                tracing::info!(account = work.account, "out of time; the rest follows in another invocation");
                self.queue.send(&Work::Commit(work)).await.map_err(failed)
            }
            Err(error) => {
                let settled = !error.worth_retrying();
                Err(Failure::from_error(error.code(), error).settled_if(settled))
            }
        }
    }
}

fn failed(error: StoreError) -> Failure {
    let error = RunError::from(error);
    Failure::from_error(error.code(), error)
}
