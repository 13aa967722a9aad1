//! What undo, edit and tidying up have in common: a plan from the directory and the history, without a read of the source. Has no way to
//! write an employee (first wall); what it plans is committed like every other plan.

use std::sync::Arc;

use domain::{Basis, Employee, Plan};

use crate::account::{Account, IntegrationState};
use crate::error::RunError;
use crate::history;
use crate::planning::describe;
use crate::ports::{Clock, ControlStore, Directory, PlanStore, RunStore};
use crate::run::{Run, RunKind, RunState, StoredPlan};

/// The ports of undo, edit and tidying up.
#[derive(Clone)]
pub struct Revising {
    /// Accounts and mappings.
    pub control: Arc<dyn ControlStore>,
    /// Stored plans.
    pub plans: Arc<dyn PlanStore>,
    /// Import history.
    pub runs: Arc<dyn RunStore>,
    /// The directory, to read.
    pub directory: Arc<dyn Directory>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Revising {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Revising").finish_non_exhaustive()
    }
}

impl Revising {
    /// Undo, edit and tidying up over one store of everything.
    pub fn over<S>(store: &Arc<S>, clock: Arc<dyn Clock>) -> Self
    where
        S: ControlStore + PlanStore + RunStore + Directory + 'static,
    {
        Self { control: store.clone(), plans: store.clone(), runs: store.clone(), directory: store.clone(), clock }
    }

    /// The account, which must not stand in the middle of an import, and after it the directory.
    pub(crate) async fn standing(&self, account: &str) -> Result<(Account, Vec<Employee>), RunError> {
        let account = self.control.account(account).await?;
        if account.state == IntegrationState::Importing {
            let plan = account.epoch_plan.as_ref().map(ToString::to_string).unwrap_or_default();
            let why =
                format!("an import is not finished; finish it first (rollcall auto run, or rollcall commit {plan} as before)");
            return Err(RunError::NotReady { why });
        }
        let directory = self.directory.employees(&account.id).await?;
        Ok((account, directory))
    }

    pub(crate) fn basis<'a>(&self, account: &'a Account, directory: &'a [Employee]) -> Result<Basis<'a>, RunError> {
        Ok(Basis {
            account: &account.id,
            company: account.connection.as_ref().map_or("", |connection| connection.company.as_str()),
            today: account.local_date(self.clock.now())?,
            base_epoch: account.epoch,
            mapping_version: account.mapping_version,
            settings: &account.settings,
            directory,
        })
    }

    /// Stores a plan that waits for a person, with the run that made it.
    pub(crate) async fn planned(&self, plan: Plan, kind: RunKind, actor: &str) -> Result<StoredPlan, RunError> {
        let account = plan.account.clone();
        let mut run = Run::begin(self.clock.id("run_"), kind, actor, self.clock.now());
        let stored = self.store(plan, &run.id).await?;
        describe(&mut run, &stored);
        run.state = RunState::Planned;
        run.finished_at = Some(self.clock.now());
        history::end(self.control.as_ref(), &account, &mut run).await?;
        Ok(stored)
    }

    pub(crate) async fn store(&self, plan: Plan, run: &str) -> Result<StoredPlan, RunError> {
        let (id, created_at) = (self.clock.id("plan_"), self.clock.now());
        let stored = StoredPlan { id, run: run.to_owned(), created_at, digest: plan.digest(), plan };
        self.plans.put_plan(&stored.plan.account, &stored).await?;
        Ok(stored)
    }
}
