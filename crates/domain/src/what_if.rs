//! What a mapping would do, before it is locked: real people before and after, how well each field is filled, who would be
//! excluded, and whose team that would leave without a manager (R54–R65).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

use crate::desired::{Desired, Reading, desire};
use crate::employee::{Employee, EmployeeId};
use crate::field::{Field, FieldChange};
use crate::finding::{Code, Finding};
use crate::lifecycle::Standing;
use crate::near_names;
use crate::plan::{Action, Change, Plan};
use crate::planner::{PlanInput, in_order, plan};
use crate::spelling;

/// How many people are shown before and after.
pub const PEOPLE_SHOWN: usize = 20;
/// How many values of a demographic are shown, the most frequent first.
pub const VALUES_SHOWN: usize = 10;

/// What a mapping would do. `Debug` shows the plan's counts; the rest may be personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The plan that the next manual sync would make.
    pub plan: Plan,
    /// People spread evenly over the read, with all mapped fields.
    pub people: Vec<BeforeAndAfter>,
    /// Each mapped demographic.
    pub demographics: Vec<Filled>,
    /// Source ids of the people who would be excluded.
    pub excluded: Vec<String>,
    /// Managers who would be excluded, with the people who report to them and stay.
    pub orphaned: Vec<OrphanedTeam>,
    /// Demographics of the directory that this mapping does not fill: a sync leaves them alone (R60).
    pub not_filled: Vec<String>,
}

impl fmt::Debug for WhatIf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WhatIf").field("counts", &self.plan.counts).finish_non_exhaustive()
    }
}

/// A person as the directory holds them, and as the plan leaves them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeforeAndAfter {
    /// The person's id in the source.
    pub source_id: String,
    /// The person in the directory; `None` for somebody new.
    pub employee: Option<EmployeeId>,
    /// What the plan does; `None` when nothing changes.
    pub action: Option<Action>,
    /// All mapped fields, changed or not.
    pub fields: Vec<FieldChange>,
}

/// How well one demographic would be filled, among included people who have not left. `Debug` shows no value.
#[derive(Clone, PartialEq, Eq)]
pub struct Filled {
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
    /// The most frequent values, with how many people have them.
    pub values: Vec<(String, usize)>,
    /// Existing demographics with nearly the same name (R59).
    pub near: Vec<String>,
}

impl fmt::Debug for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filled").field("name", &self.name).field("filled", &self.filled).finish_non_exhaustive()
    }
}

/// A team whose manager would be excluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrphanedTeam {
    /// The manager's source id.
    pub manager: String,
    /// The source ids of the people who report to them.
    pub reports: Vec<String>,
}

/// Plans with a mapping and tells what it does. Writes nothing; the plan is for looking at.
#[must_use]
pub fn what_if(input: &PlanInput<'_>) -> WhatIf {
    let PlanInput { mapping, settings, today, snapshot, directory, .. } = *input;
    let reading = Reading { mapping, settings, today, date_order: snapshot.date_order };
    let (mut rows, findings): (Vec<Desired<'_>>, Vec<Vec<Finding>>) =
        in_order(snapshot).into_iter().map(|person| desire(person, &reading)).unzip();
    let stays: Vec<bool> = rows.iter().map(|row| !row.excluded && row.standing != Standing::Ended).collect();
    spelling::merge(&mut rows, |row| stays[row], mapping, directory, &mut Vec::new());
    let staying: Vec<(&Desired<'_>, &[Finding])> =
        rows.iter().zip(&findings).zip(&stays).filter(|(_, stays)| **stays).map(|((row, found), _)| (row, &found[..])).collect();
    let excluded: Vec<&str> = rows.iter().filter(|row| row.excluded).map(|row| row.source.source_id.as_str()).collect();
    let plan = plan(input);
    let existing = near_names::existing(directory);
    let mapped = |name: &&str| mapping.demographics.iter().any(|demographic| demographic.name == **name);
    WhatIf {
        people: sample(input, &plan),
        demographics: filled(input, &existing, &staying),
        orphaned: orphaned(&excluded, &staying),
        excluded: excluded.into_iter().map(str::to_owned).collect(),
        not_filled: existing.iter().filter(|name| !mapped(name)).map(|name| (*name).to_owned()).collect(),
        plan,
    }
}

/// People spread evenly over those who are in the directory after the plan and in the read, by source id.
fn sample(input: &PlanInput<'_>, plan: &Plan) -> Vec<BeforeAndAfter> {
    let mut people: BTreeMap<&str, (Option<&Employee>, Option<&Change>)> = BTreeMap::new();
    for employee in input.directory {
        people.extend(employee.source_id.as_deref().map(|id| (id, (Some(employee), None))));
    }
    let by_id: HashMap<&EmployeeId, &Employee> = input.directory.iter().map(|employee| (&employee.id, employee)).collect();
    for change in &plan.changes {
        people.extend(change.source_id.as_deref().map(|id| (id, (by_id.get(&change.employee).copied(), Some(change)))));
    }
    let read: HashSet<&str> = input.snapshot.people.iter().map(|row| row.source_id.as_str()).collect();
    people.retain(|id, _| read.contains(id) && !plan.left_out.contains_key(*id));
    let step = people.len().div_ceil(PEOPLE_SHOWN).max(1);
    let shown = people.into_iter().step_by(step);
    shown.map(|(id, (employee, change))| before_and_after(input, id, employee, change)).collect()
}

fn before_and_after(input: &PlanInput<'_>, id: &str, employee: Option<&Employee>, change: Option<&Change>) -> BeforeAndAfter {
    let demographics = input.mapping.demographics.iter().map(|demographic| Field::Demographic(demographic.name.clone()));
    let fields = Field::CORE.into_iter().chain(demographics).filter(|field| !input.settings.redacts(field));
    let field = |field: Field| {
        let before = employee.and_then(|employee| employee.value(&field));
        let planned = change.and_then(|change| change.fields.iter().find(|it| it.field == field));
        let after = planned.map_or_else(|| before.clone(), |planned| planned.after.clone());
        FieldChange { field, before, after }
    };
    BeforeAndAfter {
        source_id: id.to_owned(),
        employee: employee.map(|employee| employee.id.clone()),
        action: change.map(|change| change.action),
        fields: fields.map(field).collect(),
    }
}

fn filled(input: &PlanInput<'_>, existing: &BTreeSet<&str>, staying: &[(&Desired<'_>, &[Finding])]) -> Vec<Filled> {
    let near = near_names::near_names(input.mapping, existing);
    let of = |demographic: &crate::Demographic| {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for value in staying.iter().filter_map(|(row, _)| row.demographics.get(demographic.name.as_str())) {
            *counted.entry(value).or_default() += 1;
        }
        let field = Field::Demographic(demographic.name.clone());
        let bad = |finding: &Finding| {
            finding.field.as_ref() == Some(&field) && matches!(finding.code, Code::BadDate | Code::ValueNotInTable)
        };
        let mut values: Vec<(String, usize)> = counted.iter().map(|(value, people)| ((*value).to_owned(), *people)).collect();
        values.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
        values.truncate(VALUES_SHOWN);
        Filled {
            name: demographic.name.clone(),
            field: demographic.field.clone(),
            people: staying.len(),
            filled: counted.values().sum(),
            unusable: staying.iter().filter(|(_, findings)| findings.iter().any(bad)).count(),
            distinct: counted.len(),
            values,
            near: near.iter().filter(|near| near.mapped == demographic.name).map(|near| near.existing.clone()).collect(),
        }
    };
    let shown = input.mapping.demographics.iter();
    shown.filter(|it| !input.settings.redacts(&Field::Demographic(it.name.clone()))).map(of).collect()
}

fn orphaned(excluded: &[&str], staying: &[(&Desired<'_>, &[Finding])]) -> Vec<OrphanedTeam> {
    let mut teams: BTreeMap<&str, Vec<String>> = excluded.iter().map(|manager| (*manager, Vec::new())).collect();
    for (row, _) in staying {
        if let Some(reports) = row.manager.and_then(|manager| teams.get_mut(manager)) {
            reports.push(row.source.source_id.clone());
        }
    }
    let with_people = teams.into_iter().filter(|(_, reports)| !reports.is_empty());
    with_people.map(|(manager, reports)| OrphanedTeam { manager: manager.to_owned(), reports }).collect()
}
