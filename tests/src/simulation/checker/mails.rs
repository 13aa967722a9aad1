//! What an administrator is told: no more mails than causes, every mail taken by a server or given up after two days, and none
//! called sent before a server took it (F46).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sync::RunState;
use sync::run::OutboxMail;

use super::facts::Facts;
use super::image::{account, document, sort};
use super::{Anomaly, accuse};
use crate::simulation::history::{Event, Kind};

const PREFIX: &str = "OUTBOX#";
/// For how long a mail is tried, in milliseconds; a process whose clock is a day fast gives it up a day early.
const TRIED_FOR: i64 = 24 * 3_600_000;

pub(super) fn check(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    causes(facts, anomalies);
    order(facts, anomalies);
    announced(facts, anomalies);
    if facts.events.iter().any(|event| event.kind == Kind::Quiet) {
        nothing_waits(facts, anomalies);
    }
}

/// A mail is called sent only after a server took it, and given up only when it is old.
fn order(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut taken: BTreeSet<(&str, &str)> = BTreeSet::new();
    for event in facts.events {
        match &event.kind {
            Kind::Mail { mail } => drop(taken.insert((&event.account, mail))),
            Kind::Stored { item, .. } => {
                if let Some(id) = sort(item).strip_prefix(PREFIX) {
                    marked(event, item, taken.contains(&(event.account.as_str(), id)), anomalies);
                }
            }
            _ => {}
        }
    }
}

fn marked(event: &Event, item: &Value, taken: bool, anomalies: &mut Vec<Anomaly>) {
    let id = sort(item);
    if !item["sent"].is_null() && !taken {
        accuse(anomalies, "told", format!("{} called {id} sent, which no server had taken", event.who));
    }
    let created = document::<OutboxMail>(item).map_or(0, |mail| mail.created_at.as_millisecond());
    if is_given_up(item) && event.at - created < TRIED_FOR {
        accuse(anomalies, "told", format!("{} gave {id} up after {} minutes", event.who, (event.at - created) / 60_000));
    }
}

/// A run that names its mail was stored together with that mail.
fn announced(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mails: BTreeSet<(String, String)> = mails(facts).map(|item| (account(item), sort(item))).collect();
    for ((account, id), run) in &facts.runs {
        if let Some(mail) = run.mail.as_ref().filter(|mail| !mails.contains(&(account.clone(), format!("{PREFIX}{mail}")))) {
            accuse(anomalies, "told", format!("{id} says that {mail} tells of it, and there is no such mail"));
        }
    }
}

fn nothing_waits(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    for item in mails(facts).filter(|item| item["sent"].is_null() && !is_given_up(item)) {
        accuse(anomalies, "told", format!("{} was neither sent nor given up", sort(item)));
    }
}

fn mails<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Value> {
    facts.scan.control.iter().filter(|item| sort(item).starts_with(PREFIX))
}

fn is_given_up(item: &Value) -> bool {
    !item["given_up"].is_null()
}

/// No more mails than causes.
fn causes(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut stopped: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for write in &facts.run_writes {
        let rejected = write.run.error.as_deref() == Some("credentials_rejected");
        if write.run.state == RunState::Blocked || rejected {
            stopped.entry(&write.account).or_default().insert(&write.run.id);
        }
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in mails(facts) {
        *counts.entry(account(item)).or_default() += 1;
    }
    for (account, count) in counts {
        let causes = stopped.get(account.as_str()).map_or(0, BTreeSet::len);
        if count > causes {
            accuse(anomalies, "once", format!("{count} mails for {causes} runs that were stopped"));
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
