//! One message of the review queue.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use domain::Trigger;
use lambda_kit::{Failure, MESSAGE_MALFORMED, Message};
use sync::RunError;
use sync::planning::Planning;
use sync::ports::{Silent, Work, WorkQueue};

/// What the function does with a message.
pub(crate) struct Handler {
    pub(crate) planning: Planning,
    /// The function's own queue, for a read that does not fit into one invocation.
    pub(crate) queue: Arc<dyn WorkQueue>,
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handler").finish_non_exhaustive()
    }
}

impl Handler {
    pub(crate) async fn handle(&self, message: Message) -> Result<(), Failure> {
        let (account, actor, run, deactivate_missing) = match serde_json::from_value(message.body) {
            Ok(Work::Review { account, actor, run, deactivate_missing }) => (account, actor, run, deactivate_missing),
            Ok(_) => return Err(Failure::new("work_misdirected", "This queue takes reviews.")),
            Err(_) => return Err(Failure::new(MESSAGE_MALFORMED, "The message is no piece of work.")),
        };
        let deadline = message.deadline;
        let out_of_time = || deadline.is_reached(SystemTime::now());
        let trigger = if deactivate_missing { Trigger::DeactivateMissing } else { Trigger::Manual };
        let reviewed = self.planning.review(&account, &actor, Some(run.clone()), trigger, &Silent, &out_of_time);
        match reviewed.await {
            Ok(None) => {
                tracing::info!(account, run, "out of time; the read goes on in another invocation");
                let work = Work::Review { account, actor, run, deactivate_missing };
                self.queue.send(&work).await.map_err(|error| failure(error.into()))
            }
            Ok(Some(stored)) => {
                let changes = stored.plan.counts.changes();
                tracing::info!(account, run, plan = stored.id, changes, "the plan is ready for review");
                Ok(())
            }
            Err(error) => Err(failure(error)),
        }
    }
}

fn failure(error: RunError) -> Failure {
    let settled = !error.worth_retrying();
    Failure::from_error(error.code(), error).settled_if(settled)
}
