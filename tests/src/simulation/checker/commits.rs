//! Exactly what was reviewed is written (I4), once and with its receipt and its run (I7), by one commit at a time (I6), and for
//! no run that was stopped (I3).

use std::collections::{BTreeMap, BTreeSet};

use domain::choices::{self, Choices};
use domain::{Change, Field, Plan, Trigger, Verdict};
use serde_json::Value;
use sync::{Run, RunKind, RunState};

use super::facts::{Facts, Write};
use super::{Anomaly, accuse};
use crate::simulation::database::text;
use crate::simulation::history::{Event, Kind};

pub(super) fn check(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    versions(facts, anomalies);
    for write in &facts.writes {
        one_write(facts, write, anomalies);
    }
    one_at_a_time(facts, anomalies);
    for ((account, _), run) in &facts.runs {
        whole(facts, account, run, anomalies);
    }
    committed_once(facts, anomalies);
}

/// Each write moves the version by one and no receipt stands in two versions.
fn versions(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut last: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    let mut receipts: BTreeMap<(&str, &str, &(String, String)), i64> = BTreeMap::new();
    for write in &facts.writes {
        let key = (write.account.as_str(), write.employee.as_str());
        let before = last.insert(key, write.version).unwrap_or(0);
        if write.version != before + 1 && before != write.version {
            accuse(anomalies, "as reviewed", format!("{} went from version {before} to {}", write.employee, write.version));
        }
        if let Some(receipt) = &write.receipt {
            let first = *receipts.entry((key.0, key.1, receipt)).or_insert(write.version);
            if first != write.version {
                accuse(
                    anomalies,
                    "once",
                    format!("{} was written twice by change {} of {}", write.employee, receipt.1, short(&receipt.0)),
                );
            }
        }
    }
}

fn one_write(facts: &Facts<'_>, write: &Write<'_>, anomalies: &mut Vec<Anomaly>) {
    let who = write.who;
    let Some((digest, id)) = &write.receipt else {
        accuse(anomalies, "recorded", format!("{who} wrote {} without a receipt", write.employee));
        return;
    };
    let Some((plan, _)) = facts.plan_of(write) else {
        accuse(anomalies, "as reviewed", format!("{who} wrote {} by a plan that is not there", write.employee));
        return;
    };
    let runs: Vec<&Run> = facts.runs_of(&write.account, digest).filter(|run| run.kind != RunKind::Review).collect();
    let written =
        by(write, &runs).into_iter().map(|run| remaining(plan, run)).find_map(|all| all.into_iter().find(|it| it.id.0 == *id));
    match written {
        None => accuse(
            anomalies,
            "as reviewed",
            format!("{who} wrote {} by change {id}, which is not one of those reviewed", write.employee),
        ),
        Some(change) => image(write, &change, anomalies),
    }
    let sealed = plan.trigger == Trigger::Auto && plan.verdict == Verdict::Apply;
    let asked = || facts.events.iter().take(write.at).filter_map(|event| asked_of(event, digest));
    match asked().map(|work| !work["confirm"].is_null()).max() {
        None if !sealed => {
            accuse(anomalies, "as reviewed", format!("{who} wrote {} by a plan that nobody asked to commit", write.employee));
        }
        // A person's choices can only take objections away.
        Some(false) if !sealed && runs.iter().all(|run| !choices::objections(plan, &remaining(plan, run)).is_empty()) => {
            accuse(anomalies, "as reviewed", format!("{who} wrote {} past a guard, without a person's reason", write.employee));
        }
        _ => {}
    }
    let superseded = |run: &Run| run.error.as_deref() == Some("superseded");
    let stopped = |run: &Run| {
        matches!(run.state, RunState::Blocked | RunState::Failed | RunState::Skipped | RunState::Planned) && !superseded(run)
    };
    if !runs.is_empty() && runs.iter().all(|run| stopped(run)) {
        let states: Vec<String> = runs.iter().map(|run| format!("{:?}", run.state)).collect();
        accuse(
            anomalies,
            "stopped writes nothing",
            format!("{who} wrote {} by plan {}, whose runs ended {}", write.employee, short(digest), states.join(", ")),
        );
    }
    if asked().next().is_some() && asked().all(|work| leaves_out(work, id)) {
        accuse(anomalies, "as reviewed", format!("{who} wrote {} by change {id}, which was left out", write.employee));
    }
    provenance(facts, write, digest, anomalies);
}

/// The run among those of its plan that a write names; all of them where it names none. Each has choices of its own.
fn by<'a>(write: &Write<'_>, runs: &[&'a Run]) -> Vec<&'a Run> {
    let names: BTreeSet<&str> = named(write).collect();
    let own: Vec<&Run> = runs.iter().copied().filter(|run| names.contains(run.id.as_str())).collect();
    if own.is_empty() { runs.to_vec() } else { own }
}

/// The runs that a write says its values are from.
fn named<'a>(write: &Write<'a>) -> impl Iterator<Item = &'a str> {
    let origins = write.item.as_object().into_iter().flatten().filter(|(name, _)| *name == "p" || name.starts_with("p:"));
    origins.filter_map(|(_, value)| value["S"].as_str()?.split_once(' ')).map(|(_, run)| run)
}

/// What a person asks for with the commit of a plan.
fn asked_of<'a>(event: &'a Event, digest: &str) -> Option<&'a Value> {
    let Kind::Invoke { what, input, .. } = &event.kind else { return None };
    let asks = what == "ask for commit" || what == "commit" && !event.who.starts_with("import-commit");
    (asks && input["work"]["digest"] == *digest).then(|| &input["work"])
}

/// Whether who asks leaves this change out.
fn leaves_out(work: &Value, change: &str) -> bool {
    work["skip"].as_array().is_some_and(|skip| skip.iter().any(|id| id == change))
}

/// What a run was to write of its plan.
fn remaining(plan: &Plan, run: &Run) -> Vec<Change> {
    choices::remaining(plan, Choices { skip: &run.skipped, same_person: &run.same_person }).changes.into_owned()
}

fn image(write: &Write<'_>, change: &Change, anomalies: &mut Vec<Anomaly>) {
    if change.employee.0 != write.employee {
        accuse(
            anomalies,
            "as reviewed",
            format!("change {} was written to {} and not to {}", change.id, write.employee, change.employee),
        );
    }
    for field in &change.fields {
        let found = value(write.item, &field.field);
        if found != field.after.clone().unwrap_or_default() {
            accuse(
                anomalies,
                "as reviewed",
                format!("{} of {} is not what change {} says", field.field.as_str(), write.employee, change.id),
            );
        }
    }
}

fn value(item: &Value, field: &Field) -> String {
    text(
        item,
        &match field {
            Field::Name => "nm".to_owned(),
            Field::PreferredName => "pn".to_owned(),
            Field::Email => "em".to_owned(),
            Field::EmployeeId => "ei".to_owned(),
            Field::DateOfBirth => "db".to_owned(),
            Field::StartDate => "sd".to_owned(),
            Field::EndDate => "ed".to_owned(),
            Field::ManagerEmail => "me".to_owned(),
            Field::Status => "st".to_owned(),
            Field::SourceId => "si".to_owned(),
            Field::Demographic(name) => format!("d:{name}"),
        },
    )
}

/// Every write names a run that is in the history and has the write's plan.
fn provenance(facts: &Facts<'_>, write: &Write<'_>, digest: &str, anomalies: &mut Vec<Anomaly>) {
    let runs: BTreeSet<&str> = named(write).collect();
    let entry = |run: &&str| facts.runs.get(&(write.account.clone(), (**run).to_owned()));
    let own = runs.iter().filter_map(entry).any(|run| run.digest.as_ref().is_some_and(|own| own.as_str() == digest));
    if !own {
        accuse(
            anomalies,
            "recorded",
            format!("{} was written by plan {} for no run of that plan", write.employee, short(digest)),
        );
    }
    for run in runs.iter().filter(|run| entry(run).is_none()) {
        accuse(anomalies, "recorded", format!("{} has values of {run}, which is not in the history", write.employee));
    }
}

/// The writes of one plan follow each other: no other plan's writes lie between them.
fn one_at_a_time(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut closed: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut open: BTreeMap<&str, &str> = BTreeMap::new();
    for write in &facts.writes {
        let Some((digest, _)) = &write.receipt else { continue };
        if let Some(before) = open.insert(&write.account, digest).filter(|before| before != digest) {
            closed.insert((&write.account, before));
        }
        if closed.contains(&(write.account.as_str(), digest.as_str())) {
            accuse(
                anomalies,
                "one writer",
                format!("{} wrote by plan {} after another plan had begun to write", write.who, short(digest)),
            );
        }
    }
}

/// A committed run wrote everything that it did not refuse; one whose place another took counts what it wrote.
fn whole(facts: &Facts<'_>, account: &str, run: &Run, anomalies: &mut Vec<Anomaly>) {
    let superseded = run.error.as_deref() == Some("superseded");
    let Some(digest) = run.digest.as_ref().filter(|_| run.state == RunState::Committed || superseded) else { return };
    let Some(plan) = facts.plans.get(&(account.to_owned(), digest.as_str().to_owned())) else {
        accuse(anomalies, "as reviewed", format!("{} was committed and its plan is not there", run.id));
        return;
    };
    let changes = remaining(plan, run);
    let written: BTreeSet<&str> = facts
        .writes
        .iter()
        .filter(|write| write.account == account)
        .filter_map(|write| {
            write.receipt.as_ref().filter(|receipt| receipt.0 == digest.as_str()).map(|receipt| receipt.1.as_str())
        })
        .collect();
    let refused: BTreeSet<&str> = run.refused.iter().map(|(id, _)| id.0.as_str()).collect();
    for id in refused.intersection(&written) {
        accuse(anomalies, "recorded", format!("{} says that change {id} was refused, and it was written", run.id));
    }
    if run.applied + run.already_true != written.len() && run.kind != RunKind::Review {
        let (counted, written) = (run.applied + run.already_true, written.len());
        accuse(
            anomalies,
            "recorded",
            format!("{:?} run {} counts {counted} changes written, and {written} were", run.kind, run.id),
        );
    }
    let done = if superseded { run.done } else { changes.len() };
    for change in changes.iter().take(done).filter(|change| !refused.contains(change.id.0.as_str())) {
        if !written.contains(change.id.0.as_str()) {
            accuse(anomalies, "as reviewed", format!("{} got past change {}, which was never written", run.id, change.id));
        }
    }
}

fn committed_once(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    for ((account, digest), plan) in facts.plans.iter().filter(|(_, plan)| !plan.changes.is_empty()) {
        let committed = facts.runs_of(account, digest).filter(|run| run.state == RunState::Committed).count();
        if committed > 1 {
            accuse(
                anomalies,
                "one writer",
                format!("plan {} of {} changes was committed {committed} times", short(digest), plan.changes.len()),
            );
        }
    }
}

fn short(digest: &str) -> &str {
    digest.get(7..15).unwrap_or(digest)
}
