//! How the description shows the shapes of the domain, which knows nothing of it. A test holds each against the real one.

use utoipa::ToSchema;

use super::words;

/// How many people fell under what.
#[derive(Debug, ToSchema)]
pub struct Counts {
    /// New people.
    pub create: usize,
    /// People with changed fields.
    pub update: usize,
    /// People whose End Date was reached.
    pub deactivate: usize,
    /// Former employees who are employed again (D7).
    pub reactivate: usize,
    /// Matched people with nothing to change.
    pub unchanged: usize,
    /// People excluded in the source (D19).
    pub excluded: usize,
    /// Ended people whom the directory does not know (D11).
    pub ended_not_imported: usize,
    /// Rows held for a person's decision (D18).
    pub held: usize,
    /// Rows refused, each with a finding.
    pub refused: usize,
    /// Active people of the directory that the read did not have (D1).
    pub missing_from_source: usize,
    /// Values that a blank clears, as the mapping asks (D8).
    pub cleared: usize,
}

/// What somebody did, and what it was about.
#[derive(Debug, ToSchema)]
pub struct Act {
    /// What was done.
    pub what: words::Deed,
    /// The id that it was about, where it was about one thing.
    pub about: Option<String>,
}

/// One field of a person before and after.
#[derive(Debug, ToSchema)]
pub struct FieldChange {
    /// The field: a core field's name or a demographic's own.
    pub field: String,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
}

/// What a guard that stops a run says.
#[derive(Debug, ToSchema)]
pub struct Objection {
    /// The guard.
    pub guard: words::Code,
    /// How many people it is about; 0 where it is about the whole.
    pub concerned: usize,
    /// The first of them.
    pub people: Vec<Concerned>,
    /// A sentence with the figures.
    pub message: String,
    /// What was exceeded, where it is about a number.
    pub limit: Option<Limit>,
}

/// Somebody whom an objection is about.
#[derive(Debug, ToSchema)]
pub struct Concerned {
    /// The person's id in the source.
    pub source_id: Option<String>,
    /// The person's id in the directory, where the row is known to be that person.
    pub employee: Option<String>,
    /// The fields.
    pub fields: Vec<String>,
}

/// A limit, with the number of people that its share is of.
#[derive(Debug, ToSchema)]
pub struct Limit {
    /// Share and least number.
    pub limit: VolumeLimit,
    /// Active people of the directory before the plan.
    pub active: usize,
}

/// A share, and the number below which it does not count.
#[derive(Debug, ToSchema)]
pub struct VolumeLimit {
    /// The share, in percent.
    pub percent: u32,
    /// The fewest people at which the limit can trip.
    pub people: usize,
}

/// The outcome of testing one permission.
#[derive(Debug, ToSchema)]
pub struct PermissionCheck {
    /// Short name.
    pub name: String,
    /// Whether it passed.
    pub passed: bool,
    /// What works because of it, or what will be missing and what to do.
    pub detail: String,
    /// Whether nothing can be imported without it.
    pub required: bool,
}

/// One step on the way from a source value to a demographic.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum Transform {
    /// Blanks around the value go, and blanks inside become one.
    Trim,
    /// Letter case.
    Case(Case),
    /// The value and those of other fields, in this order; blank ones are passed over.
    Concatenate(Concatenate),
    /// Each value by another; letter case and blanks around a value do not count.
    Values(ValueTable),
    /// A date in another form.
    Date(DateForms),
}

/// Letter case of a value.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum Case {
    /// All letters upper case.
    Upper,
    /// All letters lower case.
    Lower,
    /// The first letter of each word upper case.
    Title,
}

/// What is joined, and with what between.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Concatenate {
    /// Paths of the other source fields.
    #[schema(min_items = 1)]
    pub fields: Vec<SourcePath>,
    /// What stands between two values.
    pub separator: String,
}

/// The path of a source field, such as `employmentInfo.department.deptName`.
#[derive(Debug, ToSchema)]
#[schema(pattern = r"\S")]
pub struct SourcePath(pub String);

/// A table from the source's value to the demographic's.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueTable {
    /// No key twice, letter case and blanks around it aside.
    pub table: std::collections::BTreeMap<String, TableValue>,
    /// What becomes of a value that the table does not have: it stays unless told otherwise.
    #[schema(required = false)]
    pub otherwise: Otherwise,
}

/// What a table leads to.
#[derive(Debug, ToSchema)]
#[schema(pattern = r"\S")]
pub struct TableValue(pub String);

/// What becomes of a value that a table does not have.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum Otherwise {
    /// It stays as it is.
    Keep,
    /// It counts as no value.
    LeaveOut,
}

/// From which form to which a date is brought.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DateForms {
    /// The form that the source sends.
    pub from: DayForm,
    /// The form that the demographic gets.
    pub to: DateForm,
}

/// The form of a date that has a day.
#[derive(Debug, ToSchema)]
pub enum DayForm {
    /// ISO 8601.
    #[schema(rename = "YYYY-MM-DD")]
    Iso,
    /// As in the United States.
    #[schema(rename = "MM/DD/YYYY")]
    MonthFirst,
    /// As in the United Kingdom.
    #[schema(rename = "DD/MM/YYYY")]
    DayFirst,
}

/// The form of a date, whole or in part.
#[derive(Debug, ToSchema)]
pub enum DateForm {
    /// ISO 8601.
    #[schema(rename = "YYYY-MM-DD")]
    Iso,
    /// As in the United States.
    #[schema(rename = "MM/DD/YYYY")]
    MonthFirst,
    /// As in the United Kingdom.
    #[schema(rename = "DD/MM/YYYY")]
    DayFirst,
    /// The month alone.
    #[schema(rename = "YYYY-MM")]
    Month,
    /// The year alone.
    #[schema(rename = "YYYY")]
    Year,
}
