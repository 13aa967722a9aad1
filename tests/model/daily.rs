//! One delivery of a day's trigger, step by step: as far as a plan is handed over to a commit.

use crate::commit::World;
use crate::delivery::{Message, Phase, Turn};
use crate::items::{Account, Plan, Run, RunState};
use crate::saves::Delivered;
use crate::scenario::{Origin, Part};

impl World<'_> {
    pub(crate) fn daily(&mut self, key: usize, phase: Phase) -> Option<Phase> {
        Some(match phase {
            Phase::Waiting | Phase::Hidden => self.look(key),
            Phase::Looked { account, earlier } => self.judge(key, account, earlier),
            Phase::Judged { going, failed, account, turn } => {
                // Which id a new run has was decided earlier, and nobody was told before this.
                let (run, noted) = going.or_else(|| Some((self.free_run(key)?, Run::announced(None))))?;
                self.take_turn(Delivered { key, run, noted, is_new: going.is_none(), failed, account }, turn)
            }
            Phase::Reading { run, account } => {
                let plan = self.planned(self.free_plan()?, account);
                Phase::Planned { run, account, plan }
            }
            Phase::Planned { run, account, plan } => self.hand_over(run, account, plan)?,
            Phase::HandingOver { run, plan } => {
                self.sent = Some(Message::Commit { run, plan });
                Phase::Ended
            }
            _ => return None,
        })
    }

    /// Reads the account, before what the trigger began: whatever moves that meanwhile moves the account, too.
    fn look(&self, key: usize) -> Phase {
        if self.scenario.has(Part::AccountFirst) {
            Phase::Looked { account: Some(self.store.account), earlier: None }
        } else {
            Phase::Looked { account: None, earlier: self.began(key) }
        }
    }

    /// Reads what else has to be read. A failed run is tried again; one that ended otherwise has nothing left to do, but that
    /// an unfinished import that was in its way may not have been sent again.
    fn judge(&self, key: usize, account: Option<Account>, earlier: Option<(usize, Run)>) -> Phase {
        let earlier = if account.is_some() { self.began(key) } else { earlier };
        let account = account.unwrap_or(self.store.account);
        let unfinished = self.store.unfinished(&account);
        let (going, failed) = match earlier {
            None => (None, None),
            Some((run, noted)) if !noted.is_ended() => (Some((run, noted)), None),
            Some((run, noted)) if noted.has_failed() => (None, Some(run)),
            Some((_, noted)) => {
                let again = unfinished.filter(|_| noted.state == RunState::Busy);
                return again.map_or(Phase::Ended, |(plan, run)| Phase::HandingOver { run, plan });
            }
        };
        let turn = |turn| Phase::Judged { going, failed, account, turn };
        if going.is_none() && account.last_trigger.is_some_and(|last| last > key) {
            return turn(Turn::Late);
        }
        if let Some((run, plan)) = going.and_then(|(run, noted)| Some((run, noted.plan?))) {
            return Phase::HandingOver { run, plan };
        }
        turn(unfinished.map_or(Turn::TakenUp, |(plan, run)| Turn::Busy { run, plan }))
    }

    fn began(&self, key: usize) -> Option<(usize, Run)> {
        self.store.triggers[key].map(|run| (run, self.store.runs[run]))
    }

    fn take_turn(&mut self, delivered: Delivered, turn: Turn) -> Phase {
        if self.store.take_turn(self.scenario, delivered, turn).is_err() {
            return Phase::Hidden;
        }
        match turn {
            Turn::TakenUp => Phase::Reading { run: delivered.run, account: self.store.account },
            Turn::Late => Phase::Ended,
            Turn::Busy { run, plan } => Phase::HandingOver { run, plan },
        }
    }

    /// Stores the plan and names it in the run, if the account is still the one that was planned for.
    fn hand_over(&mut self, run: usize, account: Account, plan: Plan) -> Option<Phase> {
        let free = self.free_plan()?;
        if self.store.hand_over(self.scenario, account, run, free).is_err() {
            return Some(Phase::Hidden);
        }
        self.plans[free] = Some(plan);
        Some(Phase::HandingOver { run, plan: free })
    }

    fn free_run(&self, key: usize) -> Option<usize> {
        self.scenario.runs_of(key).find(|run| self.store.runs[*run].state == RunState::Unused)
    }

    fn free_plan(&self) -> Option<usize> {
        (0..self.plans.len()).find(|plan| self.plans[*plan].is_none() && self.scenario.is(*plan, Origin::Daily))
    }
}
