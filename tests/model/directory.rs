//! The conditions under which a person is written.

use crate::items::{Breach, Outcome, Person, Request, bit};
use crate::scenario::{Kind, Part, Scenario};
use crate::store::Store;

impl Store {
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
}
