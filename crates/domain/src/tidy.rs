//! Tidying up after a change of the mapping: a plan that clears demographics which nothing fills any more (R60). It is reviewed,
//! sealed and committed like every other, and can be undone.

use std::collections::{BTreeMap, BTreeSet};

use crate::basis::{self, Basis};
use crate::employee::Employee;
use crate::field::{Field, FieldChange};
use crate::plan::{Action, Change, Plan, Trigger};
use crate::planner::finish::Planned;
use crate::planner::visible;
use crate::settings::Settings;

/// Why demographics are not cleared. Holds no value of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TidyError {
    /// No demographic was named.
    #[error("no demographic is named; name one that nothing fills any more")]
    Nothing,
    /// The mapping fills it.
    #[error("the mapping fills {0:?}, so the next sync would bring it back; only what it does not fill can be deleted")]
    Filled(String),
    /// Nobody has it.
    #[error("nobody of the directory has a demographic {0:?}; its name counts letter by letter")]
    Nobody(String),
}

/// The plan that clears the named demographics of everybody who has them. `filled` are those of the mapping. It changes nothing
/// else of anybody.
///
/// # Errors
/// The first name that may not be cleared.
pub fn tidy(basis: &Basis<'_>, names: &BTreeSet<String>, filled: &BTreeSet<String>) -> Result<Plan, TidyError> {
    let directory = visible(basis.directory, basis.settings);
    let basis = &Basis { directory: &directory, ..*basis };
    let held = held(&directory, basis.settings);
    for name in names {
        if filled.contains(name) {
            return Err(TidyError::Filled(name.clone()));
        }
        if !held.contains_key(name) {
            return Err(TidyError::Nobody(name.clone()));
        }
    }
    if names.is_empty() {
        return Err(TidyError::Nothing);
    }
    let changes = directory.iter().filter_map(|employee| cleared(employee, names, basis.settings)).collect();
    Ok(Planned::without_a_read(Trigger::Edit, changes, Vec::new(), &("tidy", names)).finish(basis))
}

/// How many people have each demographic, without those that are redacted (R95).
#[must_use]
pub fn held(directory: &[Employee], settings: &Settings) -> BTreeMap<String, usize> {
    let mut people = BTreeMap::new();
    for name in directory.iter().flat_map(|employee| employee.profile.demographics.keys()) {
        *people.entry(name.clone()).or_default() += 1;
    }
    people.retain(|name, _| !settings.redacts(&Field::Demographic(name.clone())));
    people
}

fn cleared(employee: &Employee, names: &BTreeSet<String>, settings: &Settings) -> Option<Change> {
    let has = employee.profile.demographics.iter().filter(|(name, _)| names.contains(*name));
    let fields: Vec<FieldChange> = has
        .map(|(name, value)| FieldChange { field: Field::Demographic(name.clone()), before: Some(value.clone()), after: None })
        .collect();
    let change = |fields| basis::change(Action::Update, employee, employee.source_id.clone(), fields, settings);
    (!fields.is_empty()).then(|| change(fields))
}
