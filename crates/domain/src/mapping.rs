//! The mapping: which source fields fill which demographics, and which one excludes (R47–R64). Applying it is
//! [`crate::desired`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::transform::Transform;

/// A version of an account's mapping. Core fields are mapped for everybody and cannot be configured (R48, R49).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Version, counted from 1; 0 is a draft that was never saved.
    pub version: u32,
    /// Path of the source field whose `yes` excludes a person (R61–R64, D19).
    pub exclude: Option<String>,
    /// Custom demographics (R54).
    pub demographics: Vec<Demographic>,
    /// Fields whose blank in the source clears the stored value: a staff setting (D8). All others keep it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub blank_clears: BTreeSet<Field>,
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
    /// What is done to the value on its way, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transforms: Vec<Transform>,
}

impl Demographic {
    /// A demographic that takes the source's value as it is.
    #[must_use]
    pub fn plain(name: &str, field: &str) -> Self {
        Self { name: name.to_owned(), field: field.to_owned(), transforms: Vec::new() }
    }
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
    /// A demographic that would show a date of birth, which is a core field and hidden, to everybody.
    #[error("{0:?} would show dates of birth to everybody; the core field Date of Birth has them, hidden until somebody asks")]
    DateOfBirth(String),
    /// A transform that cannot mean anything.
    #[error("a transform of {demographic:?} {problem}; correct it in the mapping")]
    BadTransform {
        /// The demographic.
        demographic: String,
        /// What is wrong, in a clause.
        problem: &'static str,
    },
    /// A field whose blank must not clear, or that is not mapped.
    #[error("a blank cannot clear {0}: it is neither a mapped demographic nor one of {CLEARABLE}")]
    NotClearable(Field),
    /// A customer's change to a locked mapping (R56).
    #[error("the mapping is locked and only a specialist can unlock it; ask for that with the fields to change")]
    Locked,
    /// More demographics than one account may map.
    #[error("{0} demographics are mapped; the most is {MAX_DEMOGRAPHICS}")]
    TooMany(usize),
}

/// The most demographics that one mapping may hold.
pub const MAX_DEMOGRAPHICS: usize = 100;

impl Mapping {
    /// The paths of all custom source fields that this mapping reads: demographics and the exclusion field.
    pub fn custom_paths(&self) -> impl Iterator<Item = &str> {
        self.custom_paths_but(|_| false)
    }

    /// As [`Self::custom_paths`], without those that only demographics left out by name read.
    pub fn custom_paths_but(&self, left_out: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        let kept = self.demographics.iter().filter(move |demographic| !left_out(&demographic.name));
        kept.flat_map(Demographic::fields).chain(self.exclude.as_deref())
    }

    /// The version that `draft` becomes when `who` saves it behind this one: what only staff decide stays with a customer's
    /// draft, and a locked mapping is theirs alone (R49, R56, R57). Saving what a locked mapping says already changes nothing.
    ///
    /// # Errors
    /// When the draft cannot be used, or the mapping is locked.
    pub fn revise(&self, draft: Self, lock: bool, who: Editor) -> Result<Self, MappingError> {
        draft.check()?;
        let new = if who == Editor::Staff { draft } else { self.keeping_what_staff_decide(draft) };
        let new = Self { version: self.version + 1, locked: lock, ..new };
        if self.locked && who == Editor::Customer {
            let same = Self { version: self.version, locked: true, ..new } == *self;
            return if same { Ok(self.clone()) } else { Err(MappingError::Locked) };
        }
        Ok(new)
    }

    /// A customer's draft with what only staff decide, as far as it still maps those fields.
    #[must_use]
    pub fn keeping_what_staff_decide(&self, draft: Self) -> Self {
        let kept = self.blank_clears.iter().filter(|field| is_clearable(field, &draft.demographics)).cloned().collect();
        Self { blank_clears: kept, employee_id_source: self.employee_id_source, ..draft }
    }

    /// Checks a mapping before it is saved.
    ///
    /// # Errors
    /// The first reason why it cannot be used.
    pub fn check(&self) -> Result<(), MappingError> {
        if self.demographics.len() > MAX_DEMOGRAPHICS {
            return Err(MappingError::TooMany(self.demographics.len()));
        }
        let mut seen = BTreeSet::new();
        for demographic in &self.demographics {
            if !Field::is_free(&demographic.name) {
                return Err(MappingError::NameTaken(demographic.name.clone()));
            }
            if demographic.field.trim().is_empty() {
                return Err(MappingError::NoField(demographic.name.clone()));
            }
            if demographic.fields().any(holds_date_of_birth) {
                return Err(MappingError::DateOfBirth(demographic.name.clone()));
            }
            if !seen.insert(demographic.name.trim().to_lowercase()) {
                return Err(MappingError::NameTwice(demographic.name.clone()));
            }
            if let Some(problem) = demographic.transforms.iter().find_map(Transform::problem) {
                return Err(MappingError::BadTransform { demographic: demographic.name.clone(), problem });
            }
        }
        if let Some(field) = self.blank_clears.iter().find(|field| !is_clearable(field, &self.demographics)) {
            return Err(MappingError::NotClearable(field.clone()));
        }
        match &self.exclude {
            Some(path) if path.trim().is_empty() => Err(MappingError::NoField("exclude".to_owned())),
            _ => Ok(()),
        }
    }
}

impl Demographic {
    /// The paths of the source fields that it reads.
    fn fields(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.field.as_str()).chain(self.transforms.iter().flat_map(Transform::other_fields))
    }
}

/// Whether a source field is a date of birth, in any of the spellings that sources have.
fn holds_date_of_birth(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or_default();
    let letters: String = last.chars().filter(char::is_ascii_alphabetic).collect();
    ["birthdate", "dateofbirth", "dob"].iter().any(|name| letters.eq_ignore_ascii_case(name))
}

/// Who saves a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editor {
    /// An administrator of the account.
    Customer,
    /// A specialist (R57, R97).
    Staff,
}

/// The core fields that a blank may clear, as a person reads them.
const CLEARABLE: &str = "preferred_name, date_of_birth, start_date, end_date, manager_email";

/// Whether a blank may clear a field: never what names or identifies a person (R28), only what this mapping fills.
fn is_clearable(field: &Field, demographics: &[Demographic]) -> bool {
    match field {
        Field::PreferredName | Field::DateOfBirth | Field::StartDate | Field::EndDate | Field::ManagerEmail => true,
        Field::Name | Field::Email | Field::EmployeeId | Field::Status | Field::SourceId => false,
        Field::Demographic(name) => demographics.iter().any(|demographic| demographic.name == *name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demographics(count: usize) -> Vec<Demographic> {
        (0..count).map(|number| Demographic::plain(&format!("D{number}"), "a.b")).collect()
    }

    #[test]
    fn a_date_of_birth_is_no_demographic() {
        let check = |field: &str, expect: bool| {
            let mapping = Mapping { demographics: vec![Demographic::plain("Born", field)], ..Mapping::default() };
            assert_eq!(mapping.check() == Err(MappingError::DateOfBirth("Born".to_owned())), expect, "{field}");
        };
        for field in ["bioInfo.birthdate", "biographicalInfo.birthDate", "BIRTHDATE", "person.date_of_birth"] {
            check(field, true);
        }
        for field in ["bioInfo.gender", "birthdate.note", "employmentInfo.startDate"] {
            check(field, false);
        }
        let joined = Transform::Concatenate { fields: vec!["bioInfo.birthdate".to_owned()], separator: " ".to_owned() };
        let demographic = Demographic { transforms: vec![joined], ..Demographic::plain("Born", "bioInfo.gender") };
        let mapping = Mapping { demographics: vec![demographic], ..Mapping::default() };
        assert_eq!(mapping.check(), Err(MappingError::DateOfBirth("Born".to_owned())));
    }

    #[test]
    fn a_mapping_reads_its_fields_those_that_are_joined_and_the_one_that_excludes() {
        let joined = Transform::Concatenate { fields: vec!["c.d".to_owned(), "e".to_owned()], separator: " ".to_owned() };
        let mapping = Mapping {
            exclude: Some("x".to_owned()),
            demographics: vec![Demographic { transforms: vec![joined], ..Demographic::plain("Team", "a.b") }],
            ..Mapping::default()
        };
        assert_eq!(mapping.custom_paths().collect::<Vec<_>>(), ["a.b", "c.d", "e", "x"]);
        assert_eq!(Mapping::default().custom_paths().count(), 0);
    }

    #[test]
    fn a_mapping_that_cannot_be_used_says_why() {
        let check = |mapping: Mapping, expect: Option<&str>| {
            let found = mapping.check().err().map(|error| error.to_string());
            assert_eq!(found.is_some(), expect.is_some(), "{found:?}");
            assert!(found.unwrap_or_default().contains(expect.unwrap_or_default()));
        };
        let with = |demographics| Mapping { demographics, ..Mapping::default() };
        let excluding = |path: &str| Mapping { exclude: Some(path.to_owned()), ..Mapping::default() };
        check(with(demographics(MAX_DEMOGRAPHICS)), None);
        check(with(demographics(MAX_DEMOGRAPHICS + 1)), Some("101 demographics are mapped; the most is 100"));
        check(with(vec![Demographic::plain("Team", " ")]), Some("names no source field"));
        check(with(vec![Demographic::plain(" ", "a")]), Some("is blank"));
        check(with(vec![Demographic::plain("Team", "a"), Demographic::plain(" TEAM ", "b")]), Some("mapped twice"));
        check(excluding("a"), None);
        check(excluding(" "), Some("\"exclude\" names no source field"));
        let clearing = |field| Mapping { blank_clears: [field].into(), ..with(demographics(1)) };
        for field in [Field::PreferredName, Field::DateOfBirth, Field::StartDate, Field::EndDate, Field::ManagerEmail] {
            check(clearing(field), None);
        }
        check(clearing(Field::Demographic("D0".to_owned())), None);
        for field in [Field::Name, Field::Email, Field::EmployeeId, Field::Status, Field::SourceId] {
            check(clearing(field), Some("a blank cannot clear"));
        }
        check(clearing(Field::Demographic("D1".to_owned())), Some("a blank cannot clear D1"));
    }

    #[test]
    fn a_version_follows_the_one_before_and_is_locked_as_asked() {
        let locked = Mapping { version: 4, locked: true, demographics: demographics(1), ..Mapping::default() };
        let draft = |count| Mapping { demographics: demographics(count), ..Mapping::default() };
        let revised = locked.revise(draft(2), true, Editor::Staff).unwrap();
        assert_eq!((revised.version, revised.locked, revised.demographics.len()), (5, true, 2));
        let unlocked = locked.revise(draft(1), false, Editor::Staff).unwrap();
        assert_eq!((unlocked.version, unlocked.locked), (5, false));
        assert_eq!(locked.revise(draft(2), true, Editor::Customer), Err(MappingError::Locked));
        assert_eq!(locked.revise(draft(1), false, Editor::Customer), Ok(locked.clone()));
    }
}
