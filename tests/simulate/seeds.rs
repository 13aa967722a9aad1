//! Seeds.

use tests::simulation::seeds;

#[test]
fn seeds() {
    let n: u64 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    let from: u64 = std::env::var("FROM").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut bad = 0;
    let mut fired = std::collections::BTreeMap::new();
    for seed in from..from + n {
        let start = std::time::Instant::now();
        let outcome = seeds::run(seed).unwrap();
        println!("seed {seed}: {} calls, {} events, {:?}, trace {:x}", outcome.calls, outcome.events.len(), start.elapsed(), outcome.trace);
        for (f, n) in &outcome.fired { *fired.entry(*f).or_insert(0) += n; }
        for anomaly in &outcome.anomalies { println!("   {anomaly}"); bad += 1; }
        if std::env::var("DUMP").is_ok() { std::fs::write("/tmp/h/sim-history.jsonl", tests::simulation::history::to_lines(&outcome.events, &outcome.scan).unwrap()).unwrap(); }
    }
    println!("{fired:?}");
    assert_eq!(bad, 0);
}
