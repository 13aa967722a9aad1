//! The deterministic simulation of the whole system. Flows and repository rules live in `it/`.

pub mod simulation;
