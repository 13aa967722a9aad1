//! What a scenario lives through: an account, its source and its directory, from one step to the next.

use std::collections::{BTreeMap, BTreeSet};

use domain::mapping::{Editor, MappingError};
use domain::near_names::{existing, near_names};
use domain::{
    Digest, Employee, EmployeeId, Field, IntegrationState, Mapping, Missing, NextAction, Plan, PlanInput, Settings, Snapshot,
    Trigger, absence,
};
use jiff::civil::{Date, date};

use crate::commit::commit;
use crate::given::{crowd, day, employee, from_json, source_name, source_person};
use crate::parse::{Given, Row, Step};
use crate::undoing::{self, Imported};
use crate::{show, tell};

/// By default an auto-sync on 2026-03-31 with default settings and an empty mapping, version 1, after an import.
pub(crate) struct World {
    pub(crate) trigger: Trigger,
    pub(crate) today: Date,
    pub(crate) company: String,
    pub(crate) settings: serde_json::Value,
    pub(crate) mapping: Mapping,
    pub(crate) draft: Mapping,
    pub(crate) snapshot: Snapshot,
    pub(crate) directory: Vec<Employee>,
    pub(crate) last_import: Option<(String, u32)>,
    pub(crate) missing: Vec<Missing>,
    pub(crate) complete_runs: u64,
    /// The plan that was looked at last, and what a person decided about it.
    pub(crate) planned: Option<Plan>,
    pub(crate) choices: Choices,
    /// What was imported so far, undos too, and which of them is to be undone.
    pub(crate) imports: Vec<Imported>,
    pub(crate) undo: Option<usize>,
    /// Whether a guard stopped a daily sync and nobody has imported by hand since.
    pub(crate) blocked: bool,
    /// The cause that was mailed last.
    pub(crate) mailed: Option<Digest>,
    /// What is looked at besides the plan.
    pub(crate) tell: BTreeSet<String>,
    pub(crate) explain: Vec<(String, Option<Field>)>,
    time_zone: String,
    state: IntegrationState,
    /// What a saved mapping came to.
    pub(crate) saved: Vec<String>,
}

/// What a person decides about a plan before it is committed.
#[derive(Default)]
pub(crate) struct Choices {
    pub(crate) not_imported: bool,
    pub(crate) confirmed: bool,
    /// Source ids whose changes are left out.
    pub(crate) left_out: BTreeSet<String>,
    pub(crate) same_person: BTreeMap<String, EmployeeId>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            trigger: Trigger::Auto,
            today: date(2026, 3, 31),
            company: "ACME".to_owned(),
            settings: serde_json::json!({}),
            mapping: Mapping { version: 1, ..Mapping::default() },
            draft: Mapping::default(),
            snapshot: Snapshot::default(),
            directory: Vec::new(),
            last_import: Some(("ACME".to_owned(), 1)),
            missing: Vec::new(),
            complete_runs: 0,
            planned: None,
            choices: Choices::default(),
            imports: Vec::new(),
            undo: None,
            blocked: false,
            mailed: None,
            tell: BTreeSet::new(),
            explain: Vec::new(),
            time_zone: "America/New_York".to_owned(),
            state: IntegrationState::NotConnected,
            saved: Vec::new(),
        }
    }
}

impl World {
    /// Lives through a step and gives the lines that are seen.
    pub(crate) fn live(&mut self, step: &Step) -> Vec<String> {
        self.choose(step);
        commit(self);
        self.change(step);
        match step.look_at.as_str() {
            "mapping" => std::mem::take(&mut self.saved),
            "undo" => undoing::look(self),
            "next step" => vec![next_action(self.state)],
            "what if" => tell::what_if(&domain::what_if::what_if(&self.input(&self.settings(), &self.draft))),
            _ => self.plan(),
        }
    }

    fn plan(&mut self) -> Vec<String> {
        let settings = self.settings();
        let plan = domain::plan(&self.input(&settings, &self.mapping));
        if plan.verdict != domain::Verdict::Incomplete {
            self.missing = absence::after(&self.missing, &plan, &BTreeSet::new(), self.complete_runs);
            self.complete_runs += u64::from(plan.coverage == domain::Coverage::Everybody);
        }
        let lines = show::lines(&plan, &self.missing, self.complete_runs);
        let lines = lines.into_iter().chain(tell::besides(self, &plan, &settings)).collect();
        if plan.verdict == domain::Verdict::Blocked && !plan.trigger.is_reviewed() {
            (self.blocked, self.mailed) = (true, Some(plan.cause()));
        }
        self.planned = Some(plan);
        lines
    }

    pub(crate) fn settings(&self) -> Settings {
        serde_json::from_value(self.settings.clone()).unwrap_or_else(|error| panic!("settings: {error}"))
    }

    fn input<'a>(&'a self, settings: &'a Settings, mapping: &'a Mapping) -> PlanInput<'a> {
        PlanInput {
            account: "local",
            company: &self.company,
            trigger: self.trigger,
            today: self.today,
            base_epoch: 7,
            mapping,
            settings,
            snapshot: &self.snapshot,
            directory: &self.directory,
            last_import: self.last_import.as_ref().map(|(company, version)| (company.as_str(), *version)),
        }
    }

    /// What a person decided about the plan of the step before.
    fn choose(&mut self, step: &Step) {
        self.choices = Choices::default();
        for (given, place) in &step.given {
            let Given::Line(key, value) = given else { continue };
            match key.as_str() {
                "not imported" => self.choices.not_imported = true,
                "confirmed" => self.choices.confirmed = true,
                "left out" => drop(self.choices.left_out.insert(value.clone())),
                "same person" => {
                    let Some((row, id)) = value.split_once(" = ") else { panic!("{place}: write `same person: S1 = ann`") };
                    self.choices.same_person.insert(row.to_owned(), EmployeeId(id.to_owned()));
                }
                _ => {}
            }
        }
    }

    fn change(&mut self, step: &Step) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (given, place) in &step.given {
            match given {
                Given::Line(key, value) => self.line(key, value, place),
                Given::Row(table, row) => {
                    // A table of the source stands in place of the one before.
                    if seen.insert(table) && table == "source" {
                        self.snapshot.people.clear();
                    }
                    self.row(table, row, place);
                }
            }
        }
    }

    fn line(&mut self, key: &str, value: &str, place: &str) {
        let mut words = value.split_whitespace();
        match key {
            "not imported" | "confirmed" | "left out" | "same person" => {}
            "trigger" => {
                self.trigger = from_json(&format!("{value:?}"), place);
                self.snapshot.coverage =
                    if self.trigger == Trigger::File { domain::Coverage::Some } else { domain::Coverage::Everybody };
            }
            "today" => self.today = day(value, place),
            "time zone" => value.clone_into(&mut self.time_zone),
            "now" => {
                let now = value.parse().unwrap_or_else(|error| panic!("{place}: {error}"));
                self.today = domain::dates::local_date(now, &self.time_zone).unwrap_or_else(|| panic!("{place}: no such zone"));
            }
            "state" => self.state = from_json(&format!("{value:?}"), place),
            "company" => value.clone_into(&mut self.company),
            "setting" => {
                let Some((name, json)) = value.split_once('=') else { panic!("{place}: write `setting: name = value`") };
                self.settings[name.trim()] = from_json(json.trim(), place);
            }
            "dates" => self.snapshot.date_order = from_json(&format!("{value:?}"), place),
            "not granted" => self.snapshot.not_granted.extend(words.map(|name| Field::from(name.to_owned()))),
            "last import" if value == "never" => self.last_import = None,
            "last import" => {
                let (company, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                self.last_import = Some((company.to_owned(), from_json(version, place)));
            }
            "crowd" => {
                let count: usize = from_json(words.next().unwrap_or_default(), place);
                let first = self.directory.len() + self.snapshot.people.len();
                let (sent, stored) = crowd(first, count, &words.collect::<Vec<_>>().join(" "), self.today, place);
                self.snapshot.people.extend(sent);
                self.directory.extend(stored);
            }
            "of import" => self.undo = Some(from_json(value, place)),
            "edit" => self.edit(value, place),
            "tell" => self.tell.extend(value.split(", ").map(str::to_owned)),
            "explain" => {
                let (who, field) = value.split_once(' ').map_or((value, None), |(who, field)| (who, Some(field)));
                self.explain.push((who.to_owned(), field.map(|name| Field::from(name.to_owned()))));
            }
            _ => self.mapping_line(key, value, place),
        }
    }

    /// A line about the mapping: in use at once, or of a draft that somebody saves.
    fn mapping_line(&mut self, key: &str, value: &str, place: &str) {
        let (mapping, key) = match key.strip_prefix("draft ") {
            Some(key) => (&mut self.draft, key),
            None => (&mut self.mapping, key),
        };
        match key {
            "demographic" => mapping.demographics.push(tell::demographic(value, place)),
            "exclude by" => mapping.exclude = Some(value.to_owned()),
            "blank clears" => mapping.blank_clears.extend(value.split(", ").map(|name| Field::from(name.to_owned()))),
            "employee id from" => mapping.employee_id_source = from_json(&format!("{value:?}"), place),
            "mapping version" => mapping.version = from_json(value, place),
            "locked" => mapping.locked = from_json(value, place),
            "save" => self.save(value),
            _ => panic!("{place}: nothing is known about `{key}`"),
        }
    }

    fn save(&mut self, how: &str) {
        let who = if how.contains("specialist") { Editor::Staff } else { Editor::Customer };
        let draft = std::mem::take(&mut self.draft);
        match self.mapping.revise(draft, how.contains("lock it"), who) {
            Ok(mapping) => {
                self.saved.push(tell::mapping(&mapping));
                self.mapping = mapping;
                let near = near_names(&self.mapping, &existing(&self.directory));
                self.saved.extend(near.iter().map(|near| format!("warning: {} is nearly {}", near.mapped, near.existing)));
            }
            Err(MappingError::Locked) => self.saved.push("refused: locked".to_owned()),
            Err(error) => self.saved.push(format!("refused: {error}")),
        }
    }

    /// An edit by hand, as `ann email = new@acme.example`.
    fn edit(&mut self, value: &str, place: &str) {
        let Some(((id, field), new)) = value.split_once(" = ").and_then(|(left, new)| Some((left.split_once(' ')?, new))) else {
            panic!("{place}: write `edit: ann email = ann@acme.example`")
        };
        let named = |employee: &&mut Employee| employee.id.0 == id || employee.source_id.as_deref() == Some(id);
        let Some(employee) = self.directory.iter_mut().find(named) else { panic!("{place}: nobody is {id}") };
        let field = Field::from(field.to_owned());
        assert!(employee.set(&field, Some(new)), "{place}: {field} cannot be {new:?}");
        employee.provenance.remove(&field);
        employee.version += 1;
    }

    fn row(&mut self, table: &str, row: &Row, place: &str) {
        match table {
            "source" => self.snapshot.people.push(source_person(row.clone(), place)),
            "directory" => self.directory.push(employee(row.clone(), place)),
            _ => {
                let named = |person: &&mut domain::SourcePerson| Some(&person.source_id) == row.get("source_id");
                let Some(person) = self.snapshot.people.iter_mut().find(named) else {
                    panic!("{place}: nobody has that source_id")
                };
                person.names.push(source_name(row, place));
            }
        }
    }
}

fn next_action(state: IntegrationState) -> String {
    let action = serde_json::to_value(NextAction::from(state)).ok();
    action.and_then(|action| action.as_str().map(str::to_owned)).unwrap_or_default()
}
