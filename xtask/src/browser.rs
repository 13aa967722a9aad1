//! What needs a browser: Debian's Chromium against `rollcall up` with the simulated TriNet.

use std::path::Path;

use crate::process::{cargo, command, run, works};
use crate::{Outcome, ui};

const CHROMIUM: &str = "/usr/bin/chromium";

/// Every page and every flow.
pub(crate) fn tests() -> Outcome {
    ready()?;
    ui::npm_run("e2e", "the lines above name the test that failed; its trace is below functions/admin-api/ui/test-results")
}

/// The pictures of `README.md`, made anew.
pub(crate) fn pictures() -> Outcome {
    ready()?;
    ui::npm_run("pictures", "the lines above say which picture could not be made")?;
    println!("The pictures are in docs/pictures.");
    Ok(())
}

/// Installs the browser when it is missing, builds the UI and the command that has it inside.
fn ready() -> Outcome {
    chromium()?;
    ui::built()?;
    run(&mut cargo(&["build", "--package", "rollcall"]), "see the compiler's message above")
}

fn chromium() -> Outcome {
    if Path::new(CHROMIUM).exists() {
        return Ok(());
    }
    println!("Installing Chromium ...");
    let _ = works(&mut command("apt-get", &["update"]));
    // The fonts too: a page without letters would pass every check of its size.
    let apt = ["install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"];
    let _ = works(command("apt-get", &apt).env("DEBIAN_FRONTEND", "noninteractive"));
    if Path::new(CHROMIUM).exists() {
        return Ok(());
    }
    Err(format!(
        "{CHROMIUM} is missing and could not be installed; install it, for example with `apt-get install chromium` as root"
    ))
}
