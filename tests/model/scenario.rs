//! What a model is made of: who plans what, who is told to commit it how often, and what may go wrong.

use std::ops::Range;

/// How many changes are written between two checkpoints: enough that one may land and one be late.
pub(crate) const BATCH: usize = 2;

/// A part of the protocol that a negative test leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The beginning carries the fence.
    FenceOnBegin,
    /// A checkpoint carries the fence.
    FenceOnCheckpoint,
    /// The finish carries the fence.
    FenceOnFinish,
    /// A write that takes or frees an identifier carries the fence.
    FenceOnIdentifiers,
    /// A write is conditional on the version that its plan saw.
    Versions,
    /// A write leaves its receipt in the person.
    Receipts,
    /// Whoever takes the place of an unfinished import ends its run.
    Settling,
    /// The batch in flight of an import whose place is taken is written to the end, and not only looked at.
    SettlingByWriting,
    /// The store refuses to change a run that has ended, and nobody takes one up.
    EndedRunsStay,
    /// A plan is not begun once an import came between.
    Staleness,
    /// An edit leaves the import epoch where it was.
    ImportEpoch,
    /// An edit that takes the place of an unfinished one leaves the account where that one would have, and not in an import.
    StateAfterEdit,
    /// An edit leaves a record of the run that begins it, and no other run begins it: an edit outdates no edit, and so not itself.
    EditOnce,
    /// A trigger's key is taken once, also by a delivery that read the account late.
    TriggerOnce,
    /// A trigger whose run failed is taken again by one delivery, for that very run: likewise.
    TriggerAgainOnce,
    /// A commit that is refused, or finds its work done, ends the run that was announced for it.
    Closing,
    /// What is announced is listed in the account, where the next request finds it when it was lost.
    Listing,
    /// A delivery that fails or is refused leaves its run alone once another one has an import going on in it.
    EndSparesImport,
    /// What is announced and comes late is not taken for lost while an import goes on in it.
    LossSparesImport,
    /// A trigger's delivery reads the account before the run that it goes on with, and so does not skip that as busy with itself.
    AccountFirst,
}

/// What a change does. Its person moves on by one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No identifier changes: one conditional write.
    Update,
    /// Takes the contested email: refused while somebody else has it.
    TakeEmail,
    /// Gives the contested email up.
    FreeEmail,
}

/// Who plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A person who reviews, at any moment.
    Review,
    /// A person who edits, while no import goes on.
    Edit,
    /// The run of a trigger.
    Daily,
}

/// What is planned, once.
#[derive(Debug, Clone)]
pub(crate) struct Intent {
    /// Persons and what is done to each.
    pub(crate) changes: Vec<(usize, Kind)>,
    pub(crate) origin: Origin,
}

/// A commit of a plan that a person asks for, as one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Work {
    /// Which plan.
    pub(crate) plan: usize,
    /// How many times its message is delivered, all at once if need be.
    pub(crate) copies: usize,
}

/// One model.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    /// What of the protocol is left out.
    pub(crate) without: &'static [Part],
    pub(crate) people: usize,
    pub(crate) intents: Vec<Intent>,
    pub(crate) works: Vec<Work>,
    /// How many times the trigger of each day is delivered, the earlier day first here. They arrive in any order.
    pub(crate) triggers: Vec<usize>,
    /// Crashes, answers lost, and sources that cannot be read.
    pub(crate) faults: u8,
    /// Messages that are lost.
    pub(crate) losses: u8,
    /// How many leases run out under a holder who is only slow. A dead holder's lease always runs out.
    pub(crate) expiries: u8,
    /// Saves of the account by somebody who needs no lease, such as a switch of auto-sync.
    pub(crate) touches: u8,
    /// Requests that come so late that they take everything announced for lost.
    pub(crate) late_requests: u8,
}

impl Scenario {
    pub(crate) fn has(&self, part: Part) -> bool {
        !self.without.contains(&part)
    }

    pub(crate) fn changes(&self, plan: usize) -> &[(usize, Kind)] {
        &self.intents[plan].changes
    }

    pub(crate) fn is(&self, plan: usize, origin: Origin) -> bool {
        self.intents[plan].origin == origin
    }

    /// The runs that a trigger may begin: those of requests come first, and then one for each delivery, each that
    /// fails, and one that another takes the place of.
    pub(crate) fn runs_of(&self, key: usize) -> Range<usize> {
        let runs = |copies: &usize| copies + usize::from(self.faults) + 1;
        let first = self.works.len() + self.triggers[..key].iter().map(runs).sum::<usize>();
        first..first + runs(&self.triggers[key])
    }

    /// How many runs there may be.
    pub(crate) fn runs(&self) -> usize {
        self.triggers.len().checked_sub(1).map_or(self.works.len(), |last| self.runs_of(last).end)
    }
}
