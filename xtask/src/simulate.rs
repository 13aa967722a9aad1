//! `cargo xtask simulate`: the deterministic simulation, and the table of everything else that is measured.

use crate::process::{cargo, run as run_process};
use crate::{Outcome, measures};

/// What asks for one run, or for one story, and not for the table.
const ONE_RUN: [&str; 6] = ["--seed", "--wire", "--sleep", "--scenario", "--history", "--only"];
/// Seconds of simulation, where neither a budget nor a long run was asked for.
const BUDGET: &str = "120";

/// Builds the simulation in release mode and runs it with these arguments; then measures the rest.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    let long = arguments.contains(&"--long");
    let table = !arguments.iter().any(|argument| ONE_RUN.contains(argument));
    let mut simulate = cargo(&["run", "--quiet", "--release", "--package", "tests", "--example", "simulate", "--"]);
    simulate.args(arguments.iter().filter(|argument| **argument != "--only"));
    if table && !long && !arguments.contains(&"--budget") {
        simulate.args(["--budget", BUDGET]);
    }
    let simulated = run_process(&mut simulate, "each line above ends with what replays it");
    if table { simulated.and(measures::print(long)) } else { simulated }
}
