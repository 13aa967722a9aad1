//! The built template, deployed with `sam deploy` to a local AWS-compatible server, and a company's first two days there.
//!
//! Real bootstraps under their own roles (the server enforces IAM), Secrets Manager, SQS, the stream, Scheduler and mail; only
//! TriNet is simulated. It needs what `infra/README.md` installs, and a build:
//!
//! ```sh
//! CARGO_LAMBDA_COMPILER=cargo sam build --parameter-overrides Architecture=x86_64
//! cargo test -p tests --features deployed --test deployed
//! ```

#![expect(clippy::unwrap_used, reason = "in a test, what is missing fails the test")]

mod api;
mod deployment;
mod schedule;
mod server;
mod signed;
mod story;
mod waiting;
