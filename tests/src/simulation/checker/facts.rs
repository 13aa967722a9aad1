//! A history and a scan, sorted by what they are about.

use std::collections::BTreeMap;

use domain::Plan;
use serde_json::Value;
use sync::{Account, Run};

use super::image::{account, bytes, document, number, receipt, sort, unzip};
use crate::simulation::database::EMPLOYEES;
use crate::simulation::history::{Event, Kind, Scan};

/// What a history tells.
#[derive(Debug)]
pub struct Facts<'a> {
    /// All lines.
    pub(crate) events: &'a [Event],
    /// All items at the end.
    pub(crate) scan: &'a Scan,
    /// Each version of each employee, in the order written.
    pub(crate) writes: Vec<Write<'a>>,
    /// Each version of each run, in the order written.
    pub(crate) run_writes: Vec<RunWrite>,
    /// Runs at the end, by account and id.
    pub(crate) runs: BTreeMap<(String, String), Run>,
    /// Plans at the end, by account and digest.
    pub(crate) plans: BTreeMap<(String, String), Plan>,
    /// Accounts at the end.
    pub(crate) accounts: BTreeMap<String, Account>,
}

/// One version of an employee.
#[derive(Debug)]
pub(crate) struct Write<'a> {
    pub(crate) at: usize,
    pub(crate) who: &'a str,
    pub(crate) account: String,
    pub(crate) employee: String,
    pub(crate) version: i64,
    pub(crate) receipt: Option<(String, String)>,
    pub(crate) item: &'a Value,
}

/// One version of a run.
#[derive(Debug)]
pub(crate) struct RunWrite {
    pub(crate) who: String,
    pub(crate) account: String,
    pub(crate) run: Run,
}

impl<'a> Facts<'a> {
    /// Sorts a history and a scan.
    #[must_use]
    pub fn of(events: &'a [Event], scan: &'a Scan) -> Self {
        let mut facts = Self {
            events,
            scan,
            writes: Vec::new(),
            run_writes: Vec::new(),
            runs: BTreeMap::new(),
            plans: BTreeMap::new(),
            accounts: BTreeMap::new(),
        };
        for (at, event) in events.iter().enumerate() {
            let Kind::Stored { table, item } = &event.kind else { continue };
            if table == EMPLOYEES {
                facts.writes.push(Write {
                    at,
                    who: &event.who,
                    account: account(item),
                    employee: sort(item),
                    version: number(item, "v").unwrap_or_default(),
                    receipt: receipt(item),
                    item,
                });
            } else if sort(item).starts_with("RUN#")
                && let Some(run) = document(item)
            {
                facts.run_writes.push(RunWrite { who: event.who.clone(), account: account(item), run });
            }
        }
        facts.read_scan();
        facts
    }

    fn read_scan(&mut self) {
        let mut parts: BTreeMap<(String, String), Vec<u8>> = BTreeMap::new();
        for item in &self.scan.control {
            let (account, sort) = (account(item), sort(item));
            if let Some(id) = sort.strip_prefix("RUN#") {
                self.runs.extend(document::<Run>(item).map(|run| ((account, id.to_owned()), run)));
            } else if let Some(rest) = sort.strip_prefix("PLAN#") {
                if let Some((digest, _)) = rest.split_once('#') {
                    parts.entry((account, digest.to_owned())).or_default().extend(bytes(item, "zip").unwrap_or_default());
                }
            } else if sort == "ACCOUNT" {
                self.accounts.extend(document::<Account>(item).map(|found| (account, found)));
            }
        }
        let plan = |packed: Vec<u8>| serde_json::from_slice::<Plan>(&unzip(&packed)?).ok();
        self.plans = parts.into_iter().filter_map(|(key, packed)| Some((key, plan(packed)?))).collect();
    }

    /// The plan that a write's receipt names, and the change of it.
    pub(crate) fn plan_of<'b>(&'b self, write: &'b Write<'_>) -> Option<(&'b Plan, &'b str)> {
        let (digest, change) = write.receipt.as_ref()?;
        Some((self.plans.get(&(write.account.clone(), digest.clone()))?, change))
    }

    /// The runs of a plan that may have written.
    pub(crate) fn runs_of<'b>(&'b self, account: &'b str, digest: &'b str) -> impl Iterator<Item = &'b Run> {
        let of = move |(key, run): &(&(String, String), &Run)| {
            key.0 == account && run.digest.as_ref().is_some_and(|own| own.as_str() == digest)
        };
        self.runs.iter().filter(of).map(|(_, run)| run)
    }
}
