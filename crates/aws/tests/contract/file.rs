//! The embedded engine on a file: kills, and several processes at once.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use aws::SystemClock;
use aws::embedded::Engine;
use domain::Digest;
use jiff::Timestamp;
use sync::ports::{Directory as _, DirectoryWriter as _, Lease, Outcome, WriteBatch};

use crate::support::create;

const FILE: &str = "ROLLCALL_TEST_FILE";
const FROM: &str = "ROLLCALL_TEST_FROM";
const PEOPLE: &str = "ROLLCALL_TEST_PEOPLE";

/// This test binary again, as a process that creates people in a file, one by one, and names each when it was written.
fn writer(file: &Path, from: usize, people: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "file::what_a_writing_process_does", "--nocapture"])
        .envs([(FILE, file.to_str().unwrap()), (FROM, &from.to_string()), (PEOPLE, &people.to_string())])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

async fn create_in(engine: &Engine, n: usize) -> Vec<Outcome> {
    let lease = Lease { account: "acme".into(), holder: "test".into(), fence: 1, until: Timestamp::MAX };
    let (plan, changes) = (Digest::of(b"plan"), [create(n)]);
    let batch = WriteBatch {
        lease: &lease,
        clock: &SystemClock::default(),
        plan: &plan,
        run: "run_1",
        mapping_version: 1,
        changes: &changes,
    };
    crate::support::hold(engine.client(), engine.tables(), "acme").await;
    engine.store().apply(&batch).await.unwrap()
}

#[tokio::test]
async fn what_a_writing_process_does() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<usize>().ok());
    let (Ok(file), Some(from), Some(people)) = (std::env::var(FILE), number(FROM), number(PEOPLE)) else { return };
    let engine = Engine::open(Path::new(&file)).await.unwrap();
    for n in from..from + people {
        assert_eq!(create_in(&engine, n).await, [Outcome::Applied]);
        println!("\nwritten {n}");
    }
}

fn written(child: &mut Child, enough: usize) -> Vec<usize> {
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines().map(Result::unwrap);
    lines.filter_map(|line| line.strip_prefix("written ")?.parse().ok()).take(enough).collect()
}

#[tokio::test]
async fn what_was_answered_survives_a_kill_and_nobody_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("directory.db");
    let mut child = writer(&file, 0, 1_000_000);
    let answered = written(&mut child, 25);
    child.kill().unwrap();
    child.wait().unwrap();

    let engine = Engine::open(&file).await.unwrap();
    let people = engine.store().employees("acme").await.unwrap();
    assert!(people.len() >= answered.len(), "{} of {}", people.len(), answered.len());
    for n in 0..people.len() {
        assert_eq!(create_in(&engine, n).await, [Outcome::AlreadyTrue], "{n}");
    }
    assert_eq!(create_in(&engine, people.len()).await, [Outcome::Applied], "nor was an identifier left behind");
}

#[tokio::test]
async fn several_processes_open_a_new_file_at_the_same_time_and_write_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("directory.db");
    let mut children: Vec<_> = (0..3).map(|process| writer(&file, process * 100, 20)).collect();
    let engine = Engine::open(&file).await.unwrap();
    for n in 300..320 {
        assert_eq!(create_in(&engine, n).await, [Outcome::Applied]);
    }
    for child in &mut children {
        assert_eq!(written(child, 20).len(), 20);
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(engine.store().employees("acme").await.unwrap().len(), 80);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "not a database, but somebody's notes".repeat(100)).unwrap();
    let before = std::fs::read(&file).unwrap();
    let error = Engine::open(&file).await.unwrap_err();
    assert_eq!(error.to_string(), "the local database failed: the file cannot be opened");
    assert_eq!(std::fs::read(&file).unwrap(), before);
}
