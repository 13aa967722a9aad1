//! The mapping.

use domain::{Demographic, Mapping};
use serde::Serialize;
use utoipa::ToSchema;

/// A mapping as it is shown. What only staff decide of it is among the settings.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MappingView {
    /// Its version; 0 when nothing was mapped.
    pub version: u32,
    /// Whether it is locked (R56).
    pub locked: bool,
    /// Path of the source field whose `yes` excludes a person (R61–R64).
    pub exclude: Option<String>,
    /// Custom demographics (R54).
    #[schema(value_type = Vec<super::schema::Demographic>)]
    pub demographics: Vec<Demographic>,
    /// What is mapped for everybody and cannot be configured (R48, R49).
    pub core: Vec<CoreField>,
}

/// A core field, with where it comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoreField {
    /// The field.
    pub field: String,
    /// Path of the source field.
    pub source: &'static str,
    /// Where the source gives it (R53).
    pub endpoint: &'static str,
    /// What the source calls it; its screens may say otherwise (R53).
    pub label: String,
}

impl MappingView {
    /// A mapping with its core fields.
    #[must_use]
    pub fn of(mapping: Mapping, core: Vec<CoreField>) -> Self {
        let Mapping { version, exclude, demographics, locked, employee_id_source: _, blank_clears: _ } = mapping;
        Self { version, locked, exclude, demographics, core }
    }
}
