//! The deterministic simulation, within a budget of minutes. `cargo xtask simulate` does the rest.

mod checker;
mod crash_points;
mod known;
mod seeds;
