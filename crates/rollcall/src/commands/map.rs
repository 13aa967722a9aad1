//! `map`: shows, sets or locks the mapping.

use std::fmt::Write as _;
use std::path::Path;

use domain::Mapping;
use domain::mapping::Editor;
use domain::near_names::{existing, near_names};
use serde_json::json;
use sync::ports::Directory as _;

use super::Context;
use crate::failure::{Failure, exit};
use crate::{mapping_file, terminal};

pub(crate) async fn run(context: &Context, file: Option<&Path>, lock: bool) -> Result<u8, Failure> {
    let mapping_fields = context.system.mapping_fields();
    let account = &context.global.account;
    let mapping = match file {
        None if !lock => mapping_fields.current(account).await?,
        _ => mapping_fields.set(account, file.map(read).transpose()?, lock, Editor::Customer).await?,
    };
    show(context, &mapping).await
}

/// Unlocks it, as a specialist does on request (R57).
pub(crate) async fn unlock(context: &Context) -> Result<u8, Failure> {
    let mapping = context.system.mapping_fields().unlock(&context.global.account).await?;
    show(context, &mapping).await
}

async fn show(context: &Context, mapping: &Mapping) -> Result<u8, Failure> {
    let directory = context.system.store.employees(&context.global.account).await?;
    let near = near_names(mapping, &existing(&directory));
    if context.global.json {
        let near: Vec<_> = near.iter().map(|near| json!({"mapped": near.mapped, "existing": near.existing})).collect();
        let document = json!({
            "version": mapping.version,
            "locked": mapping.locked,
            "exclude": mapping.exclude,
            "employee_id_source": mapping.employee_id_source,
            "blank_clears": mapping.blank_clears,
            "demographics": mapping.demographics,
            "near_names": near,
        });
        terminal::data(&document.to_string());
        return Ok(exit::DONE);
    }
    terminal::data(&table(mapping));
    for near in near {
        terminal::say(&format!(
            "! {:?} is nearly {:?}, which the directory has: use that name if it means the same, or reports will not join them",
            near.mapped, near.existing
        ));
    }
    terminal::say(match (mapping.locked, mapping.version) {
        (true, _) => "Next: rollcall setup",
        (false, 0) => "Nothing is saved yet. Next: rollcall map [FILE.toml] --lock",
        (false, _) => "Not locked yet. See what it does: rollcall map --what-if. Then: rollcall map --lock",
    });
    Ok(exit::DONE)
}

/// Reads a mapping file.
pub(super) fn read(file: &Path) -> Result<Mapping, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::usage(format!("the mapping file {} cannot be read: {error}", file.display())))?;
    mapping_file::parse(&text).map_err(|why| Failure::usage(format!("the mapping file {} is not right: {why}", file.display())))
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
