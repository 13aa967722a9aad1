//! Shows a plan as the lines that a scenario expects, and how two of them differ.

use std::collections::BTreeMap;

use domain::{Action, Change, FieldChange, Finding, Missing, Plan};

/// The plan, line by line.
pub(crate) fn lines(plan: &Plan, missing: &[Missing], complete_runs: u64) -> Vec<String> {
    let mut lines = vec![format!("verdict: {}", word(&plan.verdict))];
    if !plan.objections.is_empty() {
        lines.push(format!("blocked by: {}", plan.blocked_by().iter().map(|code| code.as_str()).collect::<Vec<_>>().join(" ")));
    }
    lines.push(format!("counts: {}", counts(plan)));
    let mut crowd: BTreeMap<String, usize> = BTreeMap::new();
    for change in &plan.changes {
        if change.source_id.as_deref().is_some_and(in_crowd) {
            *crowd.entry(format!("{} of the crowd", word(&change.action))).or_default() += 1;
        } else {
            show_change(change, &mut lines);
        }
    }
    for finding in &plan.findings {
        if finding.source_id.as_deref().is_some_and(in_crowd) {
            *crowd.entry(format!("{} about the crowd", finding.code)).or_default() += 1;
        } else {
            lines.push(show_finding(finding));
        }
    }
    lines.extend(crowd.into_iter().map(|(what, count)| format!("{count} {what}")));
    lines.extend(missing.iter().filter(|missing| !in_crowd(&missing.employee.0)).map(
        |missing| match missing.runs(complete_runs) {
            0 | 1 => format!("missing: {}", missing.employee),
            runs => format!("missing: {} since {}, {runs} runs", missing.employee, missing.since),
        },
    ));
    lines.extend(plan.next_due.map(|date| format!("next due: {date}")));
    lines
}

fn in_crowd(id: &str) -> bool {
    id.starts_with("crowd-")
}

pub(crate) fn counts(plan: &Plan) -> String {
    let Ok(serde_json::Value::Object(counts)) = serde_json::to_value(&plan.counts) else { return String::new() };
    let order =
        ["create", "update", "deactivate", "reactivate", "unchanged", "excluded", "ended_not_imported", "held", "refused"];
    let all = order
        .iter()
        .chain(&["missing_from_source", "cleared"])
        .map(|name| (name, counts.get(*name).and_then(serde_json::Value::as_u64)));
    let some: Vec<String> = all.filter_map(|(name, n)| n.filter(|&n| n > 0).map(|n| format!("{n} {name}"))).collect();
    if some.is_empty() { "nothing".to_owned() } else { some.join(", ") }
}

fn show_change(change: &Change, lines: &mut Vec<String>) {
    let created = change.action == Action::Create;
    let who = if created { change.source_id.as_deref().unwrap_or_default() } else { &change.employee.0 };
    let flags: Vec<String> = change.flags.iter().map(|flag| format!(" [{}]", word(flag))).collect();
    lines.push(format!("{} {who}{}", word(&change.action), flags.concat()));
    lines.extend(change.fields.iter().map(|field| if created { created_field(field) } else { changed_field(field) }));
    for candidate in &change.duplicates {
        let flags: Vec<String> = candidate.flags.iter().map(|flag| format!(" [{}]", word(flag))).collect();
        lines.push(format!("or the same person as {}{}", candidate.employee, flags.concat()));
        lines.extend(candidate.fields.iter().map(changed_field));
    }
}

fn created_field(change: &FieldChange) -> String {
    format!("{}: {}", change.field, change.after.as_deref().unwrap_or("(none)"))
}

fn changed_field(change: &FieldChange) -> String {
    format!(
        "{}: {} -> {}",
        change.field,
        change.before.as_deref().unwrap_or("(none)"),
        change.after.as_deref().unwrap_or("(none)")
    )
}

fn show_finding(finding: &Finding) -> String {
    let source_id = finding.source_id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
    let field = finding.field.as_ref().map(|field| format!(" {field}")).unwrap_or_default();
    format!("finding: {}{source_id}{field}", finding.code)
}

/// The name by which the stored plan calls a verdict, an action or a flag.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Expected and planned lines one under the other: `-` was expected and did not come, `+` came and was not expected.
pub(crate) fn difference(expected: &[String], actual: &[String]) -> String {
    let same = |left: usize, right: usize| expected[left] == actual[right];
    // Longest common subsequence from each pair of positions on.
    let mut longest = vec![vec![0; actual.len() + 1]; expected.len() + 1];
    for left in (0..expected.len()).rev() {
        for right in (0..actual.len()).rev() {
            longest[left][right] = if same(left, right) {
                longest[left + 1][right + 1] + 1
            } else {
                longest[left + 1][right].max(longest[left][right + 1])
            };
        }
    }
    let (mut left, mut right, mut text) = (0, 0, String::new());
    while left < expected.len() || right < actual.len() {
        let both = left < expected.len() && right < actual.len();
        let (mark, line) = if both && same(left, right) {
            (left, right) = (left + 1, right + 1);
            (' ', &expected[left - 1])
        } else if right == actual.len() || (left < expected.len() && longest[left + 1][right] >= longest[left][right + 1]) {
            left += 1;
            ('-', &expected[left - 1])
        } else {
            right += 1;
            ('+', &actual[right - 1])
        };
        text.push_str(&format!("    {mark} {line}\n"));
    }
    text
}
