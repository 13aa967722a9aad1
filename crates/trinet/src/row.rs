//! Reads one row into a person.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::dates::DateOrder;
use domain::mapping::EmployeeIdSource;
use domain::{Employment, Field, NameKind, SourceName, SourcePerson, dates};
use sync::ports::Wanted;

use crate::spelling;
use crate::walk::{Path, Values, walk};

/// A row that was read.
pub(crate) struct Row {
    pub(crate) person: SourcePerson,
    pub(crate) department_id: Option<String>,
}

/// Why a row cannot be used; the read ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadRow {
    /// Not an object, or nested too deeply.
    Shape,
    /// Without an id nobody can tell whether the row came twice.
    NoId,
}

/// Reads rows one after the other and remembers which fields any of them had.
pub(crate) struct Reader {
    targets: HashMap<String, Vec<Target>>,
    slots: Vec<Slot>,
    /// The paths behind the core slots, as the mapping wrote them.
    custom: Vec<String>,
    employee_id: usize,
    names: Vec<SourceName>,
    path: Path,
}

#[derive(Clone, Copy)]
struct Target {
    slot: usize,
    /// Which spelling: a lower one wins.
    rank: usize,
}

#[derive(Default)]
struct Slot {
    /// Value and rank in this row.
    value: Option<(String, usize)>,
    /// Whether any row had the key, null included.
    ever: bool,
}

const ID: usize = 0;
const EMAIL: usize = 1;
const BIRTH: usize = 2;
const SERVICE: usize = 3;
const TERMINATION: usize = 4;
const STATUS: usize = 5;
const SUPERVISOR: usize = 6;
const ALTERNATE: usize = 7;
const GROUP_A: usize = 8;
const GROUP_B: usize = 9;
const DEPARTMENT: usize = 10;
const CORE: [&[&str]; 11] = [
    spelling::EMPLOYEE_ID,
    spelling::EMAIL,
    spelling::BIRTH_DATE,
    spelling::SERVICE_DATE,
    spelling::TERMINATION_DATE,
    spelling::STATUS,
    spelling::SUPERVISOR_ID,
    spelling::ALTERNATE_ID,
    spelling::CUSTOM_GROUP_A,
    spelling::CUSTOM_GROUP_B,
    spelling::DEPARTMENT_ID,
];
/// The rank of a place whose value does not count, only that it is there.
const PRESENCE: usize = usize::MAX;
/// Nobody has more names; a row that does is not kept from having an id.
const NAMES_MAX: usize = 50;

impl Reader {
    /// Reads the core fields and what a mapping wants besides.
    pub(crate) fn new(wanted: &Wanted) -> Self {
        let custom: Vec<String> = wanted.custom_paths.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect();
        let mut targets: HashMap<String, Vec<Target>> = HashMap::new();
        let mut aim = |slot: usize, rank: usize, path: &str| {
            targets.entry(path.to_ascii_lowercase()).or_default().push(Target { slot, rank });
        };
        for (slot, family) in CORE.iter().enumerate() {
            family.iter().enumerate().for_each(|(rank, path)| aim(slot, rank, path));
        }
        spelling::SUPERVISOR_AS_A_WHOLE.iter().for_each(|path| aim(SUPERVISOR, PRESENCE, path));
        for (at, path) in custom.iter().enumerate() {
            spelling::spellings(path).iter().enumerate().for_each(|(rank, path)| aim(CORE.len() + at, rank, path));
        }
        let employee_id = match wanted.employee_id_source {
            EmployeeIdSource::EmployeeId => ID,
            EmployeeIdSource::AlternateId => ALTERNATE,
            EmployeeIdSource::CustomGroupA => GROUP_A,
            EmployeeIdSource::CustomGroupB => GROUP_B,
        };
        let slots = (0..CORE.len() + custom.len()).map(|_| Slot::default()).collect();
        Self { targets, slots, custom, employee_id, names: Vec::new(), path: Path::default() }
    }

    /// Reads a row.
    ///
    /// # Errors
    /// When it is not an object or has no id.
    pub(crate) fn read(&mut self, row: &str) -> Result<Row, BadRow> {
        self.slots.iter_mut().for_each(|slot| slot.value = None);
        self.names.clear();
        let mut path = std::mem::take(&mut self.path);
        let walked = walk(row, &mut path, self);
        self.path = path;
        walked.map_err(|_| BadRow::Shape)?;
        let id = self.take(ID).ok_or(BadRow::NoId)?;
        // The Employee ID may be a field that another slot fills as well.
        let employee_id = if self.employee_id == ID { Some(id.clone()) } else { self.take(self.employee_id) };
        let person = SourcePerson {
            source_id: id.trim().to_owned(),
            names: std::mem::take(&mut self.names),
            email: self.take(EMAIL),
            employee_id,
            birth_date: self.take(BIRTH),
            service_date: self.take(SERVICE),
            termination_date: self.take(TERMINATION),
            employment: employment(self.take(STATUS).as_deref()),
            manager_source_id: self.take(SUPERVISOR).map(|id| id.trim().to_owned()),
            custom: self.take_custom(),
        };
        Ok(Row { person, department_id: self.take(DEPARTMENT) })
    }

    /// Core fields whose key no row had, in any spelling: the credentials may not read them (D8).
    pub(crate) fn not_granted(&self) -> BTreeSet<Field> {
        [
            (BIRTH, Field::DateOfBirth),
            (SERVICE, Field::StartDate),
            (TERMINATION, Field::EndDate),
            (SUPERVISOR, Field::ManagerEmail),
        ]
        .into_iter()
        .filter(|(slot, _)| !self.slots[*slot].ever)
        .map(|(_, field)| field)
        .collect()
    }

    fn take(&mut self, slot: usize) -> Option<String> {
        self.slots[slot].value.take().map(|(text, _)| text)
    }

    fn take_custom(&mut self) -> BTreeMap<String, String> {
        let slots = self.slots[CORE.len()..].iter_mut();
        let taken = self.custom.iter().zip(slots).filter_map(|(path, slot)| Some((path.clone(), slot.value.take()?.0)));
        taken.collect()
    }

    fn name(&mut self, rest: &str, text: Option<&str>) {
        let (index, key) = match rest.strip_prefix('[').and_then(|rest| rest.split_once("].")) {
            Some((index, key)) => (index.parse().unwrap_or(NAMES_MAX), key),
            None => match rest.strip_prefix('.') {
                Some(key) => (0, key),
                None => return,
            },
        };
        if index >= NAMES_MAX {
            return;
        }
        if self.names.len() <= index {
            self.names.resize_with(index + 1, SourceName::default);
        }
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return };
        let name = &mut self.names[index];
        match key {
            "nametype" => name.kind = name_kind(text),
            "firstname" => name.first = Some(text.to_owned()),
            "lastname" => name.last = Some(text.to_owned()),
            "effectivedate" => name.effective = dates::parse(text, DateOrder::Undeclared),
            _ => {}
        }
    }
}

impl Values for Reader {
    fn value(&mut self, path: &Path, text: Option<Cow<'_, str>>) {
        if let Some(rest) = path.folded.strip_prefix("names") {
            self.name(rest, text.as_deref());
        }
        let Some(targets) = self.targets.get(&path.folded) else { return };
        for target in targets {
            let slot = &mut self.slots[target.slot];
            slot.ever = true;
            let better = slot.value.as_ref().is_none_or(|(_, rank)| target.rank < *rank);
            match text.as_deref() {
                Some(text) if target.rank != PRESENCE && better && !text.trim().is_empty() => {
                    slot.value = Some((text.to_owned(), target.rank));
                }
                _ => {}
            }
        }
    }
}

fn name_kind(text: &str) -> NameKind {
    match text.trim().to_ascii_lowercase().as_str() {
        "pri" | "primary" => NameKind::Primary,
        "prf" | "preferred" => NameKind::Preferred,
        _ => NameKind::Other,
    }
}

/// What a status says (D7); an undocumented one says nothing.
fn employment(text: Option<&str>) -> Employment {
    match text.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "a" | "l" | "p" | "s" | "active" | "leave" | "leave of absence" | "leave with pay" | "suspended" => Employment::Employed,
        "t" | "u" | "d" | "terminated" | "terminated with pay" | "deceased" => Employment::Ended,
        _ => Employment::Unknown,
    }
}

#[cfg(test)]
mod tests;
