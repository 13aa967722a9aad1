//! While an account imports, the run of that import goes on: it ends with the import, and by nothing else (I4).

use std::collections::{BTreeMap, BTreeSet};

use sync::{Account, IntegrationState, Run};

use super::facts::Facts;
use super::image::{document, sort};
use super::{Anomaly, accuse};
use crate::simulation::history::Kind;

pub(super) fn check(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    let mut importing: BTreeMap<&str, String> = BTreeMap::new();
    let mut ended: BTreeSet<(&str, String)> = BTreeSet::new();
    for event in facts.events {
        let own = event.account.as_str();
        match &event.kind {
            Kind::Stored { item, .. } if sort(item) == "ACCOUNT" => {
                importing.remove(own);
                let account = document::<Account>(item).filter(|account| account.state == IntegrationState::Importing);
                importing.extend(account.and_then(|account| Some((own, account.epoch_run?))));
            }
            Kind::Stored { item, .. } if sort(item).starts_with("RUN#") => {
                let run = document::<Run>(item).filter(Run::is_ended);
                ended.extend(run.map(|run| (own, run.id)));
            }
            Kind::Stored { .. } => {}
            // What a transaction stores comes line by line; between calls it is whole.
            _ => {
                if let Some(run) = importing.get(own).filter(|run| ended.contains(&(own, (*run).clone()))) {
                    accuse(anomalies, "one import at a time", format!("the account imports in {run}, which has ended"));
                }
            }
        }
    }
}
