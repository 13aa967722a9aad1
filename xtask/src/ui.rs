//! The admin UI, which is built before any program that has it inside.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::process::{command, run};
use crate::repository::root;
use crate::{Outcome, npm};

/// Makes sure that `ui/dist` is what its sources give: builds it unless it is newer than all of them.
pub(crate) fn built() -> Outcome {
    installed()?;
    if is_fresh() {
        return Ok(());
    }
    println!("Building the admin UI ...");
    npm_run("build", "see the message above")
}

/// That the types are those of the description, types, lints, tests, build, and the limits of what a first visit loads.
pub(crate) fn check() -> Outcome {
    installed()?;
    npm_run("check", "correct what it names")?;
    built()?;
    npm_run("size", "take something out of the first load, or load it with its page")
}

/// `npm run` in the folder of the UI.
pub(crate) fn npm_run(script: &str, advice: &str) -> Outcome {
    npm_run_with(script, &[], advice)
}

/// The same with variables of the environment.
pub(crate) fn npm_run_with(script: &str, variables: &[(&str, &Path)], advice: &str) -> Outcome {
    let mut npm = command("npm", &["run", "--silent", script]);
    run(npm.current_dir(folder()).envs(variables.iter().copied()), advice)
}

/// Runs `npm ci` unless exactly the locked versions are installed.
pub(crate) fn installed() -> Outcome {
    npm::installed(
        &folder(),
        "what the admin UI is built with in functions/admin-api/ui/node_modules",
        "install Node.js 20.19 or later with npm, check that the npm registry can be reached, then run this again",
    )
}

fn folder() -> PathBuf {
    root().join("functions/admin-api/ui")
}

fn is_fresh() -> bool {
    let Some(built) = changed(&folder().join("dist/index.html")) else { return false };
    let sources =
        ["src", "public", "index.html", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json", "compress.js"];
    sources.iter().filter_map(|name| newest(&folder().join(name))).all(|changed| changed <= built)
}

/// When the newest file of a folder, or a file, or one that was removed from the folder, changed.
fn newest(path: &Path) -> Option<SystemTime> {
    let inside = std::fs::read_dir(path).into_iter().flatten().filter_map(Result::ok).filter_map(|entry| newest(&entry.path()));
    inside.chain(changed(path)).max()
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::newest;

    #[test]
    fn a_folder_is_as_new_as_the_newest_file_in_it() {
        let folder = std::env::temp_dir().join(format!("rollcall-xtask-{}", std::process::id()));
        fs::create_dir_all(folder.join("pages/users")).unwrap();
        let file = folder.join("pages/users/list.tsx");
        fs::write(&file, "").unwrap();
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
        fs::File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
        assert_eq!(newest(&folder), Some(later));
        assert_eq!(newest(&folder.join("nothing")), None);
        fs::remove_dir_all(folder).unwrap();
    }
}
