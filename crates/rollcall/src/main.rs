//! Rollcall on one machine: the command, the whole system in one process, and the demo.

mod cli;
mod clock;
mod commands;
mod failure;
mod local_work;
mod lock;
mod mail;
mod review_text;
mod secrets;
mod system;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return misused(&error),
    };
    init_logs();
    let json = cli.global.json;
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return report(&error.into(), json),
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => report(&failure, json),
    }
}

/// What was typed is help, or wrong; then `--json` gets its document, too.
fn misused(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && std::env::args().any(|argument| argument == "--json") {
        let sentence = error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        terminal::data(&failure::Failure::usage(sentence).problem().to_string());
    }
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(failure::exit::USAGE))
}

/// Logs go to stderr and only when `ROLLCALL_LOG` asks for them. Libraries stay at `info`: below it they print bodies.
fn init_logs() {
    let level = std::env::var("ROLLCALL_LOG").unwrap_or_else(|_| "off".to_owned());
    let ours = ["rollcall", "sync", "trinet", "aws", "domain", "admin_api"];
    let capped = if level == "off" { "off" } else { "info" };
    // A directive means everything that begins with it: without the last one, `aws` would also mean the SDK's crates.
    let caps = [capped.to_owned(), format!("aws_={capped}")];
    let directives: Vec<String> = ours.iter().map(|target| format!("{target}={level}")).chain(caps).collect();
    let filter = EnvFilter::try_new(directives.join(",")).unwrap_or_else(|_| EnvFilter::new("off"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}

fn report(failure: &failure::Failure, json: bool) -> ExitCode {
    if json {
        terminal::data(&failure.problem().to_string());
    }
    terminal::say(&format!("rollcall: {}", failure.detail));
    ExitCode::from(failure.exit)
}
