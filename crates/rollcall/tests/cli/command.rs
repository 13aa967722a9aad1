//! Runs the real binary on a folder of its own against a simulated company.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use testkit::trinet::{SimulatedTriNet, World};
use tokio::runtime::Runtime;

/// A data folder, a simulated TriNet, and the date that both are told.
pub(crate) struct Rollcall {
    pub(crate) trinet: SimulatedTriNet,
    pub(crate) today: &'static str,
    folder: TempDir,
    client: (String, String),
    log: &'static str,
    _runtime: Runtime,
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) json: Value,
    pub(crate) stderr: String,
}

impl Rollcall {
    pub(crate) fn against(world: World) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let trinet = runtime.block_on(SimulatedTriNet::start(world)).unwrap();
        let client = trinet.credentials();
        Self { trinet, today: "2026-03-02", folder: TempDir::new().unwrap(), client, log: "off", _runtime: runtime }
    }

    pub(crate) fn with_secret(mut self, secret: &str) -> Self {
        secret.clone_into(&mut self.client.1);
        self
    }

    pub(crate) fn logging(mut self, level: &'static str) -> Self {
        self.log = level;
        self
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn secret(&self) -> &str {
        &self.client.1
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.plain_command(arguments);
        command.arg("--json");
        command
    }

    /// As a person types it: no JSON.
    pub(crate) fn plain_command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        command
            .args(["--today", self.today, "--data"])
            .arg(self.folder.path())
            .args(arguments)
            .env("ROLLCALL_TRINET_CLIENT_ID", &self.client.0)
            .env("ROLLCALL_TRINET_CLIENT_SECRET", &self.client.1)
            .env("ROLLCALL_BUNDLE_PASSPHRASE", PASSPHRASE)
            .env("ROLLCALL_LOG", self.log)
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).spawn().unwrap()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        answer(self.command(arguments).output().unwrap())
    }

    /// Runs a command that must end with a code.
    pub(crate) fn expect(&self, code: i32, arguments: &[&str]) -> Value {
        let answer = self.run(arguments);
        assert_eq!(answer.code, code, "{arguments:?}: {} {}", answer.json, answer.stderr);
        answer.json
    }

    pub(crate) fn connect(&self) -> Value {
        self.expect(0, &["connect", "--company", "A1B", "--trinet-url", &self.trinet.url()])
    }

    /// Connects, locks a mapping and does the set-up sync.
    pub(crate) fn set_up(&self) {
        self.connect();
        let file = self.folder.path().join("mapping.toml");
        std::fs::write(&file, MAPPING).unwrap();
        self.expect(0, &["map", file.to_str().unwrap(), "--lock"]);
        self.expect(0, &["setup"]);
    }

    /// Set up, first import made, auto-sync on.
    pub(crate) fn live(&self) {
        self.set_up();
        let plan = self.expect(10, &["plan", "--detailed-exitcode"]);
        self.expect(0, &["commit", digest(&plan)]);
        self.expect(0, &["auto", "on"]);
    }

    pub(crate) fn employees(&self) -> Value {
        self.expect(0, &["employees"])
    }
}

pub(crate) fn answer(output: Output) -> Answer {
    let stdout = String::from_utf8(output.stdout).unwrap();
    Answer {
        code: output.status.code().unwrap_or(-1),
        json: if stdout.is_empty() { Value::Null } else { serde_json::from_str(&stdout).expect("exactly one JSON document") },
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

pub(crate) fn digest(plan: &Value) -> &str {
    plan["digest"].as_str().expect("a digest")
}

/// The passphrase of every bundle.
pub(crate) const PASSPHRASE: &str = "correct horse battery";

const MAPPING: &str = r#"
exclude = "employmentInfo.customGroupA"
[[demographic]]
name  = "Department"
field = "employmentInfo.department.deptName"
[[demographic]]
name  = "Work Location"
field = "employmentInfo.location.locationName"
"#;
