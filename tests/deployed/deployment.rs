//! The stack: the built template, deployed by SAM.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::server::{REGION, Server, root, tool};

const STACK: &str = "rollcall-local";

/// A deployed stack.
pub(crate) struct Deployment {
    pub(crate) server: Server,
    outputs: BTreeMap<String, String>,
}

impl Deployment {
    /// Starts a server and deploys to it what `sam build` made, with TriNet at `trinet`.
    pub(crate) async fn start(folder: &Path, trinet: &str) -> Self {
        let template = local_template();
        let server = Server::start(folder).await;
        let parameters = [
            "Stage=local".to_owned(),
            format!("Architecture={}", if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" }),
            "LogLevel=trace".to_owned(),
            "MailFrom=rollcall@example.com".to_owned(),
            "MailLinkBase=https://people.example.com".to_owned(),
            format!("TriNetUrl={trinet}"),
        ];
        let mut deploy = sam(&server, &["deploy", "--stack-name", STACK, "--resolve-s3", "--capabilities", "CAPABILITY_IAM"]);
        deploy.args(["--no-confirm-changeset", "--no-progressbar", "--parameter-overrides"]).args(parameters);
        run(deploy.arg("--template-file").arg(template));
        let listed = run(&mut sam(&server, &["list", "stack-outputs", "--stack-name", STACK, "--output", "json"]));
        let listed: Vec<BTreeMap<String, Value>> = serde_json::from_str(&listed).unwrap();
        let text = |output: &BTreeMap<String, Value>, key: &str| output[key].as_str().unwrap_or_default().to_owned();
        let outputs = listed.iter().map(|output| (text(output, "OutputKey"), text(output, "OutputValue"))).collect();
        Self { server, outputs }
    }

    /// The value of an output of the stack.
    pub(crate) fn output(&self, name: &str) -> &str {
        self.outputs.get(name).unwrap_or_else(|| panic!("the stack has no output {name}"))
    }
}

/// The built template with `local.yaml` added, beside the built one, whose paths it shares.
fn local_template() -> PathBuf {
    let built = root().join(".aws-sam/build");
    let template =
        fs::read_to_string(built.join("template.yaml")).unwrap_or_else(|_| panic!("nothing is built; run `sam build`"));
    let local = include_str!("local.yaml");
    let whole = template.replacen("\nResources:\n", &format!("\nResources:\n{local}"), 1);
    assert_ne!(whole, template, "the built template has no resources");
    let path = built.join("local.yaml");
    fs::write(&path, whole).unwrap();
    path
}

fn sam(server: &Server, arguments: &[&str]) -> Command {
    let mut command = Command::new(tool("sam"));
    command
        .args(arguments)
        .current_dir(root())
        .env("AWS_ENDPOINT_URL", &server.endpoint)
        .envs([("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_REGION", REGION)])
        .envs([("AWS_DEFAULT_REGION", REGION), ("SAM_CLI_TELEMETRY", "0")]);
    command
}

/// Runs a command to its end and returns what it printed.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{printed}\n{complaints}");
    printed
}
