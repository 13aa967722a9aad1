//! What a model is made of: who plans what, who is told to commit it how often, and what may go wrong.

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

/// What is planned, once, at any moment.
#[derive(Debug, Clone)]
pub(crate) struct Intent {
    /// Persons and what is done to each.
    pub(crate) changes: Vec<(usize, Kind)>,
    /// A manual edit: refused while an import goes on.
    pub(crate) edit: bool,
}

/// A commit of a plan, as one run.
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
    pub(crate) without: Option<Part>,
    pub(crate) people: usize,
    pub(crate) intents: Vec<Intent>,
    pub(crate) works: Vec<Work>,
    /// Crashes and answers lost.
    pub(crate) faults: u8,
    /// How many leases run out under a holder who is only slow. A dead holder's lease always runs out.
    pub(crate) expiries: u8,
    /// Saves of the account by somebody who needs no lease, such as a switch of auto-sync.
    pub(crate) touches: u8,
}

impl Scenario {
    pub(crate) fn has(&self, part: Part) -> bool {
        self.without != Some(part)
    }

    pub(crate) fn without(&self, part: Part) -> Self {
        Self { without: Some(part), ..self.clone() }
    }

    pub(crate) fn changes(&self, plan: usize) -> &[(usize, Kind)] {
        &self.intents[plan].changes
    }
}

fn updates(people: &[usize]) -> Intent {
    Intent { changes: people.iter().map(|person| (*person, Kind::Update)).collect(), edit: false }
}

/// The scenarios, each with the least number of states that it must have: a model that shrank proves less than it seems to.
pub(crate) fn all() -> Vec<(Scenario, usize)> {
    let base =
        Scenario { name: "", without: None, people: 3, intents: vec![], works: vec![], faults: 1, expiries: 1, touches: 0 };
    let edit = Intent { edit: true, ..updates(&[0]) };
    vec![
        (
            Scenario {
                name: "a plan delivered twice and another that takes its place",
                people: 2,
                intents: vec![updates(&[0, 1]), updates(&[0])],
                works: vec![Work { plan: 0, copies: 2 }, Work { plan: 1, copies: 1 }],
                ..base.clone()
            },
            13_000,
        ),
        (
            Scenario {
                name: "one plan of two batches, delivered twice and committed by a second admin",
                intents: vec![updates(&[0, 1, 2])],
                works: vec![Work { plan: 0, copies: 2 }, Work { plan: 0, copies: 1 }],
                touches: 1,
                ..base.clone()
            },
            31_000,
        ),
        (
            Scenario {
                name: "an email that three plans take, want and free",
                people: 2,
                intents: vec![
                    Intent { changes: vec![(0, Kind::TakeEmail)], edit: false },
                    Intent { changes: vec![(1, Kind::TakeEmail)], edit: false },
                    Intent { changes: vec![(0, Kind::FreeEmail)], edit: false },
                ],
                works: vec![Work { plan: 0, copies: 1 }, Work { plan: 1, copies: 1 }, Work { plan: 2, copies: 1 }],
                ..base.clone()
            },
            53_000,
        ),
        (
            Scenario {
                name: "two admins and the scheduler with a plan each",
                people: 2,
                intents: vec![updates(&[0, 1]), updates(&[0, 1]), updates(&[1])],
                works: vec![Work { plan: 0, copies: 1 }, Work { plan: 1, copies: 1 }, Work { plan: 2, copies: 1 }],
                ..base.clone()
            },
            200_000,
        ),
        (
            Scenario {
                name: "a plan delivered twice, another that takes its place, and a manual edit",
                intents: vec![updates(&[0, 1, 2]), updates(&[0, 1]), edit],
                works: vec![Work { plan: 0, copies: 2 }, Work { plan: 1, copies: 1 }, Work { plan: 2, copies: 1 }],
                ..base
            },
            560_000,
        ),
    ]
}
