//! Work that a request begins and another function does: its run is in the history before its message is sent.

use std::sync::Arc;

use domain::Colour;
use jiff::{SignedDuration, Timestamp};

use crate::account::Account;
use crate::error::{RunError, StoreError};
use crate::history::{self, SAVES};
use crate::ports::{AlongWith, Clock, ControlStore, RunStore, Work, WorkQueue};
use crate::run::{Run, RunState};

/// How long after its announcement a run may still be taken up: longer than a queue tries a message.
const TAKEN_UP_WITHIN: SignedDuration = SignedDuration::from_hours(12);
/// How many announced runs an account may have under way: more is a mistake, or a flood.
const OPEN: usize = 20;

/// Starts work.
#[derive(Clone)]
pub struct Starting {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// Import history.
    pub runs: Arc<dyn RunStore>,
    /// The queues of the functions that do the work.
    pub queue: Arc<dyn WorkQueue>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Starting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Starting").finish_non_exhaustive()
    }
}

impl Starting {
    /// Announces a run and sends its work. Where this ends in between, nobody ever takes the run up; the next start, or the
    /// next daily sync, ends it once that is certain.
    ///
    /// # Errors
    /// When the account has too many runs under way, or the store or the queue fails. In the latter case the run has ended as failed.
    pub async fn start(&self, account: &str, mut run: Run, work: &Work) -> Result<Run, RunError> {
        self.announce(account, &run).await?;
        if let Err(error) = self.queue.send(work).await {
            run.state = RunState::Failed;
            run.colour = Colour::Red;
            run.error = Some("store_failed".to_owned());
            run.finished_at = Some(self.clock.now());
            history::end(self.control.as_ref(), account, &mut run).await?;
            return Err(error.into());
        }
        Ok(run)
    }

    async fn announce(&self, account: &str, run: &Run) -> Result<(), RunError> {
        for _ in 0..SAVES {
            let mut account = self.control.account(account).await?;
            let now = self.clock.now();
            let mut with = lost(self.runs.as_ref(), &mut account, now).await?;
            if account.announced.len() >= OPEN {
                return Err(RunError::TooMany { open: OPEN });
            }
            account.announced.insert(run.id.clone(), now);
            with.push(AlongWith::Run(Box::new(run.clone())));
            match self.control.save(account, with).await {
                Err(StoreError::Conflict) => {}
                saved => return Ok(saved.map(drop)?),
            }
        }
        Err(StoreError::Conflict.into())
    }
}

/// Ends the announced runs that nobody can take up any more, as part of the save that follows.
pub(crate) async fn lost(runs: &dyn RunStore, account: &mut Account, now: Timestamp) -> Result<Vec<AlongWith>, StoreError> {
    let old = |since: &Timestamp| now.duration_since(*since) > TAKEN_UP_WITHIN;
    let ids: Vec<String> = account.announced.iter().filter(|(_, since)| old(since)).map(|(id, _)| id.clone()).collect();
    let mut with = Vec::new();
    for id in ids.into_iter().take(20) {
        account.announced.remove(&id);
        // An import that goes on ends by itself, or is superseded.
        let idle = account.epoch_run.as_ref() != Some(&id);
        let Some(mut run) = runs.run(&account.id, &id).await?.filter(|run| idle && !run.is_ended()) else { continue };
        run.fail(&RunError::Lost, now);
        account.enter(&mut run);
        with.push(AlongWith::Run(Box::new(run)));
    }
    Ok(with)
}
