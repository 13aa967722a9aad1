//! The undo of a run: a plan that takes back what the run wrote, to be reviewed and committed like every other.

use std::collections::BTreeSet;

use domain::undo::{self, Import};
use domain::{Change, Employee, choices};

use crate::error::RunError;
use crate::revising::Revising;
use crate::run::{Run, RunKind, RunState, StoredPlan};

impl Revising {
    /// Plans the undo of a run and stores it under its digest. Writes no employee. A run that wrote nothing, or of which
    /// nothing is left to take back, gives a plan of *no changes*.
    ///
    /// # Errors
    /// When there is no such run, it wrote nothing, an import is unfinished, or the store fails.
    pub async fn undo(&self, account: &str, actor: &str, run: &str) -> Result<StoredPlan, RunError> {
        let none = || RunError::BadRequest(format!("there is no run {run}; see `rollcall history`"));
        let undone = self.runs.run(account, run).await?.ok_or_else(none)?;
        if undone.state != RunState::Committed && !wrote_some(&undone) {
            return Err(RunError::NotReady { why: why_not(&undone) });
        }
        let (account, directory) = self.standing(account).await?;
        let nothing = || RunError::BadRequest(format!("{run} imported nothing, so there is nothing to undo"));
        let digest = undone.digest.as_ref().ok_or_else(nothing)?;
        let stored = self.plans.plan(&account.id, digest).await?.ok_or(RunError::UnknownPlan)?;
        let remaining = choices::remaining(&stored.plan, undone.choices()).changes;
        let changes: Vec<Change> = undo::written(&remaining, undone.done, undone.refused_changes()).cloned().collect();
        let undos = self.undos(&account.id, &directory, &changes).await?;
        let import = Import { run: &undone.id, digest, changes: &changes, undos: &undos };
        let plan = undo::undo(&self.basis(&account, &directory)?, &import);
        self.planned(plan, RunKind::Undo, actor).await
    }

    /// The undos that wrote values of these people.
    async fn undos(&self, account: &str, directory: &[Employee], changes: &[Change]) -> Result<BTreeSet<String>, RunError> {
        let people: BTreeSet<_> = changes.iter().map(|change| &change.employee).collect();
        let concerned = directory.iter().filter(|employee| people.contains(&employee.id));
        let by_person = concerned.flat_map(|employee| employee.provenance.values()).filter(|from| from.mapping == 0);
        let runs: BTreeSet<&String> = by_person.map(|from| &from.run).collect();
        let mut undos = BTreeSet::new();
        for id in runs {
            let run = self.runs.run(account, id).await?;
            undos.extend(run.filter(|run| run.kind == RunKind::Undo).map(|run| run.id));
        }
        Ok(undos)
    }
}

/// Whether it was interrupted and superseded after it had written some of its plan.
fn wrote_some(run: &Run) -> bool {
    run.state == RunState::Failed && run.applied + run.already_true > 0
}

fn why_not(run: &Run) -> String {
    let id = &run.id;
    match (run.state, &run.digest) {
        (RunState::Running, Some(digest)) => {
            format!(
                "{id} is not finished; finish it first (rollcall auto run, or rollcall commit {digest} as before), then undo it"
            )
        }
        (RunState::Planned, _) => {
            format!("{id} only made a plan and imported nothing; name the run that committed it (see `rollcall history`)")
        }
        _ => format!("{id} imported nothing, so there is nothing to undo; name a committed run (see `rollcall history`)"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn why_a_run_cannot_be_undone_is_said_with_what_to_do() {
        let digest = domain::Digest::of(b"plan");
        for (state, applied, expect) in [
            (RunState::Running, 0, format!("rollcall commit {digest} as before")),
            (RunState::Planned, 0, "imported nothing; name the run that committed it".to_owned()),
            (RunState::Failed, 0, "there is nothing to undo".to_owned()),
            (RunState::Blocked, 0, "there is nothing to undo".to_owned()),
        ] {
            let begun = Run::begin("run_1".to_owned(), RunKind::Manual, "administrator", Timestamp::UNIX_EPOCH);
            let run = Run { state, applied, digest: Some(digest.clone()), ..begun };
            assert!(why_not(&run).contains(&expect), "{state:?}: {}", why_not(&run));
        }
    }
}
