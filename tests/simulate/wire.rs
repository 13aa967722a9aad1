//! The source on a real wire: every variant once.

use std::collections::BTreeSet;

use tests::wire::variants::{self, By, End, Variant};
use tests::wire::{self, ROWS, WireOutcome};

#[test]
fn whatever_the_wire_does_a_sync_ends_as_promised_and_the_directory_is_left_alone() {
    let seeds: Vec<_> = (0..).zip(variants::all()).collect();
    let outcomes = wire::run_all(&seeds, &|| true).unwrap();
    assert_eq!((outcomes.len(), outcomes.iter().filter(|it| it.fired).count()), (seeds.len(), seeds.len()));
    let told =
        |it: &WireOutcome| it.anomalies.iter().map(|what| format!("{} {}: {what}", it.row, it.variant)).collect::<Vec<_>>();
    let wrong: Vec<String> = outcomes.iter().flat_map(told).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_round_of_seeds_plays_every_variant_of_every_row() {
    let name = |variant: Variant| (variant.row, variant.name);
    let played: BTreeSet<_> = (0..wire::round()).filter_map(wire::variant).map(name).collect();
    let all: BTreeSet<_> = variants::all().map(name).collect();
    assert_eq!(played, all);
    let rows: BTreeSet<&str> = all.iter().map(|(row, _)| *row).collect();
    assert_eq!(rows, ROWS.into());
}

/// The same fault with another promise has to be found out, or the promises above prove nothing.
#[test]
fn a_wrong_promise_is_found_out() {
    let named = |name: &str| variants::all().find(|variant| variant.name == name).unwrap();
    let check = |variant: Variant, says: &str| {
        let outcome = wire::run_variant(1, &variant).unwrap();
        assert!(outcome.anomalies.iter().any(|what| what.contains(says)), "{}: {:?}", variant.name, outcome.anomalies);
    };
    let truncated = named("JSON that breaks off");
    check(Variant { end: End::AsIfNothing, ..truncated }, "promised AsIfNothing, ended Failed(\"source_malformed\"");
    check(Variant { end: End::Fails("source_unreachable"), ..truncated }, "promised Fails");
    check(Variant { by: By::Connect, end: End::Done, ..named("403 on the full view") }, "promised Done");
    // A read that is not the honest one, though nothing failed.
    check(Variant { end: End::AsIfNothing, ..named("born on 29 February") }, "where an honest read plans");
    check(Variant { arrange: |_| (), ..named("every token has expired") }, "promised Fails");
    // Twice as many tokens as one refresh takes.
    let greedy = Variant { arrange: |stage| stage.tokens_max = 0, end: End::AsIfNothing, ..truncated };
    check(greedy, "times for a token");
}
