//! Runs targets and says what came of it.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::hunt::{Hunt, hunt};
use crate::target::Target;

/// Runs targets with so many `executions` each, on so many `threads`; figures, and a text about what broke, empty when
/// nothing did.
#[must_use]
pub fn all(targets: &[Target], executions: u64, seed: u64, threads: usize) -> (String, String) {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, targets.len().max(1)) {
            scope.spawn(|| {
                while let Some(target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let began = Instant::now();
                    let hunt = hunt(target, executions, seed);
                    if let Ok(mut done) = done.lock() {
                        done.push((target.name, hunt, began.elapsed()));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(name, ..)| *name);
    (figures(&done, executions), broken(&done, seed))
}

/// Runs a target on one input.
#[must_use]
pub fn replay(target: &Target, input: &[u8]) -> String {
    format!("{} behaves as {:016x} on {} bytes", target.name, (target.execute)(input), input.len())
}

fn figures(done: &[(&str, Hunt, Duration)], executions: u64) -> String {
    let all: u64 = done.iter().map(|(_, hunt, _)| hunt.executions).sum();
    let crashes: usize = done.iter().map(|(_, hunt, _)| hunt.crashes.len()).sum();
    let each = done.iter().map(|(name, hunt, time)| {
        let rate = (hunt.executions as f64 / time.as_secs_f64().max(1e-9)).round();
        format!("{name} {} ways, {rate} a second", hunt.behaviours)
    });
    let each = each.collect::<Vec<_>>().join("; ");
    format!("{} targets, {executions} executions each, {all} in all, {crashes} crashes ({each})", done.len())
}

fn broken(done: &[(&str, Hunt, Duration)], seed: u64) -> String {
    let mut text = String::new();
    for (name, hunt, _) in done {
        for (place, crash) in &hunt.crashes {
            let input = crash.input.escape_ascii();
            let _ = writeln!(text, "{name}, seed {seed}, execution {}: {place}: {}\n  {input}", crash.execution, crash.sentence);
        }
    }
    text
}
