//! Nobody is lost, nobody is doubled, nobody is ended but by a date (I1), and no account touches another's (I13).

use std::collections::{BTreeMap, BTreeSet};

use domain::Trigger;

use super::facts::{Facts, Write};
use super::image::{account, sort};
use super::{Anomaly, accuse};
use crate::simulation::database::{EMPLOYEES, text};
use crate::simulation::history::Kind;

pub(super) fn check(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    lost(facts, anomalies);
    doubled(facts, anomalies);
    identifiers(facts, anomalies);
    ended_too_early(facts, anomalies);
    strangers(facts, anomalies);
}

fn lost(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let left: BTreeSet<_> = facts.scan.employees.iter().map(|item| (account(item), sort(item))).collect();
    for write in &facts.writes {
        if !left.contains(&(write.account.clone(), write.employee.clone())) {
            accuse(anomalies, "nobody lost", format!("{} of {} is gone", write.employee, write.account));
        }
    }
    for event in facts.events {
        if let Kind::Removed { table, key } = &event.kind
            && table == EMPLOYEES
        {
            accuse(anomalies, "nobody lost", format!("{} removed {}", event.who, sort(key)));
        }
    }
}

/// The form in which two emails are the same.
fn email(text: &str) -> String {
    domain::text::email_key(text)
}

fn doubled(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut seen: BTreeMap<(String, &str, String), String> = BTreeMap::new();
    for item in &facts.scan.employees {
        for (name, value) in
            [("em", email(&text(item, "em"))), ("ei", text(item, "ei").trim().to_owned()), ("si", text(item, "si"))]
        {
            if value.is_empty() {
                continue;
            }
            if let Some(other) = seen.insert((account(item), name, value), sort(item)) {
                accuse(anomalies, "nobody doubled", format!("{} and {other} have the same {name}", sort(item)));
            }
        }
    }
}

/// Each identifier of an employee has its uniqueness item, and each uniqueness item an employee who has it.
fn identifiers(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let held: BTreeSet<(String, String, String)> = facts
        .scan
        .employees
        .iter()
        .flat_map(|item| {
            let of = |prefix: &str, value: String| {
                (!value.is_empty()).then(|| (account(item), format!("{prefix}{value}"), sort(item)))
            };
            [
                of("EMAIL#", email(&text(item, "em"))),
                of("EMPID#", text(item, "ei").trim().to_owned()),
                of("SOURCE#", text(item, "si")),
            ]
        })
        .flatten()
        .collect();
    let reserved: BTreeSet<(String, String, String)> = facts
        .scan
        .control
        .iter()
        .filter(|item| ["EMAIL#", "EMPID#", "SOURCE#"].iter().any(|prefix| sort(item).starts_with(prefix)))
        .map(|item| (account(item), sort(item), text(item, "employee")))
        .collect();
    for (_, identifier, employee) in held.difference(&reserved) {
        accuse(anomalies, "nobody doubled", format!("{employee} has {} without its uniqueness item", kind(identifier)));
    }
    for (_, identifier, employee) in reserved.difference(&held) {
        accuse(
            anomalies,
            "nobody doubled",
            format!("a uniqueness item gives {} to {employee}, who does not have it", kind(identifier)),
        );
    }
}

fn kind(identifier: &str) -> &str {
    identifier.split('#').next().unwrap_or(identifier)
}

fn ended_too_early(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut before: BTreeMap<(&str, &str), &Write<'_>> = BTreeMap::new();
    let mut reached: BTreeSet<(&str, &str, String)> = BTreeSet::new();
    for write in &facts.writes {
        let earlier = before.insert((&write.account, &write.employee), write);
        let was_former = earlier.is_some_and(|earlier| text(earlier.item, "st") == "former");
        if text(write.item, "st") != "former" {
            continue;
        }
        let end = text(write.item, "ed");
        let once_reached = !reached.insert((&write.account, &write.employee, end.clone()));
        let Some((plan, _)) = facts.plan_of(write).filter(|_| !was_former) else { continue };
        // An undo brings back an end that had been reached, also where its own clock is a day slow.
        let brought_back = plan.trigger == Trigger::Undo && once_reached;
        if end.is_empty() || end > plan.today.to_string() && !brought_back {
            accuse(
                anomalies,
                "ended by a date",
                format!("{} became former without an End Date that was reached", write.employee),
            );
        }
    }
}

fn strangers(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    for event in facts.events {
        let touched = match &event.kind {
            Kind::Stored { item, .. } => account(item),
            Kind::Removed { key, .. } => account(key),
            _ => continue,
        };
        if touched != event.account {
            accuse(
                anomalies,
                "accounts apart",
                format!("{} works for {} and wrote an item of {touched}", event.who, event.account),
            );
        }
    }
}
