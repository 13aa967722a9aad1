//! One holder of the lease at a time, and a fence that only grows (I6).

use std::collections::BTreeMap;

use super::facts::Facts;
use super::image::{number, sort};
use super::{Anomaly, accuse};
use crate::simulation::database::{CONTROL, text};
use crate::simulation::history::{Event, Kind};

/// Under what name processes on a laptop hold the lease, where a lock of the operating system keeps them apart.
const ON_A_LAPTOP: &str = "rollcall";

/// Who holds a lease, and until when.
type Held = (String, i64);

pub(super) fn check(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut clocks: BTreeMap<&str, i64> = BTreeMap::new();
    let mut fences: BTreeMap<&str, i64> = BTreeMap::new();
    let mut held: BTreeMap<&str, Option<Held>> = BTreeMap::new();
    for event in facts.events {
        match &event.kind {
            Kind::Invoke { clock_off, .. } => drop(clocks.insert(&event.who, *clock_off)),
            Kind::Stored { table, item } if table == CONTROL && sort(item) == "LEASE" => {
                let fence = number(item, "fence").unwrap_or_default();
                let before = fences.insert(&event.account, fence).unwrap_or_default();
                if fence < before {
                    accuse(anomalies, "one writer", format!("{} set the fence back from {before} to {fence}", event.who));
                }
                let now = number(item, "until").map(|until| (text(item, "holder"), until));
                let before = held.insert(&event.account, now.clone()).flatten();
                let clock = event.at + clocks.get(event.who.as_str()).copied().unwrap_or_default();
                if let Some(before) = before {
                    moved(event, clock, &before, now.as_ref(), anomalies);
                }
            }
            _ => {}
        }
    }
}

/// A lease is taken from another once it is over by the clock of whoever takes it, and given back by who held it.
fn moved(event: &Event, clock: i64, (holder, until): &Held, now: Option<&Held>, anomalies: &mut Vec<Anomaly>) {
    let who = &event.who;
    match now {
        Some((next, _)) if next != holder && clock < *until => {
            let left = until - clock;
            accuse(anomalies, "one writer", format!("{who} took the lease that {holder} held for {left} more milliseconds"));
        }
        None if holder != who && holder != ON_A_LAPTOP => {
            accuse(anomalies, "one writer", format!("{who} gave back the lease that {holder} held"));
        }
        _ => {}
    }
}
