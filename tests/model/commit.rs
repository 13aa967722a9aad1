//! One delivery of a commit, step by step: each step is one request, or the end of a batch of them.

use crate::scenario::{BATCH, Part, Scenario};
use crate::store::{Account, Outcome, Request, Run, RunState, Store, bit};

/// A plan as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Plan {
    pub(crate) base_epoch: u8,
    /// The version of each change's person.
    pub(crate) versions: Vec<u8>,
}

/// Writes under way, in any order and for any time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Batch {
    pub(crate) run: usize,
    pub(crate) noted: Run,
    pub(crate) outcomes: Vec<Option<Outcome>>,
    /// The account that was read, when this is the batch of an import whose place is taken.
    settling: Option<Account>,
}

/// How far a delivery is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// The message waits in the queue.
    Waiting,
    /// Has the lease.
    Leased { fence: u8 },
    /// Is about to move the epoch.
    Beginning { fence: u8, account: Account, superseded: Option<Run> },
    /// Is between two batches.
    Ready { fence: u8, run: usize, noted: Run },
    /// Waits for the answers of a batch.
    Writing { fence: u8, batch: Batch },
    /// Is about to note a batch.
    Noting { fence: u8, run: usize, noted: Run },
    /// Everything is written; has read the account, or is about to.
    Finishing { fence: u8, run: usize, noted: Run, account: Option<Account> },
    /// The message is gone.
    Ended,
}

impl Phase {
    /// The lease under which it works.
    pub(crate) fn fence(&self) -> Option<u8> {
        match self {
            Self::Waiting | Self::Ended => None,
            Self::Leased { fence, .. }
            | Self::Beginning { fence, .. }
            | Self::Ready { fence, .. }
            | Self::Writing { fence, .. }
            | Self::Noting { fence, .. }
            | Self::Finishing { fence, .. } => Some(*fence),
        }
    }
}

/// One delivery of a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Delivery {
    pub(crate) work: usize,
    pub(crate) phase: Phase,
}

/// Everything that a step looks at.
pub(crate) struct World<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) plans: &'a [Option<Plan>],
    pub(crate) store: &'a mut Store,
}

impl World<'_> {
    /// The next phase of a delivery; `None` while it has to wait.
    pub(crate) fn step(&mut self, delivery: &Delivery) -> Option<Phase> {
        let work = delivery.work;
        Some(match delivery.phase.clone() {
            Phase::Waiting => self.acquire(self.scenario.works[work].plan)?,
            Phase::Leased { fence } => self.decide(work, fence),
            Phase::Beginning { fence, account, superseded } => {
                let begun = self.store.begin(self.scenario, fence, account, work, superseded);
                let noted = Run { state: RunState::Running, ..Run::default() };
                if begun.is_err() { self.release(fence, Phase::Waiting) } else { Phase::Ready { fence, run: work, noted } }
            }
            Phase::Ready { fence, run, noted } => self.send(fence, run, noted, None),
            Phase::Writing { fence, batch } => self.answered(fence, batch)?,
            Phase::Noting { fence, run, noted } => {
                let kept = self.store.checkpoint(self.scenario, fence, run, noted);
                if kept.is_err() { self.release(fence, Phase::Waiting) } else { Phase::Ready { fence, run, noted } }
            }
            Phase::Finishing { fence, run, noted, account: None } => {
                Phase::Finishing { fence, run, noted, account: Some(self.store.account) }
            }
            Phase::Finishing { fence, run, noted, account: Some(seen) } => {
                let moved = self.store.account.revision != seen.revision && self.store.holds(fence);
                match self.store.finish(self.scenario, fence, seen, run, noted) {
                    Ok(()) => Phase::Ended,
                    // Somebody saved the account meanwhile: once more, on top of that.
                    Err(_) if moved => Phase::Finishing { fence, run, noted, account: None },
                    Err(_) => self.release(fence, Phase::Waiting),
                }
            }
            Phase::Ended => return None,
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

    /// Reads account and run; goes on with a run, settles another, begins, or has nothing to do.
    fn decide(&mut self, work: usize, fence: u8) -> Phase {
        let (scenario, plan, account) = (self.scenario, self.scenario.works[work].plan, self.store.account);
        let current = account.run.map(|run| (run, self.store.runs[run]));
        let again = !scenario.has(Part::EndedRunsStay);
        if let Some((run, noted)) = current.filter(|(run, _)| scenario.works[*run].plan == plan) {
            return match noted.is_ended() {
                true if again => Phase::Ready { fence, run, noted: Run { state: RunState::Running, ..Run::default() } },
                true => self.release(fence, Phase::Ended),
                false => Phase::Ready { fence, run, noted },
            };
        }
        let stale = self.plans[plan].as_ref().is_none_or(|plan| plan.base_epoch != account.epoch);
        let refused = scenario.intents[plan].edit && account.importing;
        if stale || refused || self.store.runs[work].is_ended() {
            return self.release(fence, Phase::Ended);
        }
        let unfinished = current.filter(|(_, noted)| account.importing && !noted.is_ended());
        match unfinished.filter(|_| scenario.has(Part::Settling)) {
            None => Phase::Beginning { fence, account, superseded: None },
            Some((run, noted)) if scenario.has(Part::SettlingByWriting) => self.send(fence, run, noted, Some(account)),
            Some((run, noted)) => {
                let superseded = Run { state: RunState::Superseded, ..self.looked_up(run, noted) };
                Phase::Beginning { fence, account, superseded: Some(superseded) }
            }
        }
    }

    /// The run with what the directory shows the receipts of.
    fn looked_up(&self, run: usize, mut noted: Run) -> Run {
        let plan = self.scenario.works[run].plan;
        for (change, (person, _)) in self.scenario.changes(plan).iter().enumerate().skip(noted.done).take(BATCH) {
            if self.store.has_receipt(*person, plan, change) {
                noted.applied |= bit(change);
            }
        }
        noted
    }

    /// Sends the next batch, also when the lease has long been over: the code asks its clock first, and the promises do not need
    /// that. Where there is no batch, everything is written.
    fn send(&mut self, fence: u8, run: usize, noted: Run, settling: Option<Account>) -> Phase {
        let left = self.scenario.changes(self.scenario.works[run].plan).len() - noted.done;
        if left == 0 && settling.is_none() {
            return Phase::Finishing { fence, run, noted, account: None };
        }
        Phase::Writing { fence, batch: Batch { run, noted, outcomes: vec![None; left.min(BATCH)], settling } }
    }

    /// Counts a batch whose answers are all there.
    fn answered(&mut self, fence: u8, batch: Batch) -> Option<Phase> {
        let Batch { run, mut noted, outcomes, settling } = batch;
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
            None if noted.done == self.scenario.changes(self.scenario.works[run].plan).len() => {
                Phase::Finishing { fence, run, noted, account: None }
            }
            None => Phase::Noting { fence, run, noted },
        })
    }
}

/// A write of a batch as it travels.
pub(crate) fn request(scenario: &Scenario, plans: &[Option<Plan>], fence: u8, batch: &Batch, index: usize) -> Option<Request> {
    let plan = scenario.works[batch.run].plan;
    let change = batch.noted.done + index;
    let version = plans[plan].as_ref()?.versions[change];
    Some(Request { plan, change, version, fence })
}
