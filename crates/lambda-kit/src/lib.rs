//! The Lambda shell: what every function's `main` needs and no business code should see.
//!
//! It reads configuration ([`mod@env`]), writes logs that cannot hold a body ([`logs`]), knows when an invocation has to stop
//! ([`Deadline`]), turns a failed run into the answer that Lambda and the alarms understand ([`Failure`]) and counts
//! ([`metrics`]). [`run`] puts these around a handler, [`run_queue`] around the handling of one queue message. It knows neither the domain nor any adapter.

mod deadline;
pub mod env;
mod failure;
pub mod logs;
pub mod metrics;
mod queue;
mod shell;

pub use deadline::Deadline;
pub use failure::Failure;
pub use queue::{BatchAnswer, EVENT_MALFORMED, MESSAGE_MALFORMED, Message, handle_batch, run_queue};
pub use shell::{Invocation, run};
