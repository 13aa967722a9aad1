//! Nothing in the repository knows whose machine it was written on.

use super::tree::{expect_none, file, files};

/// Beginnings of absolute paths of a person's machine, in two pieces so that this file has none.
const MACHINES: [(&str, &str); 6] =
    [("/ho", "me/"), ("/Us", "ers/"), ("/ro", "ot/"), ("/wo", "rk/"), ("/tm", "p/"), ("C:", "\\\\")];

/// Paths on a machine that we describe: inside a Lambda image.
const OF_A_FUNCTION: [&str; 1] = ["infra/"];

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    let mut problems = Vec::new();
    for file in files().iter().filter(|file| !OF_A_FUNCTION.iter().any(|it| file.path.starts_with(it))) {
        for (start, end) in MACHINES {
            let place = format!("{start}{end}");
            let hits = file.text.lines().enumerate().filter(|(_, line)| begins_a_path(line, &place));
            problems.extend(hits.map(|(number, _)| format!("{}:{} names {place}", file.path, number + 1)));
        }
    }
    expect_none(&problems, "make it relative to the repository, or ask the system for a temporary folder");
}

/// `place` at the start of a path, not in the middle of one such as `app/home/`.
fn begins_a_path(line: &str, place: &str) -> bool {
    let mut hits = line.match_indices(place);
    hits.any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-}".contains(before)))
}

#[test]
fn the_lock_files_name_packages_and_no_server_of_somebodys_own() {
    let public = "registry+https://github.com/rust-lang/crates.io-index";
    let cargo = file("Cargo.lock");
    let sources = cargo.lines().filter(|line| line.starts_with("source = "));
    let mut problems: Vec<String> = sources.filter(|line| !line.contains(public)).map(str::to_owned).collect();
    for file in files().iter().filter(|file| file.path.ends_with("package-lock.json")) {
        let hosts = file.text.lines().filter(|line| line.contains("\"resolved\""));
        problems.extend(hosts.map(|line| format!("{}: {}", file.path, line.trim())));
    }
    expect_none(&problems, "lock names, versions and checksums; where they come from is a machine's own configuration");
}

#[test]
fn no_configuration_or_page_points_at_a_registry() {
    let needles =
        ["index-url", "registry =", "[source.", "[registries", "registry.npm", "pypi.org", "static.crates.io", "//crates.io"];
    let ours =
        ["README.md", "CHANGELOG.md", "docs/", ".cargo/", "infra/", "tools/", ".ci/", "xtask/", "clippy.toml", "Cargo.toml"];
    let mut problems = Vec::new();
    for file in files().iter().filter(|file| ours.iter().any(|it| file.path.starts_with(it))) {
        let found = needles.iter().filter(|needle| file.text.contains(**needle));
        problems.extend(found.map(|needle| format!("{} has {needle}", file.path)));
    }
    expect_none(&problems, "packages come through cargo, pip and npm as the machine has them configured");
}
