//! `fields`: what the source offers, and where each field goes (R53).

use std::fmt::Write as _;

use domain::{Field, Mapping};
use serde_json::json;
use sync::ports::FieldProfile;

use super::Context;
use crate::failure::{Failure, exit};
use crate::terminal::{self, Bar};

pub(crate) async fn run(context: &Context) -> Result<u8, Failure> {
    let account = &context.global.account;
    let bar = Bar::default();
    let fields = context.system.planning().fields(account, &bar).await;
    bar.clear();
    let fields = fields?;
    let mapping = context.system.mapping_fields().current(account).await?;
    if context.global.json {
        let documents: Vec<_> = fields.iter().map(|field| document(field, &mapping)).collect();
        terminal::data(&json!(documents).to_string());
        return Ok(exit::DONE);
    }
    terminal::data(&table(&fields, &mapping));
    terminal::say(
        "Your TriNet may call a field otherwise. Map the ones you need in a file, then: rollcall map FILE.toml --what-if",
    );
    Ok(exit::DONE)
}

fn document(field: &FieldProfile, mapping: &Mapping) -> serde_json::Value {
    let mut document = json!(field);
    document["destinations"] = json!(destinations(&field.path, mapping));
    document
}

fn table(fields: &[FieldProfile], mapping: &Mapping) -> String {
    let mut text =
        format!("{:44} {:28} {:>6}  {:>8}  {:28} {}\n", "FIELD", "LABEL", "FILLED", "DISTINCT", "GOES TO", "SAMPLES (masked)");
    let mut endpoint = "";
    let mut fields: Vec<&FieldProfile> = fields.iter().collect();
    fields.sort_by(|left, right| (&right.endpoint, &left.path).cmp(&(&left.endpoint, &right.path)));
    for field in fields {
        if endpoint != field.endpoint {
            endpoint = &field.endpoint;
            let _ = writeln!(text, "  from {endpoint}");
        }
        let percent = (field.fill_rate * 100.0).round();
        let goes_to = destinations(&field.path, mapping).join(", ");
        let samples = field.samples.join(", ");
        let _ =
            writeln!(text, "{:44} {:28} {percent:>5}%  {:>8}  {goes_to:28} {samples}", field.path, field.label, field.distinct);
    }
    text
}

/// The fields of the directory that a source field fills, and `(excludes)` where its Yes excludes.
fn destinations(path: &str, mapping: &Mapping) -> Vec<String> {
    let core = Field::CORE.iter().filter(|field| trinet::field_path(field) == Some(path));
    let id = (mapping.employee_id_source.path() == path).then_some(Field::EmployeeId);
    let mapped = mapping.demographics.iter().filter(|demographic| demographic.field == path).map(|it| it.name.clone());
    let excludes = (mapping.exclude.as_deref() == Some(path)).then(|| "(excludes)".to_owned());
    core.cloned().chain(id).map(|field| field.as_str().to_owned()).chain(mapped).chain(excludes).collect()
}
