//! Lookups, and what they found.

use std::collections::BTreeMap;

use serde::Serialize;
use sync::lookup::{Answer, Lookup, LookupError, LookupState, Preview, WhatIf};
use sync::ports::FieldProfile;
use utoipa::ToSchema;

use super::in_ui;

/// A look into the source. What it found stands under the key of its kind. It is kept for an hour.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LookupView {
    /// `look_…`.
    pub id: String,
    /// What it is about.
    #[schema(value_type = super::words::LookupKind)]
    pub kind: &'static str,
    /// How far it is.
    #[schema(value_type = super::words::LookupState)]
    pub state: LookupState,
    /// Why it failed.
    #[schema(value_type = Option<LookupErrorShape>)]
    pub error: Option<LookupError>,
    /// The source's fields, with masked samples.
    #[schema(value_type = Option<Vec<FieldProfileShape>>)]
    pub fields: Option<Vec<FieldProfile>>,
    /// What a mapping makes of one person.
    #[schema(value_type = Option<PreviewShape>)]
    pub preview: Option<Preview>,
    /// What a mapping would do to everybody.
    #[schema(value_type = Option<WhatIfShape>)]
    pub what_if: Option<Box<WhatIf>>,
}

impl From<Lookup> for LookupView {
    fn from(lookup: Lookup) -> Self {
        let kind = lookup.question.kind();
        let error = lookup.error.map(|error| LookupError { detail: in_ui(&error.detail), ..error });
        let mut view = Self { id: lookup.id, kind, state: lookup.state, error, fields: None, preview: None, what_if: None };
        match lookup.answer {
            None => {}
            Some(Answer::Fields(fields)) => view.fields = Some(fields),
            Some(Answer::Preview(preview)) => view.preview = Some(preview),
            Some(Answer::WhatIf(what_if)) => view.what_if = Some(what_if),
        }
        view
    }
}

/// Why a lookup failed.
#[derive(Debug, ToSchema)]
pub struct LookupErrorShape {
    /// The stable code.
    pub code: String,
    /// What happened and what to do next.
    pub detail: String,
}

/// What the source offers in one field. Samples show shape and length, never a value.
#[derive(Debug, ToSchema)]
pub struct FieldProfileShape {
    /// Path of the field.
    pub path: String,
    /// Where the source gives it.
    pub endpoint: String,
    /// A label for people.
    pub label: String,
    /// Up to three masked sample values.
    pub samples: Vec<String>,
    /// Share of people with a value, 0 to 1.
    pub fill_rate: f64,
    /// How many different values there are.
    pub distinct: usize,
}

/// What a mapping makes of one person.
#[derive(Debug, ToSchema)]
pub struct PreviewShape {
    /// The person's id in the source.
    pub source_id: String,
    /// Every field that the mapping fills; dates of birth are hidden.
    pub values: Vec<PreviewValueShape>,
    /// Whether the source excludes the person.
    pub excluded: bool,
}

/// What one field becomes.
#[derive(Debug, ToSchema)]
pub struct PreviewValueShape {
    /// The field.
    pub field: String,
    /// The source field that it comes from.
    pub source: Option<String>,
    /// What the next manual sync would leave in it.
    pub value: Option<String>,
    /// What is worth knowing about it.
    pub note: Option<String>,
}

/// What a mapping would do.
#[derive(Debug, ToSchema)]
pub struct WhatIfShape {
    /// What would come out of planning.
    pub verdict: super::words::Verdict,
    /// The guards that would object.
    pub blocked_by: Vec<super::words::Code>,
    /// How many people would fall under what.
    pub counts: super::schema::Counts,
    /// How often each finding would occur.
    pub findings: BTreeMap<String, usize>,
    /// Each mapped demographic.
    pub demographics: Vec<FilledShape>,
    /// Source ids of the people who would be excluded, at most 1,000.
    pub excluded: Vec<String>,
    /// Managers who would be excluded, with the people who report to them and stay.
    pub orphaned: Vec<TeamShape>,
    /// Demographics of the directory that this mapping does not fill.
    pub not_filled: Vec<String>,
    /// People spread evenly over the read, before and after.
    pub people: Vec<PersonShape>,
}

/// How well one demographic would be filled.
#[derive(Debug, ToSchema)]
pub struct FilledShape {
    /// The demographic.
    pub name: String,
    /// The path of its source field.
    pub field: String,
    /// How many people it is about.
    pub people: usize,
    /// How many of them have a value.
    pub filled: usize,
    /// How many sent something that is not usable.
    pub unusable: usize,
    /// How many different values there are.
    pub distinct: usize,
    /// The most frequent values.
    pub values: Vec<ValueShape>,
    /// Existing demographics with nearly the same name.
    pub near: Vec<String>,
}

/// A value, and how many people have it.
#[derive(Debug, ToSchema)]
pub struct ValueShape {
    /// The value.
    pub value: String,
    /// How many people have it.
    pub people: usize,
}

/// A team whose manager would be excluded.
#[derive(Debug, ToSchema)]
pub struct TeamShape {
    /// The manager's source id.
    pub manager: String,
    /// The source ids of the people who report to them.
    pub reports: Vec<String>,
}

/// A person before and after.
#[derive(Debug, ToSchema)]
pub struct PersonShape {
    /// The person's id in the source.
    pub source_id: String,
    /// The person in the directory; `null` for somebody new.
    pub employee: Option<String>,
    /// What the plan would do; `null` when nothing changes.
    pub action: Option<super::words::Action>,
    /// All mapped fields, changed or not; dates of birth are hidden.
    pub fields: Vec<FieldThenShape>,
}

/// A field before and after.
#[derive(Debug, ToSchema)]
pub struct FieldThenShape {
    /// The field.
    pub field: String,
    /// The value in the directory.
    pub before: Option<String>,
    /// The value after the plan.
    pub after: Option<String>,
    /// Whether the two differ, which two hidden values do not show.
    pub changed: bool,
}
