//! One message of the review queue.

use domain::Trigger;
use lambda_kit::{Failure, MESSAGE_MALFORMED, Message};
use sync::planning::Planning;
use sync::ports::{Silent, Work};

/// What the function does with a message.
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) planning: Planning,
}

impl Handler {
    pub(crate) async fn handle(&self, message: Message) -> Result<(), Failure> {
        let (account, actor, run) = match serde_json::from_value(message.body) {
            Ok(Work::Review { account, actor, run }) => (account, actor, run),
            Ok(_) => return Err(Failure::new("work_misdirected", "This queue takes reviews.")),
            Err(_) => return Err(Failure::new(MESSAGE_MALFORMED, "The message is no piece of work.")),
        };
        match self.planning.review(&account, &actor, Some(run.clone()), Trigger::Manual, &Silent).await {
            Ok(stored) => {
                let changes = stored.plan.counts.changes();
                tracing::info!(account, run, plan = stored.id, changes, "the plan is ready for review");
                Ok(())
            }
            Err(error) => {
                let settled = !error.worth_retrying();
                Err(Failure::from_error(error.code(), error).settled_if(settled))
            }
        }
    }
}
