//! Work that production sends through queues to functions, done in this process, one piece after another.

use async_trait::async_trait;
use domain::Trigger;
use sync::commit::Commit;
use sync::connect::Checking;
use sync::daily::Daily;
use sync::ports::{CommitWork, ControlStore as _, Silent, Work, WorkQueue};
use sync::{RunError, StoreError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use crate::failure::Failure;
use crate::lock::WriterLock;
use crate::system::System;

/// The queue of this process.
#[derive(Debug)]
pub(crate) struct LocalQueue {
    sender: UnboundedSender<Work>,
}

impl LocalQueue {
    /// A queue into the receiver's other end.
    pub(crate) fn new(sender: UnboundedSender<Work>) -> Self {
        Self { sender }
    }
}

#[async_trait]
impl WorkQueue for LocalQueue {
    async fn send(&self, work: &Work) -> Result<(), StoreError> {
        let gone =
            |_| StoreError::Service { service: "the local worker", what: "it has stopped; start rollcall up again".to_owned() };
        self.sender.send(work.clone()).map_err(gone)
    }
}

/// How often a piece of work is taken up at most, as by the functions' queues.
const RECEIVES_MAX: usize = 3;

/// Works until the queue closes. A piece that fails has left its history entry; the next one goes on.
pub(crate) async fn work_off(system: &System, mut queue: UnboundedReceiver<Work>) {
    while let Some(work) = queue.recv().await {
        for receive in 1..=RECEIVES_MAX {
            let Err(failure) = do_one(system, work.clone()).await else { break };
            tracing::warn!(code = %failure.code, receive, "a piece of work failed");
            // Somebody saved between its reading and its saving, as a request does right behind its message: it has done
            // nothing yet, and a queue would bring it again.
            if failure.code != "conflict" {
                break;
            }
        }
    }
}

async fn do_one(system: &System, work: Work) -> Result<(), Failure> {
    match work {
        Work::CheckConnection { account } => {
            let checking = Checking { control: system.store.clone(), sources: system.sources(), secrets: system.secrets() };
            checking.check(&account).await?;
        }
        Work::Setup { account, actor } => drop(system.planning().set_up(&account, &actor, &Silent, &|| false).await?),
        Work::Lookup { account, id } => system.looking().answer(&account, &id).await?,
        Work::Review { account, actor, run, deactivate_missing } => {
            let trigger = if deactivate_missing { Trigger::DeactivateMissing } else { Trigger::Manual };
            drop(system.planning().review(&account, &actor, Some(run), trigger, &Silent, &|| false).await?);
        }
        Work::Daily { account, scheduled_at } => {
            let daily = system.planning().daily(&account, &scheduled_at, "", &Silent, &|| false).await?;
            if let Daily::HandOver(_, _, work) | Daily::Busy(_, work) = daily {
                commit(system, &work).await?;
            }
            system.delivering().deliver_pending(&account).await?;
        }
        Work::Commit(work) => commit(system, &work).await?,
        Work::Mail { account, mail } => drop(system.delivering().deliver(&account, &mail).await?),
    }
    Ok(())
}

async fn commit(system: &System, work: &CommitWork) -> Result<(), Failure> {
    let _lock = WriterLock::take(&system.data, &work.account)?;
    match system.committing().commit(work, &Silent, &|| false).await? {
        Commit::Finished(..) | Commit::Before(..) => {}
        Commit::Unfinished => return Err(RunError::from(StoreError::Busy).into()),
    }
    let account = system.store.account(&work.account).await?;
    tracing::info!(account = %account.id, epoch = account.epoch, "imported");
    Ok(())
}
