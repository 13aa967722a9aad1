//! Where a blank may clear a stored value, and where it says nothing (D8).

use std::collections::BTreeSet;

use crate::desired::Desired;
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::planner::PlanInput;

/// Takes back the clearing of fields that the credential may not read or that nobody in the read has: a field that
/// vanished from the source would otherwise be cleared for everybody.
pub(super) fn restrict(input: &PlanInput<'_>, rows: &mut [Desired<'_>], findings: &mut Vec<Finding>) {
    for field in &input.mapping.blank_clears {
        let somebody_has_it = rows.iter().any(|row| !row.excluded && has(row, field));
        if somebody_has_it && !input.hides(field) {
            continue;
        }
        for row in rows.iter_mut() {
            row.clears.remove(field);
        }
        let stored = input.directory.iter().any(|employee| employee.value(field).is_some());
        if !input.hides(field) && stored {
            findings.push(Finding::of(Code::BlankForAll, None, Some(field.clone())));
        }
    }
}

/// Tells of what a change clears (D8).
pub(super) fn cleared(clears: &BTreeSet<Field>, fields: &[crate::field::FieldChange]) -> Vec<Field> {
    let cleared = fields.iter().filter(|change| change.after.is_none() && clears.contains(&change.field));
    cleared.map(|change| change.field.clone()).collect()
}

/// Whether a row has a value in a field that a blank may clear.
fn has(row: &Desired<'_>, field: &Field) -> bool {
    match field {
        Field::PreferredName => row.preferred_name.is_some(),
        Field::DateOfBirth => row.date_of_birth.is_some(),
        Field::StartDate => row.start_date.is_some(),
        Field::EndDate => row.end_date.is_some(),
        Field::ManagerEmail => row.manager.is_some(),
        Field::Demographic(name) => row.demographics.contains_key(name.as_str()),
        Field::Name | Field::Email | Field::EmployeeId | Field::Status | Field::SourceId => false,
    }
}
