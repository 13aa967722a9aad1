//! What a plan was made from, kept: so that the same plan can be made again, elsewhere and later.

use serde::{Deserialize, Serialize};

use crate::employee::Employee;
use crate::field::Field;
use crate::mapping::{Demographic, Mapping};
use crate::names;
use crate::plan::{Plan, Trigger};
use crate::planner::{self, PlanInput};
use crate::settings::Settings;
use crate::source::{NameKind, Snapshot, SourceName, SourcePerson};
use crate::transform::Transform;
use jiff::civil::Date;

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
        for person in &mut snapshot.people {
            strip(person, mapping, settings, today);
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

    /// Plans again. `read` is the digest of the whole read: what is redacted counts in it, and is not here.
    #[must_use]
    pub fn plan(&self, read: &crate::Digest) -> Plan {
        let plan = planner::plan(&PlanInput {
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
        });
        if self.settings.redacted.is_empty() { plan } else { Plan { snapshot: read.clone(), ..plan } }
    }
}

/// Takes out of a row what planning drops, too.
fn strip(person: &mut SourcePerson, mapping: &Mapping, settings: &Settings, today: Date) {
    let redacts = |field: Field| settings.redacts(&field);
    let clear = |value: &mut Option<String>, field: Field| {
        if redacts(field) {
            *value = None;
        }
    };
    if redacts(Field::PreferredName) {
        person.names.retain(|name| name.kind != NameKind::Preferred);
    }
    if redacts(Field::Name) {
        without_legal_names(person, today);
    }
    clear(&mut person.email, Field::Email);
    clear(&mut person.employee_id, Field::EmployeeId);
    clear(&mut person.birth_date, Field::DateOfBirth);
    clear(&mut person.service_date, Field::StartDate);
    clear(&mut person.termination_date, Field::EndDate);
    clear(&mut person.manager_source_id, Field::ManagerEmail);
    let read = |demographic: &Demographic, path: &str| {
        demographic.field == path || demographic.transforms.iter().flat_map(Transform::other_fields).any(|other| other == path)
    };
    person.custom.retain(|path, _| {
        let shown = mapping.demographics.iter().filter(|it| !redacts(Field::Demographic(it.name.clone())));
        mapping.exclude.as_deref() == Some(path.as_str()) || shown.into_iter().any(|it| read(it, path))
    });
}

/// The preferred name as it comes out of both names, and the days on which it changes; nothing of the legal one (R51).
fn without_legal_names(person: &mut SourcePerson, today: Date) {
    let preferred = |first, effective| SourceName { kind: NameKind::Preferred, first, last: None, effective };
    let holds = names::preferred(person, today).map(|first| preferred(Some(first), None));
    let of_kind = person.names.iter().filter(|name| name.kind == NameKind::Preferred);
    let to_come = of_kind.filter_map(|name| name.effective).filter(|date| *date > today);
    let to_come: Vec<SourceName> = to_come.map(|date| preferred(None, Some(date))).collect();
    person.names = holds.into_iter().chain(to_come).collect();
}
