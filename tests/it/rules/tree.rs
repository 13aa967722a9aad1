//! The files of the repository, without what is built or installed.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing written here.
const NOT_OURS: [&str; 12] = [
    ".git",
    "target",
    "node_modules",
    "dist",
    "test-results",
    "playwright-report",
    ".venv",
    ".venv-checkov",
    ".venv-schemathesis",
    ".aws-sam",
    ".rollcall",
    ".build",
];

/// The root of the repository.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// A text file: its path from the root, with `/`, and its content.
pub(super) struct TextFile {
    pub(super) path: String,
    pub(super) text: String,
}

impl TextFile {
    /// `lib.rs` of `crates/domain/src/lib.rs`.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }
}

/// All text files, in order of their paths.
pub(super) fn files() -> Vec<TextFile> {
    let mut found = Vec::new();
    collect(&root(), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 100, "the files of the repository were not found");
    found
}

/// Those whose name ends so.
pub(super) fn files_ending(end: &str) -> Vec<TextFile> {
    files().into_iter().filter(|file| file.path.ends_with(end)).collect()
}

/// One file by its path from the root.
pub(super) fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<TextFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{prefix}{name}");
        if entry.file_type().unwrap().is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                collect(&entry.path(), &format!("{path}/"), found);
            }
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            found.push(TextFile { path, text });
        }
    }
}

/// Fails with all `problems`, one a line, and what to do about them.
pub(super) fn expect_none(problems: &[String], advice: &str) {
    assert!(problems.is_empty(), "{} found; {advice}:\n  {}", problems.len(), problems.join("\n  "));
}
