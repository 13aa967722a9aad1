//! How much of the code its tests run: each package by all tests that reach it, wherever they lie.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::process::{cargo, command, works};

/// What is measured, with the least of lines and of regions in percent; 0 where that is not promised.
const MEASURED: [(&str, f64, f64); 3] = [("domain", 95.0, 90.0), ("sync", 95.0, 90.0), ("aws", 0.0, 0.0)];
/// Whose tests run: the use cases are tried by the command, the API and the simulation more than by their own tests.
const TESTED: [&str; 6] = ["domain", "sync", "aws", "rollcall", "admin-api", "tests"];
/// Tests that say nothing of coverage: of the repository itself, of functions built apart, of processes that are killed.
const SKIPPED: [&str; 3] = ["rules::", "lambda::", "kills::"];
/// The oldest LLVM whose tools read what today's compiler writes, and one that is not out yet.
const LLVM: std::ops::Range<u32> = 19..40;

/// Rows of the table: a name, and the figures or why there are none.
pub(crate) fn rows() -> Vec<(String, Outcome<String>)> {
    let name = |package: &str| format!("coverage of {package} by all tests: lines, regions");
    let tools = match tools() {
        Ok(tools) => tools,
        Err(lacking) => return vec![(name("domain, sync and aws"), Ok(format!("not measured here: {lacking}")))],
    };
    let tested = run(&tools);
    let row = |(package, lines, regions): (&str, f64, f64)| {
        let figures = tested.clone().and_then(|()| report(&tools, package)).and_then(|it| it.at_least(lines, regions));
        (name(package), figures)
    };
    MEASURED.map(row).into()
}

/// Variables that say where LLVM's tools are; none where they came with the compiler.
type Tools = Vec<(&'static str, PathBuf)>;

fn tools() -> Result<Tools, &'static str> {
    if !works(&mut cargo(&["llvm-cov", "--version"])) {
        return Err("needs cargo install cargo-llvm-cov --locked");
    }
    let set = |name| std::env::var_os(name).is_some();
    if set("LLVM_COV") && set("LLVM_PROFDATA") || came_with_the_compiler() {
        return Ok(Vec::new());
    }
    let installed = |version| PathBuf::from(format!("/usr/lib/llvm-{version}/bin"));
    let newest = LLVM.rev().map(installed).find(|folder| folder.join("llvm-profdata").exists());
    let found = newest.map(|bin| vec![("LLVM_COV", bin.join("llvm-cov")), ("LLVM_PROFDATA", bin.join("llvm-profdata"))]);
    found.ok_or("needs rustup component add llvm-tools, or llvm-19 or later of the system")
}

fn came_with_the_compiler() -> bool {
    let asked = command("rustc", &["--print", "target-libdir"]).stderr(Stdio::null()).output();
    let folder = asked.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim())).unwrap_or_default();
    folder.parent().is_some_and(|folder| folder.join("bin/llvm-profdata").exists())
}

fn run(tools: &Tools) -> Outcome {
    let mut tests = llvm_cov(tools, &["--no-report"]);
    tests.args(TESTED.iter().flat_map(|package| ["--package", package]));
    tests.arg("--").args(SKIPPED.iter().flat_map(|name| ["--skip", name]));
    let ended = tests.stdin(Stdio::null()).stdout(Stdio::null()).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("FAILED: the tests under cargo llvm-cov ended with {status}")),
        Err(error) => Err(format!("FAILED: cargo llvm-cov could not be started: {error}")),
    }
}

fn report(tools: &Tools, package: &str) -> Outcome<Covered> {
    let output = llvm_cov(tools, &["report", "--summary-only", "--package", package]).output();
    let output = output.map_err(|error| format!("FAILED: cargo llvm-cov could not be started: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    read(&printed).ok_or_else(|| format!("FAILED: cargo llvm-cov report printed no total of {package}"))
}

fn llvm_cov(tools: &Tools, arguments: &[&str]) -> Command {
    let mut command = cargo(&["llvm-cov"]);
    command.args(arguments).envs(tools.iter().map(|(name, path)| (name, path)));
    command
}

/// How many there are, and how many of them no test reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    all: u32,
    missed: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Covered {
    regions: Part,
    lines: Part,
}

/// Reads the last line of a summary: regions, functions, lines and branches, each with those missed and the share.
fn read(printed: &str) -> Option<Covered> {
    let total = printed.lines().find_map(|line| line.strip_prefix("TOTAL"))?;
    let words: Vec<&str> = total.split_whitespace().collect();
    let part = |at: usize| Some(Part { all: words.get(at)?.parse().ok()?, missed: words.get(at + 1)?.parse().ok()? });
    Some(Covered { regions: part(0)?, lines: part(6)? })
}

impl Part {
    fn percent(self) -> f64 {
        100.0 - 100.0 * f64::from(self.missed) / f64::from(self.all.max(1))
    }
}

impl Covered {
    fn at_least(self, lines: f64, regions: f64) -> Outcome<String> {
        let figures = format!(
            "{:.2} % of {}, {:.2} % of {}",
            self.lines.percent(),
            self.lines.all,
            self.regions.percent(),
            self.regions.all
        );
        let enough = self.lines.percent() >= lines && self.regions.percent() >= regions;
        if enough { Ok(figures) } else { Err(format!("FAILED: {figures}; the least is {lines} % and {regions} %")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "Filename Regions\na.rs 1 0 100.00%\n---\n\
        TOTAL     1000    100    90.00%     366   27    92.62%    400   20    95.00%    0    0    -\n";

    #[test]
    fn the_total_of_a_summary_is_read() {
        let expect = Covered { regions: Part { all: 1_000, missed: 100 }, lines: Part { all: 400, missed: 20 } };
        assert_eq!(read(PRINTED), Some(expect));
        assert_eq!(read("error: no coverage data found"), None);
    }

    #[test]
    fn a_share_below_the_least_fails() {
        let covered = read(PRINTED).unwrap();
        assert_eq!(covered.at_least(95.0, 90.0).unwrap(), "95.00 % of 400, 90.00 % of 1000");
        assert!(covered.at_least(95.1, 90.0).unwrap_err().starts_with("FAILED: 95.00 %"));
        assert!(covered.at_least(95.0, 90.1).is_err());
    }
}
