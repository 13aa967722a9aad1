//! Collects the people of one pass and fills what only the list of departments knows.

use domain::{Snapshot, SourcePerson};
use sync::SourceError;
use sync::ports::Wanted;

use crate::api::Api;
use crate::departments::{self, Part};
use crate::read::Collect;
use crate::row::{BadRow, Reader};
use crate::spelling;

/// The people of one pass.
pub(crate) struct People {
    reader: Reader,
    people: Vec<SourcePerson>,
    /// Custom paths that the list of departments can fill.
    fillable: Vec<(String, Part)>,
    /// Who has a department id but lacks one of those.
    lacking: Vec<Lacking>,
}

struct Lacking {
    person: usize,
    department_id: String,
}

impl People {
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

    pub(crate) fn new(wanted: &Wanted) -> Self {
        let part = |path: &String| Part::of(path).map(|part| (path.clone(), part));
        let fillable = wanted.custom_paths.iter().filter_map(part).collect();
        Self { reader: Reader::new(wanted), people: Vec::new(), fillable, lacking: Vec::new() }
    }

    /// The snapshot; asks for the list of departments once, if anybody lacks what it holds.
    ///
    /// # Errors
    /// When that list is needed and cannot be read: a demographic that is blank for everybody would look like data (R38).
    pub(crate) async fn into_snapshot(mut self, api: &Api) -> Result<Snapshot, SourceError> {
        if !self.lacking.is_empty() {
            let departments = departments::read(api).await?;
            tracing::debug!(departments = departments.len(), people = self.lacking.len(), "department names looked up");
            for Lacking { person, department_id } in &self.lacking {
                let Some(department) = departments.get(department_id.trim()) else { continue };
                for (path, part) in &self.fillable {
                    if let Some(text) = department.part(*part) {
                        self.people[*person].custom.entry(path.clone()).or_insert_with(|| text.to_owned());
                    }
                }
            }
        }
        let not_granted = if self.people.is_empty() { Default::default() } else { self.reader.not_granted() };
        Ok(Snapshot { people: self.people, not_granted, ..Snapshot::default() })
    }
}

impl Collect for People {
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
}
