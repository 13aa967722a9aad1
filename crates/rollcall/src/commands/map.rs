//! `map`: shows, sets or locks the mapping.

use std::fmt::Write as _;
use std::path::Path;

use domain::{Demographic, Mapping};
use serde::Deserialize;
use serde_json::json;

use super::Context;
use crate::failure::{Failure, exit};
use crate::terminal;

/// A mapping file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    exclude: Option<String>,
    #[serde(default)]
    demographic: Vec<DemographicRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemographicRow {
    name: String,
    field: String,
}

pub(crate) async fn run(context: &Context, file: Option<&Path>, lock: bool) -> Result<u8, Failure> {
    let mapping_fields = context.system.mapping_fields();
    let account = &context.global.account;
    let mapping = match file {
        None if !lock => mapping_fields.current(account).await?,
        _ => mapping_fields.set(account, file.map(read).transpose()?, lock).await?,
    };
    if context.global.json {
        let demographics: Vec<_> = mapping.demographics.iter().map(|d| json!({"name": d.name, "field": d.field})).collect();
        let document = json!({
            "version": mapping.version,
            "locked": mapping.locked,
            "exclude": mapping.exclude,
            "employee_id_source": mapping.employee_id_source,
            "demographics": demographics,
        });
        terminal::data(&document.to_string());
    } else {
        terminal::data(&table(&mapping));
        terminal::say(match (mapping.locked, mapping.version) {
            (true, _) => "Next: rollcall setup",
            (false, 0) => "Nothing is saved yet. Next: rollcall map [FILE.toml] --lock",
            (false, _) => "Not locked yet. Next: rollcall map --lock",
        });
    }
    Ok(exit::DONE)
}

fn read(file: &Path) -> Result<Mapping, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::usage(format!("the mapping file {} cannot be read: {error}", file.display())))?;
    let parsed: MappingFile = toml::from_str(&text)
        .map_err(|error| Failure::usage(format!("the mapping file {} is not right: {}", file.display(), error.message())))?;
    let demographics = parsed.demographic.into_iter();
    let demographics =
        demographics.map(|row| Demographic { name: row.name.trim().to_owned(), field: row.field.trim().to_owned() });
    let exclude = parsed.exclude.map(|path| path.trim().to_owned());
    Ok(Mapping { exclude, demographics: demographics.collect(), ..Mapping::default() })
}

fn table(mapping: &Mapping) -> String {
    let mut text = format!(
        "Mapping version {}{}\n\n  Core fields (automatic)\n",
        mapping.version,
        if mapping.locked { ", locked" } else { ", not locked" }
    );
    for (source, target) in CORE {
        let _ = writeln!(text, "    {source:42} -> {target}");
    }
    text.push_str("\n  Custom fields\n");
    for demographic in &mapping.demographics {
        let _ = writeln!(text, "    {:42} -> {}", demographic.field, demographic.name);
    }
    if mapping.demographics.is_empty() {
        text.push_str("    (none)\n");
    }
    match &mapping.exclude {
        Some(path) => drop(writeln!(text, "\n  Excluded: everybody with Yes in {path}")),
        None => text.push_str("\n  Excluded: nobody\n"),
    }
    text
}

/// What is mapped for everybody (R48).
const CORE: [(&str, &str); 8] = [
    ("employmentInfo.workEmail", "Email"),
    ("employeeId", "Employee ID"),
    ("names[PRI] first and last name", "Name"),
    ("names[PRF]", "Preferred Name"),
    ("bioInfo.birthdate", "Date of Birth"),
    ("employmentInfo.serviceDate", "Start Date"),
    ("employmentInfo.terminationDate", "End Date"),
    ("employmentInfo.supervisor (their email)", "Manager Email"),
];
