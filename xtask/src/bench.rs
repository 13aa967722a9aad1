//! `cargo xtask bench`: figures as ratios and counts.

use crate::{Outcome, functions};

/// Builds everything in release mode and prints the figures.
pub(crate) fn run(_arguments: &[&str]) -> Outcome {
    let folder = functions::build()?;
    println!("\n{:<16} {:>12}", "binary", "bytes");
    for name in functions::names()? {
        let path = folder.join(&name);
        let size = std::fs::metadata(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?.len();
        println!("{name:<16} {size:>12}");
    }
    Ok(())
}
