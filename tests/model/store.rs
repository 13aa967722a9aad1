//! The items and the conditions under which they are written. What must never happen is noted as a breach.

use crate::scenario::{Kind, Part, Scenario};

/// Something that must never happen and did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Breach {
    /// A save was accepted from somebody who had no longer the lease.
    StaleWriter,
    /// A change overwrote what its plan had not seen.
    Overwritten,
    /// A change was written a second time.
    WrittenTwice,
    /// A run that had ended became another.
    EndedRunChanged,
    /// A plan was committed twice.
    CommittedTwice,
    /// The epoch went back.
    EpochWentBack,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Account {
    pub(crate) revision: u8,
    pub(crate) epoch: u8,
    /// The run that moved the epoch last, and by it the plan.
    pub(crate) run: Option<usize>,
    pub(crate) importing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Lease {
    pub(crate) fence: u8,
    pub(crate) held: bool,
    pub(crate) expired: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) enum RunState {
    #[default]
    Announced,
    Running,
    Committed,
    Superseded,
}

/// An entry of the history. Changes are bits, by their place in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Run {
    pub(crate) state: RunState,
    pub(crate) done: usize,
    pub(crate) applied: u8,
    pub(crate) refused: u8,
}

impl Run {
    pub(crate) fn is_ended(&self) -> bool {
        matches!(self.state, RunState::Committed | RunState::Superseded)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Person {
    pub(crate) version: u8,
    /// Plan and change of the last write.
    receipt: Option<(usize, usize)>,
    has_email: bool,
}

/// A write of one person, as it travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Request {
    pub(crate) plan: usize,
    pub(crate) change: usize,
    /// The version that the plan saw.
    pub(crate) version: u8,
    /// The lease under which it was sent.
    pub(crate) fence: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Applied,
    AlreadyTrue,
    Refused,
    Fenced,
}

/// A condition failed.
#[derive(Debug)]
pub(crate) struct Refused;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Store {
    pub(crate) account: Account,
    pub(crate) lease: Lease,
    pub(crate) runs: Vec<Run>,
    pub(crate) people: Vec<Person>,
    /// Which changes of each plan were written.
    pub(crate) written: Vec<u8>,
    pub(crate) breach: Option<Breach>,
}

impl Store {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        Self {
            account: Account::default(),
            lease: Lease::default(),
            runs: vec![Run::default(); scenario.works.len()],
            people: vec![Person::default(); scenario.people],
            written: vec![0; scenario.intents.len()],
            breach: None,
        }
    }

    pub(crate) fn holds(&self, fence: u8) -> bool {
        self.lease.held && self.lease.fence == fence
    }

    pub(crate) fn has_receipt(&self, person: usize, plan: usize, change: usize) -> bool {
        self.people[person].receipt == Some((plan, change))
    }

    /// Whether a request may still change something: versions and fences never come back.
    pub(crate) fn may_land(&self, scenario: &Scenario, request: &Request) -> bool {
        let (person, kind) = scenario.changes(request.plan)[request.change];
        let fenced = kind != Kind::Update && scenario.has(Part::FenceOnIdentifiers) && self.lease.fence > request.fence;
        !(fenced || scenario.has(Part::Versions) && self.people[person].version > request.version)
    }

    pub(crate) fn write(&mut self, scenario: &Scenario, request: Request) -> Outcome {
        let (person, kind) = scenario.changes(request.plan)[request.change];
        if kind != Kind::Update && scenario.has(Part::FenceOnIdentifiers) && !self.holds(request.fence) {
            return Outcome::Fenced;
        }
        let found = self.people[person];
        if found.version != request.version && scenario.has(Part::Versions) {
            let ours = scenario.has(Part::Receipts) && self.has_receipt(person, request.plan, request.change);
            return if ours { Outcome::AlreadyTrue } else { Outcome::Refused };
        }
        let taken = self.people.iter().enumerate().any(|(other, it)| other != person && it.has_email);
        if kind == Kind::TakeEmail && taken {
            return Outcome::Refused;
        }
        if self.written[request.plan] & bit(request.change) != 0 {
            self.breach = Some(Breach::WrittenTwice);
        } else if found.version != request.version {
            self.breach = Some(Breach::Overwritten);
        }
        self.written[request.plan] |= bit(request.change);
        self.people[person] = Person {
            version: found.version + 1,
            receipt: Some((request.plan, request.change)),
            has_email: match kind {
                Kind::Update => found.has_email,
                Kind::TakeEmail => true,
                Kind::FreeEmail => false,
            },
        };
        Outcome::Applied
    }

    /// Begins a run and ends the one whose place it takes.
    pub(crate) fn begin(
        &mut self,
        scenario: &Scenario,
        fence: u8,
        seen: Account,
        run: usize,
        superseded: Option<Run>,
    ) -> Result<(), Refused> {
        self.check(scenario.has(Part::FenceOnBegin), fence, seen.revision)?;
        let begun = Run { state: RunState::Running, ..Run::default() };
        self.check_run(scenario, run)?;
        if let (Some(ended), Some(other)) = (superseded, seen.run) {
            self.check_run(scenario, other)?;
            self.put_run(other, ended);
        }
        self.put_run(run, begun);
        self.save(Account { run: Some(run), importing: true, ..seen }, fence);
        Ok(())
    }

    pub(crate) fn checkpoint(&mut self, scenario: &Scenario, fence: u8, run: usize, noted: Run) -> Result<(), Refused> {
        if scenario.has(Part::FenceOnCheckpoint) && !self.holds(fence) {
            return Err(Refused);
        }
        self.check_run(scenario, run)?;
        self.by(fence);
        self.put_run(run, noted);
        if self.holds(fence) {
            self.lease.expired = false;
        }
        Ok(())
    }

    /// Ends a run, makes the account live and gives the lease back.
    pub(crate) fn finish(
        &mut self,
        scenario: &Scenario,
        fence: u8,
        seen: Account,
        run: usize,
        noted: Run,
    ) -> Result<(), Refused> {
        self.check(scenario.has(Part::FenceOnFinish), fence, seen.revision)?;
        self.check_run(scenario, run)?;
        let plan = scenario.works[run].plan;
        let before = self.runs.iter().zip(&scenario.works).any(|(it, work)| work.plan == plan && it.state == RunState::Committed);
        if before && self.breach.is_none() {
            self.breach = Some(Breach::CommittedTwice);
        }
        self.put_run(run, Run { state: RunState::Committed, ..noted });
        self.save(Account { importing: false, ..seen }, fence);
        self.release(fence);
        Ok(())
    }

    /// Gives the lease back, when it is still its own.
    pub(crate) fn release(&mut self, fence: u8) {
        if self.holds(fence) {
            self.lease = Lease { held: false, expired: false, fence };
        }
    }

    fn check(&self, fenced: bool, fence: u8, revision: u8) -> Result<(), Refused> {
        if (fenced && !self.holds(fence)) || self.account.revision != revision { Err(Refused) } else { Ok(()) }
    }

    fn check_run(&self, scenario: &Scenario, run: usize) -> Result<(), Refused> {
        if self.runs[run].is_ended() && scenario.has(Part::EndedRunsStay) { Err(Refused) } else { Ok(()) }
    }

    fn save(&mut self, next: Account, fence: u8) {
        self.by(fence);
        let next = Account { revision: next.revision + 1, epoch: next.epoch + 1, ..next };
        if next.epoch < self.account.epoch {
            self.breach = Some(Breach::EpochWentBack);
        }
        self.account = next;
    }

    fn put_run(&mut self, run: usize, next: Run) {
        if self.runs[run].is_ended() && self.runs[run] != next {
            self.breach = Some(Breach::EndedRunChanged);
        }
        self.runs[run] = next;
    }

    fn by(&mut self, fence: u8) {
        if !self.holds(fence) {
            self.breach = Some(Breach::StaleWriter);
        }
    }
}

pub(crate) fn bit(change: usize) -> u8 {
    1 << change
}
