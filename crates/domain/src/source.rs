//! What a source adapter hands over: people as the source sent them, and nothing that is not mapped (R70).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::DateOrder;
use crate::field::Field;

/// A complete read of a company's people. An adapter may only build one when the read was proved whole (D13).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Snapshot {
    /// Everybody in the read, ended people included. Source ids are free of repeats.
    pub people: Vec<SourcePerson>,
    /// Core fields that the credential may not read. Their blanks mean *not granted*, never *cleared* (D8).
    pub not_granted: BTreeSet<Field>,
    /// Whether these are all people of the company.
    #[serde(default)]
    pub coverage: Coverage,
    /// In which order dates with slashes stand (D17).
    #[serde(default)]
    pub date_order: DateOrder,
}

/// Of whom a read tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Of everybody: who is not in it is missing (D1).
    #[default]
    Everybody,
    /// Of some, as a partial import file does: it says nothing of the others (R17).
    Some,
}

/// One person as the source sent them. Text is untrimmed and unchecked; a missing, null or empty value is `None`.
///
/// `Debug` shows the source id only; the rest is personal data.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcePerson {
    /// The source's own id (`TriNet` `employeeId`): opaque text, never blank.
    pub source_id: String,
    /// All names, in the order sent; which one counts is decided by kind and effective date, not by position.
    pub names: Vec<SourceName>,
    /// Work email.
    pub email: Option<String>,
    /// The value of the field that the account uses as Employee ID (D15); the adapter picks it by `Mapping::employee_id_source`.
    pub employee_id: Option<String>,
    /// Date of birth, as sent.
    pub birth_date: Option<String>,
    /// Service Date, as sent (R31).
    pub service_date: Option<String>,
    /// Termination Date, as sent (R10).
    pub termination_date: Option<String>,
    /// What the source's status letter says.
    pub employment: Employment,
    /// The manager's source id (R52).
    pub manager_source_id: Option<String>,
    /// Values of the mapped custom fields, by field path as in `Mapping` (demographics and the exclusion field); no others.
    pub custom: BTreeMap<String, String>,
}

impl fmt::Debug for SourcePerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourcePerson").field("source_id", &self.source_id).finish_non_exhaustive()
    }
}

/// One of a person's names. `Debug` shows the kind only.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceName {
    /// Legal, preferred or something else.
    pub kind: NameKind,
    /// First name.
    pub first: Option<String>,
    /// Last name.
    pub last: Option<String>,
    /// The day from which the name holds.
    pub effective: Option<Date>,
}

impl fmt::Debug for SourceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceName").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// What a name is used for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameKind {
    /// The legal name: the directory's Name (R50).
    Primary,
    /// The preferred name (R51).
    Preferred,
    /// A kind that Rollcall does not know; never used.
    #[default]
    Other,
}

/// What a status letter says (D7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Employment {
    /// A, L, P or S: employed, on leave or suspended.
    Employed,
    /// T, U or D: terminated, terminated with pay or deceased.
    Ended,
    /// Blank or a letter that is not documented. Never deactivates; is flagged.
    #[default]
    Unknown,
}
