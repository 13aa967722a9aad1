//! What needs a browser: Debian's Chromium against `rollcall up` with the simulated TriNet.

use std::path::Path;

use crate::process::{cargo, command, run, works};
use crate::repository::root;
use crate::{Outcome, npm, ui};

const CHROMIUM: &str = "/usr/bin/chromium";
/// One of the fonts that the pages ask for: the pictures look alike wherever they are made.
const INTER: &str = "/usr/share/fonts/opentype/inter";

/// Every page and every flow.
pub(crate) fn tests() -> Outcome {
    ready()?;
    ui::npm_run("e2e", "the lines above name the test that failed; its trace is below functions/admin-api/ui/test-results")
}

/// The pictures of `README.md`, made anew.
pub(crate) fn pictures() -> Outcome {
    ready()?;
    debian(INTER, &["fonts-inter"])?;
    ui::npm_run("pictures", "the lines above say which picture could not be made")?;
    println!("The pictures are in docs/pictures.");
    Ok(())
}

/// Lighthouse's scores of the pages, as it counts for a desktop.
pub(crate) fn lighthouse() -> Outcome {
    let folder = root().join("tools/lighthouse");
    let advice = "check that the npm registry can be reached, then run this again";
    npm::installed(&folder, "Lighthouse, 176 MB, in tools/lighthouse/node_modules", advice)?;
    measured("lighthouse", "the lines above name the page, its scores and what Lighthouse found")
}

/// How soon the pages of a company of ten thousand are there, and how smoothly they scroll.
pub(crate) fn figures() -> Outcome {
    measured("figures", "the lines above say which figure is beyond its limit")
}

/// Measures the release build: a debug build would be measured as much as the pages.
fn measured(script: &str, advice: &str) -> Outcome {
    chromium()?;
    ui::built()?;
    run(&mut cargo(&["build", "--release", "--package", "rollcall"]), "see the compiler's message above")?;
    ui::npm_run_with(script, &[("ROLLCALL", &root().join("target/release/rollcall"))], advice)
}

/// Installs the browser when it is missing, builds the UI and the command that has it inside.
fn ready() -> Outcome {
    chromium()?;
    ui::built()?;
    // With the test that runs the command, as `cargo test --workspace` builds it: alone it has other features, and all is built again.
    run(&mut cargo(&["build", "--workspace", "--test", "cli"]), "see the compiler's message above")
}

fn chromium() -> Outcome {
    // Fonts too: a page without letters would pass every check of its size.
    debian(CHROMIUM, &["chromium", "fonts-dejavu-core"])
}

/// Installs packages of Debian unless what they bring is there.
fn debian(file: &str, packages: &[&str]) -> Outcome {
    if Path::new(file).exists() {
        return Ok(());
    }
    println!("Installing {} ...", packages.join(" and "));
    let _ = works(&mut command("apt-get", &["update"]));
    let mut install = command("apt-get", &["install", "--yes", "--no-install-recommends"]);
    let _ = works(install.args(packages).env("DEBIAN_FRONTEND", "noninteractive"));
    if Path::new(file).exists() {
        return Ok(());
    }
    let all = packages.join(" ");
    Err(format!("{file} is missing and could not be installed; install it, for example with `apt-get install {all}` as root"))
}
