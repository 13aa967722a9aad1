//! The commit as a model: lease, fence, epoch, receipts and runs, with every interleaving of deliveries, crashes, writes that land
//! late and leases that run out. Each part of the protocol is also left out once, and the checker must then find a broken promise.

mod checked;
mod commit;
mod scenario;
mod store;

use stateright::{Checker as _, HasDiscoveries, Model as _};

use checked::*;
use scenario::{Part, Scenario};

#[test]
fn whatever_happens_in_whatever_order_the_commit_keeps_its_promises() {
    let (mut all, mut deepest) = (0, 0);
    for (scenario, at_least) in scenario::all() {
        let name = scenario.name;
        let began = std::time::Instant::now();
        let checked = scenario.checker().threads(2).spawn_bfs().join();
        let (states, depth) = (checked.unique_state_count(), checked.max_depth());
        println!("{name}: {states} states, {depth} steps deep, {:.1} s", began.elapsed().as_secs_f32());
        (all, deepest) = (all + states, deepest.max(depth));
        let mut found = checked.discoveries();
        found.remove(SUPERSEDED);
        for (promise, path) in &found {
            println!("broken: {promise}: {:?}\n{:#?}", path.clone().into_actions(), path.last_state());
        }
        assert!(found.is_empty(), "{name}: {:?}", found.keys());
        assert!(checked.is_done(), "{name}: not all states were looked at");
        assert!(states >= at_least, "{name}: only {states} states; a smaller model proves less");
    }
    println!("figure: {all} unique states in {} scenarios, up to {deepest} steps deep, 0 violations", scenario::all().len());
}

#[test]
fn an_unfinished_import_is_superseded_in_the_model() {
    let (scenario, _) = scenario::all().into_iter().next().expect("a scenario");
    assert!(steps_to(&scenario, SUPERSEDED).is_some(), "the model does not get that far");
}

#[test]
fn a_protocol_without_any_one_part_breaks_a_promise() {
    let cases = [
        (Part::FenceOnBegin, STALE_WRITER),
        (Part::FenceOnCheckpoint, STALE_WRITER),
        (Part::FenceOnFinish, STALE_WRITER),
        (Part::FenceOnIdentifiers, REFUSED_WRITTEN),
        (Part::Versions, OVERWRITTEN),
        (Part::Receipts, RECORDED),
        (Part::Settling, RECORDED),
        (Part::SettlingByWriting, RECORDED),
        (Part::EndedRunsStay, ENDED_CHANGED),
    ];
    for (part, promise) in cases {
        let scenarios = scenario::all();
        let broken = scenarios.iter().find_map(|(scenario, _)| steps_to(&scenario.without(part), promise));
        println!("without {part:?}: {broken:?} steps to {promise:?} broken");
        assert!(broken.is_some(), "{promise}: the checker does not miss {part:?}");
    }
}

/// How many steps lead to a broken promise, or to what shall happen sometimes.
fn steps_to(scenario: &Scenario, property: &'static str) -> Option<usize> {
    let until = HasDiscoveries::AnyOf([property].into());
    let checked = scenario.clone().checker().threads(2).finish_when(until).spawn_dfs().join();
    checked.discovery(property).map(|path| path.into_actions().len())
}
