//! The model that is checked: what may happen next, and what must hold whatever happens.
//!
//! Time is left out: a lease may run out at any moment, and a write that was sent may land at any later one, also when its
//! sender is dead. Every step moves something on that never goes back (a budget, a fence, a phase, a write that lands), so
//! there are no cycles, and a path without a next step is an end.

use stateright::{Model, Property};

use crate::commit::{Delivery, Phase, Plan, World, request};
use crate::scenario::Scenario;
use crate::store::{Breach, Request, RunState, Store};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct State {
    pub(crate) store: Store,
    plans: Vec<Option<Plan>>,
    deliveries: Vec<Delivery>,
    /// Writes whose senders wait for no answer any more; sorted.
    late: Vec<Request>,
    faults: u8,
    expiries: u8,
    touches: u8,
}

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
    /// The lease runs out.
    Expire,
    /// Somebody saves the account without a lease.
    Touch,
}

impl Model for Scenario {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let waiting = |(work, it): (usize, &crate::scenario::Work)| {
            std::iter::repeat_n(Delivery { work, phase: Phase::Waiting }, it.copies)
        };
        vec![State {
            store: Store::new(self),
            plans: vec![None; self.intents.len()],
            deliveries: self.works.iter().enumerate().flat_map(waiting).collect(),
            late: Vec::new(),
            faults: self.faults,
            expiries: self.expiries,
            touches: self.touches,
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if state.store.breach.is_some() {
            return;
        }
        actions.extend((0..state.plans.len()).filter(|plan| state.plans[*plan].is_none()).map(Action::Plan));
        for (index, delivery) in state.deliveries.iter().enumerate() {
            actions.push(Action::Step(index));
            if let Phase::Writing { batch, .. } = &delivery.phase {
                let open = batch.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.is_none());
                actions.extend(open.map(|(write, _)| Action::Land(index, write)));
            }
            if state.faults > 0 && delivery.phase.fence().is_some() {
                actions.extend([Action::Crash(index), Action::GiveUp(index)]);
            }
        }
        actions.extend((0..state.late.len()).map(Action::LandLate));
        let lease = &state.store.lease;
        if lease.held && !lease.expired && (state.expiries > 0 || !state.is_alive(lease.fence)) {
            actions.push(Action::Expire);
        }
        if state.touches > 0 {
            actions.push(Action::Touch);
        }
    }

    fn next_state(&self, state: &State, action: Action) -> Option<State> {
        let mut next = state.clone();
        match action {
            Action::Plan(plan) => {
                let versions = self.changes(plan).iter().map(|(person, _)| state.store.people[*person].version).collect();
                next.plans[plan] = Some(Plan { base_epoch: state.store.account.epoch, versions });
            }
            Action::Step(index) => {
                let mut world = World { scenario: self, plans: &state.plans, store: &mut next.store };
                next.deliveries[index].phase = world.step(&state.deliveries[index])?;
            }
            Action::Land(index, write) => {
                let Phase::Writing { fence, batch } = &mut next.deliveries[index].phase else { return None };
                let request = request(self, &state.plans, *fence, batch, write)?;
                batch.outcomes[write] = Some(next.store.write(self, request));
            }
            Action::LandLate(index) => {
                let request = next.late.remove(index);
                next.store.write(self, request);
            }
            Action::Crash(index) => next.abandon(self, index, false)?,
            Action::GiveUp(index) => next.abandon(self, index, true)?,
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
        }
        next.late.retain(|request| next.store.may_land(self, request));
        // Who delivers what is the same: only how far each is.
        next.deliveries.sort_unstable();
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(STALE_WRITER, |_: &Self, state: &State| state.store.breach != Some(Breach::StaleWriter)),
            Property::always(OVERWRITTEN, |_: &Self, state: &State| state.store.breach != Some(Breach::Overwritten)),
            Property::always(WRITTEN_TWICE, |_: &Self, state: &State| state.store.breach != Some(Breach::WrittenTwice)),
            Property::always(ENDED_CHANGED, |_: &Self, state: &State| state.store.breach != Some(Breach::EndedRunChanged)),
            Property::always(COMMITTED_TWICE, |_: &Self, state: &State| state.store.breach != Some(Breach::CommittedTwice)),
            Property::always(EPOCH_BACK, |_: &Self, state: &State| state.store.breach != Some(Breach::EpochWentBack)),
            Property::always(REFUSED_WRITTEN, |scenario: &Self, state: &State| refused_stay_undone(scenario, &state.store)),
            Property::always(RECORDED, |scenario: &Self, state: &State| {
                !state.is_quiet() || state.store.breach.is_some() || each_write_is_recorded_once(scenario, &state.store)
            }),
            // Only true at the end of a path, so the end of every path is looked at.
            Property::eventually(ENDS, |_: &Self, state: &State| state.store.breach.is_some() || state.is_over()),
            Property::sometimes(SUPERSEDED, |_: &Self, state: &State| {
                state.store.runs.iter().any(|run| run.state == RunState::Superseded)
            }),
        ]
    }
}

pub(crate) const STALE_WRITER: &str = "only who has the lease makes progress";
pub(crate) const OVERWRITTEN: &str = "nothing is overwritten by a change planned on an older version";
pub(crate) const WRITTEN_TWICE: &str = "no change is written twice";
pub(crate) const ENDED_CHANGED: &str = "a run that has ended stays as it is";
pub(crate) const COMMITTED_TWICE: &str = "a plan is committed once";
pub(crate) const EPOCH_BACK: &str = "the epoch never goes back";
pub(crate) const REFUSED_WRITTEN: &str = "a change told as refused is not written later";
pub(crate) const RECORDED: &str = "when all is quiet each write stands in one ended run";
pub(crate) const ENDS: &str = "every commit ends and the lease is free";
pub(crate) const SUPERSEDED: &str = "an unfinished import is superseded";

impl State {
    fn is_alive(&self, fence: u8) -> bool {
        self.deliveries.iter().any(|delivery| delivery.phase.fence() == Some(fence))
    }

    /// Every message was dealt with. Late writes may still be under way.
    fn is_quiet(&self) -> bool {
        self.deliveries.iter().all(|delivery| delivery.phase == Phase::Ended)
    }

    fn is_over(&self) -> bool {
        let free = !self.store.lease.held || self.store.lease.expired;
        let open = self.store.runs.iter().any(|run| run.state == RunState::Running);
        self.is_quiet() && self.late.is_empty() && free && !open && !self.store.account.importing
    }

    /// A delivery stops where it is: what it had sent may land later, and its message waits again.
    fn abandon(&mut self, scenario: &Scenario, index: usize, release: bool) -> Option<()> {
        let phase = self.deliveries[index].phase.clone();
        let fence = phase.fence()?;
        if let Phase::Writing { batch, .. } = &phase {
            let open = (0..batch.outcomes.len()).filter(|write| batch.outcomes[*write].is_none());
            self.late.extend(open.filter_map(|write| request(scenario, &self.plans, fence, batch, write)));
            self.late.sort_unstable();
            self.late.dedup();
        }
        self.faults -= 1;
        self.deliveries[index].phase = Phase::Waiting;
        if release {
            self.store.release(fence);
        }
        Some(())
    }
}

fn refused_stay_undone(scenario: &Scenario, store: &Store) -> bool {
    let ended = store.runs.iter().zip(&scenario.works).filter(|(run, _)| run.is_ended());
    ended.into_iter().all(|(run, work)| run.refused & store.written[work.plan] == 0)
}

fn each_write_is_recorded_once(scenario: &Scenario, store: &Store) -> bool {
    (0..scenario.intents.len()).all(|plan| {
        let ended = store.runs.iter().zip(&scenario.works).filter(|(run, work)| run.is_ended() && work.plan == plan);
        let (mut recorded, mut twice) = (0, 0);
        for (run, _) in ended {
            twice |= recorded & run.applied;
            recorded |= run.applied;
        }
        twice == 0 && recorded == store.written[plan]
    })
}
