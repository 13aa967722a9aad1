//! The trigger of a daily run: taken up once, skipped where it is not its turn (F5, F6, F41).

use domain::Colour;
use jiff::Timestamp;

use super::Daily;
use crate::account::Account;
use crate::commit::unfinished;
use crate::error::{RunError, StoreError};
use crate::planning::Planning;
use crate::ports::{AlongWith, Trigger};
use crate::run::{Run, RunKind, RunState};
use crate::starting::lost;

impl Planning {
    /// Notes that the trigger has its run, and ends the run of an earlier trigger that a crash left open.
    pub(super) async fn take_up(
        &self,
        mut account: Account,
        run: &Run,
        trigger: Option<Trigger>,
        scheduled_at: &str,
    ) -> Result<Account, RunError> {
        let mut with = lost(self.runs.as_ref(), &mut account, self.clock.now()).await?;
        with.push(AlongWith::Run(Box::new(run.clone())));
        let left = account.open_runs.insert(RunKind::Auto, run.id.clone()).filter(|left| *left != run.id);
        if let Some(left) = left
            && let Some(mut left) = self.runs.run(&account.id, &left).await?.filter(|left| !left.is_ended())
        {
            left.fail(&RunError::Superseded { left: left.counts.changes() }, self.clock.now());
            account.enter(&mut left);
            with.push(AlongWith::Run(Box::new(left)));
        }
        if let Some(trigger) = trigger {
            account.last_trigger = Some(scheduled_at.to_owned());
            with.push(AlongWith::Trigger(trigger));
        }
        match self.control.save(account, with).await {
            // Another delivery of the trigger is at it; should it fail, this one has to come again.
            Err(StoreError::AlreadyDone) => Err(StoreError::Busy.into()),
            saved => Ok(saved?),
        }
    }

    /// Ends a run whose turn it is not, with the reason where a person should know it.
    pub(super) async fn skip(
        &self,
        mut account: Account,
        mut run: Run,
        trigger: Option<Trigger>,
        why: Option<RunError>,
    ) -> Result<Daily, RunError> {
        run.state = RunState::Skipped;
        run.finished_at = Some(self.clock.now());
        if let Some(why) = why {
            let harmless = matches!(why, RunError::Late | RunError::Store(StoreError::Busy));
            run.colour = if harmless { Colour::Yellow } else { Colour::Red };
            run.failed_by(&why);
        }
        account.enter(&mut run);
        let mut with = vec![AlongWith::Run(Box::new(run.clone()))];
        with.extend(trigger.map(AlongWith::Trigger));
        match self.control.save(account, with).await {
            Err(StoreError::AlreadyDone) => Err(StoreError::Busy.into()),
            saved => Ok(saved.map(|_| Daily::Skipped(run))?),
        }
    }

    /// A trigger that was skipped. Where that was because of an unfinished import, the import may not have been sent again.
    pub(super) async fn skipped_before(&self, account: &Account, run: Run) -> Result<Daily, RunError> {
        let busy = run.error.as_deref() == Some(RunError::from(StoreError::Busy).code());
        if busy && let Some((importing, digest)) = unfinished(self.runs.as_ref(), account).await? {
            return Ok(Daily::Busy(run, importing.commit_work(&account.id, digest)));
        }
        Ok(Daily::Skipped(Run { state: RunState::Skipped, ..run }))
    }
}

/// Whether a later trigger was taken up before this one came (F6).
pub(super) fn is_late(account: &Account, scheduled_at: &str) -> bool {
    let time = |text: &str| text.parse::<Timestamp>().ok();
    account.last_trigger.as_deref().and_then(time).zip(time(scheduled_at)).is_some_and(|(last, this)| this < last)
}
