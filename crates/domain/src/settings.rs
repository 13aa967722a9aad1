//! What an account may set about planning. The defaults are the decisions D3, D6, D10 and D12.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::field::Field;

/// Account settings that planning and guards read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Which fields count toward a high-risk change, and how many must change at once (D3).
    pub high_risk: HighRisk,
    /// Deactivations beyond this stop an auto-sync (D10, G4).
    pub deactivate: VolumeLimit,
    /// Creations beyond this stop an auto-sync (D10, G5).
    pub create: VolumeLimit,
    /// Changes of an identifier beyond this stop an auto-sync (D10, G6).
    pub identifiers: VolumeLimit,
    /// Whether problems in the hierarchy only warn or also block (D12).
    pub hierarchy: Hierarchy,
    /// What a manual sync proposes for excluded people who are in the directory (D6).
    pub excluded_existing: ExcludedExisting,
    /// Fields that are kept out of everything (R94, R95).
    pub redacted: BTreeSet<Field>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            high_risk: HighRisk::default(),
            deactivate: VolumeLimit { percent: 20, people: 5 },
            create: VolumeLimit { percent: 50, people: 20 },
            identifiers: VolumeLimit { percent: 5, people: 5 },
            hierarchy: Hierarchy::Warn,
            excluded_existing: ExcludedExisting::Keep,
            redacted: BTreeSet::new(),
        }
    }
}

impl Settings {
    /// Whether a field is kept out of everything. Who redacts emails redacts the managers' emails with them (R95).
    ///
    /// `status` and `source_id` are the directory's own and never redacted.
    #[must_use]
    pub fn redacts(&self, field: &Field) -> bool {
        match field {
            Field::Status | Field::SourceId => false,
            Field::ManagerEmail => self.redacted.contains(field) || self.redacted.contains(&Field::Email),
            _ => self.redacted.contains(field),
        }
    }
}

/// When a change looks like one person turning into another (R88, D3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HighRisk {
    /// The fields that count.
    pub fields: BTreeSet<Field>,
    /// How many of them must change in one run.
    pub minimum: usize,
}

impl Default for HighRisk {
    fn default() -> Self {
        Self { fields: [Field::Name, Field::DateOfBirth, Field::Email].into(), minimum: 2 }
    }
}

/// A volume limit: it is exceeded when more than `percent` of the active people **and** at least `people` are concerned (D10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeLimit {
    /// Share of the directory's active people, in percent.
    pub percent: u32,
    /// The fewest people at which the limit can trip.
    pub people: usize,
}

impl VolumeLimit {
    /// Whether `concerned` of `active` people is beyond the limit.
    #[must_use]
    pub fn exceeded(self, concerned: usize, active: usize) -> bool {
        concerned >= self.people && concerned.saturating_mul(100) > active.saturating_mul(self.percent as usize)
    }
}

/// What a hierarchy problem does (D12).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hierarchy {
    /// Keep the old manager and say why.
    #[default]
    Warn,
    /// Also stop an auto-sync.
    Block,
}

/// What happens to an excluded person who is in the directory already (D6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExcludedExisting {
    /// Left exactly as is, and shown.
    #[default]
    Keep,
    /// A manual sync proposes the deactivation; an auto-sync never does.
    Deactivate,
}
