//! How long things may be: what is short is read.

use super::functions_in::functions_in;
use super::tree::{expect_none, files_ending};

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;
const LIB_LINES_MAX: usize = 80;
const MAIN_LINES_MAX: usize = 60;

/// Longer than allowed: the lines that each may have, and why. The list may only shrink.
const LONGER: [(&str, usize, &str); 0] = [];

fn limit(path: &str, name: &str) -> usize {
    let excepted = LONGER.iter().find(|(longer, _, _)| *longer == path);
    match name {
        _ if excepted.is_some() => excepted.map_or(0, |(_, lines, _)| *lines),
        "lib.rs" => LIB_LINES_MAX,
        // `main.rs` of a test target lists its modules and is no program.
        "main.rs" if !path.contains("tests/") => MAIN_LINES_MAX,
        _ => FILE_LINES_MAX,
    }
}

#[test]
fn no_file_is_too_long() {
    let files = files_ending(".rs");
    let long = files.iter().filter_map(|file| {
        let lines = file.text.lines().count();
        let limit = limit(&file.path, file.name());
        (lines > limit).then(|| format!("{} has {lines} lines, the limit is {limit}", file.path))
    });
    expect_none(&long.collect::<Vec<_>>(), "split it where a rule changes");
}

#[test]
fn no_function_is_too_long() {
    let mut problems = Vec::new();
    let mut seen = 0;
    for file in files_ending(".rs") {
        for function in functions_in(&file.text) {
            seen += 1;
            if function.lines > FUNCTION_LINES_MAX {
                problems.push(format!("{} in {} has {} lines", function.name, file.path, function.lines));
            }
        }
    }
    assert!(seen > 500, "only {seen} functions were found");
    expect_none(&problems, "keep the control flow and move the leaves out; the limit is 70 lines");
}

#[test]
fn an_exception_that_is_no_longer_needed_is_taken_off_the_list() {
    let files = files_ending(".rs");
    for (path, _, why) in LONGER {
        let file = files.iter().find(|file| file.path == path);
        let lines = file.map_or(0, |file| file.text.lines().count());
        assert!(lines > FILE_LINES_MAX, "{path} ({why}) has {lines} lines: take it off the list");
    }
}
