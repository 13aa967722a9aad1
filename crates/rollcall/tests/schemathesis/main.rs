//! schemathesis against the running API: every operation, all checks, a fixed seed, no failure.
//!
//! `company.py` sets an account up through the API, `hooks.py` gives ids, versions and values that are there, so that every
//! operation is answered well too. An Account Administrator calls everything, and a specialist what is theirs alone.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// The description, of which another test holds that it is the one that the API gives.
const DESCRIPTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../functions/admin-api/openapi.json");
/// What is called beyond the cases that follow from the description, for each operation.
const EXAMPLES: &str = "2";
/// What is called one by one, without the walk along the links.
const ONE_BY_ONE: &str = "examples,coverage,fuzzing";
/// Along how many links the walk goes at least, whatever work in the background does meanwhile.
const LINKS_MIN: usize = 15;
/// What is called by whom and when: all of it, what a specialist may do alone or sets, and what is over with the first import.
const PERSONAS: [(&str, &str, &[&str]); 3] = [
    ("account-administrator", "imported", &[]),
    (
        "data-and-integrations-specialist",
        "imported",
        &["unlockMapping", "syncEverythingAgain", "deactivateMissing", "setSettings"],
    ),
    ("account-administrator", "mapped", &["setUp"]),
];

#[test]
fn every_operation_is_called_and_answers_as_described() {
    let Some(program) = program() else { return };
    let begun = Instant::now();
    let operations = operations();
    let (mut cases, mut links, mut called, mut well) = (0, 0, BTreeSet::new(), BTreeSet::new());
    let mut failures = Vec::new();
    for (output, calls) in each(&program) {
        let printed = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        cases += calls.len();
        links += walked(&printed);
        called.extend(calls.iter().map(|(operation, _)| operation.clone()));
        well.extend(calls.iter().filter(|(_, status)| status.starts_with('2')).map(|(operation, _)| operation.clone()));
        if !output.status.success() {
            failures.push(printed);
        }
    }
    println!("figure: {} operations, {cases} cases, {links} links, {} failures", called.len(), failed(&failures));
    println!("took {} s", begun.elapsed().as_secs());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(called, operations, "every operation is called");
    assert_eq!(well, operations, "every operation is answered well at least once");
    assert!(links >= LINKS_MIN, "only {links} links of the description were walked along");
}

/// What each persona found, at the same time and each on a server of its own.
fn each(program: &Path) -> [(Output, Vec<(String, String)>); 3] {
    std::thread::scope(|scope| {
        let found = PERSONAS.map(|persona| scope.spawn(move || Server::start().tried(program, persona)));
        found.map(|found| found.join().unwrap())
    })
}

/// The program; nothing where it is not installed, unless it must be.
fn program() -> Option<PathBuf> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.venv-schemathesis/bin/schemathesis");
    if program.exists() {
        return Some(program.canonicalize().unwrap());
    }
    let needed = ["CI", "ROLLCALL_NEEDS_SCHEMATHESIS"].into_iter().any(|name| std::env::var_os(name).is_some());
    assert!(!needed, "schemathesis is not installed; `cargo xtask test tests` does it");
    // Not `eprintln!`, which is shown for failed tests alone.
    let _ = writeln!(std::io::stderr(), "not run: schemathesis is not installed; `cargo xtask test tests` does it");
    None
}

/// The failures of the runs that failed; one that could not go on counts as one.
fn failed(printed: &[String]) -> usize {
    printed.iter().map(|printed| printed.matches("Test Case ID:").count().max(1)).sum()
}

/// Along how many links of the description the walk went.
fn walked(printed: &str) -> usize {
    let links = printed.split_once("API Links:").and_then(|(_, behind)| behind.split_whitespace().next());
    links.and_then(|links| links.parse().ok()).unwrap_or_default()
}

fn operations() -> BTreeSet<String> {
    let description: BTreeMap<String, Value> = serde_json::from_str(&std::fs::read_to_string(DESCRIPTION).unwrap()).unwrap();
    let paths = description["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|methods| methods.as_object().unwrap().values());
    operations.map(|operation| operation["operationId"].as_str().unwrap().to_owned()).collect()
}

/// `rollcall up` on a folder of its own; it ends with this value.
struct Server {
    process: Child,
    url: String,
    folder: TempDir,
}

impl Server {
    fn start() -> Self {
        let (folder, port) = (TempDir::new().unwrap(), two_free_ports());
        let process = Command::new(env!("CARGO_BIN_EXE_rollcall"))
            .arg("--data")
            .arg(folder.path().join("data"))
            .args(["up", "--port", &port.to_string()])
            .env("ROLLCALL_LOG", "off")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { process, url: format!("http://127.0.0.1:{port}"), folder };
        let end = Instant::now() + Duration::from_secs(30);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "rollcall up does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }

    /// What schemathesis says as a persona, and the operation and status of every call.
    fn tried(&self, program: &Path, (persona, stage, only): (&str, &str, &[&str])) -> (Output, Vec<(String, String)>) {
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemathesis");
        let calls = self.folder.path().join("calls");
        let mut command = Command::new(program);
        command.arg("--config-file").arg(place.join("schemathesis.toml")).args(["run", DESCRIPTION, "--url", &self.url]);
        command.args(["--no-color", "--no-shrink", "--continue-on-failure", "--max-examples", EXAMPLES]);
        if !only.is_empty() {
            // No link leads from one of them to another.
            command.args(["--phases", ONE_BY_ONE]);
        }
        command.args(only.iter().flat_map(|operation| ["--include-operation-id", operation]));
        command.env("PYTHONPATH", &place).env("PYTHONDONTWRITEBYTECODE", "1").env("SCHEMATHESIS_HOOKS", "hooks");
        command.env("ROLLCALL_URL", &self.url).env("ROLLCALL_PERSONA", persona).env("ROLLCALL_CALLS", &calls);
        command.env("ROLLCALL_STAGE", stage);
        let output = command.current_dir(self.folder.path()).stdin(Stdio::null()).output().unwrap();
        let written = std::fs::read_to_string(&calls).unwrap_or_default();
        let call = |line: &str| line.split_once(' ').map(|(operation, status)| (operation.to_owned(), status.to_owned()));
        (output, written.lines().filter_map(call).collect())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The first of two neighbouring free ports: the simulated `TriNet` takes the second.
fn two_free_ports() -> u16 {
    loop {
        let first = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if first < u16::MAX && TcpListener::bind(("127.0.0.1", first + 1)).is_ok() {
            return first;
        }
    }
}
