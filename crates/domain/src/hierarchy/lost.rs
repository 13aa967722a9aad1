//! People who stay and lose their manager: the manager leaves in this plan, or gets another email, and nobody follows (D12).

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::employee::{Employee, EmployeeId, EmployeeStatus};
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::plan::{Action, Change};
use crate::text::email_key;

/// Active people whose manager was an active employee's email before the changes and is nobody's afterwards. People of whom
/// `findings` tell what is wrong with their manager already are left out.
#[must_use]
pub fn lost(directory: &[Employee], changes: &[Change], findings: &[Finding]) -> Vec<Finding> {
    let told: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| super::PROBLEMS.contains(&finding.code))
        .filter_map(|finding| finding.source_id.as_deref())
        .collect();
    let by_employee: HashMap<&EmployeeId, &Change> = changes.iter().map(|change| (&change.employee, change)).collect();
    let before: HashSet<String> = directory.iter().filter_map(active_email).collect();
    let people: Vec<(Employee, &Employee)> =
        directory.iter().filter_map(|employee| Some((after(employee, by_employee.get(&employee.id)?), employee))).collect();
    let unchanged = directory.iter().filter(|employee| !by_employee.contains_key(&employee.id));
    let created = changes.iter().filter(|change| change.action == Action::Create).filter_map(|change| change.email.as_deref());
    let working: HashSet<String> = people
        .iter()
        .filter_map(|(after, _)| active_email(after))
        .chain(unchanged.clone().filter_map(active_email))
        .chain(created.map(email_key))
        .collect();
    let all = people.iter().map(|(after, before)| (after, *before)).chain(unchanged.map(|employee| (employee, employee)));
    let mut found: Vec<Finding> = Vec::new();
    for (after, employee) in all.filter(|(after, _)| after.status == EmployeeStatus::Active) {
        let had = manager(employee).is_some_and(|manager| before.contains(&manager));
        let has = manager(after).is_some_and(|manager| working.contains(&manager));
        if had && !has && !after.source_id.as_deref().is_some_and(|id| told.contains(id)) {
            found.push(Finding::of(Code::ManagerLost, after.source_id.clone(), Some(Field::ManagerEmail)));
        }
    }
    found
}

fn active_email(employee: &Employee) -> Option<String> {
    let email = employee.profile.email.as_deref().filter(|_| employee.status == EmployeeStatus::Active);
    email.map(email_key)
}

fn manager(employee: &Employee) -> Option<String> {
    employee.profile.manager_email.as_deref().map(email_key)
}

fn after(employee: &Employee, change: &Change) -> Employee {
    let mut after = employee.clone();
    for field in &change.fields {
        after.set(&field.field, field.after.as_deref());
    }
    after
}
