//! `cargo xtask test`: everything that must hold before a change goes in.

pub(crate) mod checkov;
mod dynamodb_local;
mod java;

use crate::process::{cargo, command, run as run_process};
use crate::steps::{Step, run_all};
use crate::{Outcome, browser, functions, python, ui};

/// The quick ones first; the UI before every program that has it inside.
const STEPS: [Step; 8] = [
    Step { name: "format", run: format },
    Step { name: "template", run: template },
    Step { name: "ui", run: ui::check },
    Step { name: "lints", run: lints },
    Step { name: "functions", run: build_functions },
    Step { name: "tests", run: tests },
    Step { name: "browser", run: browser::tests },
    Step { name: "docs", run: docs },
];

/// The test that deploys what the step `functions` built; without the feature `cargo test` needs nothing but cargo.
const DEPLOYED: &str = "tests/deployed";

/// Runs the named steps, or all.
pub(crate) fn run(names: &[&str]) -> Outcome {
    let known = STEPS.map(|step| step.name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        return Err(format!("there is no step {unknown}; the steps are {}", known.join(", ")));
    }
    let wanted: Vec<&Step> = STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)).collect();
    run_all(&wanted)
}

fn format() -> Outcome {
    run_process(&mut cargo(&["fmt", "--all", "--check"]), "run `cargo fmt --all`")
}

fn template() -> Outcome {
    let tools = python::TOOLS.installed()?;
    let mut sam = command(tools.join("sam"), &["validate", "--lint"]);
    run_process(sam.env("SAM_CLI_TELEMETRY", "0"), "correct infra/template.yaml as the message above says")?;
    println!("checkov: {}", checkov::run()?);
    Ok(())
}

fn lints() -> Outcome {
    let clippy = ["clippy", "--workspace", "--all-targets", "--features", DEPLOYED, "--", "--deny", "warnings"];
    run_process(&mut cargo(&clippy), "correct what it names")
}

fn build_functions() -> Outcome {
    functions::build(functions::Profile::Dev).map(drop)
}

fn tests() -> Outcome {
    // With the Python tools, which the deployed test needs too.
    build_functions()?;
    python::SCHEMATHESIS.installed()?;
    let dynamodb = dynamodb_local::start()?;
    println!("DynamoDB Local answers at {}", dynamodb.url());
    let mut tests = cargo(&["test", "--workspace", "--features", DEPLOYED]);
    tests.env("DYNAMODB_LOCAL_URL", dynamodb.url()).env("ROLLCALL_NEEDS_SCHEMATHESIS", "1");
    tests.env("ROLLCALL_FUNCTIONS", functions::by_name()?);
    run_process(&mut tests, "the lines above name the test that failed")
}

fn docs() -> Outcome {
    // Private items too, so a link to one is no mistake.
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items", "--keep-going"]);
    let flags = "-D warnings -A rustdoc::private-intra-doc-links";
    run_process(doc.env("RUSTDOCFLAGS", flags), "correct the comment that it names")
}
