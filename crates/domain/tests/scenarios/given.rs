//! What a scenario plans: settings, people of the source and of the directory.

use domain::mapping::Demographic;
use domain::{
    Employee, EmployeeId, EmployeeStatus, Employment, Field, Mapping, NameKind, Plan, PlanInput, Profile, Settings, Snapshot,
    SourceName, SourcePerson, Trigger,
};
use jiff::civil::{Date, date};

use crate::parse::Row;

/// The input of one plan. By default an auto-sync on 2026-03-31 with default settings and an empty mapping, version 1.
pub(crate) struct Given {
    trigger: Trigger,
    today: Date,
    company: String,
    settings: serde_json::Value,
    mapping: Mapping,
    snapshot: Snapshot,
    directory: Vec<Employee>,
    last_import: Option<(String, u32)>,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            trigger: Trigger::Auto,
            today: date(2026, 3, 31),
            company: "ACME".to_owned(),
            settings: serde_json::json!({}),
            mapping: Mapping { version: 1, ..Mapping::default() },
            snapshot: Snapshot::default(),
            directory: Vec::new(),
            last_import: Some(("ACME".to_owned(), 1)),
        }
    }
}

impl Given {
    /// Plans it.
    pub(crate) fn plan(&self) -> Plan {
        let settings: Settings =
            serde_json::from_value(self.settings.clone()).unwrap_or_else(|error| panic!("settings: {error}"));
        domain::plan(&PlanInput {
            account: "local",
            company: &self.company,
            trigger: self.trigger,
            today: self.today,
            base_epoch: 7,
            mapping: &self.mapping,
            settings: &settings,
            snapshot: &self.snapshot,
            directory: &self.directory,
            last_import: self.last_import.as_ref().map(|(company, version)| (company.as_str(), *version)),
        })
    }

    /// Takes a line `key: value`.
    pub(crate) fn line(&mut self, key: &str, value: &str, place: &str) {
        let mut words = value.split_whitespace();
        match key {
            "trigger" => self.trigger = from_json(&format!("{value:?}"), place),
            "today" => self.today = day(value, place),
            "company" => value.clone_into(&mut self.company),
            "setting" => {
                let Some((name, json)) = value.split_once('=') else { panic!("{place}: write `setting: name = value`") };
                self.settings[name.trim()] = from_json(json.trim(), place);
            }
            "exclude by" => self.mapping.exclude = Some(value.to_owned()),
            "demographic" => {
                let Some((name, field)) = value.split_once(" from ") else {
                    panic!("{place}: write `demographic: Name from field`")
                };
                self.mapping.demographics.push(Demographic::plain(name, field));
            }
            "mapping version" => self.mapping.version = from_json(value, place),
            "not granted" => self.snapshot.not_granted.extend(words.map(|name| Field::from(name.to_owned()))),
            "last import" => {
                let (company, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                self.last_import = Some((company.to_owned(), from_json(version, place)));
            }
            "crowd" => {
                let count: usize = from_json(words.next().unwrap_or_default(), place);
                self.crowd(count, &words.collect::<Vec<_>>().join(" "), place);
            }
            _ => panic!("{place}: nothing is known about `{key}`"),
        }
    }

    /// Takes a row of a table.
    pub(crate) fn row(&mut self, table: &str, row: Row, place: &str) {
        match table {
            "source" => self.snapshot.people.push(source_person(row, place)),
            "directory" => self.directory.push(employee(row, place)),
            "names" => {
                let named = |person: &&mut SourcePerson| Some(&person.source_id) == row.get("source_id");
                let Some(person) = self.snapshot.people.iter_mut().find(named) else {
                    panic!("{place}: nobody has that source_id")
                };
                person.names.push(SourceName {
                    kind: if row.get("kind").is_some_and(|kind| kind == "preferred") {
                        NameKind::Preferred
                    } else {
                        NameKind::Primary
                    },
                    first: row.get("first_name").cloned(),
                    last: row.get("last_name").cloned(),
                    effective: row.get("effective").map(|text| day(text, place)),
                });
            }
            _ => panic!("{place}: a table must follow `source`, `names` or `directory`"),
        }
    }

    /// Adds people who only matter by their number.
    fn crowd(&mut self, count: usize, kind: &str, place: &str) {
        let (first, today) = (self.directory.len() + self.snapshot.people.len(), self.today);
        for number in first..first + count {
            let cell = |name: &str, value: String| (name.to_owned(), value);
            let ids = [cell("source_id", format!("crowd-{number}")), cell("employee_id", format!("C{number}"))];
            let email = |domain: &str| cell("email", format!("crowd{number}@{domain}"));
            let old = || ids.iter().cloned().chain([email("acme.example")]);
            let source = || old().chain([cell("first_name", "Crowd".to_owned()), cell("last_name", number.to_string())]);
            let directory = || old().chain([cell("id", format!("crowd-{number}")), cell("name", format!("Crowd {number}"))]);
            let (source, directory): (Option<Row>, Option<Row>) = match kind {
                "unchanged" => (Some(source().collect()), Some(directory().collect())),
                "leaving" => {
                    (Some(source().chain([cell("termination_date", today.to_string())]).collect()), Some(directory().collect()))
                }
                "new" => (Some(source().collect()), None),
                "missing" => (None, Some(directory().collect())),
                "former" => (None, Some(directory().chain([cell("status", "former".to_owned())]).collect())),
                "with a new email" => (Some(source().chain([email("new.example")]).collect()), Some(directory().collect())),
                _ => panic!("{place}: nothing is known about a crowd `{kind}`"),
            };
            self.snapshot.people.extend(source.map(|row| source_person(row, place)));
            self.directory.extend(directory.map(|row| employee(row, place)));
        }
    }
}

fn source_person(mut row: Row, place: &str) -> SourcePerson {
    let mut take = |column: &str| row.remove(column);
    let mut names = Vec::new();
    for (kind, first, last) in
        [(NameKind::Primary, "first_name", "last_name"), (NameKind::Preferred, "preferred_first", "preferred_last")]
    {
        let (first, last) = (take(first), take(last));
        if first.is_some() || last.is_some() {
            names.push(SourceName { kind, first, last, effective: None });
        }
    }
    SourcePerson {
        source_id: take("source_id").unwrap_or_else(|| panic!("{place}: a source_id is missing")),
        names,
        email: take("email"),
        employee_id: take("employee_id"),
        birth_date: take("birth_date"),
        service_date: take("service_date"),
        termination_date: take("termination_date"),
        employment: match take("status").as_deref() {
            None | Some("A" | "L" | "P" | "S") => Employment::Employed,
            Some("T" | "U" | "D") => Employment::Ended,
            Some(_) => Employment::Unknown,
        },
        manager_source_id: take("reports_to"),
        custom: row,
    }
}

fn employee(mut row: Row, place: &str) -> Employee {
    let mut take = |column: &str| row.remove(column);
    let mut employee = Employee {
        id: EmployeeId(take("id").unwrap_or_else(|| panic!("{place}: an id is missing"))),
        source_id: None,
        profile: Profile::default(),
        status: EmployeeStatus::Active,
        version: 3,
        receipt: None,
        provenance: std::collections::BTreeMap::new(),
    };
    for (column, value) in row {
        assert!(employee.set(&Field::from(column.clone()), Some(&value)), "{place}: {column} cannot be {value:?}");
    }
    employee
}

fn day(text: &str, place: &str) -> Date {
    domain::dates::parse_iso(text).unwrap_or_else(|| panic!("{place}: {text:?} is no date"))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str, place: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{place}: {text:?}: {error}"))
}
