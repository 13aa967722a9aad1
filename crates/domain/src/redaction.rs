//! Takes redacted values out of what a source sent (R95): who keeps a read for a while keeps none of them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::field::Field;
use crate::mapping::Mapping;
use crate::names;
use crate::settings::Settings;
use crate::source::{NameKind, SourcePerson};
use crate::text::present;

/// What an account redacts, ready to be applied to many people.
#[derive(Debug, Clone)]
pub struct Redaction<'a> {
    settings: &'a Settings,
    /// The custom paths that a demographic which is not redacted, or the exclusion, reads.
    visible: BTreeSet<&'a str>,
    today: Date,
}

impl<'a> Redaction<'a> {
    /// The redaction of an account with a mapping. `today` is the account's local date: it decides which legal name holds.
    #[must_use]
    pub fn of(mapping: &'a Mapping, settings: &'a Settings, today: Date) -> Self {
        let redacted = |name: &str| settings.redacts(&Field::Demographic(name.to_owned()));
        Self { settings, visible: mapping.custom_paths_but(redacted).collect(), today }
    }

    /// Takes out of a person what is redacted. Planning from what is left gives the same plan; doing it twice changes nothing.
    pub fn apply(&self, person: &mut SourcePerson) {
        if self.settings.redacted.is_empty() {
            return;
        }
        self.apply_to_names(person);
        let values = [
            (Field::Email, &mut person.email),
            (Field::EmployeeId, &mut person.employee_id),
            (Field::DateOfBirth, &mut person.birth_date),
            (Field::StartDate, &mut person.service_date),
            (Field::EndDate, &mut person.termination_date),
            (Field::ManagerEmail, &mut person.manager_source_id),
        ];
        for (field, value) in values {
            if self.settings.redacts(&field) {
                *value = None;
            }
        }
        person.custom.retain(|path, _| self.visible.contains(path.as_str()));
    }

    fn apply_to_names(&self, person: &mut SourcePerson) {
        let legal = self.settings.redacts(&Field::Name);
        let preferred = self.settings.redacts(&Field::PreferredName);
        if legal {
            // A preferred name is shown without a last name that is the legal one (R51), which nobody knows afterwards.
            let last = names::legal_last(person, self.today).map(str::to_owned);
            for name in person.names.iter_mut().filter(|name| name.kind == NameKind::Preferred) {
                let own = present(name.last.as_deref());
                if present(name.first.as_deref()).is_some() && own.is_some() && own == last.as_deref() {
                    name.last = None;
                }
            }
        }
        person.names.retain(|name| match name.kind {
            NameKind::Primary => !legal,
            NameKind::Preferred => !preferred,
            NameKind::Other => !legal && !preferred,
        });
    }
}
