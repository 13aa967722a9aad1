//! Writes the description of the API anew.

use crate::Outcome;
use crate::process::{self, cargo};

/// Has the test that compares `functions/admin-api/openapi.json` with the code write it first.
pub(crate) fn run() -> Outcome {
    let arguments = ["test", "--quiet", "--package", "admin-api", "--test", "api", "--", "the_committed_description"];
    process::run(cargo(&arguments).env("ROLLCALL_WRITE_OPENAPI", "1"), "the API does not build")
}
