//! `map --what-if`: what a mapping would do, before it is locked.

use std::fmt::Write as _;
use std::path::Path;

use domain::what_if::{BeforeAndAfter, Filled, WhatIf};
use serde_json::json;

use super::Context;
use super::map::read;
use crate::failure::{Failure, exit};
use crate::review_text;
use crate::terminal::{self, Bar};

pub(crate) async fn run(context: &Context, file: Option<&Path>) -> Result<u8, Failure> {
    let draft = file.map(read).transpose()?;
    let bar = Bar::default();
    let what_if = context.system.planning().what_if(&context.global.account, draft, &bar).await;
    bar.clear();
    let what_if = what_if?;
    let document = || json!(sync::lookup::WhatIf::from(&what_if)).to_string();
    terminal::data(&if context.global.json { document() } else { text(&what_if) });
    terminal::say("Nothing was saved. Next, if it is right: rollcall map FILE.toml --lock");
    Ok(exit::DONE)
}

fn text(what_if: &WhatIf) -> String {
    let mut text = format!("The next manual sync with this mapping\n\n{}", review_text::counts(&what_if.plan.counts));
    text.push_str("\nDemographics, of the people who stay\n");
    for filled in &what_if.demographics {
        demographic(&mut text, filled);
    }
    let _ = writeln!(text, "\nExcluded: {} people", what_if.excluded.len());
    for team in &what_if.orphaned {
        let _ = writeln!(text, "  ! {} would be excluded and has {} reports", team.manager, team.reports.len());
    }
    if !what_if.not_filled.is_empty() {
        let _ = writeln!(text, "\nIn the directory and not filled by this mapping: {}", what_if.not_filled.join(", "));
    }
    let _ = writeln!(text, "\n{} people before and after", what_if.people.len());
    for person in &what_if.people {
        person_text(&mut text, person);
    }
    text
}

fn demographic(text: &mut String, filled: &Filled) {
    let percent = (filled.filled * 100).checked_div(filled.people).unwrap_or(0);
    let _ = writeln!(text, "  {:28} {percent:>3}% filled, {} different, from {}", filled.name, filled.distinct, filled.field);
    let values: Vec<String> = filled.values.iter().map(|(value, people)| format!("{value} ({people})")).collect();
    if !values.is_empty() {
        let _ = writeln!(text, "      {}", values.join(", "));
    }
    if filled.unusable > 0 {
        let _ = writeln!(text, "      ! {} people send a value that cannot be used", filled.unusable);
    }
    for near in &filled.near {
        let _ = writeln!(text, "      ! the directory has {near:?}: use that name if it means the same");
    }
}

fn person_text(text: &mut String, person: &BeforeAndAfter) {
    let word = |action: &domain::Action| serde_json::to_value(action).ok().and_then(|it| it.as_str().map(str::to_owned));
    let what = person.action.as_ref().and_then(word).unwrap_or_else(|| "unchanged".to_owned());
    let _ = writeln!(text, "  {} {what}", person.source_id);
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(none)".to_owned());
    for field in person.fields.iter().filter(|field| field.before.is_some() || field.after.is_some()) {
        if field.before == field.after {
            let _ = writeln!(text, "      {:20} {}", field.field.as_str(), value(&field.after));
        } else {
            let _ = writeln!(text, "      {:20} {} -> {}", field.field.as_str(), value(&field.before), value(&field.after));
        }
    }
}
