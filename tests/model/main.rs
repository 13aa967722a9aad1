//! The commit as a model: lease, fence, epoch, receipts, runs, triggers and edits, with every interleaving of deliveries, crashes,
//! writes that land late and leases that run out. Each part of the protocol is also left out once, and the checker must then find
//! a broken promise.

mod checked;
mod commit;
mod daily;
mod delivery;
mod directory;
mod items;
mod promises;
mod saves;
mod scenario;
mod scenarios;
mod state;
mod store;

use stateright::{Checker as _, HasDiscoveries, Model as _};

use promises::*;
use scenario::{Part, Scenario};
use scenarios::*;

#[test]
fn whatever_happens_in_whatever_order_the_commit_keeps_its_promises() {
    let (mut all, mut deepest) = (0, 0);
    for (scenario, at_least) in scenarios::all() {
        let name = scenario.name;
        let began = std::time::Instant::now();
        let checked = scenario.checker().threads(2).spawn_bfs().join();
        let (states, depth) = (checked.unique_state_count(), checked.max_depth());
        println!("{name}: {states} states, {depth} steps deep, {:.1} s", began.elapsed().as_secs_f32());
        (all, deepest) = (all + states, deepest.max(depth));
        let mut found = checked.discoveries();
        found.retain(|promise, _| !SOMETIMES.contains(promise));
        for (promise, path) in &found {
            println!("broken: {promise}: {:?}\n{:#?}", path.clone().into_actions(), path.last_state());
        }
        assert!(found.is_empty(), "{name}: {:?}", found.keys());
        assert!(checked.is_done(), "{name}: not all states were looked at");
        assert!(states >= at_least, "{name}: only {states} states; a smaller model proves less");
    }
    println!("figure: {all} unique states in {} scenarios, up to {deepest} steps deep, 0 violations", scenarios::all().len());
}

#[test]
fn what_the_promises_are_about_happens_in_the_model() {
    for (wanted, name) in [(SUPERSEDED, TWO_PLANS), (REFUSED_ALONE, TWO_EDITS), (TRIED_AGAIN, TWICE_A_DAY)] {
        let found = steps_to(name, &[], wanted);
        println!("{wanted}: after {found:?} steps");
        assert!(found.is_some(), "{wanted}: the model does not get that far");
    }
}

#[test]
fn a_protocol_without_any_one_part_breaks_a_promise() {
    let cases: [(&[Part], _, _); 24] = [
        (&[Part::FenceOnBegin], STALE_WRITER, TWO_PLANS),
        (&[Part::FenceOnCheckpoint], STALE_WRITER, SECOND_ADMIN),
        (&[Part::FenceOnFinish], STALE_WRITER, TWO_PLANS),
        (&[Part::FenceOnIdentifiers], REFUSED_WRITTEN, EMAIL),
        (&[Part::Versions], OVERWRITTEN, TWO_EDITS),
        (&[Part::Receipts], RECORDED, TWO_PLANS),
        (&[Part::Settling], RECORDED, TWO_PLANS),
        (&[Part::Settling], RUNS_END, LOST),
        (&[Part::SettlingByWriting], RECORDED, TWO_PLANS),
        (&[Part::EndedRunsStay], ENDED_CHANGED, SECOND_ADMIN),
        (&[Part::Staleness], BEGUN_OUTDATED, TWO_PLANS),
        (&[Part::ImportEpoch], OUTDATED_BY_EDIT, TWO_EDITS),
        (&[Part::ImportEpoch], OUTDATED_BY_EDIT, DAY_AND_EDIT),
        (&[Part::StateAfterEdit], ENDS, TWO_EDITS),
        (&[Part::EditOnce], COMMITTED_TWICE, EDIT_TWICE),
        (&[Part::EditOnce], RECORDED, EDIT_TWICE),
        // Either is enough for this promise.
        (&[Part::AccountFirst, Part::TriggerOnce], ONE_RUN, TWICE_A_DAY),
        (&[Part::AccountFirst, Part::TriggerAgainOnce], ONE_RUN, TWICE_A_DAY),
        (&[Part::Closing], RUNS_END, TWO_PLANS),
        (&[Part::Closing], RUNS_END, SECOND_ADMIN),
        (&[Part::Listing], RUNS_END, LOST),
        (&[Part::EndSparesImport], RECORDED, TWICE_A_DAY),
        (&[Part::LossSparesImport], RECORDED, LOST),
        (&[Part::AccountFirst], RECORDED, TWICE_A_DAY),
    ];
    for (parts, promise, name) in cases {
        let broken = steps_to(name, parts, promise);
        println!("without {parts:?}: {broken:?} steps to {promise:?} broken");
        assert!(broken.is_some(), "{promise}: the checker does not miss {parts:?}");
    }
}

/// How many steps lead to a broken promise, or to what shall happen sometimes.
fn steps_to(name: &str, without: &'static [Part], property: &'static str) -> Option<usize> {
    let (scenario, _) = scenarios::all().into_iter().find(|(scenario, _)| scenario.name == name)?;
    let until = HasDiscoveries::AnyOf([property].into());
    let checked = Scenario { without, ..scenario }.checker().threads(2).finish_when(until).spawn_dfs().join();
    checked.discovery(property).map(|path| path.into_actions().len())
}
