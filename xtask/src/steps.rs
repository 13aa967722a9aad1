//! A list of named steps, timed, ended by the first that fails.

use std::time::{Duration, Instant};

use crate::Outcome;

/// Something to do, by name.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) run: fn() -> Outcome,
}

/// Runs the steps in order and prints what each took, even when one fails.
pub(crate) fn run_all(steps: &[&Step]) -> Outcome {
    let mut taken = Vec::new();
    let outcome = steps.iter().try_for_each(|step| {
        println!("\n==> {}", step.name);
        let started = Instant::now();
        let outcome = (step.run)();
        taken.push((step.name, started.elapsed(), outcome.is_ok()));
        println!("<== {} ({})", step.name, seconds(started.elapsed()));
        outcome.map_err(|sentence| format!("{}: {sentence}", step.name))
    });
    summarise(&taken, steps.len());
    outcome
}

fn summarise(taken: &[(&str, Duration, bool)], wanted: usize) {
    println!("\nSummary");
    for (name, time, well) in taken {
        println!("  {name:<12} {:<7} {}", if *well { "ok" } else { "FAILED" }, seconds(*time));
    }
    let total: Duration = taken.iter().map(|(_, time, _)| *time).sum();
    let well = taken.iter().filter(|(_, _, well)| *well).count();
    println!("  {well} of {wanted} steps ok in {}", seconds(total));
}

fn seconds(time: Duration) -> String {
    let all = time.as_secs();
    if all >= 60 { format!("{} min {:02} s", all / 60, all % 60) } else { format!("{:.1} s", time.as_secs_f64()) }
}
