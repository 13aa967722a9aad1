//! Writes the description of the API anew, and the admin UI's types, which are made from it.

use crate::process::{self, cargo};
use crate::{Outcome, ui};

/// Has the test that compares `functions/admin-api/openapi.json` with the code write it first.
pub(crate) fn run() -> Outcome {
    let arguments = ["test", "--quiet", "--package", "admin-api", "--test", "api", "--", "the_committed_description"];
    process::run(cargo(&arguments).env("ROLLCALL_WRITE_OPENAPI", "1"), "the API does not build")?;
    ui::installed()?;
    ui::npm_run("generate", "the description has something for which there is no type")
}
