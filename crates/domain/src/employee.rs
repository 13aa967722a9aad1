//! People as the directory holds them.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates;
use crate::digest::Digest;
use crate::field::Field;
use crate::plan::ChangeId;
use crate::settings::Settings;

/// An employee of the directory. Never removed; only the status changes (I1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employee {
    /// The directory's own id.
    pub id: EmployeeId,
    /// The source's id of this person, once matched (D15).
    pub source_id: Option<String>,
    /// Core fields and demographics.
    pub profile: Profile,
    /// Whether the person may sign in.
    pub status: EmployeeStatus,
    /// Moves by one with every write; a plan's changes are conditional on it.
    pub version: u64,
    /// The plan and change that wrote this version: the receipt of a commit. `None` after a manual edit.
    pub receipt: Option<Receipt>,
    /// Where each field's value came from. Fields that were entered in the directory itself have no entry.
    pub provenance: BTreeMap<Field, Provenance>,
}

impl Employee {
    /// The text value of a field, as a plan shows it.
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<String> {
        match field {
            Field::Status => Some(self.status.as_str().to_owned()),
            Field::SourceId => self.source_id.clone(),
            other => self.profile.value(other),
        }
    }

    /// Sets a field from a plan's text value. A value that does not parse as the field's type leaves it as it was and gives `false`.
    pub fn set(&mut self, field: &Field, value: Option<&str>) -> bool {
        match field {
            Field::Status => match value.and_then(EmployeeStatus::parse) {
                Some(status) => self.status = status,
                None => return false,
            },
            Field::SourceId => self.source_id = value.map(str::to_owned),
            other => return self.profile.set(other, value),
        }
        true
    }
}

/// The directory's id of an employee: `emp_` and twenty hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmployeeId(pub String);

impl fmt::Display for EmployeeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the directory knows of a person. `Debug` shows nothing: all of it is personal data.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// First and last name joined (R50).
    pub name: Option<String>,
    /// Preferred name (R51).
    pub preferred_name: Option<String>,
    /// Work email, as sent (D14).
    pub email: Option<String>,
    /// Employee ID (D15).
    pub employee_id: Option<String>,
    /// Date of birth.
    pub date_of_birth: Option<Date>,
    /// Start Date (R31).
    pub start_date: Option<Date>,
    /// End Date (R10).
    pub end_date: Option<Date>,
    /// Work email of the manager (R52).
    pub manager_email: Option<String>,
    /// Custom demographics by name; an absent demographic has no entry.
    pub demographics: BTreeMap<String, String>,
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile").finish_non_exhaustive()
    }
}

impl Profile {
    /// The text value of a profile field; `None` for [`Field::Status`] and [`Field::SourceId`], which are not part of it.
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<String> {
        match field {
            Field::Name => self.name.clone(),
            Field::PreferredName => self.preferred_name.clone(),
            Field::Email => self.email.clone(),
            Field::EmployeeId => self.employee_id.clone(),
            Field::DateOfBirth => self.date_of_birth.map(|date| date.to_string()),
            Field::StartDate => self.start_date.map(|date| date.to_string()),
            Field::EndDate => self.end_date.map(|date| date.to_string()),
            Field::ManagerEmail => self.manager_email.clone(),
            Field::Demographic(name) => self.demographics.get(name).cloned(),
            Field::Status | Field::SourceId => None,
        }
    }

    /// Takes out the values of redacted fields (R95).
    pub fn redact(&mut self, settings: &Settings) {
        for field in Field::CORE.iter().filter(|field| settings.redacts(field)) {
            self.set(field, None);
        }
        self.demographics.retain(|name, _| !settings.redacted.contains(&Field::Demographic(name.clone())));
    }

    fn set(&mut self, field: &Field, value: Option<&str>) -> bool {
        let text = value.map(str::to_owned);
        let date = match value.map(dates::parse_iso) {
            None => Some(None),
            Some(parsed) => parsed.map(Some),
        };
        match (field, date) {
            (Field::Name, _) => self.name = text,
            (Field::PreferredName, _) => self.preferred_name = text,
            (Field::Email, _) => self.email = text,
            (Field::EmployeeId, _) => self.employee_id = text,
            (Field::ManagerEmail, _) => self.manager_email = text,
            (Field::DateOfBirth, Some(date)) => self.date_of_birth = date,
            (Field::StartDate, Some(date)) => self.start_date = date,
            (Field::EndDate, Some(date)) => self.end_date = date,
            (Field::Demographic(name), _) => match text {
                Some(text) => drop(self.demographics.insert(name.clone(), text)),
                None => drop(self.demographics.remove(name)),
            },
            _ => return false,
        }
        true
    }
}

/// Whether an employee may sign in, and if not, why (D21).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmployeeStatus {
    /// May sign in.
    #[default]
    Active,
    /// The End Date was reached.
    Former,
    /// Ended by staff, without an End Date.
    Deactivated,
}

impl EmployeeStatus {
    /// `active`, `former` or `deactivated`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Former => "former",
            Self::Deactivated => "deactivated",
        }
    }

    /// The inverse of [`Self::as_str`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Active, Self::Former, Self::Deactivated].into_iter().find(|status| status.as_str() == text)
    }
}

/// The proof, stamped into an employee, that one change of one plan was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Digest of the plan.
    pub plan: Digest,
    /// The change within it.
    pub change: ChangeId,
}

/// Where a field's value came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The mapping version that was used; 0 for a value that an edit or an undo gave.
    pub mapping: u32,
    /// The run that wrote it.
    pub run: String,
}
