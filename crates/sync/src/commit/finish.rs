//! The end of a commit: one save that makes the account live again, ends the run and gives the lease back.

use std::collections::BTreeSet;

use domain::{Action, Change, Code, Coverage, EmployeeId, undo};

use super::{Committing, after};
use crate::account::{Account, IntegrationState, LastImport, Moves};
use crate::error::{RunError, StoreError};
use crate::history::SAVES;
use crate::missing;
use crate::planning::colour;
use crate::ports::{AlongWith, Lease};
use crate::run::{Run, RunState, StoredPlan};

impl Committing {
    /// Ends the run. The epoch moves once more: what was planned while the import went on is stale.
    pub(super) async fn finish(
        &self,
        stored: &StoredPlan,
        changes: &[Change],
        lease: &Lease,
        mut run: Run,
    ) -> Result<Run, RunError> {
        let plan = &stored.plan;
        run.state = RunState::Committed;
        run.finished_at = Some(self.clock.now());
        if !run.refused.is_empty() {
            run.findings.insert(Code::ChangedSinceReview, run.refused.len());
        }
        run.colour = colour(&run);
        let ended = ended(changes, &run);
        // Somebody may switch auto-sync off meanwhile: that save wins, and this one is made again on top of it.
        for _ in 0..SAVES {
            let mut account = self.control.account(&plan.account).await?;
            let mut with = vec![AlongWith::Released(lease.clone())];
            account.move_epoch(Moves::of(plan.trigger));
            if let Some(state) = account.state_after.take() {
                after::keep(&mut account, plan, state);
            } else {
                with.extend(missing::after(self.control.as_ref(), &account, plan, &ended).await?);
                self.imported(&mut account, stored);
            }
            account.enter(&mut run);
            with.push(AlongWith::Run(Box::new(run.clone())));
            match self.control.save(account, with).await {
                Err(StoreError::Conflict) => {}
                saved => return Ok(saved.map(|_| run)?),
            }
        }
        Err(StoreError::Conflict.into())
    }

    /// What an account is after an import.
    fn imported(&self, account: &mut Account, stored: &StoredPlan) {
        let plan = &stored.plan;
        account.state = IntegrationState::Live;
        account.blocked_by.clear();
        account.blocked_run = None;
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
    }
}

/// The people whom a commit deactivated: not those who were refused.
fn ended(changes: &[Change], run: &Run) -> BTreeSet<EmployeeId> {
    let written = undo::written(changes, run.done, run.refused_changes());
    written.filter(|change| change.action == Action::Deactivate).map(|change| change.employee.clone()).collect()
}
