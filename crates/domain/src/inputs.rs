//! What a plan was made from, kept: so that the same plan can be made again, elsewhere and later.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::employee::Employee;
use crate::mapping::Mapping;
use crate::plan::{Plan, Trigger};
use crate::planner::{self, PlanInput};
use crate::redaction::Redaction;
use crate::settings::Settings;
use crate::source::Snapshot;

/// [`PlanInput`] with its values, without what is redacted or unmapped (R70, R95). `Debug` shows no person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Inputs {
    /// The account.
    pub account: String,
    /// The source company.
    pub company: String,
    /// Who asked.
    pub trigger: Trigger,
    /// The account's local date.
    pub today: Date,
    /// The directory epoch.
    pub base_epoch: u64,
    /// The mapping.
    pub mapping: Mapping,
    /// Limits, guards and redaction.
    pub settings: Settings,
    /// The read.
    pub snapshot: Snapshot,
    /// Everybody in the directory.
    pub directory: Vec<Employee>,
    /// Company and mapping version of the last import.
    #[serde(default)]
    pub last_import: Option<(String, u32)>,
}

impl Inputs {
    /// Keeps what a plan is made from.
    #[must_use]
    pub fn of(input: &PlanInput<'_>) -> Self {
        let PlanInput { mapping, settings, today, .. } = *input;
        let mut snapshot = input.snapshot.clone();
        let redaction = Redaction::of(mapping, settings, today);
        let paths: BTreeSet<&str> = mapping.custom_paths().collect();
        for person in &mut snapshot.people {
            redaction.apply(person);
            person.custom.retain(|path, _| paths.contains(path.as_str()));
        }
        let mut directory = input.directory.to_vec();
        for employee in &mut directory {
            employee.profile.redact(settings);
            // The names of the others matter to planning, their values do not.
            let mapped = |name: &String| mapping.demographics.iter().any(|demographic| demographic.name == *name);
            let others = employee.profile.demographics.iter_mut().filter(|(name, _)| !mapped(name));
            others.for_each(|(_, value)| value.clear());
        }
        Self {
            account: input.account.to_owned(),
            company: input.company.to_owned(),
            trigger: input.trigger,
            today,
            base_epoch: input.base_epoch,
            mapping: mapping.clone(),
            settings: settings.clone(),
            snapshot,
            directory,
            last_import: input.last_import.map(|(company, version)| (company.to_owned(), version)),
        }
    }

    /// Plans again.
    #[must_use]
    pub fn plan(&self) -> Plan {
        planner::plan(&PlanInput {
            account: &self.account,
            company: &self.company,
            trigger: self.trigger,
            today: self.today,
            base_epoch: self.base_epoch,
            mapping: &self.mapping,
            settings: &self.settings,
            snapshot: &self.snapshot,
            directory: &self.directory,
            last_import: self.last_import.as_ref().map(|(company, version)| (company.as_str(), *version)),
        })
    }
}
