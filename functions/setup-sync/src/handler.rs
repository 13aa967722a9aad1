//! One message of the set-up queue.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use lambda_kit::{Failure, MESSAGE_MALFORMED, Message};
use sync::RunError;
use sync::connect::Checking;
use sync::lookup::Looking;
use sync::planning::Planning;
use sync::ports::{Silent, Work, WorkQueue};

/// What the function does with a message.
pub(crate) struct Handler {
    pub(crate) checking: Checking,
    pub(crate) planning: Planning,
    pub(crate) looking: Looking,
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
        match serde_json::from_value(message.body) {
            Ok(Work::CheckConnection { account }) => {
                self.checking.check(&account).await.map_err(failure)?;
                tracing::info!(account, "the connection was tested");
            }
            Ok(Work::Setup { account, actor }) => {
                let deadline = message.deadline;
                let out_of_time = || deadline.is_reached(SystemTime::now());
                match self.planning.set_up(&account, &actor, &Silent, &out_of_time).await.map_err(failure)? {
                    Some(report) => {
                        tracing::info!(account, run = report.run.id, people = report.people, "the set-up sync is done");
                    }
                    None => {
                        tracing::info!(account, "out of time; the read goes on in another invocation");
                        let work = Work::Setup { account, actor };
                        self.queue.send(&work).await.map_err(|error| failure(error.into()))?;
                    }
                }
            }
            Ok(Work::Lookup { account, id }) => {
                let left = message.deadline.left(SystemTime::now());
                self.look(&account, &id, left).await.map_err(failure)?;
                tracing::info!(account, lookup = id, "the lookup has ended");
            }
            Ok(_) => {
                let takes = "This queue takes connection tests, set-up syncs and lookups.";
                return Err(Failure::new("work_misdirected", takes));
            }
            Err(_) => return Err(Failure::new(MESSAGE_MALFORMED, "The message is no piece of work.")),
        }
        Ok(())
    }

    /// Answers a lookup in the time that is left. It is read at one go, so that none is begun again and again that never fits.
    async fn look(&self, account: &str, id: &str, left: Duration) -> Result<(), RunError> {
        match tokio::time::timeout(left, self.looking.answer(account, id)).await {
            Ok(answered) => answered,
            Err(_) => self.looking.give_up(account, id).await,
        }
    }
}

fn failure(error: RunError) -> Failure {
    let settled = !error.worth_retrying();
    Failure::from_error(error.code(), error).settled_if(settled)
}
