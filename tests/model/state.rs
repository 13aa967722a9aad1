//! Where everything stands, and what of it is asked.

use crate::checked::Action;
use crate::commit::World;
use crate::delivery::{Delivery, Message, Phase};
use crate::items::{Plan, Request, Run, RunState, bit};
use crate::scenario::{Origin, Scenario};
use crate::store::Store;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct State {
    pub(crate) store: Store,
    pub(crate) plans: Vec<Option<Plan>>,
    pub(crate) deliveries: Vec<Delivery>,
    /// Writes whose senders wait for no answer any more; sorted.
    pub(crate) late: Vec<Request>,
    /// Runs of which a message was lost, as bits.
    pub(crate) lost: u8,
    pub(crate) faults: u8,
    pub(crate) losses: u8,
    pub(crate) expiries: u8,
    pub(crate) touches: u8,
    pub(crate) late_requests: u8,
}

impl State {
    pub(crate) fn world<'a>(&'a mut self, scenario: &'a Scenario) -> World<'a> {
        World { scenario, plans: &mut self.plans, store: &mut self.store, sent: None }
    }

    /// Whether a person may plan this now.
    pub(crate) fn may_plan(&self, scenario: &Scenario, intent: usize) -> bool {
        let may = match scenario.intents[intent].origin {
            Origin::Review => true,
            Origin::Edit => !self.store.account.importing,
            Origin::Daily => false,
        };
        may && self.plans[intent].is_none()
    }

    pub(crate) fn is_alive(&self, fence: u8) -> bool {
        self.deliveries.iter().any(|delivery| delivery.phase.fence() == Some(fence))
    }

    pub(crate) fn is_at_work_on(&self, message: Message) -> bool {
        let rests = |phase: &Phase| matches!(phase, Phase::Waiting | Phase::Hidden | Phase::Ended);
        self.deliveries.iter().any(|delivery| delivery.message == message && !rests(&delivery.phase))
    }

    /// Everything that may happen next, before it is known what of it has to wait.
    pub(crate) fn actions(&self, scenario: &Scenario, actions: &mut Vec<Action>) {
        actions.extend((0..self.plans.len()).filter(|plan| self.may_plan(scenario, *plan)).map(Action::Plan));
        for (index, delivery) in self.deliveries.iter().enumerate() {
            if delivery.phase != Phase::Hidden || !self.is_at_work_on(delivery.message) {
                actions.push(Action::Step(index));
            }
            if let Phase::Writing { batch, .. } = &delivery.phase {
                let open = batch.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.is_none());
                actions.extend(open.map(|(write, _)| Action::Land(index, write)));
            }
            self.faults_of(delivery, index, actions);
        }
        actions.extend((0..self.late.len()).map(Action::LandLate));
        let lease = &self.store.lease;
        if lease.held && !lease.expired && (self.expiries > 0 || !self.is_alive(lease.fence)) {
            actions.push(Action::Expire);
        }
        actions.extend((self.touches > 0).then_some(Action::Touch));
        actions.extend((self.late_requests > 0).then_some(Action::RequestLate));
    }

    /// What may go wrong with a delivery.
    pub(crate) fn faults_of(&self, delivery: &Delivery, index: usize, actions: &mut Vec<Action>) {
        let phase = &delivery.phase;
        if self.faults > 0 {
            actions.extend(phase.can_crash().then_some(Action::Crash(index)));
            actions.extend(phase.fence().map(|_| Action::GiveUp(index)));
            actions.extend(matches!(phase, Phase::Reading { .. }).then_some(Action::Fail(index)));
        }
        if self.losses > 0 && (phase.can_crash() || *phase == Phase::Waiting) {
            actions.push(Action::Lose(index));
        }
    }

    /// Every message was dealt with. Late writes may still be under way.
    pub(crate) fn is_quiet(&self) -> bool {
        self.deliveries.iter().all(|delivery| delivery.phase == Phase::Ended)
    }

    /// Whether what has not ended was lost, and stands where the next request, plan or day finds and ends it.
    pub(crate) fn only_lost_runs_are_open(&self) -> bool {
        let account = self.store.account;
        let is_found = |run: usize, it: &Run| match it.state {
            RunState::Running => account.imports_in(run),
            _ => account.announced & bit(run) != 0 || account.open == Some(run),
        };
        let open = self.store.runs.iter().enumerate().filter(|(_, it)| it.is_open());
        open.into_iter().all(|(run, it)| self.is_lost(run) && is_found(run, it))
    }

    /// Whether a message about it is gone.
    pub(crate) fn is_lost(&self, run: usize) -> bool {
        self.lost & bit(run) != 0
    }

    pub(crate) fn is_over(&self) -> bool {
        let free = !self.store.lease.held || self.store.lease.expired;
        let account = &self.store.account;
        let live = !account.importing || self.store.unfinished(account).is_some();
        self.is_quiet() && self.late.is_empty() && free && live && self.only_lost_runs_are_open()
    }

    /// A delivery stops where it is: what it had sent may land later, and its message waits again.
    pub(crate) fn abandon(&mut self, index: usize, release: bool) {
        let phase = std::mem::replace(&mut self.deliveries[index].phase, Phase::Waiting);
        let Some(fence) = phase.fence() else { return };
        if let Phase::Writing { batch, .. } = &phase {
            let open = (0..batch.outcomes.len()).filter(|write| batch.outcomes[*write].is_none());
            self.late.extend(open.filter_map(|write| batch.request(&self.plans, fence, write)));
            self.late.sort_unstable();
            self.late.dedup();
        }
        if release {
            self.store.release(fence);
        }
    }
}
