//! What a person took back stays back until a person imports again: no daily sync writes after an undo.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Plan, Trigger};
use serde_json::Value;
use sync::{Account, IntegrationState, Run, RunState};

use super::facts::Facts;
use super::image::{document, receipt, sort};
use super::{Anomaly, accuse};
use crate::simulation::database::EMPLOYEES;
use crate::simulation::history::{Event, Kind};

pub(super) fn check(facts: &Facts<'_>, anomalies: &mut Vec<Anomaly>) {
    if facts.plans.values().all(|plan| plan.trigger != Trigger::Undo) {
        return;
    }
    let mut seen = Seen::default();
    for event in facts.events {
        let Kind::Stored { table, item } = &event.kind else { continue };
        if table == EMPLOYEES {
            seen.written(facts, event, item, anomalies);
        } else if sort(item) == "ACCOUNT" {
            seen.stands(event, item);
        } else if sort(item).starts_with("RUN#") {
            seen.ended(facts, event, item);
        }
    }
}

/// What was seen up to a line of the history.
#[derive(Default)]
struct Seen<'a> {
    /// Where accounts stood before the import that is under way.
    stood: BTreeMap<&'a str, IntegrationState>,
    /// Accounts whose last import was taken back.
    undone: BTreeSet<&'a str>,
}

impl<'a> Seen<'a> {
    fn stands(&mut self, event: &'a Event, item: &Value) {
        let state = document::<Account>(item).map(|account| account.state);
        let settled = state.filter(|state| *state != IntegrationState::Importing);
        self.stood.extend(settled.map(|state| (event.account.as_str(), state)));
    }

    fn written(&mut self, facts: &Facts<'_>, event: &'a Event, item: &Value, anomalies: &mut Vec<Anomaly>) {
        let account = event.account.as_str();
        let Some((digest, change)) = receipt(item) else { return };
        match plan(facts, account, &digest).map(|plan| plan.trigger) {
            // Where no daily sync runs anyway, an undo leaves the account as it stands.
            Some(Trigger::Undo)
                if matches!(self.stood.get(account), Some(IntegrationState::Live | IntegrationState::Blocked)) =>
            {
                self.undone.insert(account);
            }
            Some(Trigger::Auto) if self.undone.contains(account) => {
                let what = format!("{} wrote change {change} of a daily sync after an undo, and nobody had imported", event.who);
                accuse(anomalies, "stopped writes nothing", what);
            }
            _ => {}
        }
    }

    /// A person's import lets the daily sync go on.
    fn ended(&mut self, facts: &Facts<'_>, event: &Event, item: &Value) {
        let run = document::<Run>(item).filter(|run| run.state == RunState::Committed);
        let Some(digest) = run.and_then(|run| run.digest) else { return };
        let plan = plan(facts, &event.account, digest.as_str());
        if plan.is_some_and(|plan| plan.trigger.reads_source() && plan.trigger != Trigger::Auto) {
            self.undone.remove(event.account.as_str());
        }
    }
}

fn plan<'a>(facts: &'a Facts<'_>, account: &str, digest: &str) -> Option<&'a Plan> {
    facts.plans.get(&(account.to_owned(), digest.to_owned()))
}
