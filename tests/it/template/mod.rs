//! What `infra/template.yaml` promises, read from the file itself.

#![expect(clippy::unwrap_used, reason = "in a test, what is missing fails the test")]

mod grants;
mod model;
mod resources;
mod wiring;
