//! One function, running.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::runtime_api::{InvocationResult, LambdaProcess, RuntimeApi};

const NAMES: [&str; 6] = ["setup-sync", "import-review", "auto-sync", "import-commit", "notify", "admin-api"];

/// More than any of them needs, and more than the part of an invocation that a commit keeps for tidying up.
const TIME_LIMIT: Duration = Duration::from_secs(900);

/// A function that waits for events.
#[derive(Debug)]
pub(super) struct Function {
    api: RuntimeApi,
    process: LambdaProcess,
}

impl Function {
    /// Starts the function's binary with `env` and everything logged.
    pub(super) async fn start(name: &str, env: &[(&str, &str)]) -> Self {
        let mut env = env.to_vec();
        env.push(("RUST_LOG", "trace"));
        let api = RuntimeApi::start().await.unwrap();
        let process = LambdaProcess::spawn(&binary(name), &env, &api).unwrap();
        Self { api, process }
    }

    /// What the event comes to.
    pub(super) async fn result(&mut self, event: Value) -> InvocationResult {
        self.process.invoke(&self.api, event, TIME_LIMIT).await
    }

    /// What the event comes to when Lambda grants it no more than `limit`.
    pub(super) async fn result_within(&mut self, event: Value, limit: Duration) -> InvocationResult {
        self.process.invoke(&self.api, event, limit).await
    }

    /// The answer to an event that is one.
    pub(super) async fn answer(&mut self, event: Value) -> Value {
        match self.result(event).await {
            InvocationResult::Response(answer) => answer,
            other => panic!("{other:?}\n{}\n{}", self.process.stdout(), self.process.stderr()),
        }
    }

    /// Hands over a batch of which nothing comes again.
    pub(super) async fn accepts(&mut self, event: Value) {
        let given_back = self.given_back(event).await;
        assert!(given_back.is_empty(), "{given_back:?} come again:\n{}", self.process.stdout());
    }

    /// The same with no more time than `limit`.
    pub(super) async fn accepts_within(&mut self, event: Value, limit: Duration) {
        match self.result_within(event, limit).await {
            InvocationResult::Response(answer) => assert_eq!(given_back(&answer), [""; 0], "{}", self.process.stdout()),
            other => panic!("{other:?}"),
        }
    }

    /// Hands over a batch; gives the ids of the messages that come again.
    pub(super) async fn given_back(&mut self, event: Value) -> Vec<String> {
        given_back(&self.answer(event).await)
    }

    /// The log of a function that has ended by itself; it may have written past it while it had none.
    pub(super) async fn ended(mut self) -> Log {
        assert!(!self.process.ended().await.unwrap().success());
        Log::of(&self.process.stdout())
    }

    /// Ends the function. Every line of its log is JSON and none holds a canary.
    #[expect(clippy::print_stdout, reason = "a figure for the table of `cargo xtask simulate`")]
    pub(super) async fn stop(mut self, canaries: &[String]) -> Log {
        self.process.kill().await.unwrap();
        let (log, errors) = (self.process.stdout(), self.process.stderr());
        assert_eq!(errors, "", "nothing is written past the log");
        for canary in canaries {
            assert!(!log.contains(canary), "the log holds {canary:?}");
        }
        println!("figure: {} in a function's logs at TRACE and metrics, 0 hits", canaries.len());
        Log::of(&log)
    }
}

/// The ids of the messages in a batch's answer that come again.
pub(super) fn given_back(answer: &Value) -> Vec<String> {
    let failures = answer["batchItemFailures"].as_array().unwrap_or_else(|| panic!("{answer}"));
    failures.iter().map(|item| item["itemIdentifier"].as_str().unwrap().to_owned()).collect()
}

/// What a function has logged and counted.
#[derive(Debug)]
pub(super) struct Log {
    lines: Vec<Value>,
}

impl Log {
    fn of(text: &str) -> Self {
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}")));
        Self { lines: lines.collect() }
    }

    /// How often a count of that name was written, with that code where one is given.
    pub(super) fn count(&self, name: &str, code: Option<&str>) -> usize {
        let of = |line: &&Value| line.get(name).is_some() && code.is_none_or(|code| line["Code"] == json!(code));
        self.lines.iter().filter(of).count()
    }

    /// How many lines of `level` have that code.
    pub(super) fn lines(&self, level: &str, code: &str) -> usize {
        self.lines.iter().filter(|line| line["level"] == level && line["code"] == code).count()
    }
}

/// The binary of a function: what `cargo xtask test` built already, or built beside this test.
pub(super) fn binary(name: &str) -> PathBuf {
    static BESIDE: OnceLock<PathBuf> = OnceLock::new();
    match std::env::var_os("ROLLCALL_FUNCTIONS") {
        Some(folder) => Path::new(&folder).join(name).join("bootstrap"),
        None => BESIDE.get_or_init(built_beside).join(name),
    }
}

fn built_beside() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(|deps| deps.parent()).unwrap().to_owned();
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--bins"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    build.args(NAMES.iter().flat_map(|name| ["--package", name]));
    if folder.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().unwrap().success(), "the functions do not build");
    folder
}
