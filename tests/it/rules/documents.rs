//! The docs and the code say the same.

use std::collections::BTreeSet;

use domain::Code;

use super::tree::{expect_none, file, files, files_ending, root};

/// `R52` and `D13` of a text: the letter of a list in `docs/requirements.md` and one or two digits, alone.
fn rule_ids(text: &str) -> BTreeSet<String> {
    let words = text.split(|character: char| !character.is_ascii_alphanumeric() && character != '_' && character != '-');
    let rules = words.filter(|word| {
        let digits = word.strip_prefix(['R', 'D', 'G', 'I', 'F']).unwrap_or("");
        (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    rules.map(str::to_owned).collect()
}

/// The text after `//` of each line.
fn comments(source: &str) -> String {
    source.lines().filter_map(|line| line.split_once("//")).map(|(_, comment)| comment).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rule_that_a_comment_names_is_explained() {
    let explained = file("docs/requirements.md");
    let is_row = |id: &String| explained.lines().any(|line| line.starts_with(&format!("| {id} |")));
    let mut problems = Vec::new();
    for file in files_ending(".rs") {
        let unexplained = rule_ids(&comments(&file.text)).into_iter().filter(|id| !is_row(id));
        problems.extend(unexplained.map(|id| format!("{id} in {}", file.path)));
    }
    expect_none(&problems, "give it a row in docs/requirements.md, or correct the comment");
}

#[test]
fn all_requirements_and_decisions_have_a_row_with_a_state() {
    let page = file("docs/requirements.md");
    let wanted = (1..=98).map(|number| format!("R{number}")).chain((1..=22).map(|number| format!("D{number}")));
    let missing: Vec<String> = wanted
        .filter(|id| {
            let mut rows = page.lines().filter(|line| line.starts_with(&format!("| {id} |")));
            let row = rows.next().unwrap_or_default();
            let state = row.trim_end_matches(['|', ' ']).rsplit('|').next().unwrap_or_default();
            rows.next().is_some() || !["done", "part", "later", "advice"].contains(&state.trim())
        })
        .collect();
    expect_none(&missing, "one row each, ending with `done`, `part`, `later` or `advice`");
}

#[test]
fn every_finding_code_is_in_the_table_as_the_code_has_it() {
    let page = file("docs/codes.md");
    let missing = Code::ALL.iter().filter(|code| {
        let severity = format!("{:?}", code.severity()).to_lowercase();
        !page.contains(&format!("| `{code}` | {severity} | {} | {} |\n", code.message(), code.next_step()))
    });
    expect_none(&missing.map(ToString::to_string).collect::<Vec<_>>(), "add it to docs/codes.md");
}

#[test]
fn every_error_code_is_in_the_table() {
    let page = file("docs/codes.md");
    let codes = error_codes();
    assert!(codes.len() > 15, "the codes were not found: {codes:?}");
    let missing = codes.into_iter().filter(|code| !page.contains(&format!("| `{code}` |")));
    expect_none(&missing.collect::<Vec<_>>(), "add it to docs/codes.md");
}

/// What the functions named `code` return, and the codes that failures and problems are made with.
fn error_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let files = files_ending(".rs");
    for file in files.iter().filter(|file| file.path.contains("/src/") && !file.path.starts_with("crates/testkit/")) {
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        for body in code.split("fn code(&self) -> &'static str").skip(1) {
            let end = body.find("\n    }\n").unwrap_or(body.len());
            let words = body[..end].split('"').skip(1).step_by(2);
            codes.extend(words.map(str::to_owned));
        }
        for start in [
            "Failure::new(",
            "ProblemView::new(",
            "Self::new(StatusCode::",
            "Self::new(exit::",
            "_MALFORMED: &str =",
            "_MISSING: &str =",
        ] {
            let arguments = code.split(start).skip(1).map(|rest| rest.split([';', ')']).next().unwrap_or_default());
            codes.extend(arguments.filter_map(|text| text.split('"').nth(1)).filter(|text| is_code(text)).map(str::to_owned));
        }
    }
    codes
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[test]
fn a_link_in_a_page_leads_to_a_file_and_a_heading() {
    let mut problems = Vec::new();
    for page in files_ending(".md") {
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let links = page.text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
        for link in links.filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { root().join(&page.path) } else { root().join(folder).join(path) };
            let leads = target.exists() && (heading.is_empty() || headings(&target).contains(heading));
            if !leads {
                problems.push(format!("{} -> {link}", page.path));
            }
        }
    }
    expect_none(&problems, "correct the link");
}

#[test]
fn a_path_in_a_page_is_one_of_the_repository() {
    let mut problems = Vec::new();
    for page in files_ending(".md") {
        let quoted = page.text.split('`').skip(1).step_by(2);
        let starts = ["crates/", "functions/", "tests/", "infra/", "xtask/", "docs/"];
        let paths = quoted.filter(|text| starts.iter().any(|start| text.starts_with(start)) && !text.contains(['*', ' ', '…']));
        problems.extend(paths.filter(|path| !root().join(path).exists()).map(|path| format!("{} names {path}", page.path)));
    }
    expect_none(&problems, "write where it is now");
}

/// The anchors of a page, as code hosts make them of headings.
fn headings(page: &std::path::Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(page).unwrap();
    let titles = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    titles.map(anchor).collect()
}

fn anchor(title: &str) -> String {
    let lower = title.to_lowercase();
    let kept = lower.chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it));
    kept.map(|it| if it == ' ' { '-' } else { it }).collect()
}

#[test]
fn the_readme_names_only_commands_that_exist() {
    let readme = file("README.md");
    let help = file("xtask/src/help.rs");
    let named: BTreeSet<&str> =
        readme.split("cargo xtask ").skip(1).filter_map(|rest| rest.split(|it: char| !it.is_ascii_lowercase()).next()).collect();
    assert!(named.contains("demo") && named.contains("test"), "the two commands are missing: {named:?}");
    let unknown = named.into_iter().filter(|command| !help.contains(&format!("\n  {command}  ")));
    expect_none(&unknown.map(str::to_owned).collect::<Vec<_>>(), "see `cargo xtask --help`");
}

#[test]
fn the_pages_name_only_commands_that_rollcall_has() {
    let cli = file("crates/rollcall/src/cli.rs");
    let list = cli.split("enum Command {").nth(1).and_then(|rest| rest.split("\n}").next()).unwrap();
    let variants = list
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|it: char| it.is_ascii_uppercase()));
    let known: BTreeSet<String> = variants.map(|line| line.split([' ', '(', ',']).next().unwrap().to_lowercase()).collect();
    assert!(known.contains("plan") && known.contains("commit"), "the commands were not found: {known:?}");
    let mut problems = Vec::new();
    for page in files_ending(".md") {
        let lines = page.text.lines().map(|line| line.trim_start_matches([' ', '`']));
        let inline = page.text.split("`rollcall ").skip(1);
        let named = lines.filter_map(|line| line.strip_prefix("rollcall ")).chain(inline);
        let words =
            named.filter_map(|rest| rest.split(|it: char| !it.is_ascii_lowercase()).next()).filter(|word| !word.is_empty());
        problems.extend(words.filter(|word| !known.contains(*word)).map(|word| format!("{} names rollcall {word}", page.path)));
    }
    expect_none(&problems, "see `rollcall --help`");
}

#[test]
fn the_ci_runs_the_test_command_of_the_readme() {
    assert!(file("README.md").contains("cargo xtask test"));
    let script = file(".ci/run");
    let commands: Vec<&str> = script.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).collect();
    assert_eq!(commands, ["set -euo pipefail", "cd \"$(dirname \"$0\")/..\"", "exec cargo xtask test"]);
}

#[test]
fn every_page_is_linked_from_the_readme_or_another_page() {
    let pages = files();
    let docs = pages.iter().filter(|file| file.path.starts_with("docs/") && file.path.ends_with(".md"));
    let text: String = pages.iter().filter(|file| file.path.ends_with(".md")).map(|file| file.text.as_str()).collect();
    let lost: Vec<String> = docs
        .filter(|page| !text.contains(&format!("{})", page.name())) && !text.contains(&format!("{}#", page.name())))
        .map(|page| page.path.clone())
        .collect();
    expect_none(&lost, "link it from README.md");
}
