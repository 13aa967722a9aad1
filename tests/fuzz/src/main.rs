//! `cargo run --release --package fuzz -- [TARGET...] [--executions N] [--seed N] [--input FILE]`
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a person in a terminal")]

use std::process::ExitCode;

use fuzz::{TARGETS, Target};

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("fuzz: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut words: impl Iterator<Item = String>) -> Result<String, String> {
    let (mut targets, mut executions, mut seed, mut input) = (Vec::new(), wanted(), 1, None);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        let number = |text: String| text.parse::<u64>().map_err(|_| format!("{word} needs a number"));
        match word.as_str() {
            "--executions" => executions = number(value()?)?,
            "--seed" => seed = number(value()?)?,
            "--input" => input = Some(value()?),
            name => targets.push(*TARGETS.iter().find(|target| target.name == name).ok_or_else(|| unknown(name))?),
        }
    }
    let targets: &[Target] = if targets.is_empty() { &TARGETS } else { &targets };
    if let Some(file) = input {
        let bytes = std::fs::read(&file).map_err(|error| format!("{file} cannot be read: {error}"))?;
        return Ok(targets.iter().map(|target| fuzz::replay(target, &bytes)).collect::<Vec<_>>().join("\n"));
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (figures, broken) = fuzz::all(targets, executions, seed, threads);
    if broken.is_empty() { Ok(format!("figure: {figures}")) } else { Err(format!("{figures}\n{broken}")) }
}

/// How many executions the command that prints the table wants.
fn wanted() -> u64 {
    std::env::var("ROLLCALL_FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000)
}

fn unknown(name: &str) -> String {
    let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    format!("there is no target {name}; the targets are {}", known.join(", "))
}
