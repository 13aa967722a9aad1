//! Each function's real binary, started as Lambda starts it, given recorded events; its answer, its effects and its log.
//!
//! Tables, secrets, queues and mail are those of a local AWS-compatible server (`.venv`, see `infra/README.md`); TriNet is
//! simulated. Where the server is not installed, the tests that need it say so and end; with `CI` set they fail.

#![expect(clippy::unwrap_used, reason = "in a test, what is missing fails the test")]

mod admin_api;
mod auto_sync;
mod events;
mod function;
mod import_commit;
mod import_review;
mod notify;
mod poison;
mod server;
mod setup_sync;
mod world;
