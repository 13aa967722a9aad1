//! What is stored, and what is sent.

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
    /// A plan was refused though nothing but edits had come between.
    OutdatedByEdit,
    /// A plan was begun though an import had come between.
    BegunOutdated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Account {
    pub(crate) revision: u8,
    pub(crate) epoch: u8,
    /// Where the epoch stood when something else than an edit had moved it last.
    pub(crate) import_epoch: u8,
    /// How often something else than an edit moved it: by this, and not by the epochs, it is judged what outdates a plan.
    pub(crate) imports: u8,
    /// The plan that moved the epoch last, and its run.
    pub(crate) at: Option<(usize, usize)>,
    pub(crate) importing: bool,
    /// Where the account stands after the edit that is being written: whether still in an import.
    pub(crate) importing_after: bool,
    /// The runs that a request announced and that have not ended, as bits.
    pub(crate) announced: u8,
    /// The daily run that was begun last and has not ended.
    pub(crate) open: Option<usize>,
    /// The newest trigger that was taken up.
    pub(crate) last_trigger: Option<usize>,
}

impl Account {
    /// Whether an import goes on in this run.
    pub(crate) fn imports_in(&self, run: usize) -> bool {
        self.importing && self.at.is_some_and(|(_, at)| at == run)
    }

    /// The account once a run has ended.
    pub(crate) fn without_open(self, run: usize) -> Self {
        Self { announced: self.announced & !bit(run), open: self.open.filter(|open| *open != run), ..self }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Lease {
    pub(crate) fence: u8,
    pub(crate) held: bool,
    pub(crate) expired: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) enum RunState {
    /// Nobody began it.
    #[default]
    Unused,
    /// Open, and nothing was written in it yet.
    Announced,
    /// An import goes on in it.
    Running,
    Committed,
    /// It was not its turn, or another run did its work.
    Skipped,
    /// It was not its turn, because an import was not finished.
    Busy,
    Failed,
    /// Another one took its place, which counts as a failure.
    Superseded,
}

/// An entry of the history. Changes are bits, by their place in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Run {
    pub(crate) state: RunState,
    pub(crate) plan: Option<usize>,
    pub(crate) done: usize,
    pub(crate) applied: u8,
    pub(crate) refused: u8,
}

impl Run {
    pub(crate) fn announced(plan: Option<usize>) -> Self {
        Self { state: RunState::Announced, plan, ..Self::default() }
    }

    pub(crate) fn begun(plan: usize) -> Self {
        Self { state: RunState::Running, plan: Some(plan), ..Self::default() }
    }

    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state, RunState::Announced | RunState::Running)
    }

    pub(crate) fn is_ended(&self) -> bool {
        self.state != RunState::Unused && !self.is_open()
    }

    pub(crate) fn has_failed(&self) -> bool {
        matches!(self.state, RunState::Failed | RunState::Superseded)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Person {
    pub(crate) version: u8,
    /// Plan and change of the last write.
    pub(crate) receipt: Option<(usize, usize)>,
    pub(crate) has_email: bool,
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
pub(crate) enum Refused {
    /// Of the account or of the lease.
    Conflict,
    /// A run has ended, or an edit was begun. That is told where others failed, too.
    AlreadyDone,
}

/// A plan as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Plan {
    pub(crate) base_epoch: u8,
    /// How many imports its account had seen.
    pub(crate) imports: u8,
    /// The version of each change's person.
    pub(crate) versions: Vec<u8>,
}

pub(crate) fn bit(index: usize) -> u8 {
    1 << index
}
