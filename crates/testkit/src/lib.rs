//! Stand-ins for everything outside the process: servers on loopback that any client may call.
//!
//! - [`trinet`]: a simulated TriNet PEO with companies, credentials, a clock that can be moved, two wire
//!   variants and fault knobs. `rollcall` bundles it, tests script it.
//! - [`runtime_api`]: the Lambda Runtime API, to run a real bootstrap and see its answer.
//!
//! Nothing here knows the adapters under test, and no function may depend on this crate.

pub mod runtime_api;
pub mod trinet;
