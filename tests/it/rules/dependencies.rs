//! Who may import whom: the table of `docs/architecture.md`, on what the manifests declare.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

use super::tree::{expect_none, root};

/// Each library with the packages of this workspace that it may import in its own code.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("domain", &[]),
    ("sync", &["domain"]),
    ("trinet", &["domain", "sync"]),
    ("aws", &["domain", "sync"]),
    ("lambda-kit", &[]),
    ("testkit", &["domain", "sync"]),
    // The API's router, so that `rollcall up` serves the same one; no other function and nobody else.
    ("rollcall", &["domain", "sync", "trinet", "aws", "testkit", "admin-api"]),
];

/// Each function likewise: what it leaves out is half of the wall that its role is the other half of.
const FUNCTIONS: [(&str, &[&str]); 6] = [
    ("setup-sync", &["domain", "sync", "trinet", "aws", "lambda-kit"]),
    ("import-review", &["domain", "sync", "trinet", "aws", "lambda-kit"]),
    ("auto-sync", &["domain", "sync", "trinet", "aws", "lambda-kit"]),
    ("import-commit", &["domain", "sync", "aws", "lambda-kit"]),
    ("notify", &["domain", "sync", "aws", "lambda-kit"]),
    ("admin-api", &["domain", "sync", "trinet", "aws", "lambda-kit"]),
];

/// What the domain may import from outside: values and formats, nothing that does something.
const OF_DOMAIN: [&str; 7] = ["digest-io", "jiff", "serde", "serde_json", "sha2", "thiserror", "unicode-normalization"];

/// Beginnings of the names of packages that reach the outside world, by the library that may not import them.
const FORBIDDEN: [(&str, &[&str]); 5] = [
    ("sync", &["aws", "lambda", "reqwest", "hyper", "axum", "tokio", "dynoxide", "rand"]),
    ("trinet", &["aws", "lambda", "axum", "dynoxide"]),
    ("aws", &["lambda", "reqwest", "axum"]),
    ("lambda-kit", &["aws-sdk", "reqwest", "axum", "dynoxide"]),
    ("testkit", &["aws", "lambda", "dynoxide"]),
];

struct Package {
    folder: String,
    normal: BTreeSet<String>,
    dev: BTreeSet<String>,
}

fn packages() -> BTreeMap<String, Package> {
    let metadata = MetadataCommand::new().current_dir(root()).no_deps().exec().unwrap();
    let all = metadata.packages.iter().map(|package| {
        let of_kind = |kinds: &[DependencyKind]| {
            let wanted = package.dependencies.iter().filter(|dependency| kinds.contains(&dependency.kind));
            wanted.map(|dependency| dependency.name.clone()).collect()
        };
        let manifest = package.manifest_path.strip_prefix(&metadata.workspace_root).unwrap();
        let found = Package {
            folder: manifest.parent().unwrap().to_string(),
            normal: of_kind(&[DependencyKind::Normal, DependencyKind::Build]),
            dev: of_kind(&[DependencyKind::Development]),
        };
        (package.name.to_string(), found)
    });
    all.collect()
}

#[test]
fn every_package_has_a_row_in_the_import_table() {
    let known: BTreeSet<&str> =
        LIBRARIES.iter().chain(&FUNCTIONS).map(|(name, _)| *name).chain(["fuzz", "tests", "xtask"]).collect();
    let packages = packages();
    let found: BTreeSet<&str> = packages.keys().map(String::as_str).collect();
    assert_eq!(found, known);
}

#[test]
fn a_package_lies_in_a_folder_of_its_name() {
    for (name, package) in packages() {
        assert_eq!(package.folder.rsplit('/').next(), Some(name.as_str()));
    }
}

#[test]
fn nobody_imports_more_of_the_workspace_than_the_table_allows() {
    let packages = packages();
    let mut problems = Vec::new();
    for (name, allowed) in LIBRARIES.iter().chain(&FUNCTIONS) {
        for import in packages[*name].normal.iter().filter(|import| packages.contains_key(*import)) {
            if !allowed.contains(&import.as_str()) {
                problems.push(format!("{name} imports {import}"));
            }
        }
    }
    expect_none(&problems, "move the code to where it may be, or change the table and docs/architecture.md");
}

#[test]
fn the_domain_imports_values_and_formats_alone() {
    let imports = &packages()["domain"].normal;
    let allowed: BTreeSet<String> = OF_DOMAIN.map(str::to_owned).into();
    assert_eq!(imports - &allowed, BTreeSet::new());
}

#[test]
fn a_library_does_not_reach_past_its_own_concern() {
    let packages = packages();
    let mut problems = Vec::new();
    for (name, beginnings) in FORBIDDEN {
        for import in &packages[name].normal {
            if beginnings.iter().any(|it| import.starts_with(it)) {
                problems.push(format!("{name} imports {import}"));
            }
        }
    }
    expect_none(&problems, "put a port into `sync` and the code behind it into an adapter");
}

#[test]
fn nothing_depends_on_a_function_nor_on_a_program() {
    let packages = packages();
    let programs: Vec<&str> = FUNCTIONS.iter().map(|(name, _)| *name).chain(["fuzz", "rollcall", "tests", "xtask"]).collect();
    let mut problems = Vec::new();
    for (name, package) in &packages {
        for import in package.normal.union(&package.dev).filter(|import| programs.contains(&import.as_str())) {
            problems.push(format!("{name} depends on {import}"));
        }
    }
    problems.retain(|problem| problem != "rollcall depends on admin-api");
    expect_none(&problems, "move what both need into a library");
}

#[test]
fn the_test_kit_reaches_no_function_outside_of_its_tests() {
    let packages = packages();
    let users: Vec<&str> =
        packages.iter().filter(|(_, it)| it.normal.contains("testkit")).map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        users,
        ["rollcall", "tests"],
        "the simulated TriNet is part of the local command, and of nothing that is deployed"
    );
}

#[test]
fn the_tests_of_a_package_add_no_more_than_a_simulated_world_to_it() {
    // An adapter stays tested without the other one, and the domain without anything.
    let allowed = [("domain", &[][..]), ("sync", &["testkit"]), ("trinet", &["testkit"]), ("aws", &["aws", "testkit"])];
    let functions = FUNCTIONS.map(|(name, _)| (name, &["aws", "testkit"][..]));
    let packages = packages();
    let mut problems = Vec::new();
    for (name, allowed) in allowed.into_iter().chain(functions) {
        let added = packages[name].dev.iter().filter(|import| packages.contains_key(*import));
        problems.extend(added.filter(|import| !allowed.contains(&import.as_str())).map(|import| format!("{name} adds {import}")));
    }
    expect_none(&problems, "such a test belongs into tests/");
}
