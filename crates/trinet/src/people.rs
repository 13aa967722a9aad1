//! Collects the people of a pass, page by page, and fills what only the list of departments knows.

use std::collections::{BTreeSet, HashMap};

use domain::{Field, Snapshot, SourcePerson};
use sync::SourceError;
use sync::ports::{Cursor, Next, Pages, ReadSoFar, Wanted};

use crate::api::Api;
use crate::departments::{self, Department, Part};
use crate::read::{Collect, From};
use crate::row::{BadRow, Reader};
use crate::spelling;

/// The people of the running pass.
pub(crate) struct People<'a> {
    wanted: &'a Wanted,
    api: &'a Api,
    /// Who takes finished pages.
    pages: &'a dyn Pages,
    reader: Reader,
    people: Vec<SourcePerson>,
    /// How many of them are on pages that were handed over.
    handed_over: usize,
    /// Where a read goes on: the fields that nobody before had.
    not_granted_before: Option<BTreeSet<Field>>,
    /// Custom paths that the list of departments can fill.
    fillable: Vec<(String, Part)>,
    /// Who of this page has a department id but lacks one of those.
    lacking: Vec<Lacking>,
    /// That list, once somebody lacked something.
    departments: Option<HashMap<String, Department>>,
}

struct Lacking {
    person: usize,
    department_id: String,
}

impl<'a> People<'a> {
    /// # Errors
    /// When a mapping asks for what is never read.
    pub(crate) fn check(wanted: &Wanted) -> Result<(), SourceError> {
        match wanted.custom_paths.iter().find(|path| spelling::leads_to_never_read(path)) {
            None => Ok(()),
            Some(_) => Err(SourceError::NotPermitted {
                what: "pay or national identity numbers, which Rollcall never reads: remove them from the mapping".to_owned(),
            }),
        }
    }

    pub(crate) fn new(wanted: &'a Wanted, api: &'a Api, pages: &'a dyn Pages) -> Self {
        let part = |path: &String| Part::of(path).map(|part| (path.clone(), part));
        Self {
            wanted,
            api,
            pages,
            reader: Reader::new(wanted),
            people: Vec::new(),
            handed_over: 0,
            not_granted_before: None,
            fillable: wanted.custom_paths.iter().filter_map(part).collect(),
            lacking: Vec::new(),
            departments: None,
        }
    }

    /// Takes the people of an earlier read's pages.
    pub(crate) fn go_on_from(&mut self, read: ReadSoFar) -> From {
        let ids = read.people.iter().map(|person| person.source_id.clone()).collect();
        self.handed_over = read.people.len();
        self.people = read.people;
        // Of no people it says nothing.
        self.not_granted_before = (self.handed_over > 0).then(|| read.cursor.not_granted.clone());
        From { cursor: read.cursor, ids }
    }

    pub(crate) fn into_snapshot(self) -> Snapshot {
        let not_granted = self.not_granted();
        Snapshot { people: self.people, not_granted, ..Snapshot::default() }
    }

    fn not_granted(&self) -> BTreeSet<Field> {
        match &self.not_granted_before {
            _ if self.people.is_empty() => BTreeSet::new(),
            None => self.reader.not_granted(),
            Some(before) => before & &self.reader.not_granted(),
        }
    }
}

impl Collect for People<'_> {
    fn begin(&mut self) {
        self.reader = Reader::new(self.wanted);
        self.people.clear();
        self.lacking.clear();
        self.handed_over = 0;
        self.not_granted_before = None;
    }

    fn row(&mut self, row: &str) -> Result<String, BadRow> {
        let row = self.reader.read(row)?;
        let lacks = self.fillable.iter().any(|(path, _)| !row.person.custom.contains_key(path));
        if let Some(department_id) = row.department_id.filter(|_| lacks) {
            self.lacking.push(Lacking { person: self.people.len(), department_id });
        }
        let id = row.person.source_id.clone();
        self.people.push(row.person);
        Ok(id)
    }

    /// Asks for the list of departments, once, if anybody lacks what it holds. That it cannot be read is an error: a
    /// demographic that is blank for everybody would look like data (R38).
    async fn page(&mut self) -> Result<(), SourceError> {
        if self.lacking.is_empty() {
            return Ok(());
        }
        let departments = match self.departments.take() {
            Some(departments) => departments,
            None => departments::read(self.api).await?,
        };
        tracing::debug!(departments = departments.len(), people = self.lacking.len(), "department names looked up");
        for Lacking { person, department_id } in std::mem::take(&mut self.lacking) {
            let Some(department) = departments.get(department_id.trim()) else { continue };
            for (path, part) in &self.fillable {
                if let Some(text) = department.part(*part) {
                    self.people[person].custom.entry(path.clone()).or_insert_with(|| text.to_owned());
                }
            }
        }
        self.departments = Some(departments);
        Ok(())
    }

    async fn turn(&mut self, cursor: &Cursor) -> Next {
        let cursor = Cursor { not_granted: self.not_granted(), ..cursor.clone() };
        let page = self.people.get(self.handed_over..).unwrap_or_default();
        let next = self.pages.finished(page, &cursor).await;
        self.handed_over = self.people.len();
        next
    }
}
