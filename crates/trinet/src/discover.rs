//! Profiles the fields that a company's people have (`fields` command). Keeps counts and masks, never a value.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

use sync::SourceError;
use sync::ports::FieldProfile;

use crate::api::Api;
use crate::departments::{self, Part};
use crate::endpoint::{Endpoint, View};
use crate::labels::label;
use crate::mask::mask;
use crate::read::Collect;
use crate::row::BadRow;
use crate::spelling;
use crate::walk::{Path, Values, walk};

/// Different values are counted up to here.
const DISTINCT_MAX: usize = 1_000;
/// Fields are listed up to here; a source with more sends data as keys.
const FIELDS_MAX: usize = 500;
const SAMPLES_MAX: usize = 3;

/// Statistics of one pass.
pub(crate) struct Profiles {
    people: usize,
    /// Where a path as sent (in lower case) is counted; `None` when it is not listed.
    places: HashMap<String, Option<usize>>,
    fields: Vec<Stat>,
    /// How many people have each department id.
    departments: HashMap<String, usize>,
    id: Option<String>,
    hasher: RandomState,
    path: Path,
}

struct Stat {
    path: String,
    endpoint: &'static str,
    filled: usize,
    /// The person who was counted last: a value may come under two spellings in one row.
    counted: usize,
    distinct: HashSet<u64>,
    samples: Vec<String>,
}

impl Profiles {
    pub(crate) fn new() -> Self {
        Self {
            people: 0,
            places: HashMap::new(),
            fields: Vec::new(),
            departments: HashMap::new(),
            id: None,
            hasher: RandomState::new(),
            path: Path::default(),
        }
    }

    /// The profiles by path. Where people have department ids only, names and codes are taken from the list of departments.
    ///
    /// # Errors
    /// When that list fails for another reason than a missing permission.
    pub(crate) async fn into_profiles(mut self, api: &Api) -> Result<Vec<FieldProfile>, SourceError> {
        let lacks = |family: &[&str]| !self.fields.iter().any(|stat| stat.path == family[0] && stat.filled > 0);
        let parts = [(Part::Name, spelling::DEPARTMENT_NAME), (Part::Code, spelling::DEPARTMENT_CODE)];
        let lacking: Vec<_> = parts.into_iter().filter(|(_, family)| lacks(family)).collect();
        if !lacking.is_empty() && !self.departments.is_empty() {
            match departments::read(api).await {
                Ok(list) => lacking.into_iter().for_each(|(part, family)| self.look_up(&list, part, family[0])),
                Err(SourceError::NotPermitted { .. } | SourceError::Malformed { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let people = self.people;
        let mut profiles: Vec<FieldProfile> = self.fields.into_iter().map(|stat| stat.into_profile(people)).collect();
        profiles.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(profiles)
    }

    /// What would be shown of each field.
    #[cfg(feature = "fuzz")]
    pub(crate) fn shown(self) -> String {
        let people = self.people;
        let lines = self.fields.into_iter().map(|stat| format!("{:?}\n", stat.into_profile(people)));
        lines.collect()
    }

    fn look_up(&mut self, list: &HashMap<String, departments::Department>, part: Part, path: &str) {
        let mut stat = Stat::new(path, Endpoint::Departments);
        for (id, people) in &self.departments {
            if let Some(text) = list.get(id).and_then(|department| department.part(part)) {
                stat.add(text, *people, self.hasher.hash_one(text));
            }
        }
        if stat.filled > 0 {
            self.fields.retain(|other| other.path != path);
            self.fields.push(stat);
        }
    }

    fn place(&mut self, path: &Path) -> Option<usize> {
        if let Some(place) = self.places.get(&path.folded) {
            return *place;
        }
        if self.places.len() >= FIELDS_MAX {
            return None;
        }
        let place = is_listed(&path.folded).then(|| {
            let canonical = spelling::canonical(&path.sent);
            let known = self.fields.iter().position(|stat| stat.path.eq_ignore_ascii_case(canonical));
            known.unwrap_or_else(|| {
                self.fields.push(Stat::new(canonical, Endpoint::Employees { view: View::All, limit: 0, offset: 0 }));
                self.fields.len() - 1
            })
        });
        self.places.insert(path.folded.clone(), place);
        place
    }
}

impl Collect for Profiles {
    fn begin(&mut self) {
        *self = Self::new();
    }

    fn row(&mut self, row: &str) -> Result<String, BadRow> {
        self.people += 1;
        self.id = None;
        let mut path = std::mem::take(&mut self.path);
        let walked = walk(row, &mut path, self);
        self.path = path;
        walked.map_err(|_| BadRow::Shape)?;
        self.id.take().ok_or(BadRow::NoId)
    }
}

impl Values for Profiles {
    fn value(&mut self, path: &Path, text: Option<Cow<'_, str>>) {
        let Some(place) = self.place(path) else { return };
        let Some(text) = text.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return };
        let hash = self.hasher.hash_one(text);
        let stat = &mut self.fields[place];
        if stat.counted == self.people {
            return;
        }
        stat.counted = self.people;
        stat.add(text, 1, hash);
        if stat.path == spelling::EMPLOYEE_ID[0] {
            self.id = Some(text.to_owned());
        } else if stat.path == spelling::DEPARTMENT_ID[0] {
            *self.departments.entry(text.to_owned()).or_default() += 1;
        }
    }
}

impl Stat {
    fn new(path: &str, endpoint: Endpoint) -> Self {
        Self {
            path: path.to_owned(),
            endpoint: endpoint.name(),
            filled: 0,
            counted: 0,
            distinct: HashSet::new(),
            samples: Vec::new(),
        }
    }

    fn add(&mut self, text: &str, people: usize, hash: u64) {
        self.filled += people;
        if self.distinct.len() < DISTINCT_MAX {
            self.distinct.insert(hash);
        }
        if self.samples.len() < SAMPLES_MAX {
            let mask = mask(text);
            if !self.samples.contains(&mask) {
                self.samples.push(mask);
            }
        }
    }

    fn into_profile(self, people: usize) -> FieldProfile {
        let share = |part: usize| f64::from(u32::try_from(part).unwrap_or(u32::MAX));
        FieldProfile {
            label: label(&self.path),
            endpoint: self.endpoint.to_owned(),
            path: self.path,
            samples: self.samples,
            fill_rate: if people == 0 { 0.0 } else { share(self.filled) / share(people) },
            distinct: self.distinct.len(),
        }
    }
}

/// Names and photos are not for mapping; of a list, its first entry is.
fn is_listed(folded: &str) -> bool {
    let under = |section: &str| folded.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    let beyond_first = folded.split('[').skip(1).any(|rest| !rest.starts_with("0]"));
    !under("names") && !under("employeephoto") && !beyond_first
}
