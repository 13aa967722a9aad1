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

/// How often a piece is done that another writer of the account was faster than, as a queue of production delivers it again.
const TRIES: u32 = 5;

/// Works until the queue closes. A piece that fails has left its history entry; the next one goes on. Mails link to the admin UI at
/// `link`.
pub(crate) async fn work_off(system: &System, mut queue: UnboundedReceiver<Work>, link: &str) {
    while let Some(work) = queue.recv().await {
        try_until_done(async || do_one(system, work.clone(), link).await).await;
    }
}

/// Tries a piece again while another writer is faster than it.
async fn try_until_done(mut once: impl AsyncFnMut() -> Result<(), Failure>) {
    for attempt in 1..=TRIES {
        let Err(failure) = once().await else { break };
        tracing::warn!(code = %failure.code, attempt, "a piece of work failed");
        if failure.code != RunError::from(StoreError::Conflict).code() {
            break;
        }
    }
}

async fn do_one(system: &System, work: Work, link: &str) -> Result<(), Failure> {
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
        Work::Daily { account, scheduled_at, .. } => {
            let daily = system.planning().daily(&account, &scheduled_at, link, &Silent, &|| false).await?;
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;
    use secrecy::SecretString;
    use sync::connect::ConnectRequest;
    use sync::lookup::{Answer, Asking, Question};
    use sync::ports::Credentials;
    use testkit::trinet::{SimulatedTriNet, World};
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    #[tokio::test]
    async fn a_piece_is_done_again_while_another_writer_is_faster_and_not_for_ever() {
        let (conflict, busy) = (|| StoreError::Conflict, || StoreError::Busy);
        let cases: [(&str, Vec<StoreError>, usize); 5] = [
            ("done at once", vec![], 1),
            ("done the third time", vec![conflict(), conflict()], 3),
            ("never done", (0..9).map(|_| conflict()).collect(), 5),
            ("failed otherwise", vec![busy(), conflict()], 1),
            ("failed otherwise the second time", vec![conflict(), busy(), conflict()], 2),
        ];
        for (name, failures, expected) in cases {
            let (mut failures, mut tries) = (failures.into_iter(), 0);
            try_until_done(async || {
                tries += 1;
                failures.next().map_or(Ok(()), |error| Err(RunError::from(error).into()))
            })
            .await;
            assert_eq!(tries, expected, "{name}");
        }
    }

    /// A system that has its own day, connected to a simulated company of that day.
    async fn connected(data: &std::path::Path, today: jiff::civil::Date) -> (System, SimulatedTriNet) {
        let mut world = World::generated(5, 1);
        world.clock.set_today(today);
        let simulated = SimulatedTriNet::start(world).await.unwrap();
        let system = System::open(data, Some(today)).await.unwrap();
        let (client_id, client_secret) = simulated.credentials();
        let request = ConnectRequest {
            company: "A1B".to_owned(),
            url: simulated.url(),
            credentials: Credentials {
                client_id: SecretString::from(client_id),
                client_secret: SecretString::from(client_secret),
            },
            actor: "ann".to_owned(),
            recipients: Vec::new(),
            time_zone: None,
        };
        system.connecting().connect("local", request).await.unwrap();
        (system, simulated)
    }

    /// Asking as the API does. With it the queue closes.
    fn asking(system: &System, sender: UnboundedSender<Work>) -> Asking {
        Asking {
            control: system.store.clone(),
            lookups: system.store.clone(),
            queue: Arc::new(LocalQueue::new(sender)),
            clock: system.clock.clone(),
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_look_up_is_answered_and_seen_whatever_day_it_is_here() {
        for today in [date(2021, 3, 4), date(2035, 3, 4)] {
            let data = tempfile::tempdir().unwrap();
            let (system, _simulated) = connected(data.path(), today).await;
            let (sender, queue) = unbounded_channel();
            let asked = asking(&system, sender).ask("local", "ann", Question::Fields).await.unwrap();
            work_off(&system, queue, "").await;
            let seen = asking(&system, unbounded_channel().0).see("local", &asked.id).await.unwrap();
            let Some(Answer::Fields(fields)) = seen.and_then(|lookup| lookup.answer) else {
                panic!("it was not answered on {today}")
            };
            assert!(!fields.is_empty());
        }
    }

    #[tokio::test]
    async fn a_queue_whose_worker_is_gone_says_so() {
        let (sender, queue) = unbounded_channel();
        drop(queue);
        let sent = LocalQueue::new(sender).send(&Work::CheckConnection { account: "local".to_owned() }).await;
        assert!(matches!(sent, Err(StoreError::Service { service: "the local worker", .. })));
    }
}
