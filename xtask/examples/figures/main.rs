//! The figures of `cargo xtask bench`: counts and ratios, as plain tables on standard output.
//!
//! `figures PEOPLE ROLLCALL [NAME=BOOTSTRAP...]`, all built in release mode.
#![expect(clippy::print_stdout, reason = "it talks to a person in a terminal")]

mod binaries;
mod command;
mod requests;

use std::error::Error;
use std::path::Path;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [people, rollcall, functions @ ..] = arguments.as_slice() else {
        return Err("usage: figures PEOPLE ROLLCALL [NAME=BOOTSTRAP...]".into());
    };
    let people: usize = people.parse()?;
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
