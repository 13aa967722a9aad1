//! What is compiled into a function, as cargo resolves it.

use std::process::Command;

use super::tree::{expect_none, file, root};

/// Name, version prefix and reason.
const NEVER_IN_A_FUNCTION: [(&str, &str, &str); 8] = [
    ("testkit", "", "the simulated TriNet is for tests and the local command"),
    ("dynoxide-rs", "", "the embedded engine is for tests and the local command"),
    ("aws-lc-rs", "", "one TLS implementation: ring"),
    ("aws-lc-sys", "", "one TLS implementation: ring"),
    ("openssl-sys", "", "one TLS implementation: ring"),
    ("hyper", "0.", "the legacy HTTP stack of the AWS SDK is switched off"),
    ("rustls", "0.21", "the legacy TLS stack of the AWS SDK is switched off"),
    ("clap", "", "a function has no command line"),
];

/// `name version` of everything that the package is linked with.
fn linked_with(package: &str) -> Vec<(String, String)> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["tree", "--locked", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let pairs = lines.lines().filter_map(|line| line.split_once(" v"));
    pairs.map(|(name, rest)| (name.to_owned(), rest.split(' ').next().unwrap().to_owned())).collect()
}

fn unwanted(packages: &[(String, String)]) -> Vec<String> {
    let rules = NEVER_IN_A_FUNCTION.iter();
    let hits = rules.flat_map(|(name, version, why)| {
        let found = packages.iter().find(|(package, at)| package == name && at.starts_with(version));
        found.map(|(package, at)| format!("{package} {at}: {why}"))
    });
    hits.collect()
}

fn folders() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("functions")).unwrap().map(|entry| entry.unwrap());
    let packages = entries.filter(|entry| entry.path().join("Cargo.toml").exists());
    packages.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

#[test]
fn a_function_is_linked_with_nothing_that_does_not_belong_on_lambda() {
    let mut problems = Vec::new();
    for function in folders() {
        let linked = linked_with(&function);
        assert!(linked.iter().any(|(name, _)| name == "domain"), "{function} has no domain: the tree was not read");
        problems.extend(unwanted(&linked).into_iter().map(|problem| format!("{function} <- {problem}")));
    }
    expect_none(&problems, "see `cargo tree --package FUNCTION --invert CRATE`");
}

#[test]
fn the_lock_file_holds_one_tls_and_one_http_stack() {
    let lock = file("Cargo.lock");
    let packages: Vec<(String, String)> = lock
        .split("[[package]]")
        .filter_map(|block| Some((value(block, "name")?, value(block, "version")?)))
        .filter(|(name, _)| !["testkit", "dynoxide-rs", "clap"].contains(&name.as_str()))
        .collect();
    assert!(packages.len() > 100);
    expect_none(&unwanted(&packages), "switch the default features of the dependency that brings it off");
}

fn value(block: &str, key: &str) -> Option<String> {
    let line = block.lines().find(|line| line.starts_with(&format!("{key} = ")))?;
    line.split('"').nth(1).map(str::to_owned)
}
