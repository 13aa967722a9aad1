//! The commit: applies one sealed plan by its digest, exactly, and can be run again at any point (I4, I7).

mod announced;

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::choices::{self, Choices};
use domain::{Action, Change, Code, Coverage, EmployeeId, Plan, Trigger};

use crate::account::{Account, IntegrationState, LastImport, lease_until};
use crate::daily::missing_after;
use crate::error::{RunError, StoreError};
use crate::planning::{colour, describe};
use crate::ports::{
    AlongWith, Clock, CommitWork, ControlStore, DirectoryWriter, Lease, Leases, Outcome, PlanStore, Progress, RunStore, Step,
    WriteBatch,
};
use crate::run::{Run, RunKind, RunState, StoredPlan};

/// How many changes are written between two renewals of the lease. A crash repeats at most this many.
pub const BATCH: usize = 200;

/// The ports of a commit. Has no way to read a source or a secret (second wall).
#[derive(Clone)]
pub struct Committing {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// Stored plans.
    pub plans: Arc<dyn PlanStore>,
    /// Import history.
    pub runs: Arc<dyn RunStore>,
    /// Leases.
    pub leases: Arc<dyn Leases>,
    /// The directory, to write.
    pub writer: Arc<dyn DirectoryWriter>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Who holds the lease: one name for each process or invocation that could write at the same time as another.
    pub holder: String,
}

impl std::fmt::Debug for Committing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Committing").field("holder", &self.holder).finish_non_exhaustive()
    }
}

/// How a commit ended.
#[derive(Debug)]
pub enum Commit {
    /// Everything that could be applied was.
    Finished(Box<Run>, Box<StoredPlan>),
    /// This plan had been committed before; nothing was written now.
    Before(Box<Run>, Box<StoredPlan>),
    /// Time ran out; the same work goes on where this stopped.
    Unfinished,
}

impl Committing {
    /// Applies a plan. `out_of_time` is asked between batches. A run that was announced for it ends with it, unless the
    /// same work is worth another try.
    ///
    /// # Errors
    /// When the plan is unknown or stale, a guard is not confirmed, or another writer is at work. Nothing was changed then.
    pub async fn commit(
        &self,
        work: &CommitWork,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Commit, RunError> {
        let ended = self.attempt(work, progress, out_of_time).await;
        match &ended {
            Ok(Commit::Before(run, _)) => self.close(work, run).await?,
            Err(error) if !error.worth_retrying() => self.refuse(work, error).await?,
            _ => {}
        }
        ended
    }

    async fn attempt(
        &self,
        work: &CommitWork,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Commit, RunError> {
        let stored = self.plans.plan(&work.account, &work.digest).await?.ok_or(RunError::UnknownPlan)?;
        check_request(work, &stored.plan)?;
        let now = self.clock.now();
        let lease = self.leases.acquire(&work.account, &self.holder, now, lease_until(now)).await?;
        let ended = self.under_lease(work, stored, &lease, progress, out_of_time).await;
        if let Err(error) = self.leases.release(lease).await {
            tracing::warn!(account = %work.account, %error, "the lease could not be given back and will expire");
        }
        ended
    }

    async fn under_lease(
        &self,
        work: &CommitWork,
        stored: StoredPlan,
        lease: &Lease,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Commit, RunError> {
        let mut run = match self.begin(work, &stored).await? {
            Begun::Before(run) => return Ok(Commit::Before(run, Box::new(stored))),
            Begun::Run(run) => *run,
        };
        let remaining = choices::remaining(&stored.plan, Choices { skip: &run.skipped, same_person: &run.same_person });
        let changes = remaining.changes;
        if remaining.lines_dropped > 0 {
            let planned = stored.plan.findings.iter().filter(|finding| finding.code == Code::ManagerNotFound).count();
            run.findings.insert(Code::ManagerNotFound, planned + remaining.lines_dropped);
        }
        while run.done < changes.len() {
            if out_of_time() {
                return Ok(Commit::Unfinished);
            }
            self.leases.renew(lease, lease_until(self.clock.now())).await?;
            let batch = changes.get(run.done..changes.len().min(run.done + BATCH)).unwrap_or_default();
            self.write(&mut run, &stored, lease, batch).await?;
            self.runs.put_run(&work.account, &run).await?;
            progress.advance(Step::Importing, run.done, Some(changes.len()));
        }
        self.finish(work, &stored, &changes, run).await.map(|run| Commit::Finished(Box::new(run), Box::new(stored)))
    }

    /// Moves the epoch to this plan, or finds that it stands there already.
    async fn begin(&self, work: &CommitWork, stored: &StoredPlan) -> Result<Begun, RunError> {
        let mut account = self.control.account(&work.account).await?;
        if account.epoch_plan.as_ref() == Some(&stored.digest) {
            let id = account.epoch_run.clone().unwrap_or_default();
            let run = self.runs.run(&work.account, &id).await?.ok_or(StoreError::Corrupt { what: "the run".to_owned() })?;
            let going = account.state == IntegrationState::Importing && run.state == RunState::Running;
            return Ok(if going { Begun::Run(Box::new(run)) } else { Begun::Before(Box::new(run)) });
        }
        fits(&account, &stored.plan)?;
        sound(&account, stored)?;
        let earlier = match &work.run {
            Some(id) => self.runs.run(&work.account, id).await?,
            None => None,
        };
        let id = || work.run.clone().unwrap_or_else(|| self.clock.id("run_"));
        let support = stored.plan.trigger == Trigger::DeactivateMissing;
        let kind = if support { RunKind::Support } else { RunKind::Manual };
        let mut run = earlier.unwrap_or_else(|| Run::begin(id(), kind, &work.actor, self.clock.now()));
        describe(&mut run, stored);
        run.state = RunState::Running;
        run.reason.clone_from(&work.confirm);
        run.skipped.clone_from(&work.skip);
        run.same_person.clone_from(&work.same_person);
        account.epoch += 1;
        account.epoch_plan = Some(stored.digest.clone());
        account.epoch_run = Some(run.id.clone());
        account.state = IntegrationState::Importing;
        self.control.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await?;
        Ok(Begun::Run(Box::new(run)))
    }

    async fn write(&self, run: &mut Run, stored: &StoredPlan, lease: &Lease, batch: &[Change]) -> Result<(), RunError> {
        let outcomes = self
            .writer
            .apply(&WriteBatch {
                lease,
                plan: &stored.digest,
                run: &run.id,
                mapping_version: stored.plan.mapping_version,
                changes: batch,
            })
            .await?;
        for (change, outcome) in batch.iter().zip(outcomes) {
            match outcome {
                Outcome::Applied => run.applied += 1,
                Outcome::AlreadyTrue => run.already_true += 1,
                Outcome::Refused(refusal) => run.refused.push((change.id.clone(), refusal)),
            }
        }
        run.done += batch.len();
        Ok(())
    }

    async fn finish(&self, work: &CommitWork, stored: &StoredPlan, changes: &[Change], mut run: Run) -> Result<Run, RunError> {
        let plan = &stored.plan;
        run.state = RunState::Committed;
        run.finished_at = Some(self.clock.now());
        if !run.refused.is_empty() {
            run.findings.insert(Code::ChangedSinceReview, run.refused.len());
        }
        run.colour = colour(&run);
        // Somebody may switch auto-sync off meanwhile: that save wins, and this one is made again on top of it.
        for _ in 0..5 {
            let mut account = self.control.account(&work.account).await?;
            let missing = missing_after(self.control.as_ref(), &account, plan, &ended(changes, &run)).await?;
            account.state = IntegrationState::Live;
            account.blocked_by.clear();
            account.mailed_cause = None;
            // A read of some people is no complete one (R17).
            account.complete_runs += u64::from(plan.coverage == Coverage::Everybody);
            account.last_import = Some(LastImport {
                company: plan.company.clone(),
                mapping_version: plan.mapping_version,
                snapshot: plan.snapshot.clone(),
                epoch: account.epoch,
                next_due: plan.next_due,
                at: self.clock.now(),
                quiet_plan: None,
            });
            let with = vec![AlongWith::Run(Box::new(run.clone())), AlongWith::Missing(missing)];
            match self.control.save(account, with).await {
                Err(StoreError::Conflict) => {}
                saved => return Ok(saved.map(|_| run)?),
            }
        }
        Err(StoreError::Conflict.into())
    }
}

enum Begun {
    Run(Box<Run>),
    Before(Box<Run>),
}

/// Whether the account still stands where the plan was made (F38, F40).
fn fits(account: &Account, plan: &Plan) -> Result<(), RunError> {
    let stale = |why: &str| Err(RunError::Stale { why: why.to_owned() });
    if account.epoch != plan.base_epoch {
        return stale("another import was made after it");
    }
    if account.mapping_version != plan.mapping_version {
        return stale("the mapping has changed");
    }
    if account.connection.as_ref().is_none_or(|connection| connection.company != plan.company) {
        return stale("another company is connected");
    }
    Ok(())
}

/// Whether the plan contradicts itself, or holds what may no longer be written (R95).
fn sound(account: &Account, stored: &StoredPlan) -> Result<(), RunError> {
    let flaws = domain::lint::lint(&stored.plan, &stored.digest, &account.settings);
    for flaw in &flaws {
        tracing::error!(account = %account.id, %flaw, "the plan may not be committed");
    }
    match flaws.first() {
        None => Ok(()),
        Some(flaw) => Err(RunError::Stale { why: format!("it holds {}", flaw.what) }),
    }
}

/// Refuses choices that do not belong to the plan, and a plan that a guard stops without a person's reason (R92, D10).
fn check_request(work: &CommitWork, plan: &Plan) -> Result<(), RunError> {
    let known = |id: &domain::ChangeId| plan.changes.iter().find(|change| change.id == *id);
    for id in &work.skip {
        if known(id).is_none() {
            return Err(RunError::BadRequest(format!("the plan has no change {id}; see `rollcall show`")));
        }
    }
    for (id, employee) in &work.same_person {
        let change = known(id).filter(|change| change.duplicates.iter().any(|candidate| candidate.employee == *employee));
        if change.is_none() || work.skip.contains(id) {
            let why = format!("{id} is not a possible duplicate of {employee} in this plan; see `rollcall show`");
            return Err(RunError::BadRequest(why));
        }
    }
    let chosen: Vec<&EmployeeId> = work.same_person.values().collect();
    if chosen.iter().any(|employee| chosen.iter().filter(|other| *other == employee).count() > 1) {
        return Err(RunError::BadRequest("two changes were given to the same person; choose one of them".to_owned()));
    }
    let remaining = choices::remaining(plan, Choices { skip: &work.skip, same_person: &work.same_person });
    let objections = choices::objections(plan, &remaining.changes);
    let confirmed = work.confirm.as_ref().is_some_and(|reason| !reason.trim().is_empty());
    if objections.is_empty() || confirmed { Ok(()) } else { Err(RunError::Blocked(objections)) }
}

/// The people whom a commit deactivated: not those who were refused.
fn ended(changes: &[Change], run: &Run) -> BTreeSet<EmployeeId> {
    let refused = |change: &&Change| run.refused.iter().any(|(id, _)| *id == change.id);
    let deactivated = changes.iter().filter(|change| change.action == Action::Deactivate && !refused(change));
    deactivated.map(|change| change.employee.clone()).collect()
}
