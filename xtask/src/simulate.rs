//! `cargo xtask simulate`: the deterministic simulation.

use crate::Outcome;
use crate::process::{cargo, run as run_process};

/// Builds the simulation in release mode and runs it with these arguments.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    let mut simulate = cargo(&["run", "--quiet", "--release", "--package", "tests", "--example", "simulate", "--"]);
    simulate.args(arguments);
    run_process(&mut simulate, "each line above ends with what replays it")
}
