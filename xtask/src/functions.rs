//! The function binaries: each folder below `functions/` is a package with one binary of its name.

use std::path::PathBuf;

use crate::Outcome;
use crate::process::{cargo, run};
use crate::repository::{root, target};

/// Their names, in order.
pub(crate) fn names() -> Outcome<Vec<String>> {
    let folder = root().join("functions");
    let unreadable = |error: std::io::Error| format!("cannot list {}: {error}", folder.display());
    let entries: Vec<_> = std::fs::read_dir(&folder).map_err(unreadable)?.collect::<Result<_, _>>().map_err(unreadable)?;
    let packages = entries.into_iter().filter(|entry| entry.path().join("Cargo.toml").exists());
    let mut names: Vec<String> = packages.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// Builds all of them in release mode and returns the folder that they are in.
pub(crate) fn build() -> Outcome<PathBuf> {
    let names = names()?;
    let mut build = cargo(&["build", "--release"]);
    names.iter().for_each(|name| {
        build.args(["--package", name]);
    });
    run(&mut build, "see the compiler's message above")?;
    Ok(target()?.join("release"))
}
