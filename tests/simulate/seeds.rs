//! Some seeds, with everything that a seed may let go wrong.

use tests::simulation::report::Report;
use tests::simulation::seeds;

/// As many as fit a minute or two of an unoptimised build.
const SEEDS: u64 = 12;

#[test]
fn whatever_goes_wrong_no_invariant_is_broken_and_everything_comes_to_rest() {
    let mut report = Report::default();
    for seed in 0..SEEDS {
        report.seed(&seeds::run(seed).unwrap());
    }
    let rows = report.rows();
    let missing: Vec<&str> = rows.iter().filter(|(_, times)| **times == 0).map(|(row, _)| *row).collect();
    assert_eq!(report.anomalies, [""; 0]);
    // Pairs of crashes are of the stories.
    assert_eq!(missing, ["F3"], "never happened in {SEEDS} seeds");
}

#[test]
fn the_same_seed_is_the_same_run() {
    let run = || seeds::run(3).unwrap();
    let (first, second) = (run(), run());
    assert_eq!(first.trace, second.trace);
    assert_eq!((first.events, first.scan), (second.events, second.scan));
    assert_ne!(first.trace, seeds::run(4).unwrap().trace);
}
