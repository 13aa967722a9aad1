//! The function binaries, laid out for a deploy. Each folder below `functions/` is one function.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::process::{command, run};
use crate::repository::{read, root, target};
use crate::{Outcome, glibc, python, ui};

/// A built function.
pub(crate) struct Function {
    /// Its folder below `functions/`.
    pub(crate) name: String,
    /// Its program.
    pub(crate) bootstrap: PathBuf,
}

/// How they are compiled.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// As `sam build` does.
    Release,
    /// With checks of overflows and assertions, and compiled sooner: for what asks whether they work, not how fast.
    Dev,
}

impl Profile {
    /// Its name for cargo.
    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev",
        }
    }
}

/// Builds all of them for this machine's processor, checks that they run on Amazon Linux 2023, and puts them where
/// `sam build` would, with the template.
///
/// `sam build` calls the same `cargo lambda` once a function, and compiles what they share as often: three times the work.
pub(crate) fn build(profile: Profile) -> Outcome<Vec<Function>> {
    let names = names()?;
    ui::built()?;
    // The machine's own linker instead of zig, which the tools leave out.
    let arguments = ["lambda", "build", "--profile", profile.name(), "--compiler", "cargo", "--bins"];
    let mut build = command(python::TOOLS.installed()?.join("cargo-lambda"), &arguments);
    names.iter().for_each(|name| {
        build.args(["--package", name]);
    });
    let lambda = by_name()?;
    run(build.arg("--lambda-dir").arg(&lambda), "see the compiler's message above")?;
    lay_out(&names, &lambda).map_err(|error| format!("the build cannot be put into .aws-sam: {error}"))?;
    write_template(&names)?;
    println!("Put into .aws-sam/build, by the {} profile and for this machine; `sam build` before deploying.", profile.name());
    let functions = names.into_iter().map(|name| Function { bootstrap: bootstrap(&name), name });
    let functions: Vec<Function> = functions.collect();
    functions.iter().try_for_each(|function| glibc::check(&function.bootstrap))?;
    Ok(functions)
}

/// Where each function's program is in a folder of its name, as it was built last.
pub(crate) fn by_name() -> Outcome<PathBuf> {
    Ok(target()?.join("lambda"))
}

fn lay_out(names: &[String], lambda: &Path) -> io::Result<()> {
    for name in names {
        let to = bootstrap(name);
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::copy(lambda.join(name).join("bootstrap"), to)?;
    }
    Ok(())
}

/// The template, with each function's code beside it instead of its sources.
fn write_template(names: &[String]) -> Outcome {
    let mut template = read(&root().join("infra/template.yaml"))?;
    for name in names {
        let sources = format!("CodeUri: ../functions/{name}\n");
        if !template.contains(&sources) {
            return Err(format!("infra/template.yaml has no `{}`; give the function a resource", sources.trim()));
        }
        template = template.replace(&sources, &format!("CodeUri: {}\n", logical_id(name)));
    }
    let path = built().join("template.yaml");
    fs::write(&path, template).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn built() -> PathBuf {
    root().join(".aws-sam/build")
}

fn bootstrap(name: &str) -> PathBuf {
    built().join(logical_id(name)).join("bootstrap")
}

fn names() -> Outcome<Vec<String>> {
    let folder = root().join("functions");
    let unreadable = |error: io::Error| format!("cannot list {}: {error}", folder.display());
    let entries: Vec<_> = fs::read_dir(&folder).map_err(unreadable)?.collect::<Result<_, _>>().map_err(unreadable)?;
    let packages = entries.into_iter().filter(|entry| entry.path().join("Cargo.toml").exists());
    let mut names: Vec<String> = packages.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// `SetupSyncFunction` of `setup-sync`.
fn logical_id(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_uppercase() + rest
    });
    words.collect::<String>() + "Function"
}
