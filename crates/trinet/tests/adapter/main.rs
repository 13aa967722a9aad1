//! The adapter against the simulated `TriNet`, and against a scripted server where an answer must be exact to the byte.

#![expect(clippy::unwrap_used, reason = "a test panics")]

mod checking;
mod discovering;
mod failing;
mod reading;
mod scripted;
mod stable;
mod support;
mod token;
