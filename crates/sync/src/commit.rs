//! The commit: applies one sealed plan by its digest, exactly, and can be run again at any point (I4, I7).

mod after;
mod announced;
mod begin;
mod finish;
mod once;
mod request;

use std::sync::Arc;

use domain::choices;
use domain::{Change, Code};
use jiff::Timestamp;

use crate::account::lease_until;
use crate::error::RunError;
use crate::ports::{
    Clock, CommitWork, ControlStore, DirectoryWriter, Lease, Leases, Outcome, PlanStore, Progress, RunStore, Step, WriteBatch,
};
use crate::run::{Run, StoredPlan};
use begin::Begun;

/// How many changes are written between two checkpoints. A crash repeats at most this many.
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
    /// When this invocation is ended at the latest, and its lease with it. `None` where a lock of the operating system keeps
    /// others out, so that whoever left a lease is gone: it then lasts a minute at a time.
    pub ends_at: Option<Timestamp>,
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
    /// Commits over one store of everything, in an invocation without an end.
    pub fn over<S>(store: &Arc<S>, clock: Arc<dyn Clock>, holder: String) -> Self
    where
        S: ControlStore + PlanStore + RunStore + Leases + DirectoryWriter + 'static,
    {
        let (control, plans, runs, leases) = (store.clone(), store.clone(), store.clone(), store.clone());
        Self { control, plans, runs, leases, writer: store.clone(), clock, holder, ends_at: None }
    }

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
            Ok(Commit::Before(run, _) | Commit::Finished(run, _)) => self.close(work, run).await?,
            Err(error) if !error.worth_retrying() => self.refuse(work, error).await?,
            _ => {}
        }
        ended
    }

    /// The import that was begun and not finished, as the work that finishes it; a crash may have left it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn unfinished(&self, account: &str) -> Result<Option<CommitWork>, RunError> {
        let account = self.control.account(account).await?;
        Ok(unfinished(self.runs.as_ref(), &account).await?.map(|(run, digest)| run.commit_work(&account.id, digest)))
    }

    async fn attempt(
        &self,
        work: &CommitWork,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Commit, RunError> {
        let stored = self.plans.plan(&work.account, &work.digest).await?.ok_or(RunError::UnknownPlan)?;
        request::check(work, &stored.plan)?;
        let now = self.clock.now();
        let lease = self.leases.acquire(&work.account, &self.holder, now, self.lease_ends(now)).await?;
        let ended = self.under_lease(work, stored, lease.clone(), progress, out_of_time).await;
        // The finish gave it back already.
        if !matches!(ended, Ok(Commit::Finished(..)))
            && let Err(error) = self.leases.release(lease).await
        {
            tracing::warn!(account = %work.account, %error, "the lease could not be given back and will expire");
        }
        ended
    }

    async fn under_lease(
        &self,
        work: &CommitWork,
        stored: StoredPlan,
        mut lease: Lease,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Commit, RunError> {
        let mut run = match self.begin(work, &stored, &lease).await? {
            Begun::Before(run) => return Ok(Commit::Before(run, Box::new(stored))),
            Begun::Run(run) => *run,
        };
        let remaining = choices::remaining(&stored.plan, run.choices());
        let changes = remaining.changes;
        if remaining.lines_dropped > 0 {
            let planned = stored.plan.findings.iter().filter(|finding| finding.code == Code::ManagerNotFound).count();
            run.findings.insert(Code::ManagerNotFound, planned + remaining.lines_dropped);
        }
        while run.done < changes.len() {
            if out_of_time() {
                return Ok(Commit::Unfinished);
            }
            self.write_batch(&mut run, &stored, &lease, &changes).await?;
            progress.advance(Step::Importing, run.done, Some(changes.len()));
            // The last batch is noted by the finish.
            if run.done < changes.len() {
                lease.until = self.lease_ends(self.clock.now());
                self.runs.checkpoint(&lease, &run).await?;
            }
        }
        let run = self.finish(&stored, &changes, &lease, run).await?;
        Ok(Commit::Finished(Box::new(run), Box::new(stored)))
    }

    /// Writes the batch that comes next and counts what became of it. The run is not stored.
    async fn write_batch(&self, run: &mut Run, stored: &StoredPlan, lease: &Lease, changes: &[Change]) -> Result<(), RunError> {
        let changes = next_batch(run, changes);
        let outcomes = self.writer.apply(&self.batch(run, stored, lease, changes)).await?;
        for (change, outcome) in changes.iter().zip(outcomes) {
            match outcome {
                Outcome::Applied => run.applied += 1,
                Outcome::AlreadyTrue => run.already_true += 1,
                Outcome::Refused(refusal) => run.refused.push((change.id.clone(), refusal)),
            }
        }
        run.done += changes.len();
        Ok(())
    }

    fn batch<'a>(&'a self, run: &'a Run, stored: &'a StoredPlan, lease: &'a Lease, changes: &'a [Change]) -> WriteBatch<'a> {
        WriteBatch {
            lease,
            clock: self.clock.as_ref(),
            plan: &stored.digest,
            run: &run.id,
            mapping_version: stored.plan.provenance_mapping(),
            changes,
        }
    }

    fn lease_ends(&self, now: Timestamp) -> Timestamp {
        self.ends_at.unwrap_or_else(|| lease_until(now))
    }
}

/// The changes that a run writes next.
fn next_batch<'a>(run: &Run, changes: &'a [Change]) -> &'a [Change] {
    changes.get(run.done..changes.len().min(run.done + BATCH)).unwrap_or_default()
}

/// The run and the plan of an import that was begun and not finished.
pub(crate) async fn unfinished(
    runs: &dyn RunStore,
    account: &crate::Account,
) -> Result<Option<(Run, domain::Digest)>, crate::StoreError> {
    if account.state != crate::IntegrationState::Importing {
        return Ok(None);
    }
    let (Some(digest), Some(id)) = (&account.epoch_plan, &account.epoch_run) else { return Ok(None) };
    let run = runs.run(&account.id, id).await?.filter(|run| !run.is_ended());
    Ok(run.map(|run| (run, digest.clone())))
}
