//! The beginning of a commit: moves the epoch to its plan, or finds that it stands there already.

use std::collections::BTreeSet;

use domain::choices;
use domain::{ChangeId, Plan};

use super::{Committing, after, next_batch, once, unfinished};
use crate::account::{Account, IntegrationState, Moves};
use crate::error::{RunError, StoreError};
use crate::planning::describe;
use crate::ports::{AlongWith, CommitWork, Lease, Refusal};
use crate::run::{Run, RunKind, RunState, StoredPlan};

/// What a commit begins with.
pub(super) enum Begun {
    /// A run to go on with, new or of an earlier attempt.
    Run(Box<Run>),
    /// The plan was committed before.
    Before(Box<Run>),
}

impl Committing {
    /// Moves the epoch to this plan, or finds that it stands there already.
    pub(super) async fn begin(&self, work: &CommitWork, stored: &StoredPlan, lease: &Lease) -> Result<Begun, RunError> {
        let mut account = self.control.account(&work.account).await?;
        if account.epoch_plan.as_ref() == Some(&stored.digest) {
            let id = account.epoch_run.clone().unwrap_or_default();
            let run = self.runs.run(&work.account, &id).await?.ok_or(StoreError::Corrupt { what: "the run".to_owned() })?;
            if run.is_ended() {
                return Ok(Begun::Before(Box::new(run)));
            }
            return if chose_the_same(work, &run) { Ok(Begun::Run(Box::new(run))) } else { Err(begun_otherwise(&run)) };
        }
        if let Some(why) = came_between(&account, &stored.plan) {
            return Err(RunError::Stale { why: why.to_owned() });
        }
        if let Some(before) = self.committed_before(stored).await? {
            return Ok(Begun::Before(Box::new(before)));
        }
        sound(&account, stored)?;
        let mut run = self.run_of(work, stored).await?;
        describe(&mut run, stored);
        run.state = RunState::Running;
        run.reason.clone_from(&work.confirm);
        run.skipped.clone_from(&work.skip);
        run.same_person.clone_from(&work.same_person);
        run.counts = choices::counts(&stored.plan, &choices::remaining(&stored.plan, run.choices()).changes);
        let mut with = vec![AlongWith::Held(lease.clone()), AlongWith::Run(Box::new(run.clone()))];
        if let Some(mut superseded) = self.settle(&account, lease).await? {
            account.enter(&mut superseded);
            with.push(AlongWith::Run(Box::new(superseded)));
        }
        with.extend(once::record(stored, &run));
        // An unfinished edit whose place this takes would have left the account here.
        account.state = account.state_after.take().unwrap_or(account.state);
        account.move_epoch(Moves::of(stored.plan.trigger));
        account.epoch_plan = Some(stored.digest.clone());
        account.epoch_run = Some(run.id.clone());
        account.state_after = after::state_after(&account, &stored.plan);
        account.state = IntegrationState::Importing;
        self.control.save(account, with).await?;
        Ok(Begun::Run(Box::new(run)))
    }

    /// The run that was announced for this commit, or a new one.
    async fn run_of(&self, work: &CommitWork, stored: &StoredPlan) -> Result<Run, RunError> {
        let announced = match &work.run {
            Some(id) => self.runs.run(&work.account, id).await?,
            None => None,
        };
        if announced.as_ref().is_some_and(Run::is_ended) {
            return Err(RunError::Stale { why: "its run has ended, because a later one took its place".to_owned() });
        }
        let id = || work.run.clone().unwrap_or_else(|| self.clock.id("run_"));
        let kind = RunKind::of_commit(stored.plan.trigger);
        let mut run = announced.unwrap_or_else(|| Run::begin(id(), kind, &work.actor, self.clock.now()));
        if !stored.plan.trigger.reads_source() {
            run.kind = kind;
        }
        Ok(run)
    }

    /// Ends the import of another plan that was begun and never finished, because this one takes its place.
    ///
    /// What a crash had written of its batch in flight is counted. Where its writer may only be asleep, or its last requests on
    /// their way, that batch is written to the end, so that they find every person of it moved on (F45).
    async fn settle(&self, account: &Account, lease: &Lease) -> Result<Option<Run>, RunError> {
        let Some((mut run, digest)) = unfinished(self.runs.as_ref(), account).await? else { return Ok(None) };
        let stored = self.plans.plan(&account.id, &digest).await?.ok_or(RunError::UnknownPlan)?;
        let remaining = choices::remaining(&stored.plan, run.choices());
        if self.ends_at.is_some() {
            self.write_batch(&mut run, &stored, lease, &remaining.changes).await?;
        } else {
            let batch = next_batch(&run, &remaining.changes);
            let written = self.writer.written(&self.batch(&run, &stored, lease, batch)).await?;
            for (change, written) in batch.iter().zip(written) {
                if written {
                    run.already_true += 1;
                } else {
                    run.refused.push((change.id.clone(), Refusal::Superseded));
                }
            }
            run.done += batch.len();
        }
        let left = remaining.changes.len() - run.applied - run.already_true;
        tracing::warn!(account = %account.id, run = %run.id, left, "an unfinished import was superseded");
        run.fail(&RunError::Superseded { left }, self.clock.now());
        Ok(Some(run))
    }
}

impl Account {
    /// Why a plan cannot be committed any more; `None` while it can, and for the plan that was committed last.
    #[must_use]
    pub fn outdates(&self, stored: &StoredPlan) -> Option<&'static str> {
        if self.epoch_plan.as_ref() == Some(&stored.digest) { None } else { came_between(self, &stored.plan) }
    }
}

/// Whether the work asks for what its plan's import was begun with: what was left out, and who is the same person.
fn chose_the_same(work: &CommitWork, run: &Run) -> bool {
    let left_out = |skip: &[ChangeId]| skip.iter().cloned().collect::<BTreeSet<_>>();
    left_out(&work.skip) == left_out(&run.skipped) && work.same_person == run.same_person
}

fn begun_otherwise(run: &Run) -> RunError {
    let left_out = run.skipped.len();
    let why = format!(
        "the import of this plan was begun with other choices ({left_out} left out) and is not finished; finish it with those, or plan \
         again and import that"
    );
    RunError::NotReady { why }
}

/// What came between an account and a plan that was made for it (F38, F40). Edits do not outdate it: they moved on the version of
/// their person, who is refused alone (F39).
fn came_between(account: &Account, plan: &Plan) -> Option<&'static str> {
    let since = account.import_epoch.unwrap_or(account.epoch);
    if !(since..=account.epoch).contains(&plan.base_epoch) {
        return Some("another import was made after it");
    }
    if account.mapping_version != plan.mapping_version {
        return Some("the mapping has changed");
    }
    // An undo or an edit may be made without a connection, and its plan then names no company.
    let company = account.connection.as_ref().map_or("", |connection| connection.company.as_str());
    if company == plan.company { None } else { Some("another company is connected") }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Connection;
    use crate::example;

    fn account(epoch: u64, mapping_version: u32, company: Option<&str>) -> Account {
        let connection = company.map(|company| Connection {
            company: company.to_owned(),
            url: "https://api.trinet.com".to_owned(),
            connected_at: jiff::Timestamp::UNIX_EPOCH,
            connected_by: "administrator".to_owned(),
            checks: Vec::new(),
        });
        Account { epoch, mapping_version, connection, ..Account::new("local") }
    }

    #[test]
    fn a_plan_fits_the_account_that_it_was_made_for_and_no_later_one() {
        let plan = example::plan();
        for (epoch, mapping, company, expect) in [
            (3, 2, Some("ACME"), None),
            (4, 2, Some("ACME"), Some("another import was made after it")),
            (2, 2, Some("ACME"), Some("another import was made after it")),
            (3, 3, Some("ACME"), Some("the mapping has changed")),
            (3, 1, Some("ACME"), Some("the mapping has changed")),
            (3, 2, Some("OTHER"), Some("another company is connected")),
            (3, 2, None, Some("another company is connected")),
        ] {
            let came_between = came_between(&account(epoch, mapping, company), &plan);
            assert_eq!(came_between, expect, "{epoch} {mapping} {company:?}");
        }
    }

    #[test]
    fn a_plan_outlives_edits_and_nothing_else_that_moves_the_epoch() {
        use Moves::{Edit, Everything};
        let check = |moves: &[Moves], fits: bool| {
            let mut account = account(3, 2, Some("ACME"));
            moves.iter().for_each(|by| account.move_epoch(*by));
            assert_eq!(came_between(&account, &example::plan()).is_none(), fits, "{moves:?}");
        };
        check(&[Edit, Edit], true);
        check(&[Edit, Edit, Edit, Edit], true);
        check(&[Everything, Everything], false);
        check(&[Edit, Edit, Everything, Everything], false);
        check(&[Everything, Everything, Edit, Edit], false);
    }

    #[test]
    fn a_plan_made_before_an_import_and_edits_is_stale_and_one_made_between_them_is_not() {
        let mut account = account(1, 2, Some("ACME"));
        account.move_epoch(Moves::Everything);
        account.move_epoch(Moves::Everything);
        account.move_epoch(Moves::Edit);
        account.move_epoch(Moves::Edit);
        let at = |base_epoch| came_between(&account, &Plan { base_epoch, ..example::plan() }).is_none();
        assert_eq!([1, 2, 3, 4, 5, 6].map(at), [false, false, true, true, true, false]);
    }

    #[test]
    fn without_a_connection_a_plan_that_reads_no_source_fits() {
        let unconnected = account(3, 2, None);
        assert_eq!(came_between(&unconnected, &Plan { company: String::new(), ..example::plan() }), None);
    }

    #[test]
    fn a_plan_that_contradicts_itself_or_holds_what_is_redacted_is_not_committed() {
        let plan = example::plan();
        let stored = |plan: Plan, digest| StoredPlan {
            id: "plan_1".to_owned(),
            run: "run_1".to_owned(),
            created_at: jiff::Timestamp::UNIX_EPOCH,
            digest,
            plan,
        };
        let account = account(3, 2, Some("ACME"));
        let whole = stored(plan.clone(), plan.digest());
        assert!(sound(&account, &whole).is_ok());
        let mut redacting = account.clone();
        redacting.settings.redacted = [domain::Field::Email].into();
        let mut other = plan.clone();
        other.changes.truncate(1);
        for (account, stored) in [(&redacting, &whole), (&account, &stored(other, plan.digest()))] {
            assert_eq!(sound(account, stored).unwrap_err().code(), "stale_plan");
        }
    }
}
