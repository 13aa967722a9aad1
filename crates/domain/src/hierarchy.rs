//! Who reports to whom: managers are ids in the source and work emails in the directory (R52, D12).

mod loops;
pub mod lost;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use jiff::civil::Date;

use crate::desired::Desired;
use crate::employee::{Employee, EmployeeStatus};
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::lifecycle;
use crate::outcome::Outcome;

/// The manager emails to write, by row; `None` keeps the old one. Rows of ended, refused and excluded people have none.
///
/// `Debug` shows the findings only; emails are personal data.
pub struct Managers {
    /// By row index.
    pub emails: Vec<Option<String>>,
    /// Why a manager was not taken.
    pub findings: Vec<Finding>,
}

impl fmt::Debug for Managers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Managers").field("findings", &self.findings).finish_non_exhaustive()
    }
}

/// What may be wrong with a reporting line.
pub const PROBLEMS: [Code; 6] =
    [Code::ManagerNotFound, Code::ManagerExcluded, Code::ManagerEnded, Code::ManagerSelf, Code::ManagerLoop, Code::ManagerLost];

/// Resolves everybody's manager in two passes, so that a manager may stand on a later page than the report. `ended` are the
/// people of the directory whom this plan ends without a row of theirs.
#[must_use]
pub fn resolve(
    rows: &[Desired<'_>],
    outcomes: &[Outcome],
    directory: &[Employee],
    ended: &BTreeSet<usize>,
    today: Date,
) -> Managers {
    let people = People::of(rows, outcomes, directory, ended, today);
    let mut managers = Managers { emails: vec![None; rows.len()], findings: Vec::new() };
    for (index, row) in rows.iter().enumerate() {
        let Some(manager) = row.manager.filter(|_| outcomes[index].reports(row)) else { continue };
        match people.email_of(manager, row) {
            Ok(email) => managers.emails[index] = Some(email),
            Err(code) => managers.findings.push(note(code, row)),
        }
    }
    for index in loops::take_back(rows, outcomes, directory, &mut managers.emails) {
        managers.findings.push(note(Code::ManagerLoop, &rows[index]));
    }
    managers
}

fn note(code: Code, row: &Desired<'_>) -> Finding {
    Finding::person(code, &row.source.source_id, Some(Field::ManagerEmail))
}

/// Everybody by source id, as a manager: the work email after the plan, or why there is none.
struct People<'a> {
    rows: HashMap<&'a str, Result<String, Code>>,
    directory: HashMap<&'a str, Result<String, Code>>,
}

impl<'a> People<'a> {
    fn of(rows: &[Desired<'a>], outcomes: &[Outcome], directory: &'a [Employee], ended: &BTreeSet<usize>, today: Date) -> Self {
        let as_manager = |(row, outcome): (&Desired<'_>, &Outcome)| match outcome {
            Outcome::Excluded { .. } => Err(Code::ManagerExcluded),
            Outcome::Gone => Err(Code::ManagerEnded),
            Outcome::Refused(..) | Outcome::Unusable | Outcome::Held => Err(Code::ManagerNotFound),
            Outcome::Known(_, after) if after.status != EmployeeStatus::Active => Err(Code::ManagerEnded),
            Outcome::Known(at, _) => row.email.clone().or_else(|| stored(directory, *at)).ok_or(Code::ManagerNotFound),
            Outcome::New(_) => row.email.clone().ok_or(Code::ManagerNotFound),
        };
        let by_row: HashSet<usize> =
            outcomes.iter().filter_map(|outcome| if let Outcome::Known(at, _) = outcome { Some(*at) } else { None }).collect();
        // An employee whom a row has found goes by that row's id from now on.
        let absent = directory.iter().enumerate().filter(|(at, _)| !by_row.contains(at));
        let anchored = absent.filter_map(|(at, employee)| {
            let ended = employee.status != EmployeeStatus::Active || lifecycle::is_due(employee, today) || ended.contains(&at);
            let email = || employee.profile.email.clone().ok_or(Code::ManagerNotFound);
            Some((employee.source_id.as_deref()?, if ended { Err(Code::ManagerEnded) } else { email() }))
        });
        let managers = rows.iter().zip(outcomes).map(as_manager);
        Self { rows: rows.iter().map(|row| row.source.source_id.as_str()).zip(managers).collect(), directory: anchored.collect() }
    }

    fn email_of(&self, manager: &str, row: &Desired<'_>) -> Result<String, Code> {
        if manager == row.source.source_id {
            return Err(Code::ManagerSelf);
        }
        let found = self.rows.get(manager).or_else(|| self.directory.get(manager));
        found.cloned().unwrap_or(Err(Code::ManagerNotFound))
    }
}

fn stored(directory: &[Employee], at: usize) -> Option<String> {
    directory.get(at)?.profile.email.clone()
}
