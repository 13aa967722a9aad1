//! The Python tools of the repository (SAM, cargo-lambda, an emulated AWS), in `.venv`.

use std::path::PathBuf;

use crate::Outcome;
use crate::process::{command, run, works};
use crate::repository::{read, root};

const REQUIREMENTS: &str = "infra/requirements.txt";
const WITHOUT_DEPENDENCIES: &str = "infra/requirements-no-deps.txt";

/// The folder with the programs; installs them unless exactly these are installed.
pub(crate) fn installed() -> Outcome<PathBuf> {
    let wanted = read(&root().join(REQUIREMENTS))? + &read(&root().join(WITHOUT_DEPENDENCIES))?;
    let environment = root().join(".venv");
    let programs = environment.join("bin");
    // The stamp is written last, so an interrupted installation is done again.
    let stamp = environment.join("rollcall-installed.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    println!("Installing the Python tools of {REQUIREMENTS} in .venv (some minutes, once) ...");
    if !programs.join("pip").exists() {
        make_environment()?;
    }
    let install = |options: &[&str]| {
        let mut pip = command(programs.join("python"), &["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        run(pip.args(options), "check that the Python registry can be reached, then run this again")
    };
    install(&["--requirement", REQUIREMENTS])?;
    install(&["--no-deps", "--requirement", WITHOUT_DEPENDENCIES])?;
    std::fs::write(&stamp, wanted).map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
    Ok(programs)
}

fn make_environment() -> Outcome {
    let make = || command("python3", &["-m", "venv", "--clear", ".venv"]);
    if works(&mut make()) {
        return Ok(());
    }
    // Debian ships Python without `venv`; as root it can be had.
    let apt = ["install", "--yes", "--no-install-recommends", "python3-venv"];
    if works(&mut command("apt-get", &["update"])) && works(&mut command("apt-get", &apt)) {
        println!("Installed python3-venv.");
    }
    run(&mut make(), "install Python 3.9 or later with its `venv` module")
}
