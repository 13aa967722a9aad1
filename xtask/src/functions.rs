//! The function binaries, built as they are deployed: by `sam build`. Each folder below `functions/` is one function.

use std::path::PathBuf;

use crate::process::{command, run};
use crate::repository::root;
use crate::{Outcome, glibc, python};

/// A built function.
pub(crate) struct Function {
    /// Its folder below `functions/`.
    pub(crate) name: String,
    /// Its program.
    pub(crate) bootstrap: PathBuf,
}

/// Builds all of them for this machine's processor in release mode, and checks that they run on Amazon Linux 2023.
pub(crate) fn build() -> Outcome<Vec<Function>> {
    let tools = python::installed()?;
    // SAM calls `cargo lambda`, which is one of the tools.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(tools.clone()).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).map_err(|error| format!("PATH cannot be used: {error}"))?;
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
    let parameter = format!("Architecture={architecture}");
    let mut sam = command(tools.join("sam"), &["build", "--parameter-overrides", &parameter]);
    // The machine's own linker instead of zig, which the tools leave out.
    sam.env("PATH", path).env("SAM_CLI_TELEMETRY", "0").env("CARGO_LAMBDA_COMPILER", "cargo");
    run(&mut sam, "see the message above")?;
    let functions = built()?;
    functions.iter().try_for_each(|function| glibc::check(&function.bootstrap))?;
    Ok(functions)
}

fn built() -> Outcome<Vec<Function>> {
    let build = root().join(".aws-sam/build");
    let functions = names()?.into_iter().map(|name| {
        let bootstrap = build.join(format!("{}Function", pascal(&name))).join("bootstrap");
        if bootstrap.exists() {
            Ok(Function { name, bootstrap })
        } else {
            Err(format!("sam build made no {}", bootstrap.display()))
        }
    });
    functions.collect()
}

fn names() -> Outcome<Vec<String>> {
    let folder = root().join("functions");
    let unreadable = |error: std::io::Error| format!("cannot list {}: {error}", folder.display());
    let entries: Vec<_> = std::fs::read_dir(&folder).map_err(unreadable)?.collect::<Result<_, _>>().map_err(unreadable)?;
    let packages = entries.into_iter().filter(|entry| entry.path().join("Cargo.toml").exists());
    let mut names: Vec<String> = packages.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// `setup-sync` as `SetupSync`, the beginning of its logical id in the template.
fn pascal(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_uppercase() + rest
    });
    words.collect()
}
