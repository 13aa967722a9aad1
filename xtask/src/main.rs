//! `cargo xtask demo`, `test` and so on: everything that would otherwise be a shell script.
//!
//! Standard library only, so that it builds in seconds. What a command needs it installs inside the repository
//! (`.venv*/`, `tools/node_modules/`, `target/`), through cargo, pip, npm and, for Java and Chromium as root, apt.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a person in a terminal")]

mod bench;
mod browser;
mod check;
mod coverage;
mod demo;
mod functions;
mod glibc;
mod help;
mod measures;
mod mutants;
mod npm;
mod openapi;
mod planted;
mod process;
mod python;
mod repository;
mod simulate;
mod steps;
mod ui;

use std::process::ExitCode;

/// What went wrong, in a sentence that says what to do.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let Some(text) = help::asked_for(&words) {
        println!("{text}");
        return ExitCode::SUCCESS;
    }
    let outcome = match words.as_slice() {
        ["demo", rest @ ..] => demo::run(rest),
        ["test", rest @ ..] => check::run(rest),
        ["bench", rest @ ..] => bench::run(rest),
        ["simulate", rest @ ..] => simulate::run(rest),
        ["planted", rest @ ..] => planted::run(rest),
        ["openapi"] => openapi::run(),
        ["pictures"] => browser::pictures(),
        ["lighthouse"] => browser::lighthouse(),
        ["figures"] => browser::figures(),
        _ => {
            eprintln!("{}", help::ALL);
            return ExitCode::from(2);
        }
    };
    if let Err(sentence) = outcome {
        eprintln!("\nxtask: {sentence}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
