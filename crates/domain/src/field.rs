//! The fields of an employee, by the names that the command line, the API and the store use.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One field of an employee. Serialised as its name: `email`, `end_date`, or the demographic's own name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Field {
    /// `name`: first and last name joined (R50).
    Name,
    /// `preferred_name`: kept apart from the name (R51).
    PreferredName,
    /// `email`: the work email, one of the two unique identifiers (R20).
    Email,
    /// `employee_id`: the other unique identifier (R20, D15).
    EmployeeId,
    /// `date_of_birth`.
    DateOfBirth,
    /// `start_date`: TriNet's Service Date (R31).
    StartDate,
    /// `end_date`: TriNet's Termination Date (R10).
    EndDate,
    /// `manager_email`: the work email of the person's manager (R52).
    ManagerEmail,
    /// `status`: active, former or deactivated (D21).
    Status,
    /// `source_id`: the source's own id of the person, which remembers a match (D15).
    SourceId,
    /// A custom demographic, by the name it was mapped to (R54).
    Demographic(String),
}

impl Field {
    /// The fields that every mapping fills (R48), in the order in which a review shows them.
    pub const CORE: [Self; 10] = [
        Self::Name,
        Self::PreferredName,
        Self::Email,
        Self::EmployeeId,
        Self::DateOfBirth,
        Self::StartDate,
        Self::EndDate,
        Self::ManagerEmail,
        Self::Status,
        Self::SourceId,
    ];

    /// The stable name of the field.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::PreferredName => "preferred_name",
            Self::Email => "email",
            Self::EmployeeId => "employee_id",
            Self::DateOfBirth => "date_of_birth",
            Self::StartDate => "start_date",
            Self::EndDate => "end_date",
            Self::ManagerEmail => "manager_email",
            Self::Status => "status",
            Self::SourceId => "source_id",
            Self::Demographic(name) => name,
        }
    }

    /// Whether a demographic may bear this name: not blank and not the name of a core field.
    #[must_use]
    pub fn is_free(name: &str) -> bool {
        !name.trim().is_empty() && Self::CORE.iter().all(|field| !field.as_str().eq_ignore_ascii_case(name.trim()))
    }
}

impl From<String> for Field {
    fn from(name: String) -> Self {
        Self::CORE.into_iter().find(|field| field.as_str() == name).unwrap_or(Self::Demographic(name))
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.as_str().to_owned()
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a plan does to one field. Values are text; dates are `YYYY-MM-DD`; `None` is an absent value.
///
/// `Debug` shows the field and not the values, which are personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// The value that the plan saw in the directory.
    pub before: Option<String>,
    /// The value that the commit writes.
    pub after: Option<String>,
}

impl fmt::Debug for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FieldChange").field("field", &self.field).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_stored_by_its_name_and_read_back() {
        for field in Field::CORE.into_iter().chain([Field::Demographic("Cost Centre".to_owned())]) {
            let stored = serde_json::to_string(&field).unwrap();
            assert_eq!(stored, format!("{:?}", field.as_str()));
            assert_eq!(serde_json::from_str::<Field>(&stored).unwrap(), field);
        }
    }
}
