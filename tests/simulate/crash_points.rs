//! Every story with a crash at every point, with a sample of all pairs of points, and with every call made twice.

use tests::simulation::crashes::Baseline;
use tests::simulation::fault::Fault;
use tests::simulation::points::Script;
use tests::simulation::report::{Report, replay_crash};
use tests::simulation::scenario::{self, Scenario};

/// One in so many pairs is tried; `cargo xtask simulate --long` tries all.
const PAIRS: usize = 199;

#[test]
fn a_crash_at_any_point_of_any_story_changes_nothing_of_how_it_ends() {
    let mut report = Report::default();
    let mut pair = 0;
    for story in scenario::ALL {
        let baseline = Baseline::learn(story).unwrap();
        for first in 0..baseline.points.len() {
            let crashed = baseline.crash(&[first]).unwrap();
            report.crashed(&replay_crash(story.name, &[first]), 1, &crashed, baseline.took);
            for second in first + 1..crashed.passed {
                pair += 1;
                if pair % PAIRS == 0 {
                    let at = [first, second];
                    report.crashed(&replay_crash(story.name, &at), 2, &baseline.crash(&at).unwrap(), baseline.took);
                }
            }
        }
        assert!(baseline.points.len() > 10, "{} has only {} points", story.name, baseline.points.len());
    }
    let [single, pairs, _] = report.crash_runs;
    assert!(single > 200 && pairs > 20, "{single} single crashes, {pairs} pairs");
    assert_eq!(report.crashes[0], report.crashes[1], "a planned crash did not happen");
    assert_eq!(report.anomalies, [""; 0]);
}

/// One in so many pages of a long read is tried; `cargo xtask simulate` tries all.
const PAGES: usize = 61;

#[test]
fn a_crash_between_the_batches_of_an_import_changes_nothing_of_how_it_ends() {
    let mut report = Report::default();
    let baseline = Baseline::learn(scenario::LARGE).unwrap();
    let pages = (0..baseline.points.len()).step_by(PAGES);
    let batches = baseline.points.iter().enumerate().filter(|(_, point)| point.contains("import-commit")).map(|(at, _)| at);
    for at in pages.chain(batches) {
        let replay = replay_crash(scenario::LARGE.name, &[at]);
        report.crashed(&replay, 1, &baseline.crash(&[at]).unwrap(), baseline.took);
    }
    assert!(report.crash_runs[0] > 40, "{:?}", report.crash_runs);
    assert_eq!(report.anomalies, [""; 0]);
}

#[test]
fn a_story_in_which_every_call_is_made_twice_ends_as_if_each_were_made_once() {
    for story in scenario::ALL {
        let doubled = Baseline::learn(story).unwrap().twice().unwrap();
        let found: Vec<String> = doubled.anomalies.iter().map(ToString::to_string).collect();
        assert_eq!(found, [""; 0], "{}", story.name);
    }
}

#[test]
fn a_story_meets_its_points_in_the_same_order_each_time() {
    let story = Scenario::named("day").unwrap();
    let begin = story.prepare().unwrap();
    let points = || story.play(&begin, Script::Clean).unwrap().world.points.passed();
    assert_eq!(points(), points());
}

#[test]
fn a_process_that_died_does_nothing_more() {
    let story = Scenario::named("day").unwrap();
    let begin = story.prepare().unwrap();
    let played = story.play(&begin, Script::Crashes(vec![5])).unwrap();
    let passed = played.world.points.passed();
    let (who, _) = passed[5].split_once(' ').unwrap();
    assert!(passed[6..].iter().all(|point| !point.starts_with(who)), "{who} went on");
    assert_eq!(played.world.points.fired().get(&Fault::CrashAfter), Some(&1));
}
