//! What is measured beside the simulation: a child process each, whose figures become a row of the table.

use std::process::Stdio;

use crate::check::checkov;
use crate::process::cargo;
use crate::{Outcome, coverage, mutants, python, repository};

/// How the figures stand in what a child prints.
#[derive(Clone, Copy)]
enum Read {
    /// On lines that begin with [`FIGURE`].
    Figures,
    /// Every test that is counted looked at so many cases, set by `PROPTEST_CASES`.
    Cases,
}

/// A part of the table.
struct Measure {
    name: &'static str,
    arguments: &'static str,
    /// What is set for a short run, and for a long one; without the first it is part of long runs alone.
    settings: [Option<(&'static str, &'static str)>; 2],
    read: Read,
}

const FIGURE: &str = "figure: ";
/// Nothing to set.
const PLAIN: Option<(&str, &str)> = Some(("CARGO_TERM_QUIET", "true"));

/// Absence of the tool is then a failure.
const NEEDED: Option<(&str, &str)> = Some(("ROLLCALL_NEEDS_SCHEMATHESIS", "1"));

const MEASURES: [Measure; 11] = [
    figures("model of the commit", "test --release --package tests --test model -- --nocapture"),
    Measure {
        settings: [Some(("PROPTEST_CASES", "2000")), Some(("PROPTEST_CASES", "60000"))],
        read: Read::Cases,
        ..figures(
            "cases of the planner's properties and of the second planner",
            "test --release --package domain --test properties --test reference -- --skip the_worlds_reach_every_outcome",
        )
    },
    Measure {
        settings: [Some(("ROLLCALL_KILLS", "20")), Some(("ROLLCALL_KILLS", "500"))],
        ..figures("kills", "test --package rollcall --test cli kills -- --nocapture")
    },
    figures("canaries of the command", "test --package rollcall --test cli leaks -- --nocapture --test-threads 1"),
    figures(
        "canaries of the source and of panics",
        "test --package trinet --package domain --test quiet --test privacy -- --nocapture",
    ),
    figures(
        "guards: objecting+ passing- (one below/at/above the limit)",
        "test --package domain --lib guards::boundaries -- --nocapture",
    ),
    figures("tenant matrix", "test --package admin-api --test api -- matrix tokens --nocapture"),
    Measure {
        settings: [NEEDED, NEEDED],
        ..figures("schemathesis", "test --package rollcall --test schemathesis -- --nocapture")
    },
    figures("permissions", "test --package tests --test it template::grants -- --nocapture"),
    Measure {
        settings: [None, PLAIN],
        ..figures("canaries of the functions", "test --package tests --test it lambda -- --nocapture")
    },
    Measure {
        settings: [Some(("ROLLCALL_FUZZ", "200000")), Some(("ROLLCALL_FUZZ", "10000000"))],
        ..figures("fuzz: targets, executions, crashes", "run --release --quiet --package fuzz")
    },
];

/// What prints figures, in a short run as in a long one.
const fn figures(name: &'static str, arguments: &'static str) -> Measure {
    Measure { name, arguments, settings: [PLAIN, PLAIN], read: Read::Figures }
}

/// Rows of the table that no command here measures.
const ELSEWHERE: [(&str, &str); 2] =
    [("cfn-lint", "not measured by this command: cargo xtask test template"), ("tenant matrix", "not yet")];

/// Runs every measure and prints its row.
///
/// # Errors
/// When one failed, after all of them.
pub(crate) fn print(long: bool) -> Outcome {
    println!("\n| measure | figures |\n|---|---|");
    let mut failed = Vec::new();
    let mut row = |name: &str, figures: Outcome<String>| {
        println!("| {name} | {} |", figures.as_deref().unwrap_or_else(|sentence| sentence));
        if figures.is_err() {
            failed.push(name.to_owned());
        }
    };
    for measure in &MEASURES {
        row(measure.name, measure.figures(long));
    }
    for people in ["1000", "10000", "50000"] {
        let figures = if long { scale(people) } else { Ok("only with --long".to_owned()) };
        row(&format!("{people} people: seconds, peak MB, requests, applied"), figures);
    }
    if long {
        coverage::rows().into_iter().for_each(|(name, figures)| row(&name, figures));
    } else {
        row("coverage of domain, sync and aws by all tests", Ok("only with --long".to_owned()));
    }
    row("mutants", mutants::row());
    row("checkov: checks of infra/template.yaml", checkov::run());
    for (name, place) in ELSEWHERE {
        row(name, Ok(place.to_owned()));
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("these rows failed: {}", failed.join(", "))) }
}

impl Measure {
    fn figures(&self, long: bool) -> Outcome<String> {
        let Some((name, value)) = self.settings[usize::from(long)] else { return Ok("only with --long".to_owned()) };
        if self.settings[0] == NEEDED {
            python::SCHEMATHESIS.installed()?;
        }
        let arguments: Vec<&str> = self.arguments.split(' ').collect();
        let printed = output(cargo(&arguments).env(name, value), self.arguments)?;
        let figures = match self.read {
            Read::Figures => lines(&printed, &[FIGURE]),
            Read::Cases => cases(&printed, value),
        };
        if figures.is_empty() { Err(format!("FAILED: cargo {} printed no figure", self.arguments)) } else { Ok(figures) }
    }
}

/// Review and first import of a company of so many people, by the command.
fn scale(people: &str) -> Outcome<String> {
    output(&mut cargo(&["build", "--release", "--package", "rollcall"]), "build --release --package rollcall")?;
    let rollcall = repository::target()?.join("release/rollcall");
    let mut figures = cargo(&["run", "--quiet", "--package", "xtask", "--example", "figures", "--", people]);
    let printed = output(figures.arg(rollcall), "run --package xtask --example figures")?;
    Ok(lines(&printed, &["plan: the first review", "commit: the first import"]))
}

/// What a child prints; a sentence for the row where it fails.
fn output(command: &mut std::process::Command, shown: &str) -> Outcome<String> {
    let ended = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = ended.map_err(|error| format!("FAILED: cargo {shown} could not be started: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    eprintln!("{printed}");
    Err(format!("FAILED: cargo {shown} ended with {}", output.status))
}

/// The lines with one of these beginnings, side by side, the equal ones once; a test's name may stand before them.
fn lines(printed: &str, beginnings: &[&str]) -> String {
    let mut found: Vec<String> = Vec::new();
    for line in printed.lines() {
        let at = beginnings.iter().find_map(|beginning| line.find(beginning));
        let Some(line) = at.and_then(|at| line.get(at..)) else { continue };
        let words: Vec<&str> = line.strip_prefix(FIGURE).unwrap_or(line).split_whitespace().collect();
        let line = words.join(" ");
        if !found.contains(&line) {
            found.push(line);
        }
    }
    found.join("; ")
}

/// Each test that passed looked at `each` cases.
fn cases(printed: &str, each: &str) -> String {
    let passed = |line: &str| line.strip_prefix("test result: ok. ")?.split_once(" passed")?.0.parse::<u64>().ok();
    let tests: u64 = printed.lines().filter_map(passed).sum();
    each.parse::<u64>().map(|each| format!("{} in {tests} properties, 0 failed", tests * each)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_behind_the_name_of_a_test_and_equal_ones_stand_once() {
        let printed = "test a ... figure: 7  states\nok\n..figure: 8 hits\nfigure: 8 hits\nTOTAL 5 1\n";
        assert_eq!(lines(printed, &[FIGURE]), "7 states; 8 hits");
        assert_eq!(lines(printed, &["TOTAL"]), "TOTAL 5 1");
    }

    #[test]
    fn cases_are_counted_over_what_passed() {
        let printed = "test result: ok. 3 passed; 0 failed\ntest result: ok. 16 passed; 0 failed\ntest result: FAILED. 1 passed";
        assert_eq!(cases(printed, "2000"), "38000 in 19 properties, 0 failed");
    }
}
