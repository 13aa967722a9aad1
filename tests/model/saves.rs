//! Saves of the account that need no lease: of triggers, and of runs that end outside of a commit.

use crate::delivery::Turn;
use crate::items::{Account, Refused, Run, RunState, bit};
use crate::scenario::{Part, Scenario};
use crate::store::Store;

/// A delivered trigger, by what was read of it and of its account.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Delivered {
    pub(crate) key: usize,
    /// The run that it goes on with, as it was read, or begins.
    pub(crate) run: usize,
    pub(crate) noted: Run,
    pub(crate) is_new: bool,
    /// The run that it tries again.
    pub(crate) failed: Option<usize>,
    pub(crate) account: Account,
}

impl Store {
    /// Notes whose turn it is, under the trigger's key where that begins a run.
    pub(crate) fn take_turn(&mut self, scenario: &Scenario, it: Delivered, turn: Turn) -> Result<(), Refused> {
        self.check_revision(it.account)?;
        let Delivered { run, noted, .. } = it;
        self.check_run(scenario, run)?;
        if it.is_new {
            let earlier = self.triggers[it.key];
            let condition = if it.failed.is_none() { Part::TriggerOnce } else { Part::TriggerAgainOnce };
            if earlier.is_some() && earlier != it.failed && scenario.has(condition) {
                return Err(Refused::AlreadyDone);
            }
            self.triggers[it.key] = Some(run);
        }
        if turn != Turn::TakenUp {
            let state = if turn == Turn::Late { RunState::Skipped } else { RunState::Busy };
            self.put_run(run, Run { state, ..noted });
            self.save(it.account.without_open(run));
            return Ok(());
        }
        // What a crash left of an earlier day.
        if let Some(left) = it.account.open.filter(|left| *left != run && !self.runs[*left].is_ended()) {
            self.put_run(left, Run { state: RunState::Superseded, ..self.runs[left] });
        }
        self.put_run(run, noted);
        let last_trigger = if it.is_new { Some(it.key) } else { it.account.last_trigger };
        self.save(Account { open: Some(run), last_trigger, ..it.account });
        Ok(())
    }

    /// Says in a trigger's run what was planned.
    pub(crate) fn hand_over(&mut self, scenario: &Scenario, seen: Account, run: usize, plan: usize) -> Result<(), Refused> {
        self.check_revision(seen)?;
        self.check_run(scenario, run)?;
        self.put_run(run, Run::announced(Some(plan)));
        self.save(seen);
        Ok(())
    }

    /// Ends a run on top of whatever the account is by now. One that has ended stays as it is.
    pub(crate) fn end(&mut self, run: usize, to: RunState, spares_imports: bool) {
        let goes_on = self.account.imports_in(run) && spares_imports;
        if self.runs[run].is_open() && !goes_on {
            self.put_run(run, Run { state: to, ..self.runs[run] });
            self.save(self.account.without_open(run));
        }
    }

    /// A request comes so late that it takes for lost whatever was announced before it.
    pub(crate) fn end_lost(&mut self, scenario: &Scenario) {
        let listed = self.account.announced;
        for run in (0..self.runs.len()).filter(|run| listed & bit(*run) != 0) {
            self.end(run, RunState::Failed, scenario.has(Part::LossSparesImport));
        }
        self.save(Account { announced: 0, ..self.account });
    }

    /// Saves the account as somebody does who needs no lease.
    pub(crate) fn save(&mut self, next: Account) {
        self.account = Account { revision: self.account.revision + 1, ..next };
    }

    fn check_revision(&self, seen: Account) -> Result<(), Refused> {
        if self.account.revision == seen.revision { Ok(()) } else { Err(Refused::Conflict) }
    }
}
