//! Reporting lines that lead back to their start, of any length (D12).

use std::collections::HashMap;

use crate::desired::Desired;
use crate::employee::Employee;
use crate::field::Field;
use crate::outcome::Outcome;
use crate::text::email_key;

/// Takes back every new manager that closes a loop, until none does, and gives the rows of those.
///
/// Taking one back lets the old manager stand again, which may close another loop. Every pass takes back at least one
/// row, and later passes only follow the lines of the rows taken back by the one before.
pub(super) fn take_back(
    rows: &[Desired<'_>],
    outcomes: &[Outcome],
    directory: &[Employee],
    managers: &mut [Option<String>],
) -> Vec<usize> {
    let mut lines = Lines::of(rows, outcomes, directory, managers);
    let mut suspects: Vec<usize> = (0..lines.manager.len()).collect();
    let mut taken_back = Vec::new();
    while !suspects.is_empty() {
        suspects = lines.looping(&suspects);
        for &person in &suspects {
            if let Some(new) = lines.new[person].take() {
                lines.manager[person] = new.old;
                managers[new.row] = None;
                taken_back.push(new.row);
            }
        }
    }
    taken_back
}

/// A line that comes from a row.
#[derive(Clone, Copy)]
struct New {
    row: usize,
    /// The manager who stands when it is taken back.
    old: Option<usize>,
}

/// The reporting lines after the plan, between numbered people (an email key each).
struct Lines {
    manager: Vec<Option<usize>>,
    /// Where the line comes from a row.
    new: Vec<Option<New>>,
    /// By which walk a person was passed last.
    walked: Vec<usize>,
    walks: usize,
}

impl Lines {
    fn of(rows: &[Desired<'_>], outcomes: &[Outcome], directory: &[Employee], managers: &[Option<String>]) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut number = |email: &str| {
            let next = numbers.len();
            *numbers.entry(email_key(email)).or_insert(next)
        };
        let mut found: Vec<(usize, Option<usize>, Option<New>)> = Vec::new();
        let mut by_row = vec![false; directory.len()];
        for (index, row) in rows.iter().enumerate().filter(|(index, row)| outcomes[*index].reports(row)) {
            let employee = if let Outcome::Known(at, _) = outcomes[index] {
                by_row[at] = true;
                Some(&directory[at].profile)
            } else {
                None
            };
            let Some(email) = row.email.as_deref().or_else(|| employee?.email.as_deref()) else { continue };
            let person = number(email);
            let cleared = row.clears.contains(&Field::ManagerEmail);
            let old = employee.filter(|_| !cleared).and_then(|profile| profile.manager_email.as_deref()).map(&mut number);
            let new = managers[index].as_deref().map(&mut number);
            found.push((person, new.or(old), new.map(|_| New { row: index, old })));
        }
        for employee in directory.iter().zip(by_row).filter(|(_, by_row)| !by_row).map(|(employee, _)| &employee.profile) {
            if let (Some(email), Some(manager)) = (&employee.email, &employee.manager_email) {
                found.push((number(email), Some(number(manager)), None));
            }
        }
        let people = numbers.len();
        let mut lines = Self { manager: vec![None; people], new: vec![None; people], walked: vec![0; people], walks: 0 };
        // Rows last: where a store was damaged, what the source says of a person stands.
        for (person, manager, new) in found.into_iter().rev() {
            (lines.manager[person], lines.new[person]) = (manager, new);
        }
        lines
    }

    /// The people on a loop that can be reached from these, whose line is new. Everybody has at most one manager, so each
    /// walk ends at a root, at somebody passed before, or where it has been itself: on a loop.
    fn looping(&mut self, from: &[usize]) -> Vec<usize> {
        let mut found = Vec::new();
        let first_walk = self.walks + 1;
        for &start in from {
            self.walks += 1;
            let mut at = start;
            while self.walked[at] < first_walk
                && let Some(manager) = self.manager[at]
            {
                self.walked[at] = self.walks;
                at = manager;
            }
            if self.walked[at] != self.walks {
                continue;
            }
            let first = at;
            loop {
                if self.new[at].is_some() {
                    found.push(at);
                }
                match self.manager[at] {
                    Some(manager) if manager != first => at = manager,
                    _ => break,
                }
            }
        }
        found
    }
}
