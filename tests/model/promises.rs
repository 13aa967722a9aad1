//! What must hold whatever happens.

use stateright::Property;

use crate::items::{Breach, Run, RunState};
use crate::scenario::{Origin, Scenario};
use crate::state::State;
use crate::store::Store;

pub(crate) const STALE_WRITER: &str = "only who has the lease makes progress";
pub(crate) const OVERWRITTEN: &str = "nothing is overwritten by a change planned on an older version";
pub(crate) const WRITTEN_TWICE: &str = "no change is written twice";
pub(crate) const ENDED_CHANGED: &str = "a run that has ended stays as it is";
pub(crate) const COMMITTED_TWICE: &str = "a plan is committed once";
pub(crate) const EPOCH_BACK: &str = "the epoch never goes back";
pub(crate) const OUTDATED_BY_EDIT: &str = "an edit outdates no plan";
pub(crate) const BEGUN_OUTDATED: &str = "no plan is begun that an import outdated";
pub(crate) const REFUSED_WRITTEN: &str = "a change told as refused is not written later";
pub(crate) const ONE_RUN: &str = "a trigger has one run, and another only when that failed";
pub(crate) const RECORDED: &str = "when all is quiet each write stands in one ended run";
pub(crate) const RUNS_END: &str = "when all is quiet each announced run has ended, but for those whose message was lost";
pub(crate) const ENDS: &str = "every commit ends and the lease is free";
pub(crate) const SUPERSEDED: &str = "an unfinished import is superseded";
pub(crate) const REFUSED_ALONE: &str = "of a reviewed plan an edited person is refused and the rest is written";
pub(crate) const TRIED_AGAIN: &str = "a trigger whose run failed is tried again";

/// What shall happen in some order of things. Where it does not, a promise holds because nothing tries it.
pub(crate) const SOMETIMES: [&str; 3] = [SUPERSEDED, REFUSED_ALONE, TRIED_AGAIN];

/// Everything that is looked at. A breach ends its path, so that what comes of it breaks no other promise.
pub(crate) fn all() -> Vec<Property<Scenario>> {
    vec![
        Property::always(STALE_WRITER, |_, state| is_not(state, Breach::StaleWriter)),
        Property::always(OVERWRITTEN, |_, state| is_not(state, Breach::Overwritten)),
        Property::always(WRITTEN_TWICE, |_, state| is_not(state, Breach::WrittenTwice)),
        Property::always(ENDED_CHANGED, |_, state| is_not(state, Breach::EndedRunChanged)),
        Property::always(COMMITTED_TWICE, |_, state| is_not(state, Breach::CommittedTwice)),
        Property::always(EPOCH_BACK, |_, state| is_not(state, Breach::EpochWentBack)),
        Property::always(OUTDATED_BY_EDIT, |_, state| is_not(state, Breach::OutdatedByEdit)),
        Property::always(BEGUN_OUTDATED, |_, state| is_not(state, Breach::BegunOutdated)),
        Property::always(REFUSED_WRITTEN, |_, state: &State| refused_stay_undone(&state.store)),
        Property::always(ONE_RUN, |scenario, state: &State| each_trigger_has_one_run(scenario, &state.store)),
        Property::always(RECORDED, |_, state: &State| has_broken(state) || !state.is_quiet() || is_recorded_once(state)),
        Property::always(RUNS_END, |_, state: &State| has_broken(state) || !state.is_quiet() || state.only_lost_runs_are_open()),
        // Only true at the end of a path, so the end of every path is looked at.
        Property::eventually(ENDS, |_, state: &State| has_broken(state) || state.is_over()),
        Property::sometimes(SUPERSEDED, |_, state: &State| {
            state.store.runs.iter().any(|run| run.state == RunState::Superseded && run.done > 0)
        }),
        Property::sometimes(REFUSED_ALONE, |scenario, state: &State| is_refused_alone(scenario, &state.store)),
        Property::sometimes(TRIED_AGAIN, |scenario, state: &State| {
            let runs = |key| state.store.runs[scenario.runs_of(key)].iter();
            let mut keys = 0..scenario.triggers.len();
            keys.any(|key| runs(key).any(Run::has_failed) && runs(key).any(|run| run.state == RunState::Committed))
        }),
    ]
}

fn has_broken(state: &State) -> bool {
    state.store.breach.is_some()
}

fn is_not(state: &State, breach: Breach) -> bool {
    state.store.breach != Some(breach)
}

fn refused_stay_undone(store: &Store) -> bool {
    let ended = store.runs.iter().filter(|run| run.is_ended());
    ended.into_iter().all(|run| run.plan.is_none_or(|plan| run.refused & store.written[plan] == 0))
}

fn each_trigger_has_one_run(scenario: &Scenario, store: &Store) -> bool {
    let stands = |run: &&Run| run.state != RunState::Unused && !run.has_failed();
    (0..scenario.triggers.len()).all(|key| store.runs[scenario.runs_of(key)].iter().filter(stands).count() <= 1)
}

fn is_recorded_once(state: &State) -> bool {
    let runs = || state.store.runs.iter().enumerate();
    state.store.written.iter().enumerate().all(|(plan, written)| {
        let (mut recorded, mut twice) = (0, 0);
        for (_, run) in runs().filter(|(_, run)| run.is_ended() && run.plan == Some(plan)) {
            twice |= recorded & run.applied;
            recorded |= run.applied;
        }
        // What takes its place will find what it had written.
        let goes_on = runs().any(|(at, run)| run.is_open() && run.plan == Some(plan) && state.is_lost(at));
        twice == 0 && (goes_on || recorded == *written)
    })
}

/// An import that nothing but an edit came before, and that wrote some and refused some.
fn is_refused_alone(scenario: &Scenario, store: &Store) -> bool {
    let reviewed = |run: &Run| run.plan.is_some_and(|plan| scenario.is(plan, Origin::Review));
    let some = |run: &Run| run.state == RunState::Committed && run.applied != 0 && run.refused != 0;
    store.account.imports == 2 && store.runs.iter().any(|run| reviewed(run) && some(run))
}
