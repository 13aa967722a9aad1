//! `explain`: where a value came from, or why it was not changed.

use std::fmt::Write as _;

use domain::Field;
use serde_json::{Value, json};
use sync::explain::Explanation;

use super::Context;
use crate::failure::{Failure, exit};
use crate::terminal;

pub(crate) async fn run(context: &Context, employee: &str, field: Option<String>) -> Result<u8, Failure> {
    let field = field.map(Field::from);
    let explained = context.system.explaining().explain(&context.global.account, employee, field.as_ref()).await?;
    if context.global.json {
        let documents: Vec<Value> = explained.iter().map(document).collect();
        terminal::data(&json!(documents).to_string());
    } else {
        terminal::data(&explained.iter().map(sentences).collect::<String>());
    }
    Ok(exit::DONE)
}

/// The source field: the mapping's, or what the adapter reads for a core field.
fn source(explanation: &Explanation) -> Option<&str> {
    explanation.source.as_deref().or_else(|| trinet::field_path(&explanation.field))
}

fn document(explanation: &Explanation) -> Value {
    let written = explanation.written.as_ref().map(|written| {
        json!({"run": written.run, "mapping_version": written.mapping_version, "at": written.at, "actor": written.actor})
    });
    json!({
        "field": explanation.field,
        "value": explanation.value,
        "source": source(explanation),
        "rule": explanation.rule,
        "written": written,
        "findings": explanation.findings,
    })
}

fn sentences(explanation: &Explanation) -> String {
    let value = explanation.value.as_deref().unwrap_or("(none)");
    let mut text = format!("{}: {value}\n    {}\n", explanation.field, explanation.rule);
    if let Some(path) = source(explanation) {
        let _ = writeln!(text, "    Read from TriNet's {path}.");
    }
    match &explanation.written {
        Some(written) => {
            let at = written.at.map(|at| at.strftime(" on %Y-%m-%d at %H:%M UTC").to_string()).unwrap_or_default();
            let by = written.actor.as_ref().map(|actor| format!(" by {actor}")).unwrap_or_default();
            let _ = writeln!(text, "    Written{at}{by} in {}, mapping version {}.", written.run, written.mapping_version);
        }
        None if explanation.value.is_some() => text.push_str("    Not written by an import.\n"),
        None => {}
    }
    for finding in &explanation.findings {
        let _ = writeln!(text, "    {}: {}", finding.code, finding.message);
    }
    text
}
