//! What becomes of each row, before anybody looks at single fields (D6, D7, D9, D11, D14, D16, D18).

use std::collections::BTreeSet;

use crate::desired::Desired;
use crate::duplicates::Unmatched;
use crate::employee::EmployeeStatus;
use crate::field::Field;
use crate::finding::Code;
use crate::lifecycle::{self, Standing, Transition};
use crate::matching::{Match, Matches};
use crate::plan::Trigger;
use crate::planner::PlanInput;
use crate::settings::ExcludedExisting;
use crate::source::Coverage;

/// What becomes of one row. Numbers are indices into the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Excluded in the source (D19).
    Excluded {
        /// Whom it may be.
        employees: Vec<usize>,
        /// Whether it is one employee for certain: only one matches, and no other row does.
        certain: bool,
    },
    /// Not decidable (D9, D16).
    Refused(Code, Option<Field>),
    /// New, and without a name or with a bad email (D14).
    Unusable,
    /// Ended, and unknown to the directory (D11).
    Gone,
    /// New, and perhaps somebody whom the directory has; an auto-sync does not decide that (D18).
    Held,
    /// New; the numbers are people who may be the same person (D18).
    New(Vec<usize>),
    /// An employee, and what becomes of status and End Date.
    Known(usize, Transition),
}

impl Outcome {
    /// Whether the row's fields reach the directory.
    #[must_use]
    pub fn is_written(&self) -> bool {
        matches!(self, Self::New(_) | Self::Known(..))
    }

    /// Whether what is wrong with the row concerns anybody: not of the excluded, nor of people who left before the first import.
    #[must_use]
    pub fn is_of_concern(&self) -> bool {
        !matches!(self, Self::Excluded { .. } | Self::Gone)
    }

    /// Whether the row's manager counts: it is a person of the directory after the plan, and not one who has ended.
    #[must_use]
    pub fn reports(&self, row: &Desired<'_>) -> bool {
        matches!(self, Self::New(_)) || matches!(self, Self::Known(..) if row.standing != Standing::Ended)
    }
}

/// Whom this plan ends without a row of their own that says so, by index into the directory: the missing, where support asked
/// for it (R13), and the excluded, where the account ends them and a person reviews it (D6).
#[must_use]
pub fn ended_by_review(input: &PlanInput<'_>, outcomes: &[Outcome], seen: &BTreeSet<usize>) -> BTreeSet<usize> {
    let is_active = |at: &usize| input.directory[*at].status == EmployeeStatus::Active;
    let missing = input.trigger == Trigger::DeactivateMissing && input.snapshot.coverage == Coverage::Everybody;
    let missing = (0..input.directory.len()).filter(|at| missing && !seen.contains(at));
    let ends_excluded = input.settings.excluded_existing == ExcludedExisting::Deactivate && input.trigger.is_reviewed();
    let excluded = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Excluded { employees, certain: true } if ends_excluded => employees.first().copied(),
        _ => None,
    });
    missing.chain(excluded).filter(is_active).collect()
}

/// The outcome of every row, in their order.
#[must_use]
pub fn outcomes(input: &PlanInput<'_>, rows: &[Desired<'_>], matches: &Matches, unmatched: &Unmatched) -> Vec<Outcome> {
    let end_date_known = !input.hides(&Field::EndDate);
    let outcome = |(row, found): (&Desired<'_>, &Match)| match found {
        Match::Excluded(employees) => {
            let certain = matches!(employees[..], [one] if !matches.contested.contains(&one));
            Outcome::Excluded { employees: employees.clone(), certain }
        }
        Match::Refused(code, field) => Outcome::Refused(*code, field.clone()),
        Match::Nobody => newcomer(input, row, unmatched),
        &Match::Employee(at) => Outcome::Known(at, lifecycle::transition(&input.directory[at], row, end_date_known, input.today)),
    };
    rows.iter().zip(&matches.rows).map(outcome).collect()
}

fn newcomer(input: &PlanInput<'_>, row: &Desired<'_>, unmatched: &Unmatched) -> Outcome {
    if matches!(row.standing, Standing::Ended | Standing::EndedWithoutDate) {
        return Outcome::Gone;
    }
    if row.bad_email || (row.name.is_none() && !input.settings.redacts(&Field::Name)) {
        return Outcome::Unusable;
    }
    let like = unmatched.like(row);
    if !input.trigger.is_reviewed() && !like.is_empty() { Outcome::Held } else { Outcome::New(like) }
}
