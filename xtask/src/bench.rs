//! `cargo xtask bench`: figures as ratios and counts.

use crate::{Outcome, functions};

/// Builds everything in release mode and prints the figures.
pub(crate) fn run(_arguments: &[&str]) -> Outcome {
    let functions = functions::build()?;
    println!("\n{:<16} {:>12}", "binary", "bytes");
    for function in functions {
        let path = function.bootstrap;
        let size = std::fs::metadata(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?.len();
        println!("{:<16} {size:>12}", function.name);
    }
    Ok(())
}
