//! A commit that sleeps at any of its points while another takes its place.

use tests::simulation::report::{Report, replay_sleeper};
use tests::simulation::sleepers::Sleepers;

#[test]
fn a_commit_that_wakes_when_another_took_its_place_writes_nothing_more() {
    let sleepers = Sleepers::learn().unwrap();
    let mut report = Report::default();
    for (at, _) in &sleepers.points {
        report.slept(&replay_sleeper(*at), &sleepers.sleep(*at).unwrap());
    }
    assert!(report.sleepers > 10, "{:?}", sleepers.points);
    assert_eq!(report.anomalies, [""; 0]);
}
