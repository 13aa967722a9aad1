//! New rows that may be somebody the directory has already (R22, R23, D18).

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use jiff::civil::Date;

use crate::desired::Desired;
use crate::employee::Employee;
use crate::text::fold;

/// How many people of the directory are shown beside one new person.
const MOST: usize = 10;

/// The directory's people whom no row matched, by what a new person could share with them.
///
/// `Debug` shows numbers only; names and dates of birth are personal data.
pub struct Unmatched {
    by_birth: HashMap<(String, Date), Vec<usize>>,
    by_start: HashMap<(String, Date), Vec<usize>>,
}

impl fmt::Debug for Unmatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (by_birth, by_start) = (self.by_birth.len(), self.by_start.len());
        f.debug_struct("Unmatched").field("by_birth", &by_birth).field("by_start", &by_start).finish()
    }
}

impl Unmatched {
    /// Indexes everybody whom no row has to do with.
    #[must_use]
    pub fn of(directory: &[Employee], seen: &BTreeSet<usize>) -> Self {
        let mut unmatched = Self { by_birth: HashMap::new(), by_start: HashMap::new() };
        for (at, employee) in directory.iter().enumerate().filter(|(at, _)| !seen.contains(at)) {
            let Some(name) = employee.profile.name.as_deref().map(fold) else { continue };
            if let Some(birth) = employee.profile.date_of_birth {
                unmatched.by_birth.entry((name.clone(), birth)).or_default().push(at);
            }
            if let Some(start) = employee.profile.start_date {
                unmatched.by_start.entry((name, start)).or_default().push(at);
            }
        }
        unmatched
    }

    /// Directory indices of people with the row's name and date of birth, or name and start date, at most ten: a name that
    /// more people share is a placeholder.
    #[must_use]
    pub fn like(&self, row: &Desired<'_>) -> Vec<usize> {
        let Some(name) = row.name.as_deref().map(fold) else { return Vec::new() };
        let birth = row.date_of_birth.and_then(|birth| self.by_birth.get(&(name.clone(), birth)));
        let start = row.start_date.and_then(|start| self.by_start.get(&(name, start)));
        let few = |found: Option<&Vec<usize>>| found.into_iter().flatten().copied().take(MOST).collect::<BTreeSet<_>>();
        (&few(birth) | &few(start)).into_iter().take(MOST).collect()
    }
}
