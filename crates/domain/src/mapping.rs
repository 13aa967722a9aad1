//! The mapping: which source fields fill which demographics, and which one excludes (R47–R64). Applying it is
//! [`crate::desired`].

use serde::{Deserialize, Serialize};

use crate::field::Field;

/// A version of an account's mapping. Core fields are mapped for everybody and cannot be configured (R48, R49).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Version, counted from 1; 0 is a draft that was never saved.
    pub version: u32,
    /// Path of the source field whose `yes` excludes a person (R61–R64, D19).
    pub exclude: Option<String>,
    /// Custom demographics (R54).
    pub demographics: Vec<Demographic>,
    /// Which source field is the Employee ID: a staff setting (R29, D15).
    pub employee_id_source: EmployeeIdSource,
    /// Locked once saved for use; then only staff may change it (R56, R57).
    pub locked: bool,
}

/// One custom demographic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demographic {
    /// The demographic's name; case and wording matter (R59).
    pub name: String,
    /// Path of the source field, such as `employmentInfo.department.deptName`.
    pub field: String,
}

/// Which source field holds the Employee ID (D15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EmployeeIdSource {
    /// `TriNet`'s own `employeeId`.
    #[default]
    EmployeeId,
    /// `alternateId`.
    AlternateId,
    /// `customGroupA`.
    CustomGroupA,
    /// `customGroupB`.
    CustomGroupB,
}

impl EmployeeIdSource {
    /// The name of the source field.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::EmployeeId => "employeeId",
            Self::AlternateId => "alternateId",
            Self::CustomGroupA => "customGroupA",
            Self::CustomGroupB => "customGroupB",
        }
    }
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// A demographic without a name, or named like a core field.
    #[error("the demographic name {0:?} is blank or is the name of a core field; choose another name")]
    NameTaken(String),
    /// Two demographics of one name, letter case aside.
    #[error("the demographic {0:?} is mapped twice; remove one of the two")]
    NameTwice(String),
    /// A demographic or exclusion without a source field.
    #[error("{0:?} names no source field; run `rollcall fields` to see which there are")]
    NoField(String),
    /// More demographics than one account may map.
    #[error("{0} demographics are mapped; the most is {MAX_DEMOGRAPHICS}")]
    TooMany(usize),
}

/// The most demographics that one mapping may hold.
pub const MAX_DEMOGRAPHICS: usize = 100;

impl Mapping {
    /// The paths of all custom source fields that this mapping reads: demographics and the exclusion field.
    pub fn custom_paths(&self) -> impl Iterator<Item = &str> {
        self.demographics.iter().map(|demographic| demographic.field.as_str()).chain(self.exclude.as_deref())
    }

    /// Checks a mapping before it is saved.
    ///
    /// # Errors
    /// The first reason why it cannot be used.
    pub fn check(&self) -> Result<(), MappingError> {
        if self.demographics.len() > MAX_DEMOGRAPHICS {
            return Err(MappingError::TooMany(self.demographics.len()));
        }
        let mut seen = std::collections::BTreeSet::new();
        for demographic in &self.demographics {
            if !Field::is_free(&demographic.name) {
                return Err(MappingError::NameTaken(demographic.name.clone()));
            }
            if demographic.field.trim().is_empty() {
                return Err(MappingError::NoField(demographic.name.clone()));
            }
            if !seen.insert(demographic.name.trim().to_lowercase()) {
                return Err(MappingError::NameTwice(demographic.name.clone()));
            }
        }
        match &self.exclude {
            Some(path) if path.trim().is_empty() => Err(MappingError::NoField("exclude".to_owned())),
            _ => Ok(()),
        }
    }
}
