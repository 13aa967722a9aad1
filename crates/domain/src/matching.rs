//! Who is who: source rows against the directory by either identifier and the remembered anchor (R20–R28, D9, D15, D16).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::desired::Desired;
use crate::employee::Employee;
use crate::field::Field;
use crate::finding::Code;
use crate::text::email_key;

/// What became of matching one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// Nobody in the directory: a new person, unless ended.
    Nobody,
    /// The directory's employee at this index.
    Employee(usize),
    /// Not decidable; the row is refused (D9, D16).
    Refused(Code, Option<Field>),
    /// Excluded in the source (D19), and all whom it may be.
    Excluded(Vec<usize>),
}

/// The outcome of matching all rows, by row index, and the employees that any row has to do with.
#[derive(Debug)]
pub struct Matches {
    /// One entry a row.
    pub rows: Vec<Match>,
    /// Directory indices that some row matched or contested; these are not missing from the source.
    pub seen: BTreeSet<usize>,
    /// Directory indices to which more than one row leads.
    pub contested: BTreeSet<usize>,
}

/// Matches every row. Never first-wins: a contest refuses all who take part in it.
#[must_use]
pub fn match_rows(rows: &[Desired<'_>], directory: &[Employee]) -> Matches {
    let index = Index::over(directory);
    let included: HashSet<&str> = rows.iter().filter(|row| !row.excluded).map(|row| row.source.source_id.as_str()).collect();
    let candidates: Vec<BTreeSet<usize>> = rows
        .iter()
        .map(|row| {
            let mut found = index.candidates(row);
            // Whom the anchor gives to an included row is not the person of an excluded one that shares an identifier.
            found.retain(|&at| !row.excluded || !directory[at].source_id.as_deref().is_some_and(|id| included.contains(id)));
            found
        })
        .collect();
    let duplicates = duplicates(rows);
    let mut outcome: Vec<Match> = (0..rows.len()).map(|row| decide(&rows[row], &candidates[row], duplicates.get(&row))).collect();
    let contested = refuse_contests(&candidates, &mut outcome);
    name_swaps(rows, &index, &mut outcome);
    Matches { rows: outcome, seen: candidates.into_iter().flatten().collect(), contested }
}

fn decide(row: &Desired<'_>, candidates: &BTreeSet<usize>, duplicate: Option<&Field>) -> Match {
    let mut found = candidates.iter();
    match (found.next(), found.next()) {
        _ if row.excluded => Match::Excluded(candidates.iter().copied().collect()),
        _ if row.email.is_none() && row.employee_id.is_none() => Match::Refused(Code::NoIdentifier, None),
        _ if duplicate.is_some() => Match::Refused(Code::DuplicateInSource, duplicate.cloned()),
        (Some(_), Some(_)) => Match::Refused(Code::IdentifierConflict, None),
        (Some(&index), None) => Match::Employee(index),
        (None, _) => Match::Nobody,
    }
}

/// Rows, by index, that share an identifier with another included row, or their source id with any (D9). Blanks are never
/// equal (R28).
fn duplicates(rows: &[Desired<'_>]) -> BTreeMap<usize, Field> {
    let mut seen: HashMap<(Field, String), Vec<usize>> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        seen.entry((Field::SourceId, row.source.source_id.clone())).or_default().push(index);
        if row.excluded {
            continue;
        }
        if let Some(id) = &row.employee_id {
            seen.entry((Field::EmployeeId, id.clone())).or_default().push(index);
        }
        if let Some(email) = &row.email {
            seen.entry((Field::Email, email_key(email))).or_default().push(index);
        }
    }
    let shared = seen.into_iter().filter(|(_, rows)| rows.len() > 1);
    let mut duplicates: BTreeMap<usize, Field> = BTreeMap::new();
    for ((field, _), rows) in shared {
        for row in rows {
            duplicates.entry(row).and_modify(|old| *old = old.clone().min(field.clone())).or_insert_with(|| field.clone());
        }
    }
    duplicates
}

/// Two rows that match one employee are both refused; an excluded row keeps its employee out of everybody's reach.
fn refuse_contests(candidates: &[BTreeSet<usize>], outcome: &mut [Match]) -> BTreeSet<usize> {
    let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, found) in candidates.iter().enumerate() {
        for &employee in found {
            claims.entry(employee).or_default().push(row);
        }
    }
    claims.retain(|_, rows| rows.len() > 1);
    for &row in claims.values().flatten() {
        if matches!(outcome[row], Match::Employee(_)) {
            outcome[row] = Match::Refused(Code::IdentifierConflict, None);
        }
    }
    claims.into_keys().collect()
}

/// Gives conflicts their better name where the identifiers moved between people of this very read (F51): the row is one
/// employee by anchor or Employee ID, and its email is that of another employee whose own row is in the read.
fn name_swaps(rows: &[Desired<'_>], index: &Index<'_>, outcome: &mut [Match]) {
    let in_read: BTreeSet<usize> = rows.iter().filter_map(|row| index.by_id(row)).collect();
    for (row, desired) in rows.iter().enumerate() {
        let (own, by_email) = (index.by_id(desired), index.by_email(desired));
        let swapped = own.is_some() && by_email.is_some_and(|other| own != Some(other) && in_read.contains(&other));
        if swapped && outcome[row] == Match::Refused(Code::IdentifierConflict, None) {
            outcome[row] = Match::Refused(Code::IdentifierSwap, Some(Field::Email));
        }
    }
}

/// The directory by each identifier. An identifier may lead to several employees where the store was damaged by hand.
struct Index<'a> {
    source_id: HashMap<&'a str, Vec<usize>>,
    employee_id: HashMap<&'a str, Vec<usize>>,
    email: HashMap<String, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn over(directory: &'a [Employee]) -> Self {
        let mut index = Self { source_id: HashMap::new(), employee_id: HashMap::new(), email: HashMap::new() };
        for (at, employee) in directory.iter().enumerate() {
            if let Some(id) = &employee.source_id {
                index.source_id.entry(id).or_default().push(at);
            }
            if let Some(id) = &employee.profile.employee_id {
                index.employee_id.entry(id).or_default().push(at);
            }
            if let Some(email) = &employee.profile.email {
                index.email.entry(email_key(email)).or_default().push(at);
            }
        }
        index
    }

    fn candidates(&self, row: &Desired<'_>) -> BTreeSet<usize> {
        let anchor = self.source_id.get(row.source.source_id.as_str());
        let id = row.employee_id.as_deref().and_then(|id| self.employee_id.get(id));
        let email = row.email.as_deref().and_then(|email| self.email.get(&email_key(email)));
        [anchor, id, email].into_iter().flatten().flatten().copied().collect()
    }

    fn by_id(&self, row: &Desired<'_>) -> Option<usize> {
        let anchor = self.source_id.get(row.source.source_id.as_str());
        let id = || row.employee_id.as_deref().and_then(|id| self.employee_id.get(id));
        anchor.or_else(id).and_then(|found| found.first().copied())
    }

    fn by_email(&self, row: &Desired<'_>) -> Option<usize> {
        row.email.as_deref().and_then(|email| self.email.get(&email_key(email))).and_then(|found| found.first().copied())
    }
}
