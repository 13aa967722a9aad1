//! A run that ended stays as it is, every run comes to an end, and a second plan finds nothing (I5).

use std::collections::BTreeMap;

use domain::Digest;
use serde_json::Value;
use sync::{IntegrationState, Run, RunState};

use super::facts::Facts;
use super::image::{self, number, sort};
use super::{Anomaly, accuse};
use crate::simulation::history::{Event, Kind};

pub(super) fn check(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    transitions(facts, anomalies);
    chain(facts, anomalies);
    if let Some(quiet) = facts.events.iter().position(|event| event.kind == Kind::Quiet) {
        at_rest(facts, anomalies);
        convergence(facts.events.get(quiet..).unwrap_or_default(), anomalies);
    }
}

/// A run that ended stays as it is to the last byte, and one that goes on never goes back.
fn transitions(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut last: BTreeMap<(&str, &str), &Run> = BTreeMap::new();
    for write in &facts.run_writes {
        let Some(before) = last.insert((&write.account, &write.run.id), &write.run) else { continue };
        let after = &write.run;
        if before.is_ended() && before != after {
            accuse(
                anomalies,
                "what ended stays",
                format!("{} changed {} after it had ended as {:?}", write.who, after.id, before.state),
            );
        } else if before.started_at != after.started_at {
            accuse(anomalies, "what ended stays", format!("{} put another run in the place of {}", write.who, after.id));
        } else if after.done < before.done {
            accuse(
                anomalies,
                "what ended stays",
                format!("{} took {} back from {} changes done to {}", write.who, after.id, before.done, after.done),
            );
        }
    }
    for write in facts.run_writes.iter().filter(|write| (write.run.state == RunState::Running) == write.run.is_ended()) {
        accuse(
            anomalies,
            "what ended stays",
            format!("{} is {:?} and has an end: {}", write.run.id, write.run.state, write.run.is_ended()),
        );
    }
}

/// Every entry of the history names the one before it, and the account the last.
fn chain(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    for (id, account) in &facts.accounts {
        let mut entries: Vec<(u64, Option<Digest>, Digest)> = Vec::new();
        for item in facts.scan.control.iter().filter(|item| image::account(item) == *id && sort(item).starts_with("RUN#")) {
            let (run, bytes) = (image::document::<Run>(item), image::document_bytes(item));
            let Some((entry, bytes)) = run.and_then(|run| run.entry).zip(bytes) else { continue };
            entries.push((entry.number, entry.previous, Digest::of(&bytes)));
        }
        entries.sort_by_key(|(number, ..)| *number);
        let numbered = entries.iter().map(|(number, ..)| *number).eq(1..=account.history.entries);
        let heads = std::iter::once(None).chain(entries.iter().map(|(.., digest)| Some(digest)));
        let chained = heads.zip(&entries).all(|(before, (_, previous, _))| previous.as_ref() == before);
        if !numbered || !chained || entries.last().map(|(.., digest)| digest) != account.history.head.as_ref() {
            accuse(anomalies, "recorded", format!("the history of {id} is not a chain of {} entries", account.history.entries));
        }
    }
}

/// For how long, in milliseconds, an announced run may wait for its work.
const TAKEN_UP_WITHIN: i64 = 24 * 3_600_000;

/// Nothing is left running, and nobody holds a lease that has not expired.
fn at_rest(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let end = facts.events.last().map_or(0, |event| event.at);
    let last_of = |account: &str| facts.events.iter().rfind(|event| event.account == account).map_or(0, |event| event.at);
    for ((account, id), run) in &facts.runs {
        if run.state != RunState::Running {
            continue;
        }
        let mut writers = facts.run_writes.iter().filter(|write| write.run.id == *id && write.account == *account);
        match (writers.next(), writers.next()) {
            // The account's next request ends it, once no queue can have its work any more, by a clock that may have been off.
            (Some(_), None) if last_of(account) - run.started_at.as_millisecond() < TAKEN_UP_WITHIN => {}
            (Some(announced), None) => accuse(
                anomalies,
                "at rest",
                format!("{} announced {:?} run {id}, and nobody took it up", announced.who, run.kind),
            ),
            _ => accuse(anomalies, "at rest", format!("{:?} run {id} never ended", run.kind)),
        }
    }
    for item in facts.scan.control.iter().filter(|item| sort(item) == "LEASE") {
        if number(item, "until").is_some_and(|until| until > end) {
            accuse(anomalies, "at rest", format!("the lease is held by {}", item["holder"]["S"].as_str().unwrap_or("?")));
        }
    }
    for (id, account) in &facts.accounts {
        use IntegrationState as At;
        if matches!(account.state, At::Importing | At::SettingUp | At::Connecting) {
            accuse(anomalies, "at rest", format!("{id} stays {:?}", account.state));
        }
    }
}

/// The last review after everything is at rest finds nothing to change.
fn convergence(after: &[Event], anomalies: &mut Vec<Anomaly>) {
    let mut last: BTreeMap<&str, &Value> = BTreeMap::new();
    for event in after {
        if let Kind::Ok { what, output } = &event.kind
            && what == "review"
        {
            last.insert(&event.account, output);
        }
    }
    for (account, output) in last {
        if output["changes"] != 0 {
            accuse(anomalies, "convergent", format!("{account} still has {} changes to make", output["changes"]));
        }
    }
}
