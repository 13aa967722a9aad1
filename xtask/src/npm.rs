//! Folders with a `package.json`: what their lock file names is installed once.

use std::path::Path;

use crate::Outcome;
use crate::process::{command, run};
use crate::repository::read;

/// Runs `npm ci` in a folder unless exactly the locked versions are installed. `what` is said to be installed.
pub(crate) fn installed(folder: &Path, what: &str, advice: &str) -> Outcome {
    let wanted = read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.rollcall-installed.json");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing {what} (once) ...");
    let mut ci = command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(ci.current_dir(folder), advice)?;
    std::fs::write(&stamp, wanted).map_err(|error| format!("cannot write {}: {error}", stamp.display()))
}
