//! Counts what is no fault of a call but of the course of things, from a history.

use std::collections::BTreeMap;

use domain::IntegrationState;
use serde_json::Value;
use sync::Account;

use super::checker::image;
use super::history::{Event, Kind};
use super::world::World;

/// How often each of the rows of [`super::report::COURSE`] happened in a seed.
#[must_use]
pub fn of(events: &[Event], world: &World) -> BTreeMap<&'static str, u64> {
    let mut course = BTreeMap::from([
        ("F28 (real)", world.refused_conditions()),
        ("F32 (looked at)", world.reads()),
        ("F8", world.rotations()),
        ("F9", world.poison()),
    ]);
    let mut asked: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut accounts: BTreeMap<&str, Account> = BTreeMap::new();
    for event in events {
        match &event.kind {
            Kind::Stored { item, .. } if image::sort(item) == "ACCOUNT" => {
                accounts.extend(image::document(item).map(|account| (event.account.as_str(), account)));
            }
            Kind::Invoke { what, input, .. } if what == "ask for commit" => {
                let who = event.who.split('#').next().unwrap_or_default();
                asked.entry(input["work"]["digest"].as_str().unwrap_or_default()).or_default().push(who);
            }
            Kind::Invoke { what, input, .. } if what == "switch" && input["on"] == false => {
                // Between plan and commit, or while it is written.
                let importing = accounts.get(event.account.as_str()).is_some_and(|it| it.state == IntegrationState::Importing);
                *course.entry("F7").or_default() += u64::from(importing || planned_last(events, event));
            }
            Kind::Ok { what, output } if what == "daily" && output["end"] == "busy" => *course.entry("F41").or_default() += 1,
            Kind::Fail { what, code } if what == "commit" && code == "stale_plan" => *course.entry("F38").or_default() += 1,
            Kind::Invoke { what, .. } if what == "edit" => *course.entry("F39").or_default() += 1,
            Kind::Invoke { what, .. } if what == "unlock" => *course.entry("F40").or_default() += 1,
            _ => {}
        }
    }
    let superseded = |run: &sync::Run| run.kind != sync::RunKind::Auto && run.error.as_deref() == Some("superseded");
    let runs: BTreeMap<String, sync::Run> = events.iter().filter_map(run).map(|run| (run.id.clone(), run)).collect();
    course.insert("superseded", runs.values().filter(|run| superseded(run)).count() as u64);
    let repeated = |other: bool| {
        let after = |admins: &&[&str]| matches!(admins, [first, second] if (first != second) == other);
        asked.values().map(|admins| admins.windows(2).filter(after).count() as u64).sum()
    };
    course.insert("F37", repeated(true));
    course.insert("F44", repeated(false));
    course.insert("F49-F51", world.poisoned());
    course
}

fn run(event: &Event) -> Option<sync::Run> {
    match &event.kind {
        Kind::Stored { item, .. } if image::sort(item).starts_with("RUN#") => image::document(item),
        _ => None,
    }
}

/// Whether the last thing that ended for an account before a line is a plan.
fn planned_last(events: &[Event], at: &Event) -> bool {
    let before = events.iter().take_while(|event| !std::ptr::eq(*event, at)).filter(|event| event.account == at.account);
    let ended = before.filter_map(|event| match &event.kind {
        Kind::Ok { what, output } if what != "switch" && *output != Value::Null => Some(output),
        _ => None,
    });
    ended.last().is_some_and(|output| !output["digest"].is_null())
}
