//! The import history as tables for a spreadsheet.

use domain::choices::remaining;
use domain::{Change, Counts, Plan, Severity};
use serde::Serialize;
use serde_json::{Value, json};
use sync::ports::Refusal;
use sync::{Run, StoredPlan};

use super::csv::Csv;

const HISTORY: [&str; 25] = [
    "run_id",
    "kind",
    "state",
    "colour",
    "actor",
    "started_at",
    "finished_at",
    "digest",
    "mapping_version",
    "create",
    "update",
    "deactivate",
    "reactivate",
    "unchanged",
    "excluded",
    "ended_not_imported",
    "held",
    "refused",
    "missing_from_source",
    "applied",
    "already_true",
    "refused_at_commit",
    "left_out",
    "findings",
    "blocked_by",
];
const RUN: [&str; 13] = [
    "row",
    "change_id",
    "action",
    "employee",
    "source_id",
    "field",
    "before",
    "after",
    "outcome",
    "code",
    "severity",
    "message",
    "next_step",
];

/// The import history, a row a run. The counts are those of the plan; what was written of it stands behind them.
#[must_use]
pub fn history_csv(runs: &[Run]) -> String {
    let mut csv = Csv::with_columns(&HISTORY);
    for run in runs {
        let Counts { create, update, deactivate, reactivate, unchanged, excluded, ended_not_imported, held, .. } = run.counts;
        let findings: Vec<String> = run.findings.iter().map(|(code, number)| format!("{code}={number}")).collect();
        let blocked_by: Vec<&str> = run.blocked_by.iter().map(|code| code.as_str()).collect();
        let mut row = vec![run.id.clone(), word(run.kind), word(run.state), word(run.colour), run.actor.clone()];
        row.extend([run.started_at.to_string(), run.finished_at.map(|at| at.to_string()).unwrap_or_default()]);
        row.extend([run.digest.as_ref().map(ToString::to_string).unwrap_or_default(), run.mapping_version.to_string()]);
        let planned = [create, update, deactivate, reactivate, unchanged, excluded, ended_not_imported, held, run.counts.refused];
        row.extend(planned.map(|number| number.to_string()));
        let written = [run.counts.missing_from_source, run.applied, run.already_true, run.refused.len(), run.skipped.len()];
        row.extend(written.map(|number| number.to_string()));
        row.extend([findings.join(" "), blocked_by.join(" ")]);
        csv.row(&row);
    }
    csv.into_text()
}

/// One run: a row for each change and field with what became of it, then a row for each finding. `stored` is its plan, where
/// it has one, without what is redacted ([`Plan::hide_redacted`]).
#[must_use]
pub fn run_csv(run: &Run, stored: Option<&StoredPlan>) -> String {
    run_csv_part(run, stored, 0, usize::MAX).0
}

/// The rows of [`run_csv`] from one on, until there are so many bytes; with the row that the next part begins with, where
/// there is one. The parts after one another are the whole.
#[must_use]
pub fn run_csv_part(run: &Run, stored: Option<&StoredPlan>, from: usize, bytes: usize) -> (String, Option<usize>) {
    let csv = if from == 0 { Csv::with_columns(&RUN) } else { Csv::going_on(&RUN) };
    let mut part = Part { csv, from, row: 0, bytes, next: None };
    if let Some(StoredPlan { plan, .. }) = stored {
        changes(&mut part, run, plan);
        for finding in &plan.findings {
            let field = finding.field.as_ref().map_or("", |field| field.as_str());
            let id = finding.source_id.as_deref().unwrap_or_default();
            let (code, severity) = (finding.code, severity(finding.severity));
            part.row(&[
                "finding",
                "",
                "",
                "",
                id,
                field,
                "",
                "",
                "",
                code.as_str(),
                severity,
                &finding.message,
                code.next_step(),
            ]);
        }
    }
    (part.csv.into_text(), part.next)
}

/// A part of a table.
struct Part {
    csv: Csv,
    /// The first row of this part.
    from: usize,
    /// The row that comes next.
    row: usize,
    /// Bytes after which no row is added.
    bytes: usize,
    /// The first row that was not added.
    next: Option<usize>,
}

impl Part {
    fn row(&mut self, cells: &[&str]) {
        if self.row >= self.from && self.next.is_none() {
            // One row at least, or no part would get on.
            if self.row == self.from || self.csv.bytes() < self.bytes {
                self.csv.row(cells);
            } else {
                self.next = Some(self.row);
            }
        }
        self.row += 1;
    }
}

fn changes(part: &mut Part, run: &Run, plan: &Plan) {
    let executed = remaining(plan, run.choices()).changes;
    // They are in the order of the plan.
    let mut executed = executed.iter().enumerate().peekable();
    for change in &plan.changes {
        let executed = executed.next_if(|(_, it)| it.id == change.id);
        // What is called the same person is written otherwise than it was planned.
        let written = executed.map_or(change, |(_, written)| written);
        let outcome = outcome(run, change, executed.map(|(at, _)| at));
        for field in &written.fields {
            part.row(&[
                "change",
                &change.id.0,
                &word(written.action),
                &written.employee.0,
                change.source_id.as_deref().unwrap_or_default(),
                field.field.as_str(),
                field.before.as_deref().unwrap_or_default(),
                field.after.as_deref().unwrap_or_default(),
                outcome,
            ]);
        }
    }
}

/// What became of a change: `at` is its place among those that the commit had to write.
fn outcome(run: &Run, change: &Change, at: Option<usize>) -> &'static str {
    let refused = run.refused.iter().find(|(id, _)| *id == change.id);
    match (refused, at) {
        (Some((_, Refusal::ChangedSinceReview)), _) => "refused: changed_since_review",
        (Some((_, Refusal::IdentifierTaken)), _) => "refused: identifier_taken",
        // Another import took its place within the batch.
        (Some((_, Refusal::Superseded)), _) => "not_applied",
        (None, None) => "left_out",
        (None, Some(_)) if run.applied + run.already_true == 0 => "not_applied",
        (None, Some(at)) if at >= run.done => "not_applied",
        (None, Some(_)) if run.already_true == 0 => "applied",
        (None, Some(_)) if run.applied == 0 => "already_true",
        (None, Some(_)) => "applied_or_already_true",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn word(value: impl Serialize) -> String {
    match json!(value) {
        Value::String(word) => word,
        other => other.to_string(),
    }
}
