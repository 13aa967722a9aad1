//! The model that is checked: what may happen next.
//!
//! Time is left out: a lease may run out at any moment, and a write that was sent may land at any later one, also when its
//! sender is dead. Every step moves something on that never goes back (a budget, a fence, a phase, a write that lands), so
//! there are no cycles, and a path without a next step is an end.

use stateright::{Model, Property};

use crate::delivery::{Delivery, Message, Phase};
use crate::items::{RunState, bit};
use crate::promises;
use crate::scenario::{Part, Scenario};
use crate::state::State;
use crate::store::Store;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// Somebody makes a plan of what is there now.
    Plan(usize),
    /// A delivery makes its next request and gets the answer.
    Step(usize),
    /// A write of a delivery's batch lands and is answered.
    Land(usize, usize),
    /// A write lands whose sender is gone.
    LandLate(usize),
    /// A delivery dies, before or after any request; its message is delivered again.
    Crash(usize),
    /// A delivery fails, or has no time left, and gives its lease back; its message is delivered again.
    GiveUp(usize),
    /// The source cannot be read: the run fails, and its trigger is delivered again.
    Fail(usize),
    /// A message is gone: its request died before it sent it, or the queue gave it up after its last try.
    Lose(usize),
    /// The lease runs out.
    Expire,
    /// Somebody saves the account without a lease.
    Touch,
    /// A request comes so late that everything announced seems lost.
    RequestLate,
}

impl Model for Scenario {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        vec![State {
            store: Store::new(self),
            plans: vec![None; self.intents.len()],
            deliveries: Delivery::all(self),
            late: Vec::new(),
            lost: 0,
            faults: self.faults,
            losses: self.losses,
            expiries: self.expiries,
            touches: self.touches,
            late_requests: self.late_requests,
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if state.store.breach.is_none() {
            state.actions(self, actions);
        }
    }

    fn next_state(&self, state: &State, action: Action) -> Option<State> {
        let mut next = state.clone();
        match action {
            Action::Plan(intent) => next.plans[intent] = Some(next.world(self).planned(intent, state.store.account)),
            Action::Step(index) => {
                let mut world = next.world(self);
                let phase = world.step(&state.deliveries[index])?;
                let sent = world.sent;
                next.deliveries[index].phase = phase;
                next.deliveries.extend(sent.map(Delivery::of));
            }
            Action::Land(index, write) => {
                let Phase::Writing { fence, batch } = &mut next.deliveries[index].phase else { return None };
                let request = batch.request(&state.plans, *fence, write)?;
                batch.outcomes[write] = Some(next.store.write(self, request));
            }
            Action::LandLate(index) => {
                let request = next.late.remove(index);
                next.store.write(self, request);
            }
            Action::Crash(index) | Action::GiveUp(index) => {
                next.abandon(index, matches!(action, Action::GiveUp(_)));
                next.faults -= 1;
            }
            Action::Fail(index) => {
                let Phase::Reading { run, .. } = next.deliveries[index].phase else { return None };
                next.store.end(run, RunState::Failed, self.has(Part::EndSparesImport));
                next.abandon(index, false);
                next.faults -= 1;
            }
            Action::Lose(index) => {
                let run = match next.deliveries[index].message {
                    Message::Commit { run, .. } => Some(run),
                    Message::Trigger(key) => next.store.triggers[key],
                };
                next.lost |= run.map_or(0, bit);
                next.abandon(index, false);
                next.deliveries[index].phase = Phase::Ended;
                next.losses -= 1;
            }
            Action::Expire => {
                next.store.lease.expired = true;
                if state.is_alive(state.store.lease.fence) {
                    next.expiries -= 1;
                }
            }
            Action::Touch => {
                next.store.account.revision += 1;
                next.touches -= 1;
            }
            Action::RequestLate => {
                next.store.end_lost(self);
                next.late_requests -= 1;
            }
        }
        next.late.retain(|request| next.store.may_land(self, request));
        // Who delivers what is the same: only how far each is.
        next.deliveries.sort_unstable();
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        promises::all()
    }
}
