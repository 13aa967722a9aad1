//! The deterministic simulation, within a budget of minutes. `cargo xtask simulate` does the rest.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod checker;
mod crash_points;
mod seeds;
mod sleepers;
mod wire;
