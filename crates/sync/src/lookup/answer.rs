//! What a lookup answers, as it is kept and shown.

use std::collections::BTreeMap;

use domain::what_if::{self, BeforeAndAfter, Filled, OrphanedTeam};
use domain::{Action, Code, Counts, EmployeeId, Field, FieldChange, Verdict};
use serde::{Deserialize, Serialize};

/// What is shown in place of a date of birth.
pub const HIDDEN: &str = "••••-••-••";
/// The most people of one list that are kept; how many there are is told besides.
pub const LIST_MAX: usize = 1_000;

/// What a mapping makes of one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The person's id in the source.
    pub source_id: String,
    /// Every field that the mapping fills.
    pub values: Vec<PreviewValue>,
    /// Whether the source excludes the person (D19).
    pub excluded: bool,
}

/// What one field becomes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewValue {
    /// The field.
    pub field: Field,
    /// The source field that it comes from.
    pub source: Option<String>,
    /// What the next manual sync would leave in it.
    pub value: Option<String>,
    /// What is worth knowing about it.
    pub note: Option<String>,
}

/// What a mapping would do: the shape of `rollcall map --what-if --json`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct WhatIf {
    /// What would come out of planning.
    pub verdict: Verdict,
    /// The guards that would object.
    pub blocked_by: Vec<Code>,
    /// How many people would fall under what.
    pub counts: Counts,
    /// How often each finding would occur.
    pub findings: BTreeMap<Code, usize>,
    /// Each mapped demographic.
    pub demographics: Vec<FilledDemographic>,
    /// Source ids of the people who would be excluded.
    pub excluded: Vec<String>,
    /// Managers who would be excluded, with the people who report to them and stay.
    pub orphaned: Vec<Team>,
    /// Demographics of the directory that this mapping does not fill (R60).
    pub not_filled: Vec<String>,
    /// People spread evenly over the read, before and after.
    pub people: Vec<PersonThen>,
}

/// How well one demographic would be filled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledDemographic {
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
    pub values: Vec<ValueCount>,
    /// Existing demographics with nearly the same name (R59).
    pub near: Vec<String>,
}

/// A value, and how many people have it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// The value.
    pub value: String,
    /// How many people have it.
    pub people: usize,
}

/// A team whose manager would be excluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// The manager's source id.
    pub manager: String,
    /// The source ids of the people who report to them.
    pub reports: Vec<String>,
}

/// A person as the directory holds them, and as the plan would leave them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonThen {
    /// The person's id in the source.
    pub source_id: String,
    /// The person in the directory; `None` for somebody new.
    pub employee: Option<EmployeeId>,
    /// What the plan does; `None` when nothing changes.
    pub action: Option<Action>,
    /// All mapped fields, changed or not.
    pub fields: Vec<FieldThen>,
}

/// A field before and after.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldThen {
    /// The field.
    pub field: Field,
    /// The value in the directory.
    pub before: Option<String>,
    /// The value after the plan.
    pub after: Option<String>,
    /// Whether the two differ, which two hidden values do not show.
    pub changed: bool,
}

macro_rules! debug_without_values {
    ($($shape:ident: $told:ident),*) => { $(
        impl std::fmt::Debug for $shape {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($shape)).field(stringify!($told), &self.$told).finish_non_exhaustive()
            }
        }
    )* };
}

debug_without_values!(
    Preview: excluded, PreviewValue: field, WhatIf: counts, FilledDemographic: name, ValueCount: people,
    PersonThen: action, FieldThen: field
);

impl From<&what_if::WhatIf> for WhatIf {
    fn from(what_if: &what_if::WhatIf) -> Self {
        let plan = &what_if.plan;
        Self {
            verdict: plan.verdict,
            blocked_by: plan.blocked_by(),
            counts: plan.counts.clone(),
            findings: plan.finding_counts(),
            demographics: what_if.demographics.iter().map(FilledDemographic::from).collect(),
            excluded: what_if.excluded.clone(),
            orphaned: what_if.orphaned.iter().map(Team::from).collect(),
            not_filled: what_if.not_filled.clone(),
            people: what_if.people.iter().map(PersonThen::from).collect(),
        }
    }
}

impl WhatIf {
    /// The same to be kept: dates of birth hidden, also where a demographic comes from that source field, and no list longer
    /// than [`LIST_MAX`]. The counts still tell how many there are.
    #[must_use]
    pub fn to_keep(mut self, birth_date: Option<&str>) -> Self {
        let is_birth = |path: &str| Some(path) == birth_date;
        let hidden: Vec<Field> =
            self.demographics.iter().filter(|it| is_birth(&it.field)).map(|it| it.name.clone().into()).collect();
        for demographic in self.demographics.iter_mut().filter(|it| is_birth(&it.field)) {
            demographic.values.clear();
        }
        for field in self.people.iter_mut().flat_map(|person| &mut person.fields) {
            if field.field == Field::DateOfBirth || hidden.contains(&field.field) {
                field.before = field.before.take().map(|_| HIDDEN.to_owned());
                field.after = field.after.take().map(|_| HIDDEN.to_owned());
            }
        }
        self.excluded.truncate(LIST_MAX);
        self.orphaned.truncate(LIST_MAX);
        let mut left = LIST_MAX;
        for team in &mut self.orphaned {
            team.reports.truncate(left);
            left -= team.reports.len();
        }
        self
    }
}

impl From<&Filled> for FilledDemographic {
    fn from(filled: &Filled) -> Self {
        let count = |(value, people): &(String, usize)| ValueCount { value: value.clone(), people: *people };
        Self {
            name: filled.name.clone(),
            field: filled.field.clone(),
            people: filled.people,
            filled: filled.filled,
            unusable: filled.unusable,
            distinct: filled.distinct,
            values: filled.values.iter().map(count).collect(),
            near: filled.near.clone(),
        }
    }
}

impl From<&OrphanedTeam> for Team {
    fn from(team: &OrphanedTeam) -> Self {
        Self { manager: team.manager.clone(), reports: team.reports.clone() }
    }
}

impl From<&BeforeAndAfter> for PersonThen {
    fn from(person: &BeforeAndAfter) -> Self {
        let then = |change: &FieldChange| FieldThen {
            field: change.field.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
            changed: change.before != change.after,
        };
        Self {
            source_id: person.source_id.clone(),
            employee: person.employee.clone(),
            action: person.action,
            fields: person.fields.iter().map(then).collect(),
        }
    }
}
