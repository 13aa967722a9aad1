//! The settings of an account, as one document.

use std::collections::BTreeSet;

use domain::settings::{ExcludedExisting, Hierarchy, HighRisk, VolumeLimit};
use domain::{Code, EmployeeIdSource, Field, Settings};
use serde::{Deserialize, Serialize};
use sync::settings::AccountSettings;
use utoipa::ToSchema;

/// Everything of an account that can be set. Sent back whole: what is left out is refused, not reset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsView {
    /// Who gets mail about stopped runs.
    #[schema(max_items = 20)]
    pub recipients: Vec<String>,
    /// The hour of the daily sync, in the account's time zone.
    #[schema(minimum = 0, maximum = 23)]
    pub daily_hour: u8,
    /// IANA time zone.
    pub time_zone: String,
    /// Which source field is the Employee ID (staff, D15).
    #[schema(value_type = EmployeeIdSourceName)]
    pub employee_id_source: EmployeeIdSource,
    /// Fields whose blank clears (staff, D8).
    #[schema(value_type = BTreeSet<String>)]
    pub blank_clears: BTreeSet<Field>,
    /// Which fields count toward a high-risk change, and how many must change at once (D3).
    pub high_risk: HighRiskView,
    /// Deactivations beyond this stop an auto-sync (D10).
    pub deactivate: LimitView,
    /// Creations beyond this stop an auto-sync (D10).
    pub create: LimitView,
    /// Changes of an identifier beyond this stop an auto-sync (D10).
    pub identifiers: LimitView,
    /// Whether problems in the hierarchy only warn or also block (D12).
    #[schema(value_type = HierarchyName)]
    pub hierarchy: Hierarchy,
    /// What a manual sync proposes for excluded people who are in the directory (D6).
    #[schema(value_type = ExcludedExistingName)]
    pub excluded_existing: ExcludedExisting,
    /// Fields that are kept out of everything (staff, R94).
    #[schema(value_type = BTreeSet<String>)]
    pub redacted: BTreeSet<Field>,
    /// Guards that are switched off.
    #[schema(value_type = BTreeSet<String>)]
    pub guards_off: BTreeSet<Code>,
}

/// When a change looks like one person turning into another (R88, D3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HighRiskView {
    /// The fields that count.
    #[schema(value_type = BTreeSet<String>)]
    pub fields: BTreeSet<Field>,
    /// How many of them must change in one run.
    pub minimum: usize,
}

/// A volume limit: exceeded by more than the share and at least the people (D10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitView {
    /// Share of the directory's active people, in percent.
    pub percent: u32,
    /// The fewest people at which the limit can trip.
    #[schema(minimum = 1)]
    pub people: usize,
}

/// The names of the source fields that may be the Employee ID.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub enum EmployeeIdSourceName {
    /// `employeeId`
    EmployeeId,
    /// `alternateId`
    AlternateId,
    /// `customGroupA`
    CustomGroupA,
    /// `customGroupB`
    CustomGroupB,
}

/// What a problem in the hierarchy does.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum HierarchyName {
    /// Keeps the old manager and says why.
    Warn,
    /// Also stops an auto-sync.
    Block,
}

/// What happens to an excluded person who is in the directory already.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum ExcludedExistingName {
    /// Left exactly as is, and shown.
    Keep,
    /// A manual sync proposes the deactivation.
    Deactivate,
}

impl SettingsView {
    /// Whether the two differ in what an Account Administrator sets, and in what a specialist sets.
    #[must_use]
    pub fn differs(&self, other: &Self) -> (bool, bool) {
        let staff = |it: &Self| (it.employee_id_source, it.blank_clears.clone(), it.redacted.clone());
        let alike = Self {
            employee_id_source: other.employee_id_source,
            blank_clears: other.blank_clears.clone(),
            redacted: other.redacted.clone(),
            ..self.clone()
        };
        (alike != *other, staff(self) != staff(other))
    }
}

impl From<AccountSettings> for SettingsView {
    fn from(settings: AccountSettings) -> Self {
        let AccountSettings { recipients, daily_hour, time_zone, employee_id_source, blank_clears, planning } = settings;
        let Settings {
            high_risk: HighRisk { fields, minimum },
            deactivate,
            create,
            identifiers,
            hierarchy,
            excluded_existing,
            redacted,
            guards_off,
        } = planning;
        Self {
            recipients,
            daily_hour,
            time_zone,
            employee_id_source,
            blank_clears,
            high_risk: HighRiskView { fields, minimum },
            deactivate: deactivate.into(),
            create: create.into(),
            identifiers: identifiers.into(),
            hierarchy,
            excluded_existing,
            redacted,
            guards_off,
        }
    }
}

impl From<SettingsView> for AccountSettings {
    fn from(view: SettingsView) -> Self {
        Self {
            recipients: view.recipients,
            daily_hour: view.daily_hour,
            time_zone: view.time_zone,
            employee_id_source: view.employee_id_source,
            blank_clears: view.blank_clears,
            planning: Settings {
                high_risk: HighRisk { fields: view.high_risk.fields, minimum: view.high_risk.minimum },
                deactivate: view.deactivate.into(),
                create: view.create.into(),
                identifiers: view.identifiers.into(),
                hierarchy: view.hierarchy,
                excluded_existing: view.excluded_existing,
                redacted: view.redacted,
                guards_off: view.guards_off,
            },
        }
    }
}

impl From<VolumeLimit> for LimitView {
    fn from(VolumeLimit { percent, people }: VolumeLimit) -> Self {
        Self { percent, people }
    }
}

impl From<LimitView> for VolumeLimit {
    fn from(LimitView { percent, people }: LimitView) -> Self {
        Self { percent, people }
    }
}
