//! One message of the review queue.

use lambda_kit::{Failure, MESSAGE_MALFORMED, Message};
use sync::planning::Planning;
use sync::ports::{Silent, Work};
use sync::{Colour, RunState, StoreError};

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
        match self.planning.review(&account, &actor, Some(run.clone()), &Silent).await {
            Ok(stored) => {
                let changes = stored.plan.counts.changes();
                tracing::info!(account, run, plan = stored.id, changes, "the plan is ready for review");
                Ok(())
            }
            Err(error) if error.worth_retrying() => Err(Failure::from_error(error.code(), error)),
            Err(error) => {
                self.close(&account, &run, error.code()).await.map_err(|error| Failure::from_error("store_failed", error))?;
                Err(Failure::from_error(error.code(), error).settled_if(true))
            }
        }
    }

    /// Ends the run that the request announced, where the review was refused before it took the run up.
    async fn close(&self, account: &str, run: &str, code: &str) -> Result<(), StoreError> {
        let announced = self.planning.runs.run(account, run).await?;
        let Some(mut run) = announced.filter(|run| run.state == RunState::Running) else { return Ok(()) };
        run.state = RunState::Failed;
        run.colour = Colour::Red;
        run.error = Some(code.to_owned());
        run.finished_at = Some(self.planning.clock.now());
        self.planning.runs.put_run(account, &run).await
    }
}
