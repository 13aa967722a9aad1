//! One delivery of a commit, step by step: each step is one request, or the end of a batch of them.

use crate::delivery::{Batch, Delivery, Message, Phase};
use crate::items::{Account, Breach, Outcome, Plan, Refused, Run, RunState, bit};
use crate::scenario::{BATCH, Part, Scenario};
use crate::store::{Beginning, Store};

/// Everything that a step looks at.
pub(crate) struct World<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) plans: &'a mut Vec<Option<Plan>>,
    pub(crate) store: &'a mut Store,
    /// The message that the step sends.
    pub(crate) sent: Option<Message>,
}

/// The run and the plan that a commit was told.
#[derive(Debug, Clone, Copy)]
struct Told {
    run: usize,
    plan: usize,
}

impl World<'_> {
    /// The next phase of a delivery; `None` while it has to wait.
    pub(crate) fn step(&mut self, delivery: &Delivery) -> Option<Phase> {
        match delivery.message {
            Message::Commit { run, plan } => self.commit(Told { run, plan }, delivery.phase.clone()),
            Message::Trigger(key) => self.daily(key, delivery.phase.clone()),
        }
    }

    fn commit(&mut self, told: Told, phase: Phase) -> Option<Phase> {
        Some(match phase {
            Phase::Waiting => self.acquire(told.plan)?,
            Phase::Leased { fence } => self.decide(told, fence),
            Phase::Beginning { fence, account, superseded } => self.begin(told, fence, account, superseded),
            Phase::Ready { fence, run, plan, noted } => self.send(fence, (run, plan), noted, None),
            Phase::Writing { fence, batch } => self.answered(fence, batch)?,
            Phase::Noting { fence, run, plan, noted } => match self.store.checkpoint(self.scenario, fence, run, noted) {
                Ok(()) => Phase::Ready { fence, run, plan, noted },
                Err(refused) => self.refused(told.run, fence, refused),
            },
            Phase::Finishing { fence, run, plan, noted, account: None } => {
                Phase::Finishing { fence, run, plan, noted, account: Some(self.store.account) }
            }
            Phase::Finishing { fence, run, plan, noted, account: Some(seen) } => {
                let moved = self.store.account.revision != seen.revision && self.store.holds(fence);
                match self.store.finish(self.scenario, fence, seen, (run, plan), noted) {
                    Ok(()) => self.close(told.run, RunState::Skipped),
                    // Somebody saved the account meanwhile: once more, on top of that.
                    Err(Refused::Conflict) if moved => Phase::Finishing { fence, run, plan, noted, account: None },
                    Err(refused) => self.refused(told.run, fence, refused),
                }
            }
            Phase::Closing { to } => {
                self.store.end(told.run, to, self.scenario.has(Part::EndSparesImport));
                Phase::Ended
            }
            _ => return None,
        })
    }

    fn acquire(&mut self, plan: usize) -> Option<Phase> {
        self.plans[plan].as_ref()?;
        let lease = &mut self.store.lease;
        if lease.held && !lease.expired {
            return None;
        }
        (lease.fence, lease.held, lease.expired) = (lease.fence + 1, true, false);
        Some(Phase::Leased { fence: lease.fence })
    }

    /// Gives the lease back, when it is still its own.
    fn release(&mut self, fence: u8, next: Phase) -> Phase {
        self.store.release(fence);
        next
    }

    /// After a save that was refused: the same again is of no use once another delivery has done what this one was at.
    fn refused(&mut self, run: usize, fence: u8, why: Refused) -> Phase {
        match why {
            Refused::Conflict => self.release(fence, Phase::Waiting),
            Refused::AlreadyDone => self.leave(run, fence, RunState::Failed),
        }
    }

    /// The end of a delivery: of the run that was announced for it, too, should nothing have ended that.
    fn close(&self, run: usize, to: RunState) -> Phase {
        let left = self.store.runs[run].is_open() && self.scenario.has(Part::Closing);
        if left { Phase::Closing { to } } else { Phase::Ended }
    }

    /// Reads account and run; goes on with a run, settles another, begins, or has nothing to do.
    fn decide(&mut self, told: Told, fence: u8) -> Phase {
        let (scenario, account) = (self.scenario, self.store.account);
        if let Some((plan, run)) = account.at.filter(|(plan, _)| *plan == told.plan) {
            let noted = self.store.runs[run];
            return match noted.is_ended() {
                true if scenario.has(Part::EndedRunsStay) => self.leave(told.run, fence, RunState::Skipped),
                true => Phase::Ready { fence, run, plan, noted: Run::begun(plan) },
                false => Phase::Ready { fence, run, plan, noted },
            };
        }
        if self.is_outdated(told, account) || self.store.runs[told.run].is_ended() {
            return self.leave(told.run, fence, RunState::Failed);
        }
        if let Some(begun) = self.store.edits[told.plan] {
            let committed = self.store.runs[begun].state == RunState::Committed;
            return self.leave(told.run, fence, if committed { RunState::Skipped } else { RunState::Failed });
        }
        match self.store.unfinished(&account).filter(|_| scenario.has(Part::Settling)) {
            None => Phase::Beginning { fence, account, superseded: None },
            Some((plan, run)) if scenario.has(Part::SettlingByWriting) => {
                self.send(fence, (run, plan), self.store.runs[run], Some(account))
            }
            Some((plan, run)) => {
                let superseded = Run { state: RunState::Superseded, ..self.looked_up(plan, self.store.runs[run]) };
                Phase::Beginning { fence, account, superseded: Some(superseded) }
            }
        }
    }

    fn leave(&mut self, run: usize, fence: u8, to: RunState) -> Phase {
        self.store.release(fence);
        self.close(run, to)
    }

    fn begin(&mut self, told: Told, fence: u8, account: Account, superseded: Option<Run>) -> Phase {
        let Told { run, plan } = told;
        let imports = self.plans[plan].as_ref().map_or(0, |plan| plan.imports);
        let begun = self.store.begin(self.scenario, Beginning { fence, run, plan, imports }, account, superseded);
        match begun {
            Ok(()) => Phase::Ready { fence, run, plan, noted: Run::begun(plan) },
            Err(refused) => self.refused(run, fence, refused),
        }
    }

    /// Whether something else than edits came between the plan and the account.
    fn is_outdated(&mut self, told: Told, account: Account) -> bool {
        let Some(plan) = &self.plans[told.plan] else { return true };
        let outdated = !(account.import_epoch..=account.epoch).contains(&plan.base_epoch);
        if outdated && plan.imports == account.imports {
            self.store.breach = Some(Breach::OutdatedByEdit);
        }
        outdated && self.scenario.has(Part::Staleness)
    }

    /// The run with what the directory shows the receipts of.
    fn looked_up(&self, plan: usize, mut noted: Run) -> Run {
        for (change, (person, _)) in self.scenario.changes(plan).iter().enumerate().skip(noted.done).take(BATCH) {
            if self.store.has_receipt(*person, plan, change) {
                noted.applied |= bit(change);
            }
        }
        noted
    }

    /// Sends the next batch, also when the lease has long been over: the code asks its clock first, and the promises do not need
    /// that. Where there is no batch, everything is written.
    fn send(&mut self, fence: u8, (run, plan): (usize, usize), noted: Run, settling: Option<Account>) -> Phase {
        let left = self.scenario.changes(plan).len() - noted.done;
        if left == 0 && settling.is_none() {
            return Phase::Finishing { fence, run, plan, noted, account: None };
        }
        Phase::Writing { fence, batch: Batch { run, plan, noted, outcomes: vec![None; left.min(BATCH)], settling } }
    }

    /// Counts a batch whose answers are all there.
    fn answered(&mut self, fence: u8, batch: Batch) -> Option<Phase> {
        let Batch { run, plan, mut noted, outcomes, settling } = batch;
        let outcomes: Vec<Outcome> = outcomes.into_iter().collect::<Option<_>>()?;
        if outcomes.contains(&Outcome::Fenced) {
            return Some(self.release(fence, Phase::Waiting));
        }
        for outcome in outcomes {
            match outcome {
                Outcome::Refused => noted.refused |= bit(noted.done),
                _ => noted.applied |= bit(noted.done),
            }
            noted.done += 1;
        }
        Some(match settling {
            Some(account) => Phase::Beginning { fence, account, superseded: Some(Run { state: RunState::Superseded, ..noted }) },
            // The last batch is noted by the finish.
            None if noted.done == self.scenario.changes(plan).len() => {
                Phase::Finishing { fence, run, plan, noted, account: None }
            }
            None => Phase::Noting { fence, run, plan, noted },
        })
    }

    /// What somebody plans who reads account and directory now.
    pub(crate) fn planned(&self, intent: usize, account: Account) -> Plan {
        let versions = self.scenario.changes(intent).iter().map(|(person, _)| self.store.people[*person].version).collect();
        Plan { base_epoch: account.epoch, imports: account.imports, versions }
    }
}
