//! Rows of tables: people of the source and of the directory.

use domain::{Employee, EmployeeId, EmployeeStatus, Employment, Field, NameKind, Profile, SourceName, SourcePerson};
use jiff::civil::Date;

use crate::parse::Row;

pub(crate) fn source_person(mut row: Row, place: &str) -> SourcePerson {
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

pub(crate) fn source_name(row: &Row, place: &str) -> SourceName {
    SourceName {
        kind: match row.get("kind").map(String::as_str) {
            Some("preferred") => NameKind::Preferred,
            Some("former") => NameKind::Other,
            _ => NameKind::Primary,
        },
        first: row.get("first_name").cloned(),
        last: row.get("last_name").cloned(),
        effective: row.get("effective").map(|text| day(text, place)),
    }
}

pub(crate) fn employee(mut row: Row, place: &str) -> Employee {
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

/// People who only matter by their number: `count` of a kind, numbered from `first` on.
pub(crate) fn crowd(first: usize, count: usize, kind: &str, today: Date, place: &str) -> (Vec<SourcePerson>, Vec<Employee>) {
    let (mut sent, mut stored) = (Vec::new(), Vec::new());
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
        sent.extend(source.map(|row| source_person(row, place)));
        stored.extend(directory.map(|row| employee(row, place)));
    }
    (sent, stored)
}

pub(crate) fn day(text: &str, place: &str) -> Date {
    domain::dates::parse_iso(text).unwrap_or_else(|| panic!("{place}: {text:?} is no date"))
}

pub(crate) fn from_json<T: serde::de::DeserializeOwned>(text: &str, place: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{place}: {text:?}: {error}"))
}
