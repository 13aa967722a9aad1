//! Every story, with a crash at every point.

use tests::simulation::crashes::Baseline;
use tests::simulation::scenario;

#[test]
fn a_crash_at_any_point_of_any_story_changes_nothing_of_how_it_ends() {
    let mut problems = Vec::new();
    for story in scenario::ALL {
        let start = std::time::Instant::now();
        let baseline = match Baseline::learn(story) { Ok(b) => b, Err(e) => { println!("{}: {e}", story.name); continue } };
        println!("{}: {} points", story.name, baseline.points.len());
        if std::env::var("SHOW").is_ok() { for p in &baseline.points { println!("   {p}"); } }
        for at in 0..baseline.points.len() {
            match baseline.crash(&[at]) {
                Err(error) => problems.push(format!("{} {at}: {error} ({})", story.name, baseline.points[at])),
                Ok(crashed) => {
                    if crashed.fired != 1 { problems.push(format!("{} {at}: fired {}", story.name, crashed.fired)); }
                    for anomaly in crashed.anomalies { problems.push(format!("{} {at}: {anomaly} ({})", story.name, baseline.points[at])); }
                }
            }
        }
        match baseline.twice() { Err(e) => problems.push(format!("{} twice: {e}", story.name)), Ok(c) => for a in c.anomalies { problems.push(format!("{} twice: {a}", story.name)) } }
        println!("{:?}", start.elapsed());
    }
    assert!(problems.is_empty(), "{}:\n{}", problems.len(), problems.join("\n"));
}
