//! Rollcall on one machine: the command, the whole system in one process, and the demo.

mod bundle;
mod cli;
mod clock;
mod commands;
mod failure;
mod local_work;
mod lock;
mod logs;
mod mail;
mod mapping_file;
mod review_text;
mod secrets;
mod system;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return misused(&error),
    };
    logs::init();
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

fn report(failure: &failure::Failure, json: bool) -> ExitCode {
    if json {
        terminal::data(&failure.problem().to_string());
    }
    terminal::say(&format!("rollcall: {}", failure.detail));
    ExitCode::from(failure.exit)
}
