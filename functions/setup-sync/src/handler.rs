//! One message of the set-up queue.

use lambda_kit::{Failure, MESSAGE_MALFORMED, Message};
use sync::RunError;
use sync::connect::Checking;
use sync::planning::Planning;
use sync::ports::{Silent, Work};

/// What the function does with a message.
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) checking: Checking,
    pub(crate) planning: Planning,
}

impl Handler {
    pub(crate) async fn handle(&self, message: Message) -> Result<(), Failure> {
        match serde_json::from_value(message.body) {
            Ok(Work::CheckConnection { account }) => {
                self.checking.check(&account).await.map_err(failure)?;
                tracing::info!(account, "the connection was tested");
            }
            Ok(Work::Setup { account, actor }) => {
                let report = self.planning.set_up(&account, &actor, &Silent).await.map_err(failure)?;
                tracing::info!(account, run = report.run.id, people = report.people, "the set-up sync is done");
            }
            Ok(_) => return Err(Failure::new("work_misdirected", "This queue takes connection tests and set-up syncs.")),
            Err(_) => return Err(Failure::new(MESSAGE_MALFORMED, "The message is no piece of work.")),
        }
        Ok(())
    }
}

fn failure(error: RunError) -> Failure {
    let settled = !error.worth_retrying();
    Failure::from_error(error.code(), error).settled_if(settled)
}
