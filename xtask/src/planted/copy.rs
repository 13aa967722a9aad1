//! A copy of the repository's files as they are now, in which something may be broken.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::process::{cargo, command};
use crate::repository::root;

/// How variables begin by which cargo tells a program of its own package.
const OF_A_PACKAGE: [&str; 2] = ["CARGO_PKG_", "CARGO_MANIFEST_"];

/// The copy, and beside it what is built of it.
#[derive(Debug)]
pub(super) struct Copy {
    tree: PathBuf,
    build: PathBuf,
}

impl Copy {
    /// A copy in this folder; nothing is copied yet.
    pub(super) fn at(folder: &Path) -> Self {
        Self { tree: folder.join("tree"), build: folder.join("build") }
    }

    /// Makes the copy what the repository is. A file that is the same already stays untouched, so that it is not built again.
    pub(super) fn refresh(&self) -> Outcome {
        let listed = command("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).output();
        let listed = listed.map_err(|error| format!("git cannot list the files: {error}"))?;
        let listed = String::from_utf8_lossy(&listed.stdout);
        let files: BTreeSet<&str> = listed.split('\0').filter(|path| root().join(path).is_file()).collect();
        for path in &files {
            copy(&root().join(path), &self.tree.join(path)).map_err(|error| format!("cannot copy {path}: {error}"))?;
        }
        self.drop_others(&self.tree, &files).map_err(|error| format!("cannot clear {}: {error}", self.tree.display()))
    }

    /// Removes the files of the copy that the repository has no more.
    fn drop_others(&self, folder: &Path, files: &BTreeSet<&str>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(&self.tree).unwrap_or(&path).to_string_lossy().into_owned();
            if path.is_dir() {
                self.drop_others(&path, files)?;
            } else if !files.contains(name.as_str()) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// Plants a patch.
    pub(super) fn apply(&self, patch: &Path) -> Outcome {
        let mut apply = command("git", &["apply"]);
        // Below a repository git takes a patch's paths for that repository's own, and passes over them.
        let above = self.tree.parent().unwrap_or(&self.tree);
        let applied = apply.arg(patch).current_dir(&self.tree).env("GIT_CEILING_DIRECTORIES", above).output();
        let applied = applied.map_err(|error| format!("git could not be started: {error}"))?;
        let said = String::from_utf8_lossy(&applied.stderr);
        if applied.status.success() { Ok(()) } else { Err(format!("{} does not apply: {said}", patch.display())) }
    }

    /// Builds the simulation; its program.
    pub(super) fn build(&self) -> Outcome<PathBuf> {
        let mut build = cargo(&["build", "--quiet", "--release", "--package", "tests", "--example", "simulate"]);
        build.arg("--target-dir").arg(&self.build).current_dir(&self.tree);
        // What cargo tells this program of itself would be news to build scripts, and everything above them be built again.
        for (name, _) in std::env::vars_os() {
            if OF_A_PACKAGE.iter().any(|start| name.to_string_lossy().starts_with(start)) {
                build.env_remove(name);
            }
        }
        // A patch changes a line or two, and each is built once.
        let built = build.env("CARGO_INCREMENTAL", "1").output();
        let built = built.map_err(|error| format!("cargo could not be started: {error}"))?;
        if !built.status.success() {
            return Err(format!("the simulation cannot be built: {}", String::from_utf8_lossy(&built.stderr)));
        }
        Ok(self.build.join("release/examples/simulate"))
    }
}

/// Copies a file unless it is the same.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    let text = fs::read(from)?;
    if fs::read(to).is_ok_and(|own| own == text) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_what_the_repository_is_and_a_patch_changes_the_copy_alone() {
        let folder = std::env::temp_dir().join(format!("rollcall-planted-{}", std::process::id()));
        let copy = Copy::at(&folder);
        copy.refresh().unwrap();
        let (own, copied) = (root().join("Cargo.toml"), copy.tree.join("Cargo.toml"));
        let before = fs::read(&own).unwrap();
        assert_eq!(fs::read(&copied).unwrap(), before);
        let patch = folder.join("some.patch");
        let first = String::from_utf8_lossy(&before).lines().next().unwrap().to_owned();
        let text = format!("# A sentence.\n--- a/Cargo.toml\n+++ b/Cargo.toml\n@@ -1 +1,2 @@\n+# broken\n {first}\n");
        fs::write(&patch, text).unwrap();
        copy.apply(&patch).unwrap();
        fs::write(copy.tree.join("other.rs"), "left by an earlier copy").unwrap();
        assert!(fs::read_to_string(&copied).unwrap().starts_with("# broken"));
        assert_eq!(fs::read(&own).unwrap(), before);
        copy.refresh().unwrap();
        assert_eq!(fs::read(&copied).unwrap(), before);
        assert!(!copy.tree.join("other.rs").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
