//! The daily sync: read, plan, let the guards judge, hand the sealed plan over or block (R80–R92).

mod trigger;

use std::collections::BTreeSet;

use domain::{Colour, Digest, Plan, Trigger, Verdict};

use crate::account::{Account, IntegrationState, LastImport};
use crate::commit::unfinished;
use crate::error::{RunError, SourceError, StoreError};
use crate::mail::blocked_mail;
use crate::missing;
use crate::planning::{Planning, describe};
use crate::ports::{AlongWith, CommitWork, Progress, Purpose, Trigger as DailyTrigger};
use crate::reading::Reading;
use crate::run::{Run, RunKind, RunState, StoredPlan};
use trigger::is_late;

/// How a daily sync ended.
#[derive(Debug)]
pub enum Daily {
    /// It was not its turn: auto-sync is off, the integration is not live, a later trigger came before it, or this one was
    /// handled before.
    Skipped(Run),
    /// Time ran out while it read; the same trigger, delivered again, goes on.
    Paused(Run),
    /// It was not its turn, because an import is not finished; the work that finishes it, should nobody be at it (F41).
    Busy(Run, CommitWork),
    /// Nothing to do.
    Quiet(Run, StoredPlan),
    /// A guard stopped it before anything was written, or had stopped an earlier one and no manual sync came since.
    Blocked(Run, StoredPlan),
    /// A sealed plan waits to be committed.
    HandOver(Run, StoredPlan, CommitWork),
}

impl Planning {
    /// Runs the daily sync for one trigger. `scheduled_at` is the same for every delivery of one trigger, so that a second
    /// delivery has no second effect; `link` is the address of the admin UI, empty where there is none.
    ///
    /// # Errors
    /// When the source cannot be read whole or the store fails; the history then has a red entry.
    pub async fn daily(
        &self,
        account: &str,
        scheduled_at: &str,
        link: &str,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Daily, RunError> {
        let key = format!("daily/{scheduled_at}");
        // Before its run: whatever another delivery saves from here on moves the account, and this one's saves are then refused.
        let account = self.control.account(account).await?;
        let earlier = match self.control.trigger(&account.id, &key).await? {
            Some(run) => self.runs.run(&account.id, &run).await?,
            None => None,
        };
        // A delivery after a failure is another try; one after any other end has nothing left to do.
        let (going, failed) = match earlier {
            Some(run) if !run.is_ended() => (Some(run), None),
            Some(run) if run.state == RunState::Failed => (None, Some(run.id)),
            Some(run) => return self.skipped_before(&account, run).await,
            None => (None, None),
        };
        let taken_up = going.is_some();
        let run = going.unwrap_or_else(|| Run::begin(self.clock.id("run_"), RunKind::Auto, "auto-sync", self.clock.now()));
        let trigger = (!taken_up).then(|| DailyTrigger { key, run: run.id.clone(), again: failed, lasts: false });
        if trigger.is_some() && is_late(&account, scheduled_at) {
            return self.skip(account, run, trigger, Some(RunError::Late)).await;
        }
        // What was begun is finished, whatever was switched off since.
        let begun = account.epoch_run.as_ref() == Some(&run.id);
        let importing = account.state == IntegrationState::Importing && account.last_import.is_some();
        let runs_in = importing || matches!(account.state, IntegrationState::Live | IntegrationState::Blocked);
        if !begun && (!account.auto_sync || !runs_in) {
            // Every day until somebody connects again: not to be taken for a quiet one.
            let why = match account.state {
                IntegrationState::CredentialFailed => Some(SourceError::CredentialsRejected.into()),
                IntegrationState::Connecting => Some(crate::connect::not_tested()),
                _ => None,
            };
            let why = why.filter(|_| account.auto_sync);
            return self.skip(account, run, trigger, why).await;
        }
        // An earlier delivery of this trigger had handed this plan over, or was about to.
        if let Some(digest) = run.digest.clone() {
            let work = run.commit_work(&account.id, digest);
            return self.hand_over_again(run, work).await;
        }
        if let Some((importing, digest)) = unfinished(self.runs.as_ref(), &account).await? {
            let work = importing.commit_work(&account.id, digest);
            return match self.skip(account, run, trigger, Some(StoreError::Busy.into())).await? {
                Daily::Skipped(run) => Ok(Daily::Busy(run, work)),
                other => Ok(other),
            };
        }
        let account = self.take_up(account, &run, trigger, scheduled_at).await?;
        let mut run = run;
        run.mapping_version = account.mapping_version;
        let ended = match self.judge(&account, &run, progress, out_of_time).await {
            Err(error) => Err(self.fail(&account.id, run, error).await),
            Ok(Judged::Paused) => Ok(Daily::Paused(run)),
            Ok(Judged::StillQuiet(stored)) => self.quiet(account, run, *stored, None).await,
            Ok(Judged::Planned(plan)) => self.act(account, run, *plan, link).await,
        };
        ended.map_err(to_come_again)
    }

    async fn hand_over_again(&self, run: Run, work: CommitWork) -> Result<Daily, RunError> {
        let stored = self.plans.plan(&work.account, &work.digest).await?.ok_or(RunError::UnknownPlan)?;
        Ok(Daily::HandOver(run, stored, work))
    }

    /// Reads and plans; or finds that nothing moved since a plan that found nothing to do, without reading the directory.
    async fn judge(
        &self,
        account: &Account,
        run: &Run,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Judged, RunError> {
        let mapping = self.mapping(account).await?;
        let reading = Reading { account, mapping: &mapping, run, purpose: Purpose::Auto, out_of_time, progress };
        let Some(snapshot) = self.read(&reading).await? else { return Ok(Judged::Paused) };
        if let Some(quiet) = account.last_import.as_ref().and_then(|last| self.still_quiet(account, last, &snapshot))
            && let Some(stored) = self.plans.plan(&account.id, quiet).await?
        {
            return Ok(Judged::StillQuiet(Box::new(stored)));
        }
        let plan = self.plan(account, &mapping, &snapshot, Trigger::Auto).await?;
        if plan.verdict == Verdict::Incomplete {
            let why = plan.findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
            return Err(RunError::Incomplete { why });
        }
        Ok(Judged::Planned(Box::new(plan)))
    }

    fn still_quiet<'a>(&self, account: &Account, last: &'a LastImport, snapshot: &domain::Snapshot) -> Option<&'a Digest> {
        let company = account.connection.as_ref().map(|connection| connection.company.as_str());
        let today = account.local_date(self.clock.now()).ok()?;
        let due = last.next_due.is_some_and(|due| due <= today);
        let same = company == Some(last.company.as_str())
            && last.mapping_version == account.mapping_version
            && last.epoch == account.epoch
            && account.state == IntegrationState::Live;
        let quiet = last.quiet_plan.as_ref().filter(|_| same && !due)?;
        (domain::planner::snapshot_digest(snapshot) == last.snapshot).then_some(quiet)
    }

    async fn act(&self, mut account: Account, mut run: Run, plan: Plan, link: &str) -> Result<Daily, RunError> {
        let stored = self.store(plan, &run).await?;
        describe(&mut run, &stored);
        if account.state == IntegrationState::Blocked && stored.plan.verdict != Verdict::Blocked {
            return self.stay_blocked(account, run, stored).await;
        }
        match stored.plan.verdict {
            Verdict::NoChanges | Verdict::Incomplete => {
                let last = LastImport {
                    company: stored.plan.company.clone(),
                    mapping_version: stored.plan.mapping_version,
                    snapshot: stored.plan.snapshot.clone(),
                    epoch: account.epoch,
                    next_due: stored.plan.next_due,
                    at: self.clock.now(),
                    quiet_plan: Some(stored.digest.clone()),
                };
                self.quiet(account, run, stored, Some(last)).await
            }
            Verdict::Blocked => self.block(account, run, stored, link).await,
            Verdict::Apply => {
                account.state = IntegrationState::Live;
                account.blocked_by.clear();
                self.control.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await?;
                let work = run.commit_work(&stored.plan.account, stored.digest.clone());
                Ok(Daily::HandOver(run, stored, work))
            }
        }
    }

    async fn quiet(
        &self,
        mut account: Account,
        mut run: Run,
        stored: StoredPlan,
        last: Option<LastImport>,
    ) -> Result<Daily, RunError> {
        describe(&mut run, &stored);
        run.state = RunState::Committed;
        run.finished_at = Some(self.clock.now());
        account.state = IntegrationState::Live;
        account.blocked_by.clear();
        account.blocked_run = None;
        account.mailed_cause = None;
        account.enter(&mut run);
        let mut with = vec![AlongWith::Run(Box::new(run.clone()))];
        if last.is_some() {
            account.last_import = last;
            with.extend(missing::after(self.control.as_ref(), &account, &stored.plan, &BTreeSet::new()).await?);
        }
        account.complete_runs += 1;
        self.control.save(account, with).await?;
        Ok(Daily::Quiet(run, stored))
    }

    /// The plan has no objection left, and yet a person has to look before the daily sync goes on (1.15). Nothing is mailed.
    async fn stay_blocked(&self, mut account: Account, mut run: Run, stored: StoredPlan) -> Result<Daily, RunError> {
        run.state = RunState::Blocked;
        run.colour = Colour::Red;
        run.finished_at = Some(self.clock.now());
        run.blocked_by.clone_from(&account.blocked_by);
        account.blocked_run = Some(run.id.clone());
        let mut with = Vec::from_iter(missing::after(self.control.as_ref(), &account, &stored.plan, &BTreeSet::new()).await?);
        account.complete_runs += 1;
        account.enter(&mut run);
        with.push(AlongWith::Run(Box::new(run.clone())));
        self.control.save(account, with).await?;
        tracing::warn!(run = %run.id, "the account stays blocked until a manual sync");
        Ok(Daily::Blocked(run, stored))
    }

    async fn block(&self, mut account: Account, mut run: Run, stored: StoredPlan, link: &str) -> Result<Daily, RunError> {
        run.state = RunState::Blocked;
        run.colour = Colour::Red;
        run.finished_at = Some(self.clock.now());
        account.state = IntegrationState::Blocked;
        account.blocked_by = stored.plan.blocked_by();
        account.blocked_run = Some(run.id.clone());
        let mut with = Vec::from_iter(missing::after(self.control.as_ref(), &account, &stored.plan, &BTreeSet::new()).await?);
        let cause = stored.plan.cause().to_string();
        if account.mailed_cause.as_ref() != Some(&cause) {
            let mail = blocked_mail(self.clock.now(), &account, &run, &stored, link);
            run.mail = Some(mail.id.clone());
            with.push(AlongWith::Mail(mail));
            account.mailed_cause = Some(cause);
        }
        account.enter(&mut run);
        with.push(AlongWith::Run(Box::new(run.clone())));
        account.complete_runs += 1;
        self.control.save(account, with).await?;
        tracing::warn!(run = %run.id, "a guard stopped the daily sync");
        Ok(Daily::Blocked(run, stored))
    }
}

/// Another delivery of the trigger ended the run, perhaps as failed: this one has to come again to see.
fn to_come_again(error: RunError) -> RunError {
    match error {
        RunError::Store(StoreError::AlreadyDone) => StoreError::Busy.into(),
        other => other,
    }
}

enum Judged {
    Paused,
    StillQuiet(Box<StoredPlan>),
    Planned(Box<Plan>),
}
