//! People of the directory whom the source does not send: never ended by that, but told of, with the first day and the
//! number of runs (R11, D1).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::employee::EmployeeId;
use crate::plan::Plan;
use crate::source::Coverage;

/// Since when and how often a person has been missing from the source (D1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The employee.
    pub employee: EmployeeId,
    /// The account's local date of the first run that missed the person.
    pub since: Date,
    /// The number of that run among the account's complete runs; see [`Missing::runs`].
    pub first_run: u64,
}

impl Missing {
    /// How many complete runs have missed the person, when the account has had `complete_runs` of them.
    #[must_use]
    pub fn runs(&self, complete_runs: u64) -> u64 {
        complete_runs.saturating_sub(self.first_run) + 1
    }
}

/// Who is missing after a plan: whoever was missing before keeps the first day; whoever came back or was `ended` is not
/// missing any more. A read of some people only says nothing of the others (R17). `complete_runs` is the number of complete
/// runs before this one.
#[must_use]
pub fn after(before: &[Missing], plan: &Plan, ended: &BTreeSet<EmployeeId>, complete_runs: u64) -> Vec<Missing> {
    if plan.coverage == Coverage::Some {
        return before.iter().filter(|missing| !ended.contains(&missing.employee)).cloned().collect();
    }
    let known: BTreeMap<&EmployeeId, &Missing> = before.iter().map(|missing| (&missing.employee, missing)).collect();
    let entry = |employee: &EmployeeId| {
        let new = || Missing { employee: employee.clone(), since: plan.today, first_run: complete_runs + 1 };
        known.get(employee).map_or_else(new, |missing| (*missing).clone())
    };
    plan.missing.iter().filter(|employee| !ended.contains(employee)).map(entry).collect()
}
