//! What a plan stands on that reads no source, and how any plan says what happens to somebody of the directory.

use jiff::civil::Date;

use crate::dates;
use crate::diff;
use crate::employee::Employee;
use crate::field::{Field, FieldChange};
use crate::finding::{Code, Finding};
use crate::plan::{Action, Change, ChangeId, Flag};
use crate::settings::Settings;

/// Where an account and its directory stand.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The account.
    pub account: &'a str,
    /// The source company that is connected.
    pub company: &'a str,
    /// The account's local date.
    pub today: Date,
    /// The directory epoch at which `directory` was read.
    pub base_epoch: u64,
    /// The mapping version in use.
    pub mapping_version: u32,
    /// Limits, guards and redaction.
    pub settings: &'a Settings,
    /// Everybody in the directory.
    pub directory: &'a [Employee],
}

/// A change to somebody who is in the directory. Its id is given when the plan is whole.
pub(crate) fn change(
    action: Action,
    employee: &Employee,
    source_id: Option<String>,
    fields: Vec<FieldChange>,
    settings: &Settings,
) -> Change {
    let after = |field: &Field| {
        let changed = fields.iter().find(|change| change.field == *field).map(|change| change.after.clone());
        changed.unwrap_or_else(|| employee.value(field))
    };
    Change {
        id: ChangeId(String::new()),
        action,
        end_date: after(&Field::EndDate).as_deref().and_then(dates::parse_iso),
        source_id,
        email: after(&Field::Email),
        employee_id: after(&Field::EmployeeId),
        employee: employee.id.clone(),
        base_version: employee.version,
        flags: flags(&fields, settings),
        fields,
        duplicates: Vec::new(),
    }
}

/// What a reviewer must look at in changes to somebody who is in the directory.
pub(crate) fn flags(fields: &[FieldChange], settings: &Settings) -> Vec<Flag> {
    let risky = diff::is_high_risk(fields, &settings.high_risk).then_some(Flag::HighRiskChange);
    let identifier = (!diff::changed_identifiers(fields).is_empty()).then_some(Flag::IdentifierChange);
    risky.into_iter().chain(identifier).collect()
}

/// The finding that a change turns one person into another, where it does (R88).
pub(crate) fn risk(change: &Change) -> Option<Finding> {
    let risky = change.flags.contains(&Flag::HighRiskChange);
    risky.then(|| Finding::of(Code::HighRiskChange, change.source_id.clone(), None))
}
