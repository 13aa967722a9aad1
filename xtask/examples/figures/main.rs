//! The figures of `cargo xtask bench`: counts and ratios, as plain tables on standard output.
//!
//! `figures PEOPLE ROLLCALL [NAME=BOOTSTRAP...]`, or `figures company PEOPLE`, all built in release mode.
#![expect(clippy::print_stdout, reason = "it talks to a person in a terminal")]

mod binaries;
mod command;
mod invocation;
mod invocations;
mod requests;

use std::error::Error;
use std::path::Path;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        // How the process of an invocation is started.
        ["invocation", order] => invocation::run(order),
        ["company", people] => tokio::runtime::Runtime::new()?.block_on(invocations::print(people.parse()?)),
        [people, rollcall, functions @ ..] => tokio::runtime::Runtime::new()?.block_on(all(people.parse()?, rollcall, functions)),
        _ => Err("usage: figures PEOPLE ROLLCALL [NAME=BOOTSTRAP...], or figures company PEOPLE".into()),
    }
}

async fn all(people: usize, rollcall: &str, functions: &[&str]) -> Outcome {
    binaries::print(functions).await?;
    requests::print(people.min(1_000)).await?;
    command::print(Path::new(rollcall), people).await
}

/// Prints one row: the first cell to the left, the others to the right.
fn row(first: &str, others: &[String]) {
    let others: Vec<String> = others.iter().map(|cell| format!("{cell:>14}")).collect();
    println!("{first:<34}{}", others.concat());
}

fn head(title: &str, columns: &[&str]) {
    println!("\n{title}\n");
    row("", &columns.iter().map(|column| (*column).to_owned()).collect::<Vec<_>>());
}
