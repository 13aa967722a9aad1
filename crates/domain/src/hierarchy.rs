//! Who reports to whom: managers are ids in the source and work emails in the directory (R52, D12).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::desired::Desired;
use crate::employee::{Employee, EmployeeStatus};
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::lifecycle::Standing;
use crate::matching::Match;
use crate::text::email_key;

/// The manager emails to write, by row; `None` keeps the old one. Rows of ended, refused and excluded people have none.
#[derive(Debug)]
pub struct Managers {
    /// By row index.
    pub emails: Vec<Option<String>>,
    /// Why a manager was not taken.
    pub findings: Vec<Finding>,
}

/// Resolves everybody's manager in two passes, so that a manager may stand on a later page than the report.
/// `held` are rows that this plan will not create.
#[must_use]
pub fn resolve(rows: &[Desired<'_>], matches: &[Match], directory: &[Employee], held: &BTreeSet<usize>) -> Managers {
    let people = People::of(rows, matches, directory, held);
    let mut managers = Managers { emails: vec![None; rows.len()], findings: Vec::new() };
    for (index, row) in rows.iter().enumerate() {
        let Some(manager) = row.manager.filter(|_| takes_part(row, &matches[index])) else { continue };
        match people.email_of(manager, row) {
            Ok(email) => managers.emails[index] = Some(email),
            Err(code) => managers.findings.push(note(code, row)),
        }
    }
    break_loops(rows, matches, directory, &mut managers);
    managers
}

fn takes_part(row: &Desired<'_>, found: &Match) -> bool {
    !row.excluded && row.standing != Standing::Ended && !matches!(found, Match::Refused(..))
}

fn note(code: Code, row: &Desired<'_>) -> Finding {
    Finding::person(code, &row.source.source_id, Some(Field::ManagerEmail))
}

struct People<'a> {
    rows: HashMap<&'a str, Result<String, Code>>,
    directory: HashMap<&'a str, &'a Employee>,
}

impl<'a> People<'a> {
    fn of(rows: &[Desired<'a>], matches: &[Match], directory: &'a [Employee], held: &BTreeSet<usize>) -> Self {
        let as_manager = |index: usize, row: &Desired<'_>| {
            let employee = match matches[index] {
                Match::Employee(at) => directory.get(at),
                _ => None,
            };
            let stored = || employee.and_then(|employee| employee.profile.email.clone());
            match (&matches[index], row.standing) {
                _ if row.excluded => Err(Code::ManagerExcluded),
                (_, Standing::Ended) => Err(Code::ManagerEnded),
                (Match::Nobody, Standing::EndedWithoutDate) => Err(Code::ManagerEnded),
                (Match::Refused(..), _) => Err(Code::ManagerNotFound),
                _ if held.contains(&index) => Err(Code::ManagerNotFound),
                _ => row.email.clone().or_else(stored).ok_or(Code::ManagerNotFound),
            }
        };
        let rows = rows.iter().enumerate().map(|(index, row)| (row.source.source_id.as_str(), as_manager(index, row))).collect();
        let anchored = directory.iter().filter_map(|employee| employee.source_id.as_deref().map(|id| (id, employee)));
        Self { rows, directory: anchored.collect() }
    }

    fn email_of(&self, manager: &str, row: &Desired<'_>) -> Result<String, Code> {
        if manager == row.source.source_id {
            return Err(Code::ManagerSelf);
        }
        if let Some(found) = self.rows.get(manager) {
            return found.clone();
        }
        match self.directory.get(manager) {
            Some(employee) if employee.status != EmployeeStatus::Active => Err(Code::ManagerEnded),
            Some(employee) => employee.profile.email.clone().ok_or(Code::ManagerNotFound),
            None => Err(Code::ManagerNotFound),
        }
    }
}

/// Takes back every new edge that closes a loop, of any length, until no new edge does.
fn break_loops(rows: &[Desired<'_>], matches: &[Match], directory: &[Employee], managers: &mut Managers) {
    let stored = |index: usize| match matches[index] {
        Match::Employee(at) => directory.get(at),
        _ => None,
    };
    let own: Vec<Option<String>> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| row.email.as_deref().or_else(|| stored(index)?.profile.email.as_deref()).map(email_key))
        .collect();
    let matched: BTreeSet<usize> =
        matches.iter().filter_map(|found| if let Match::Employee(at) = found { Some(*at) } else { None }).collect();
    loop {
        let mut edges: BTreeMap<String, (String, Option<usize>)> = BTreeMap::new();
        for (_, employee) in directory.iter().enumerate().filter(|(at, _)| !matched.contains(at)) {
            if let (Some(email), Some(manager)) = (&employee.profile.email, &employee.profile.manager_email) {
                edges.insert(email_key(email), (email_key(manager), None));
            }
        }
        for (index, email) in own.iter().enumerate() {
            let Some(email) = email.as_ref().filter(|_| takes_part(&rows[index], &matches[index])) else { continue };
            let old = stored(index).and_then(|employee| employee.profile.manager_email.as_deref());
            if let Some(manager) = managers.emails[index].as_deref().or(old) {
                edges.insert(email.clone(), (email_key(manager), Some(index)));
            }
        }
        let looping: Vec<usize> = looping(&edges).into_iter().filter(|&row| managers.emails[row].is_some()).collect();
        if looping.is_empty() {
            return;
        }
        for row in looping {
            managers.emails[row] = None;
            managers.findings.push(note(Code::ManagerLoop, &rows[row]));
        }
    }
}

/// The rows whose edge lies on a loop. Everybody has at most one manager, so each walk ends at a root, a known person or a loop.
fn looping(edges: &BTreeMap<String, (String, Option<usize>)>) -> BTreeSet<usize> {
    let mut walked: HashMap<&str, usize> = HashMap::new();
    let mut on_loop = BTreeSet::new();
    for (walk, start) in edges.keys().enumerate() {
        let mut at = start.as_str();
        while let Some((manager, _)) = edges.get(at)
            && !walked.contains_key(at)
        {
            walked.insert(at, walk);
            at = manager;
        }
        if walked.get(at) == Some(&walk) {
            let first = at;
            while let Some((manager, row)) = edges.get(at) {
                on_loop.extend(*row);
                at = manager;
                if at == first {
                    break;
                }
            }
        }
    }
    on_loop
}
