//! The adapter against the simulated `TriNet`, and against a scripted server where an answer must be exact to the byte.

mod checking;
mod discovering;
mod failing;
mod reading;
mod scripted;
mod stable;
mod support;
mod token;
