//! The domain is pure, and clippy is told so.

use super::tree::{expect_none, file, files};

/// Ways out of a pure function, one per kind; `crates/domain/clippy.toml` bans them and their like.
const BANNED: [&str; 8] = [
    "std::time::SystemTime::now",
    "std::time::Instant::now",
    "jiff::Timestamp::now",
    "jiff::ZonedDateTime::now",
    "std::env::var",
    "std::fs::read",
    "std::thread::sleep",
    "std::hash::RandomState",
];

#[test]
fn clippy_bans_clock_environment_files_random_and_sleep_from_the_domain() {
    let settings = file("crates/domain/clippy.toml");
    let missing: Vec<String> =
        BANNED.iter().filter(|path| !settings.contains(&format!("path = \"{path}\""))).map(|path| (*path).to_owned()).collect();
    expect_none(&missing, "ban it again, with a reason");
    let without_reason = settings.lines().filter(|line| line.contains("path = ") && !line.contains("reason = "));
    assert_eq!(without_reason.count(), 0, "a ban says what to do instead");
    assert!(file("Cargo.toml").contains("disallowed_methods = \"warn\""), "the bans are only read while the lint is on");
}

#[test]
fn the_domain_neither_awaits_nor_starts_anything() {
    let mut problems = Vec::new();
    for file in files().iter().filter(|file| file.path.starts_with("crates/domain/src/") && file.path.ends_with(".rs")) {
        for word in ["async fn", "async move", ".await", "std::process", "std::net", "std::io"] {
            if file.text.contains(word) {
                problems.push(format!("{} has {word}", file.path));
            }
        }
    }
    expect_none(&problems, "the domain is called, it does not call");
}
