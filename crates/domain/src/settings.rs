//! What an account may set about planning. The defaults are the decisions D3, D6, D10 and D12.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::finding::Code;

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
    /// Guards that are switched off. G1 to G3 cannot be.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub guards_off: BTreeSet<Code>,
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
            guards_off: BTreeSet::new(),
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

    /// Checks settings before they are saved.
    ///
    /// # Errors
    /// The first reason why planning could not go by them.
    pub fn check(&self) -> Result<(), SettingsError> {
        let HighRisk { fields, minimum } = &self.high_risk;
        if let Some(field) = fields.iter().find(|field| !HighRisk::MAY_COUNT.contains(field)) {
            return Err(SettingsError::NotOfAPerson(field.clone()));
        }
        if !self.high_risk.can_trip() {
            return Err(SettingsError::NeverRisky { minimum: *minimum, fields: fields.len() });
        }
        if let Some(guard) = self.guards_off.iter().find(|guard| !MAY_BE_OFF.contains(guard)) {
            return Err(SettingsError::AlwaysOn(*guard));
        }
        if [self.deactivate, self.create, self.identifiers].iter().any(|limit| limit.people == 0) {
            return Err(SettingsError::NoPeople);
        }
        if let Some(field) = self.redacted.iter().find(|field| matches!(field, Field::Status | Field::SourceId)) {
            return Err(SettingsError::NotRedactable(field.clone()));
        }
        if self.redacts(&Field::Email) && self.redacts(&Field::EmployeeId) {
            return Err(SettingsError::NobodyToMatch);
        }
        Ok(())
    }
}

/// The guards that an account may switch off: G4 to G7.
pub const MAY_BE_OFF: [Code; 5] =
    [Code::VolumeDeactivate, Code::VolumeCreate, Code::VolumeIdentifiers, Code::CompanyChanged, Code::MappingChanged];

/// Why settings cannot be saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A field that does not tell people apart.
    #[error("{0} says nothing of who a person is; high_risk.fields may hold name, date_of_birth, email and employee_id")]
    NotOfAPerson(Field),
    /// High risk that no change could be.
    #[error("high_risk.minimum is {minimum} of {fields} fields, so no change would ever count; choose 1 to {fields}")]
    NeverRisky {
        /// How many must change.
        minimum: usize,
        /// How many count.
        fields: usize,
    },
    /// A guard that is always on.
    #[error("{0} is always on and cannot be switched off")]
    AlwaysOn(Code),
    /// A limit without people.
    #[error("a limit of 0 people would stop every sync; choose at least 1")]
    NoPeople,
    /// A field that the directory needs.
    #[error("{0} is the directory's own and cannot be redacted")]
    NotRedactable(Field),
    /// Both identifiers redacted.
    #[error("with both email and employee_id redacted nobody could be matched; keep one of the two")]
    NobodyToMatch,
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

impl HighRisk {
    /// The fields that may count: those by which a person is told from another.
    pub const MAY_COUNT: [Field; 4] = [Field::Name, Field::Email, Field::EmployeeId, Field::DateOfBirth];

    /// Whether any change could count: G1 cannot be switched off by asking for too much.
    #[must_use]
    pub fn can_trip(&self) -> bool {
        (1..=self.fields.len()).contains(&self.minimum)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_planning_could_not_go_by_are_refused() {
        let check = |settings: Settings, expect: Option<SettingsError>| assert_eq!(settings.check().err(), expect);
        let usual = Settings::default;
        let risky = |fields: &[Field], minimum| Settings {
            high_risk: HighRisk { fields: fields.iter().cloned().collect(), minimum },
            ..usual()
        };
        check(usual(), None);
        check(risky(&HighRisk::MAY_COUNT, 4), None);
        check(risky(&[Field::Name], 1), None);
        check(risky(&[Field::Name], 2), Some(SettingsError::NeverRisky { minimum: 2, fields: 1 }));
        check(risky(&[Field::Name], 0), Some(SettingsError::NeverRisky { minimum: 0, fields: 1 }));
        check(risky(&[Field::Name, Field::StartDate], 1), Some(SettingsError::NotOfAPerson(Field::StartDate)));
        check(Settings { guards_off: MAY_BE_OFF.into(), ..usual() }, None);
        for guard in [Code::HighRiskChange, Code::IdentifierConflict, Code::SourceIncomplete, Code::HierarchyBlocked] {
            check(Settings { guards_off: [guard].into(), ..usual() }, Some(SettingsError::AlwaysOn(guard)));
        }
        let nobody = VolumeLimit { percent: 10, people: 0 };
        let one = VolumeLimit { percent: 0, people: 1 };
        check(Settings { deactivate: one, create: one, identifiers: one, ..usual() }, None);
        check(Settings { deactivate: nobody, ..usual() }, Some(SettingsError::NoPeople));
        check(Settings { create: nobody, ..usual() }, Some(SettingsError::NoPeople));
        check(Settings { identifiers: nobody, ..usual() }, Some(SettingsError::NoPeople));
        let redacting = |fields: &[Field]| Settings { redacted: fields.iter().cloned().collect(), ..usual() };
        check(redacting(&[Field::Email]), None);
        check(redacting(&[Field::EmployeeId, Field::Name]), None);
        check(redacting(&[Field::Email, Field::EmployeeId]), Some(SettingsError::NobodyToMatch));
        check(redacting(&[Field::Status]), Some(SettingsError::NotRedactable(Field::Status)));
        check(redacting(&[Field::SourceId]), Some(SettingsError::NotRedactable(Field::SourceId)));
    }

    #[test]
    fn who_redacts_emails_redacts_the_managers_emails_and_never_the_directorys_own_fields() {
        let settings = |fields: &[Field]| Settings { redacted: fields.iter().cloned().collect(), ..Settings::default() };
        let check = |settings: &Settings, field: Field, redacted: bool| assert_eq!(settings.redacts(&field), redacted, "{field}");
        let email = settings(&[Field::Email]);
        check(&email, Field::Email, true);
        check(&email, Field::ManagerEmail, true);
        check(&email, Field::Name, false);
        let manager = settings(&[Field::ManagerEmail]);
        check(&manager, Field::ManagerEmail, true);
        check(&manager, Field::Email, false);
        let own = settings(&[Field::Status, Field::SourceId]);
        check(&own, Field::Status, false);
        check(&own, Field::SourceId, false);
    }

    #[test]
    fn a_limit_is_exceeded_by_more_than_the_share_and_at_least_the_people() {
        let check = |percent, people, concerned, active, exceeded: bool| {
            assert_eq!(VolumeLimit { percent, people }.exceeded(concerned, active), exceeded, "{concerned} of {active}");
        };
        check(20, 5, 10, 50, false);
        check(20, 5, 11, 50, true);
        check(20, 5, 4, 10, false);
        check(20, 5, 5, 10, true);
        check(20, 5, 5, 25, false);
        check(0, 1, 0, 0, false);
        check(0, 1, 1, 0, true);
        check(100, 1, usize::MAX, 1, true);
    }
}
