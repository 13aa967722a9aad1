//! Places in the repository.

use std::path::{Path, PathBuf};

use crate::Outcome;

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    const XTASK: &str = env!("CARGO_MANIFEST_DIR");
    Path::new(XTASK).parent().unwrap_or(Path::new("."))
}

/// The folder that cargo builds into: the one that this program was built into, however that was configured.
pub(crate) fn target() -> Outcome<PathBuf> {
    let own = std::env::current_exe().map_err(|error| format!("cannot tell where cargo builds: {error}"))?;
    let target = own.parent().and_then(Path::parent);
    target.map(Path::to_path_buf).ok_or_else(|| "cannot tell where cargo builds; run it as `cargo xtask`".to_owned())
}

/// The text of a file, with a sentence that names it when it cannot be read.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}
