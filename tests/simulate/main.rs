//! The deterministic simulation, within a budget.

mod crash_points;
mod seeds;
