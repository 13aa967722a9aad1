//! `cargo xtask bench`: figures as ratios and counts.

use crate::process::{cargo, run as run_process};
use crate::{Outcome, functions, repository};

const PEOPLE: &str = "10000";

/// Builds everything in release mode, and runs the example `figures` over it.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    let people = match arguments {
        ["--people", people] if people.parse::<u32>().is_ok_and(|people| people > 0) => return company(people),
        [] => PEOPLE,
        [people] if people.parse::<u32>().is_ok_and(|people| people > 0) => people,
        _ => return Err("give the number of people alone or behind --people, such as `cargo xtask bench 10000`".to_owned()),
    };
    let functions = functions::build(functions::Profile::Release)?;
    run_process(&mut cargo(&["build", "--release", "--package", "rollcall"]), "see the compiler's message above")?;
    let rollcall = repository::target()?.join("release/rollcall");
    let mut figures = cargo(&["run", "--quiet", "--package", "xtask", "--example", "figures", "--", people]);
    figures.arg(rollcall);
    functions.iter().for_each(|function| {
        figures.arg(format!("{}={}", function.name, function.bootstrap.display()));
    });
    run_process(&mut figures, "the message above says what could not be measured")
}

/// One company across many invocations, which need no functions to be built.
fn company(people: &str) -> Outcome {
    let figures = ["run", "--quiet", "--release", "--package", "xtask", "--example", "figures", "--", "company", people];
    run_process(&mut cargo(&figures), "the message above says which count is not exact or what could not be measured")
}
