//! What runs wrote to one employee, newest first. Nothing is stored for it: it is found in the plans of the runs.

use domain::choices::remaining;
use domain::{Action, Change, EmployeeId, FieldChange, Plan, Settings, undo};

use crate::error::{RunError, StoreError};
use crate::ports::{Listed, PlanStore, RunStore};
use crate::run::Run;

/// How many plans are read for one page: each of them whole, so a page may end here, shorter, with a place to go on from.
const PLANS: usize = 40;
/// How many runs one reading of the store takes.
const READ: usize = 100;

/// What one run wrote to the employee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// The run.
    pub run: Run,
    /// What was done.
    pub action: Action,
    /// The fields.
    pub fields: Vec<FieldChange>,
}

/// A page of what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Newest first.
    pub writings: Vec<Writing>,
    /// Where the next page begins; `None` once the creation was found, or the history ended.
    pub next: Option<String>,
}

/// Reads a page: what was written before `before`, the `next` of the page before it. Costs a read of the plan of every run
/// that wrote anything at all, from there back to the last that is shown, and at most forty.
///
/// # Errors
/// When the store fails.
pub async fn page(
    (plans, runs): (&dyn PlanStore, &dyn RunStore),
    (account, settings): (&str, &Settings),
    employee: &EmployeeId,
    before: Option<&str>,
    limit: usize,
) -> Result<Page, RunError> {
    let (mut writings, mut before, mut looked_at) = (Vec::new(), before.map(str::to_owned), 0);
    loop {
        let entries = runs.older_runs(account, Listed::Runs, before.as_deref(), READ).await?;
        let is_last = entries.len() < READ;
        for run in entries {
            if writings.len() == limit || looked_at == PLANS {
                return Ok(Page { writings, next: before });
            }
            before = run.id.strip_prefix(Listed::Runs.prefix()).map(str::to_owned);
            let Some(digest) = run.digest.as_ref().filter(|_| run.applied + run.already_true > 0) else { continue };
            looked_at += 1;
            let stored = plans.plan(account, digest).await?.ok_or(StoreError::Corrupt { what: "a plan".to_owned() })?;
            let Some(mut change) = change_of(&stored.plan, &run, employee) else { continue };
            change.hide_redacted(settings);
            let is_creation = change.action == Action::Create;
            writings.push(Writing { run, action: change.action, fields: change.fields });
            if is_creation {
                return Ok(Page { writings, next: None });
            }
        }
        if is_last {
            return Ok(Page { writings, next: None });
        }
    }
}

/// What a run wrote of its plan to an employee.
fn change_of(plan: &Plan, run: &Run, employee: &EmployeeId) -> Option<Change> {
    let is_named = |change: &Change| change.employee == *employee;
    if !plan.changes.iter().any(is_named) && !run.same_person.values().any(|chosen| chosen == employee) {
        return None;
    }
    let remaining = remaining(plan, run.choices()).changes;
    undo::written(&remaining, run.done, run.refused_changes()).find(|change| is_named(change)).cloned()
}
