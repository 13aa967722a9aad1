//! `explain`: where a value came from, why it was not changed, or why somebody is not in the directory.

use std::fmt::Write as _;

use domain::Field;
use domain::explain::Reason;
use serde_json::{Value, json};
use sync::explain::{Explained, Explanation};

use super::Context;
use crate::failure::{Failure, exit};
use crate::terminal;

pub(crate) async fn run(context: &Context, employee: &str, field: Option<String>) -> Result<u8, Failure> {
    let field = field.map(Field::from);
    let explaining = context.system.explaining();
    let explained = explaining.explain(&context.global.account, employee, field.as_ref(), &trinet::field_path).await?;
    let (documents, text) = match &explained {
        Explained::Employee(fields) => (fields.iter().map(document).collect(), fields.iter().map(sentences).collect()),
        Explained::NotInDirectory(reasons) => (vec![absent(reasons)], absent_sentences(reasons)),
    };
    terminal::data(&if context.global.json { Value::Array(documents).to_string() } else { text });
    Ok(exit::DONE)
}

fn document(explanation: &Explanation) -> Value {
    let written = explanation.written.as_ref().map(|written| {
        json!({"run": written.run, "mapping_version": written.mapping_version, "at": written.at, "actor": written.actor})
    });
    json!({
        "field": explanation.field,
        "value": explanation.value,
        "source": explanation.source,
        "rule": explanation.rule,
        "sentence": explanation.sentence,
        "written": written,
        "findings": reasons(&explanation.not_changed),
    })
}

/// The same keys for somebody who is not in the directory.
fn absent(why: &[Reason]) -> Value {
    json!({
        "field": null, "value": null, "source": null, "rule": null, "written": null,
        "sentence": NOT_THERE,
        "findings": reasons(why),
    })
}

fn reasons(reasons: &[Reason]) -> Vec<Value> {
    let each = reasons.iter();
    each.map(|reason| json!({"code": reason.code, "message": reason.sentence, "next_step": reason.next_step})).collect()
}

const NOT_THERE: &str = "This person is in TriNet and not in the directory.";

fn sentences(explanation: &Explanation) -> String {
    let mut text = format!("{}\n    {}\n", explanation.sentence, explanation.rule);
    add_reasons(&mut text, &explanation.not_changed);
    text
}

fn absent_sentences(why: &[Reason]) -> String {
    let mut text = format!("{NOT_THERE}\n");
    add_reasons(&mut text, why);
    text
}

fn add_reasons(text: &mut String, reasons: &[Reason]) {
    for Reason { code, sentence, next_step } in reasons {
        let code = code.map(|code| format!("{code}: ")).unwrap_or_default();
        let _ = writeln!(text, "    ! {code}{sentence}\n      Next: {next_step}");
    }
}
