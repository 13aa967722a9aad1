//! The conditions under which a commit saves. What must never happen is noted as a breach.

use crate::items::{Account, Breach, Lease, Person, Refused, Run, RunState, bit};
use crate::scenario::{Origin, Part, Scenario};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Store {
    pub(crate) account: Account,
    pub(crate) lease: Lease,
    pub(crate) runs: Vec<Run>,
    /// The run that each trigger began.
    pub(crate) triggers: Vec<Option<usize>>,
    /// The run that began each edit.
    pub(crate) edits: Vec<Option<usize>>,
    pub(crate) people: Vec<Person>,
    /// Which changes of each plan were written.
    pub(crate) written: Vec<u8>,
    pub(crate) breach: Option<Breach>,
}

/// Who begins what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beginning {
    pub(crate) fence: u8,
    pub(crate) run: usize,
    pub(crate) plan: usize,
    /// How many imports the plan knows of.
    pub(crate) imports: u8,
}

impl Store {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let mut runs = vec![Run::default(); scenario.runs()];
        let mut account = Account::default();
        for (run, work) in scenario.works.iter().enumerate() {
            runs[run] = Run::announced(Some(work.plan));
            if scenario.has(Part::Listing) {
                account.announced |= bit(run);
            }
        }
        Self {
            account,
            lease: Lease::default(),
            runs,
            triggers: vec![None; scenario.triggers.len()],
            edits: vec![None; scenario.intents.len()],
            people: vec![Person::default(); scenario.people],
            written: vec![0; scenario.intents.len()],
            breach: None,
        }
    }

    pub(crate) fn holds(&self, fence: u8) -> bool {
        self.lease.held && self.lease.fence == fence
    }

    /// The import that an account says was begun, while its run has not ended.
    pub(crate) fn unfinished(&self, account: &Account) -> Option<(usize, usize)> {
        account.at.filter(|(_, run)| account.importing && !self.runs[*run].is_ended())
    }

    /// Begins a run and ends the one whose place it takes.
    pub(crate) fn begin(
        &mut self,
        scenario: &Scenario,
        it: Beginning,
        seen: Account,
        superseded: Option<Run>,
    ) -> Result<(), Refused> {
        let other = superseded.and(seen.at).map(|(_, other)| other);
        for run in [Some(it.run), other].into_iter().flatten() {
            self.check_run(scenario, run)?;
        }
        if self.edits[it.plan].is_some() {
            return Err(Refused::AlreadyDone);
        }
        self.check(scenario.has(Part::FenceOnBegin), it.fence, seen.revision)?;
        let mut next = seen;
        if let (Some(ended), Some(other)) = (superseded, other) {
            self.put_run(other, ended);
            next = next.without_open(other);
        }
        if it.imports != seen.imports {
            self.breach = Some(Breach::BegunOutdated);
        }
        self.put_run(it.run, Run::begun(it.plan));
        let edit = scenario.is(it.plan, Origin::Edit);
        if edit && scenario.has(Part::EditOnce) {
            self.edits[it.plan] = Some(it.run);
        }
        next.importing_after = edit && seen.importing && !scenario.has(Part::StateAfterEdit);
        (next.at, next.importing) = (Some((it.plan, it.run)), true);
        self.move_epoch(scenario, it.fence, next, edit);
        Ok(())
    }

    pub(crate) fn checkpoint(&mut self, scenario: &Scenario, fence: u8, run: usize, noted: Run) -> Result<(), Refused> {
        self.check_run(scenario, run)?;
        if scenario.has(Part::FenceOnCheckpoint) && !self.holds(fence) {
            return Err(Refused::Conflict);
        }
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
        (run, plan): (usize, usize),
        noted: Run,
    ) -> Result<(), Refused> {
        self.check_run(scenario, run)?;
        self.check(scenario.has(Part::FenceOnFinish), fence, seen.revision)?;
        let before = self.runs.iter().any(|it| it.plan == Some(plan) && it.state == RunState::Committed);
        if before && self.breach.is_none() {
            self.breach = Some(Breach::CommittedTwice);
        }
        self.put_run(run, Run { state: RunState::Committed, ..noted });
        let next = Account { importing: seen.importing_after, importing_after: false, ..seen.without_open(run) };
        self.move_epoch(scenario, fence, next, scenario.is(plan, Origin::Edit));
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
        if (fenced && !self.holds(fence)) || self.account.revision != revision { Err(Refused::Conflict) } else { Ok(()) }
    }

    pub(crate) fn check_run(&self, scenario: &Scenario, run: usize) -> Result<(), Refused> {
        if self.runs[run].is_ended() && scenario.has(Part::EndedRunsStay) { Err(Refused::AlreadyDone) } else { Ok(()) }
    }

    fn move_epoch(&mut self, scenario: &Scenario, fence: u8, mut next: Account, edit: bool) {
        self.by(fence);
        next.revision += 1;
        next.epoch += 1;
        next.imports += u8::from(!edit);
        if !edit || !scenario.has(Part::ImportEpoch) {
            next.import_epoch = next.epoch;
        }
        if next.epoch < self.account.epoch {
            self.breach = Some(Breach::EpochWentBack);
        }
        self.account = next;
    }

    pub(crate) fn put_run(&mut self, run: usize, next: Run) {
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
