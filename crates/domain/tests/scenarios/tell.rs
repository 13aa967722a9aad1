//! What is looked at besides the changes and findings of a plan: `tell: colour, mail, objections, next steps`, `explain`,
//! mappings, and what a mapping would do.

use std::collections::BTreeSet;

use domain::explain::{self, Fate, Newest, Origin};
use domain::what_if::WhatIf;
use domain::{Change, Colour, Demographic, Employee, Field, Mapping, Plan, Settings, Verdict};

use crate::given::from_json;
use crate::show::word;
use crate::world::World;

pub(crate) fn besides(world: &World, plan: &Plan, settings: &Settings) -> Vec<String> {
    let mut lines = Vec::new();
    let wanted = |what: &str| world.tell.contains(what);
    if wanted("colour") {
        let stopped = matches!(plan.verdict, Verdict::Blocked | Verdict::Incomplete);
        let colour = domain::colour::colour(plan.findings.iter().map(|finding| finding.code), plan.changes.len(), 0);
        lines.push(format!("colour: {}", word(&if stopped { Colour::Red } else { colour })));
    }
    if wanted("mail") {
        let blocked = plan.verdict == Verdict::Blocked && !plan.trigger.is_reviewed();
        let mailed = blocked && world.mailed.as_ref() != Some(&plan.cause());
        lines.push(format!("mail: {}", if mailed { "one" } else { "none" }));
    }
    if world.blocked && plan.verdict != Verdict::Blocked && !plan.trigger.is_reviewed() {
        lines.push("the account stays blocked until a person imports".to_owned());
    }
    if wanted("objections") {
        for objection in &plan.objections {
            lines.push(format!("objection: {}: {}", objection.guard, objection.message));
            for person in objection.people.iter().filter(|_| objection.concerned <= 3) {
                let who = person.source_id.as_deref().unwrap_or("(no id)");
                let employee = person.employee.as_ref().map(|id| format!(" as {id}")).unwrap_or_default();
                let fields: Vec<&str> = person.fields.iter().map(Field::as_str).collect();
                lines.push(format!("about: {who}{employee}: {}", fields.join(", ")));
            }
        }
    }
    if wanted("next steps") {
        let codes: BTreeSet<_> = plan.findings.iter().map(|finding| finding.code).collect();
        lines.extend(codes.into_iter().map(|code| format!("next for {code}: {}", code.next_step())));
    }
    if wanted("mapping version") {
        lines.push(format!("mapping version: {}", plan.mapping_version));
    }
    lines.extend(world.explain.iter().flat_map(|(who, field)| explained(world, plan, settings, who, field.as_ref())));
    lines
}

/// What is told of a field of somebody, or of somebody who is not in the directory. The plan waits for a person, or was stopped.
fn explained(world: &World, plan: &Plan, settings: &Settings, who: &str, field: Option<&Field>) -> Vec<String> {
    let stopped = plan.verdict == Verdict::Blocked && !plan.trigger.is_reviewed();
    let fate = |_: &Change| if stopped { Fate::Stopped } else { Fate::Pending };
    let newest = Newest { plan, fate: &fate };
    let reasons = match (explain::find(&world.directory, who), field) {
        (Some(employee), Some(field)) => {
            let line = format!(
                "explain: {}",
                explain::origin(employee, field, settings, source(world, field), written(employee, field).as_ref())
            );
            let reasons = explain::not_changed(employee, field, &world.mapping, settings, Some(newest));
            return std::iter::once(line).chain(reasons.iter().map(reason)).collect();
        }
        _ => explain::not_in_directory(who, newest),
    };
    std::iter::once(format!("explain: {who} is not in the directory.")).chain(reasons.iter().map(reason)).collect()
}

fn reason(reason: &explain::Reason) -> String {
    let code = reason.code.map(|code| format!("{code}: ")).unwrap_or_default();
    format!("because: {code}{} Next: {}", reason.sentence, reason.next_step)
}

fn source<'a>(world: &'a World, field: &Field) -> Option<&'a str> {
    match field {
        Field::Demographic(name) => {
            let mapped = world.mapping.demographics.iter().find(|demographic| demographic.name == *name);
            mapped.map(|demographic| demographic.field.as_str())
        }
        Field::EmployeeId => Some(world.mapping.employee_id_source.path()),
        Field::EndDate => Some("terminationDate"),
        _ => None,
    }
}

fn written(employee: &Employee, field: &Field) -> Option<Origin> {
    let provenance = employee.provenance.get(field)?;
    Some(Origin { run: provenance.run.clone(), mapping_version: provenance.mapping, at: None, actor: None, undid: None })
}

/// A demographic as `Name from field`, or `Name from field by [transforms as JSON]`.
pub(crate) fn demographic(value: &str, place: &str) -> Demographic {
    let Some((name, rest)) = value.split_once(" from ") else { panic!("{place}: write `demographic: Name from field`") };
    let (field, transforms) = rest.split_once(" by ").unwrap_or((rest, "[]"));
    Demographic { transforms: from_json(transforms, place), ..Demographic::plain(name, field) }
}

/// A saved mapping in one line.
pub(crate) fn mapping(mapping: &Mapping) -> String {
    let locked = if mapping.locked { "locked" } else { "not locked" };
    let fields: Vec<String> = mapping.demographics.iter().map(|it| format!("{} from {}", it.name, it.field)).collect();
    let exclude = mapping.exclude.as_ref().map(|path| format!("; excluded by {path}")).unwrap_or_default();
    let clears: Vec<&str> = mapping.blank_clears.iter().map(Field::as_str).collect();
    let clears = if clears.is_empty() { String::new() } else { format!("; blanks clear {}", clears.join(", ")) };
    let id = mapping.employee_id_source.path();
    let id = if id == "employeeId" { String::new() } else { format!("; Employee ID from {id}") };
    format!("version {}, {locked}: {}{exclude}{clears}{id}", mapping.version, fields.join(", "))
}

pub(crate) fn what_if(what_if: &WhatIf) -> Vec<String> {
    let mut lines = vec![format!("counts: {}", crate::show::counts(&what_if.plan))];
    for filled in &what_if.demographics {
        let unusable = if filled.unusable > 0 { format!(", {} unusable", filled.unusable) } else { String::new() };
        lines.push(format!(
            "{} from {}: {} of {} filled, {} different{unusable}",
            filled.name, filled.field, filled.filled, filled.people, filled.distinct
        ));
        let values: Vec<String> = filled.values.iter().map(|(value, people)| format!("{value} ({people})")).collect();
        if !values.is_empty() {
            lines.push(format!("values: {}", values.join(", ")));
        }
        lines.extend(filled.near.iter().map(|near| format!("warning: {} is nearly {near}", filled.name)));
    }
    if !what_if.excluded.is_empty() {
        lines.push(format!("excluded: {}", what_if.excluded.join(", ")));
    }
    lines.extend(what_if.orphaned.iter().map(|team| format!("orphaned by {}: {}", team.manager, team.reports.join(", "))));
    if !what_if.not_filled.is_empty() {
        lines.push(format!("not filled: {}", what_if.not_filled.join(", ")));
    }
    for person in &what_if.people {
        let action = person.action.as_ref().map_or_else(|| "unchanged".to_owned(), word);
        let values = person.fields.iter().filter(|field| matches!(field.field, Field::Demographic(_) | Field::Name));
        let before = |field: &domain::FieldChange| field.before.clone().unwrap_or_else(|| "(none)".to_owned());
        let shown: Vec<String> = values
            .map(|field| {
                let after = field.after.as_deref().unwrap_or("(none)");
                if field.before == field.after {
                    format!("{}: {after}", field.field)
                } else {
                    format!("{}: {} -> {after}", field.field, before(field))
                }
            })
            .collect();
        lines.push(format!("{} {action}: {}", person.source_id, shown.join("; ")));
    }
    lines
}
