//! `cargo xtask planted`: plants bugs in a copy of the repository, one at a time, and lets the simulation find each.

mod copy;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::process::command;
use crate::repository::{read, root};
use copy::Copy;

/// Where the bugs are, a patch each.
pub(crate) const BUGS: &str = "tests/simulate/planted";
/// What the simulation plays, until it finds something: all stories with all their crashes, then these seeds. The wire is none of
/// the commit's business. A number of seeds and not of seconds, so that what is found does not depend on the machine.
const BUDGET: [&str; 5] = ["--first", "--wire-seeds", "0", "--seeds", "300"];
/// How a line begins that tells what was found.
const REPLAY: &str = "cargo xtask simulate ";

/// A bug to be planted.
#[derive(Debug, PartialEq, Eq)]
struct Bug {
    name: String,
    /// What is broken, in a sentence.
    says: String,
    patch: PathBuf,
}

/// What the simulation found: the line that plays it again, and the promise that was broken.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    replay: String,
    what: String,
}

/// Plants the bugs whose names begin so, or all after a control without a bug, and prints a row for each.
pub(crate) fn run(names: &[&str]) -> Outcome {
    let all = bugs()?;
    if let Some(unknown) = names.iter().find(|name| all.iter().all(|bug| !bug.name.starts_with(**name))) {
        return Err(format!("no bug's name begins with {unknown}; they are in {BUGS}"));
    }
    let wanted: Vec<&Bug> = all.iter().filter(|bug| is_wanted(bug, names)).collect();
    let copy = Copy::at(&root().join("target/planted"));
    println!("| bug | what is broken | found by | promise | seconds |\n|---|---|---|---|---|");
    let clean = if names.is_empty() {
        let (found, took) = play(&copy, None)?;
        row("none", "nothing", found.as_ref(), took);
        found.is_none()
    } else {
        true
    };
    let mut caught = 0;
    for bug in &wanted {
        let (found, took) = play(&copy, Some(bug))?;
        row(&bug.name, &bug.says, found.as_ref(), took);
        caught += usize::from(found.is_some());
    }
    println!("\n{caught} of {} found", wanted.len());
    match (clean, caught == wanted.len()) {
        (true, true) => Ok(()),
        (false, _) => Err("the simulation finds something where nothing was planted; run `cargo xtask simulate`".to_owned()),
        (true, false) => Err("a planted bug was not found; teach the simulation or its checker what it breaks".to_owned()),
    }
}

/// Builds the simulation of the copy, with a bug or without one, and plays it; what it found, and how long it played.
fn play(copy: &Copy, bug: Option<&Bug>) -> Outcome<(Option<Found>, Duration)> {
    copy.refresh()?;
    if let Some(bug) = bug {
        copy.apply(&bug.patch)?;
    }
    let program = copy.build()?;
    let began = Instant::now();
    let played = command(&program, &BUDGET).output().map_err(|error| format!("the simulation could not be started: {error}"))?;
    let took = began.elapsed();
    match played.status.code() {
        Some(0) => Ok((None, took)),
        Some(1) => Ok((found(&String::from_utf8_lossy(&played.stdout)), took)),
        _ => Err(format!("the simulation ended with {}: {}", played.status, String::from_utf8_lossy(&played.stderr))),
    }
}

/// The first finding among the lines that the simulation printed.
fn found(printed: &str) -> Option<Found> {
    let line = printed.lines().find(|line| line.starts_with(REPLAY))?;
    let (replay, what) = line.split_once(": ").unwrap_or((line, ""));
    let what = what.split_once(": ").map_or(what, |(promise, _)| promise);
    Some(Found { replay: replay.to_owned(), what: what.to_owned() })
}

fn row(name: &str, says: &str, found: Option<&Found>, took: Duration) {
    let (by, what) = found.map_or(("nothing", ""), |found| (found.replay.trim_start_matches(REPLAY), &found.what));
    println!("| {name} | {says} | {by} | {what} | {:.1} |", took.as_secs_f64());
}

fn is_wanted(bug: &Bug, names: &[&str]) -> bool {
    names.is_empty() || names.iter().any(|name| bug.name.starts_with(name))
}

/// All bugs, in the order of their names.
fn bugs() -> Outcome<Vec<Bug>> {
    let folder = root().join(BUGS);
    let listed = std::fs::read_dir(&folder).map_err(|error| format!("cannot list {BUGS}: {error}"))?;
    let paths =
        listed.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.extension().is_some_and(|end| end == "patch"));
    let mut bugs = paths.map(bug).collect::<Outcome<Vec<_>>>()?;
    bugs.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(bugs)
}

fn bug(patch: PathBuf) -> Outcome<Bug> {
    let name = patch.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = read(&patch)?;
    let says = text.lines().next().and_then(|line| line.strip_prefix("# "));
    let says = says.ok_or_else(|| format!("{name} does not begin with `# ` and what is broken, in a sentence"))?.to_owned();
    Ok(Bug { name, says, patch })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_bugs_and_each_says_in_a_sentence_what_is_broken() {
        let bugs = bugs().unwrap();
        assert!(bugs.len() >= 12, "only {}", bugs.len());
        for bug in bugs {
            assert!(bug.says.ends_with('.') && bug.says.len() < 160, "{}: {}", bug.name, bug.says);
        }
    }

    /// A patch that no longer applies plants nothing.
    #[test]
    fn each_patch_still_applies_to_the_files_as_they_are() {
        for bug in bugs().unwrap() {
            // From the root: git passes over files that are not below the folder it is called in.
            let checked = command("git", &["apply", "--check"]).arg(&bug.patch).current_dir(root()).output().unwrap();
            let said = String::from_utf8_lossy(&checked.stderr);
            assert!(checked.status.success(), "{} is to be made anew: {said}", bug.name);
        }
    }

    #[test]
    fn what_was_found_is_the_first_line_that_can_be_played_again() {
        let printed = "| figure | value |\ncargo xtask simulate --scenario day --crash 3: as reviewed: c0001 is committed: really\n\
            cargo xtask simulate --seed 4: once: twice\n";
        let expect = Found { replay: "cargo xtask simulate --scenario day --crash 3".to_owned(), what: "as reviewed".to_owned() };
        assert_eq!(found(printed), Some(expect));
        assert_eq!(found("| figure | value |\n"), None);
    }
}
