//! The mapping.

use domain::transform::Transform;
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
    pub demographics: Vec<DemographicView>,
    /// What is mapped for everybody and cannot be configured (R48, R49).
    pub core: Vec<CoreField>,
}

/// One custom demographic.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DemographicView {
    /// The demographic's name.
    pub name: String,
    /// Path of the source field.
    pub field: String,
    /// What is done to the value on its way, in this order.
    #[schema(value_type = Vec<super::schema::Transform>)]
    pub transforms: Vec<Transform>,
}

impl From<Demographic> for DemographicView {
    fn from(Demographic { name, field, transforms }: Demographic) -> Self {
        Self { name, field, transforms }
    }
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
        let demographics = demographics.into_iter().map(DemographicView::from).collect();
        Self { version, locked, exclude, demographics, core }
    }
}
