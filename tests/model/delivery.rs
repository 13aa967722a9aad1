//! The messages of the queues, and how far each delivery is.

use crate::items::{Account, Outcome, Plan, Request, Run, RunState};
use crate::scenario::Scenario;

/// What is delivered, at least once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Message {
    /// Commit a plan, under a run that was announced for it.
    Commit { run: usize, plan: usize },
    /// A day's trigger, by its key; of two the later one is the greater.
    Trigger(usize),
}

/// Writes under way, in any order and for any time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Batch {
    pub(crate) run: usize,
    pub(crate) plan: usize,
    pub(crate) noted: Run,
    pub(crate) outcomes: Vec<Option<Outcome>>,
    /// The account that was read, when this is the batch of an import whose place is taken.
    pub(crate) settling: Option<Account>,
}

impl Batch {
    /// A write of the batch as it travels.
    pub(crate) fn request(&self, plans: &[Option<Plan>], fence: u8, index: usize) -> Option<Request> {
        let change = self.noted.done + index;
        let version = plans[self.plan].as_ref()?.versions[change];
        Some(Request { plan: self.plan, change, version, fence })
    }
}

/// What a delivered trigger saves first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Its run begins, or goes on.
    TakenUp,
    /// A later trigger was there before it.
    Late,
    /// An import is not finished; that is sent again.
    Busy { run: usize, plan: usize },
}

/// How far a delivery is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// The message waits in the queue.
    Waiting,
    /// Somebody else was faster: the queue hides the message for longer than another delivery of it may take.
    Hidden,
    /// Has the lease.
    Leased { fence: u8 },
    /// Is about to move the epoch.
    Beginning { fence: u8, account: Account, superseded: Option<Run> },
    /// Is between two batches.
    Ready { fence: u8, run: usize, plan: usize, noted: Run },
    /// Waits for the answers of a batch.
    Writing { fence: u8, batch: Batch },
    /// Is about to note a batch.
    Noting { fence: u8, run: usize, plan: usize, noted: Run },
    /// Everything is written; has read the account, or is about to.
    Finishing { fence: u8, run: usize, plan: usize, noted: Run, account: Option<Account> },
    /// The lease is given back; is about to end the run that was announced for it.
    Closing { to: RunState },
    /// Has read the account, or the run that a trigger had begun before, if any; and is about to read the other one.
    Looked { account: Option<Account>, earlier: Option<(usize, Run)> },
    /// Has read both, and is about to save whether it is the trigger's turn: with a run to go on with, or one that failed.
    Judged { going: Option<(usize, Run)>, failed: Option<usize>, account: Account, turn: Turn },
    /// Reads the source.
    Reading { run: usize, account: Account },
    /// Is about to say in the run what was planned.
    Planned { run: usize, account: Account, plan: Plan },
    /// Is about to send a plan's commit: its own, or that of an unfinished import.
    HandingOver { run: usize, plan: usize },
    /// The message is gone.
    Ended,
}

impl Phase {
    /// The lease under which it works.
    pub(crate) fn fence(&self) -> Option<u8> {
        match self {
            Self::Leased { fence, .. }
            | Self::Beginning { fence, .. }
            | Self::Ready { fence, .. }
            | Self::Writing { fence, .. }
            | Self::Noting { fence, .. }
            | Self::Finishing { fence, .. } => Some(*fence),
            _ => None,
        }
    }

    /// Whether a crash leaves something behind. Where only reads are lost, it is a delivery that begins later.
    pub(crate) fn can_crash(&self) -> bool {
        self.fence().is_some() || matches!(self, Self::Closing { .. } | Self::Reading { .. } | Self::HandingOver { .. })
    }
}

/// One delivery of a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Delivery {
    pub(crate) message: Message,
    pub(crate) phase: Phase,
}

impl Delivery {
    pub(crate) fn of(message: Message) -> Self {
        Self { message, phase: Phase::Waiting }
    }

    /// What is delivered in a scenario, all at once if need be.
    pub(crate) fn all(scenario: &Scenario) -> Vec<Self> {
        let commits =
            scenario.works.iter().enumerate().map(|(run, work)| (Message::Commit { run, plan: work.plan }, work.copies));
        let triggers = scenario.triggers.iter().enumerate().map(|(key, copies)| (Message::Trigger(key), *copies));
        commits.chain(triggers).flat_map(|(message, copies)| std::iter::repeat_n(Self::of(message), copies)).collect()
    }
}
