//! Reading and planning: what set-up, review and daily sync have in common. Has no way to write an employee (first wall).

use std::sync::Arc;
use std::time::Duration;

use domain::{Colour, Employee, Mapping, Plan, PlanInput, Snapshot, Trigger};

use crate::account::{Account, IntegrationState};
use crate::connect::not_connected;
use crate::error::{RunError, SourceError, StoreError};
use crate::history;
use crate::mail::credentials_mail;
use crate::ports::{
    AlongWith, Clock, ControlStore, Directory, PlanStore, Progress, ReadStore, RunStore, SecretReader, Source, SourceOpener,
};
use crate::run::{Run, StoredPlan};

/// Kept of every invocation for the page at hand, or for planning, and to hand the rest on. Planning is never cut in two: with a
/// million people it takes some minutes, most of them to read the directory.
pub const KEPT_FOR_PLANNING: Duration = Duration::from_secs(300);

/// The ports of everything that reads a source.
#[derive(Clone)]
pub struct Planning {
    /// Accounts and mappings.
    pub control: Arc<dyn ControlStore>,
    /// Stored plans.
    pub plans: Arc<dyn PlanStore>,
    /// Import history.
    pub runs: Arc<dyn RunStore>,
    /// Reads under way.
    pub reads: Arc<dyn ReadStore>,
    /// The directory, to read.
    pub directory: Arc<dyn Directory>,
    /// The source adapter.
    pub sources: Arc<dyn SourceOpener>,
    /// Credentials.
    pub secrets: Arc<dyn SecretReader>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Planning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Planning").finish_non_exhaustive()
    }
}

impl Planning {
    /// Planning over one store of everything.
    pub fn over<S>(store: &Arc<S>, sources: Arc<dyn SourceOpener>, secrets: Arc<dyn SecretReader>, clock: Arc<dyn Clock>) -> Self
    where
        S: ControlStore + PlanStore + RunStore + ReadStore + Directory + 'static,
    {
        let (control, plans, runs, reads) = (store.clone(), store.clone(), store.clone(), store.clone());
        Self { control, plans, runs, reads, directory: store.clone(), sources, secrets, clock }
    }

    /// The account's source, opened with its credentials. No I/O at the source yet.
    pub(crate) async fn source(&self, account: &Account) -> Result<Arc<dyn Source>, RunError> {
        let connection = account.connection.as_ref().ok_or_else(not_connected)?;
        let credentials = self.secrets.get(&account.id).await?.ok_or_else(not_connected)?;
        Ok(self.sources.open(connection, credentials)?)
    }

    /// Profiles the fields that the source offers.
    ///
    /// # Errors
    /// When nothing is connected or the source cannot be read.
    pub async fn fields(&self, account: &str, progress: &dyn Progress) -> Result<Vec<crate::ports::FieldProfile>, RunError> {
        let account = self.control.account(account).await?;
        Ok(self.source(&account).await?.discover(progress).await?)
    }

    pub(crate) async fn mapping(&self, account: &Account) -> Result<Mapping, RunError> {
        crate::mapping::current(self.control.as_ref(), account).await
    }

    /// Reads the directory and plans. The directory is read after the account, so a plan never claims a newer epoch than it saw.
    pub(crate) async fn plan(
        &self,
        account: &Account,
        mapping: &Mapping,
        snapshot: &Snapshot,
        trigger: Trigger,
    ) -> Result<Plan, RunError> {
        let directory = self.directory.employees(&account.id).await?;
        Ok(domain::plan(&self.input(account, mapping, snapshot, &directory, trigger)?))
    }

    /// Everything that a plan depends on.
    pub(crate) fn input<'a>(
        &self,
        account: &'a Account,
        mapping: &'a Mapping,
        snapshot: &'a Snapshot,
        directory: &'a [Employee],
        trigger: Trigger,
    ) -> Result<PlanInput<'a>, RunError> {
        Ok(PlanInput {
            account: &account.id,
            company: account.connection.as_ref().map_or("", |connection| connection.company.as_str()),
            trigger,
            today: account.local_date(self.clock.now())?,
            base_epoch: account.epoch,
            mapping,
            settings: &account.settings,
            snapshot,
            directory,
            last_import: account.last_import.as_ref().map(|import| (import.company.as_str(), import.mapping_version)),
        })
    }

    pub(crate) async fn store(&self, plan: Plan, run: &Run) -> Result<StoredPlan, RunError> {
        let stored = StoredPlan {
            id: self.clock.id("plan_"),
            run: run.id.clone(),
            created_at: self.clock.now(),
            digest: plan.digest(),
            plan,
        };
        self.plans.put_plan(&stored.plan.account, &stored).await?;
        Ok(stored)
    }

    /// Leaves the history entry of a run that failed (R87). Rejected credentials also move the account to *reconnect*,
    /// with a mail. A failure of the store ends nothing: the next delivery goes on with the run.
    pub(crate) async fn fail(&self, account: &str, mut run: Run, error: RunError) -> RunError {
        if error.is_of_store() {
            return error;
        }
        run.fail(&error, self.clock.now());
        tracing::warn!(account, run = %run.id, code = error.code(), "the run failed");
        let rejected = matches!(&error, RunError::Source(SourceError::CredentialsRejected));
        match self.record(account, &mut run, rejected).await {
            Ok(()) => error,
            // The next delivery goes on with the run, which would otherwise never end.
            Err(second) => {
                tracing::error!(account, run = %run.id, error = %second, "the failed run could not be recorded");
                second.into()
            }
        }
    }

    async fn record(&self, account: &str, run: &mut Run, rejected: bool) -> Result<(), StoreError> {
        if !rejected {
            return history::end(self.control.as_ref(), account, run).await;
        }
        for _ in 0..history::SAVES {
            let mut account = self.control.account(account).await?;
            run.mail = None;
            if !matches!(account.state, IntegrationState::Live | IntegrationState::Blocked) {
                return history::end(self.control.as_ref(), &account.id, run).await;
            }
            account.state = IntegrationState::CredentialFailed;
            let mail = credentials_mail(self.clock.now(), &account, run);
            run.mail = Some(mail.id.clone());
            account.enter(run);
            let with = vec![AlongWith::Run(Box::new(run.clone())), AlongWith::Mail(mail)];
            match self.control.save(account, with).await {
                Err(StoreError::Conflict) => {}
                saved => return saved.map(drop),
            }
        }
        Err(StoreError::Conflict)
    }
}

/// Notes in a run what a plan came to.
pub(crate) fn describe(run: &mut Run, stored: &StoredPlan) {
    run.digest = Some(stored.digest.clone());
    run.mapping_version = stored.plan.mapping_version;
    run.counts = stored.plan.counts.clone();
    run.findings = stored.plan.finding_counts();
    run.blocked_by = stored.plan.blocked_by();
    run.undoes.clone_from(&stored.plan.undoes);
    run.colour = colour(run);
}

/// The colour of a run that was not stopped (D20).
pub(crate) fn colour(run: &Run) -> Colour {
    domain::colour::colour(run.findings.keys().copied(), run.applied + run.already_true, run.refused.len())
}
