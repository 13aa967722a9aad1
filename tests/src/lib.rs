//! The simulations: of the whole system on a clock that stands still, and of the source on a real wire. Flows and repository rules
//! live in `it/`.

pub mod processors;
pub mod simulation;
pub mod wire;
