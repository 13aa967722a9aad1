//! Counts what is no fault of a call but of the course of things, from a history.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Change, IntegrationState, Trigger};
use serde_json::Value;
use sync::ports::Refusal;
use sync::{Account, Run, RunKind};

use super::checker::{Facts, image};
use super::history::{Event, Kind};
use super::world::World;

/// How often each of the rows of [`super::report::COURSE`] happened in a seed.
#[must_use]
pub fn of(facts: &Facts<'_>, world: &World) -> BTreeMap<&'static str, u64> {
    let events = facts.events;
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
            _ => {}
        }
    }
    let runs = |which: &dyn Fn(&Run) -> bool| facts.runs.values().filter(|run| which(run)).count() as u64;
    course.insert("superseded", runs(&|run| run.kind != RunKind::Auto && run.error.as_deref() == Some("superseded")));
    course.insert("F38", runs(&|run| is_stale(run, "another import was made after it")));
    course.insert("F39", overtaken_by_edits(facts));
    course.insert("F40", runs(&|run| is_stale(run, "the mapping has changed")));
    let repeated = |other: bool| {
        let after = |admins: &&[&str]| matches!(admins, [first, second] if (first != second) == other);
        asked.values().map(|admins| admins.windows(2).filter(after).count() as u64).sum()
    };
    course.insert("F37", repeated(true));
    course.insert("F44", repeated(false));
    course.insert("F49-F51", world.poisoned());
    course
}

/// Whether a commit was refused because of what came between.
fn is_stale(run: &Run, why: &str) -> bool {
    run.error.as_deref() == Some("stale_plan") && run.error_detail.as_deref().is_some_and(|detail| detail.contains(why))
}

/// How many people were left as an edit had made them, because the plan had seen them before it.
fn overtaken_by_edits(facts: &Facts<'_>) -> u64 {
    let edits = facts.writes.iter().filter(|write| facts.plan_of(write).is_some_and(|(plan, _)| plan.trigger == Trigger::Edit));
    let edited: BTreeSet<(&str, &str, i64)> =
        edits.map(|write| (write.account.as_str(), write.employee.as_str(), write.version)).collect();
    let mut overtaken = 0;
    for ((account, _), run) in &facts.runs {
        let plan = run.digest.as_ref().and_then(|digest| facts.plans.get(&(account.clone(), digest.to_string())));
        let refused = |change: &&Change| run.refused.contains(&(change.id.clone(), Refusal::ChangedSinceReview));
        let by_edit = |change: &&Change| {
            let after = i64::try_from(change.base_version).unwrap_or_default() + 1;
            edited.contains(&(account.as_str(), change.employee.0.as_str(), after))
        };
        overtaken += plan.map_or(0, |plan| plan.changes.iter().filter(refused).filter(by_edit).count() as u64);
    }
    overtaken
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
