//! The Python tools of the repository, each set of them in an environment of its own, because their pins exclude one another.

use std::path::PathBuf;

use crate::Outcome;
use crate::process::{command, run, works};
use crate::repository::{read, root};

/// A set of tools in an environment.
pub(crate) struct Environment {
    /// Its folder in the root of the repository.
    folder: &'static str,
    requirements: &'static str,
    without_dependencies: Option<&'static str>,
}

/// SAM, cargo-lambda and an emulated AWS.
pub(crate) const TOOLS: Environment = Environment {
    folder: ".venv",
    requirements: "infra/requirements.txt",
    without_dependencies: Some("infra/requirements-no-deps.txt"),
};

/// The scanner of the template.
pub(crate) const CHECKOV: Environment =
    Environment { folder: ".venv-checkov", requirements: "infra/requirements-checkov.txt", without_dependencies: None };

/// What calls every operation of the admin API.
pub(crate) const SCHEMATHESIS: Environment =
    Environment { folder: ".venv-schemathesis", requirements: "infra/requirements-schemathesis.txt", without_dependencies: None };

impl Environment {
    /// The folder with the programs; installs them unless exactly these are installed.
    pub(crate) fn installed(&self) -> Outcome<PathBuf> {
        let files: Vec<&str> = [self.requirements].into_iter().chain(self.without_dependencies).collect();
        let wanted = files.iter().map(|file| read(&root().join(file))).collect::<Outcome<Vec<_>>>()?.concat();
        let environment = root().join(self.folder);
        let programs = environment.join("bin");
        // The stamp is written last, so an interrupted installation is done again.
        let stamp = environment.join("rollcall-installed.txt");
        if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(programs);
        }
        println!("Installing the Python tools of {} in {} (some minutes, once) ...", self.requirements, self.folder);
        if !programs.join("pip").exists() {
            self.make()?;
        }
        let install = |options: &[&str]| {
            let mut pip = command(programs.join("python"), &["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
            run(pip.args(options), "check that the Python registry can be reached, then run this again")
        };
        install(&["--requirement", self.requirements])?;
        if let Some(file) = self.without_dependencies {
            install(&["--no-deps", "--requirement", file])?;
        }
        std::fs::write(&stamp, wanted).map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
        Ok(programs)
    }

    fn make(&self) -> Outcome {
        let make = || command("python3", &["-m", "venv", "--clear", self.folder]);
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
}
