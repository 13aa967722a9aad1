//! Puts the built admin UI into the program: one entry for each file of `ui/dist`, or none where it was not built.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    // Asked for when it runs: a target folder that was copied holds this program as it was made for another one.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| io::Error::other("cargo gives CARGO_MANIFEST_DIR"))?;
    let ui = Path::new(&package).join("ui");
    let built = ui.join("dist");
    let mut files = Vec::new();
    if built.is_dir() {
        collect(&built, &mut files)?;
        println!("cargo::rerun-if-changed=ui/dist");
    } else {
        // A folder that is not there would count as changed each time; the one above it changes when it comes.
        println!("cargo::rerun-if-changed=ui");
    }
    println!("cargo::rerun-if-changed=build.rs");
    files.sort();
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo gives OUT_DIR"))?;
    fs::write(Path::new(&out).join("ui_files.rs"), table(&built, &files))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Of no use to a browser: what the build tells of itself.
        let of_the_build = path.file_name().is_some_and(|name| name == "manifest.json");
        match path.is_dir() {
            true => collect(&path, files)?,
            false if of_the_build => {}
            false => files.push(path),
        }
    }
    Ok(())
}

/// An expression: a slice of `UiFile`, in order of their paths.
fn table(built: &Path, files: &[PathBuf]) -> String {
    let entries = files.iter().map(|file| {
        let path = file.strip_prefix(built).unwrap_or(file).to_string_lossy().replace('\\', "/");
        format!("    UiFile {{ path: {:?}, bytes: include_bytes!({:?}) }},\n", format!("/{path}"), file.to_string_lossy())
    });
    format!("&[\n{}]\n", entries.collect::<String>())
}
