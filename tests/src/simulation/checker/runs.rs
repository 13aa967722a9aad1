//! Runs move only as the diagram says (I13) and come to an end (I20), a second plan finds nothing (I11), nothing is told twice
//! (I10), and nothing is read while the daily sync is off (I18).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sync::{IntegrationState, RunState};

use super::facts::Facts;
use super::image::{account, number, sort};
use super::{Anomaly, accuse};
use crate::simulation::history::{Event, Kind};

pub(super) fn check(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    transitions(facts, anomalies);
    mails(facts, anomalies);
    if let Some(quiet) = facts.events.iter().position(|event| event.kind == Kind::Quiet) {
        at_rest(facts, anomalies);
        convergence(facts.events.get(quiet..).unwrap_or_default(), anomalies);
    }
}

/// A run that ended stays as it ended; one that failed may be tried again, by another delivery of what began it.
fn transitions(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut states: BTreeMap<(&str, &str), (RunState, usize)> = BTreeMap::new();
    for write in &facts.run_writes {
        let key = (write.account.as_str(), write.run.id.as_str());
        let Some((before, done)) = states.insert(key, (write.run.state, write.run.done)) else { continue };
        let after = write.run.state;
        let ended = !matches!(before, RunState::Running | RunState::Failed);
        if ended && before != after {
            accuse(anomalies, "I13", format!("{} took {} from {before:?} to {after:?}", write.who, write.run.id));
        }
        if before == RunState::Running && after == RunState::Running && write.run.done < done {
            accuse(anomalies, "I13", format!("{} took {} back from {done} changes done to {}", write.who, write.run.id, write.run.done));
        }
    }
}

/// No more mails than causes.
fn mails(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut causes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for write in &facts.run_writes {
        let rejected = write.run.error.as_deref() == Some("credentials_rejected");
        if write.run.state == RunState::Blocked || rejected {
            causes.entry(&write.account).or_default().insert(&write.run.id);
        }
    }
    let mut mails: BTreeMap<String, usize> = BTreeMap::new();
    for item in facts.scan.control.iter().filter(|item| sort(item).starts_with("OUTBOX#")) {
        *mails.entry(account(item)).or_default() += 1;
    }
    for (account, count) in mails {
        let causes = causes.get(account.as_str()).map_or(0, BTreeSet::len);
        if count > causes {
            accuse(anomalies, "I10", format!("{count} mails for {causes} runs that were stopped"));
        }
    }
}

/// Nothing is left running, and nobody holds a lease that has not expired.
fn at_rest(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    for ((_, id), run) in &facts.runs {
        if run.state == RunState::Running {
            accuse(anomalies, "I20", format!("{:?} run {id} never ended", run.kind));
        }
    }
    let end = facts.events.last().map_or(0, |event| event.at);
    for item in facts.scan.control.iter().filter(|item| sort(item) == "LEASE") {
        if number(item, "until").is_some_and(|until| until > end) {
            accuse(anomalies, "I20", format!("the lease is held by {}", item["holder"]["S"].as_str().unwrap_or("?")));
        }
    }
    for (id, account) in &facts.accounts {
        use IntegrationState as At;
        if matches!(account.state, At::Importing | At::SettingUp | At::Connecting) {
            accuse(anomalies, "I20", format!("{id} stays {:?}", account.state));
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
            accuse(anomalies, "I11", format!("{account} still has {} changes to make", output["changes"]));
        }
    }
}

/// Mails that a server took more than once.
pub(super) fn double_mails(facts: &Facts<'_>) -> usize {
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    for event in facts.events {
        if let Kind::Mail { mail } = &event.kind {
            *taken.entry(mail).or_default() += 1;
        }
    }
    taken.values().filter(|times| **times > 1).count()
}
