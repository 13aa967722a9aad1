//! Nothing unfinished, skipped or silenced without a reason.

use super::tree::{expect_none, files_ending};

/// Pieces, joined so that this file does not contain what it looks for.
const UNFINISHED: [(&str, &str); 8] = [
    ("todo", "!("),
    ("unimplemented", "!("),
    ("#[ig", "nore"),
    ("dbg", "!("),
    ("FIX", "ME"),
    ("XX", "X"),
    ("TO", "DO"),
    ("#[should_", "panic"),
];

#[test]
fn nothing_is_unfinished_or_skipped() {
    let mut problems = Vec::new();
    for file in files_ending(".rs") {
        for (start, end) in UNFINISHED {
            let marker = format!("{start}{end}");
            let lines = file.text.lines().enumerate().filter(|(_, line)| line.contains(&marker));
            problems.extend(lines.map(|(number, _)| format!("{}:{} has {marker}", file.path, number + 1)));
        }
    }
    expect_none(&problems, "finish it, or take it out and say in docs/requirements.md that it comes later");
}

#[test]
fn a_lint_is_silenced_only_as_an_expectation_with_a_reason() {
    let mut problems = Vec::new();
    for file in files_ending(".rs") {
        let plain = [format!("#[{}(", "allow"), format!("#![{}(", "allow")];
        for (number, line) in file.text.lines().enumerate() {
            if plain.iter().any(|it| line.contains(it.as_str())) {
                problems.push(format!("{}:{}", file.path, number + 1));
            }
        }
        for attribute in file.text.split(&format!("{}(", "expect")).skip(1).filter(|it| it.starts_with("clippy::")) {
            let end = attribute.find(")]").unwrap_or(attribute.len());
            if !attribute[..end].contains("reason") {
                problems.push(format!("{}: an expectation without a reason", file.path));
            }
        }
    }
    expect_none(&problems, "write `expect(lint, reason = \"...\")`: it says why, and tells when it is no longer needed");
}
