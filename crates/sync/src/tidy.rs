//! Deleting demographics that nothing fills any more: a plan, to be reviewed and committed like every other (R60).

use std::collections::BTreeSet;

use domain::tidy::{TidyError, tidy};

use crate::error::RunError;
use crate::revising::Revising;
use crate::run::{RunKind, StoredPlan};

impl Revising {
    /// Plans that everybody loses the named demographics, and stores the plan under its digest. Writes no employee.
    ///
    /// # Errors
    /// When nothing was imported yet, the mapping fills one of them, nobody has one of them, an import is unfinished, or the
    /// store fails.
    pub async fn tidy(&self, account: &str, actor: &str, names: &BTreeSet<String>) -> Result<StoredPlan, RunError> {
        let (account, directory) = self.standing(account).await?;
        if account.last_import.is_none() {
            let why = "nothing was imported yet; delete old demographics after the first good import".to_owned();
            return Err(RunError::NotReady { why });
        }
        let mapping = crate::mapping::current(self.control.as_ref(), &account).await?;
        let filled = mapping.demographics.into_iter().map(|demographic| demographic.name).collect();
        let plan = tidy(&self.basis(&account, &directory)?, names, &filled);
        let plan = plan.map_err(|error| match error {
            TidyError::Nothing => RunError::BadRequest(error.to_string()),
            TidyError::Filled(_) | TidyError::Nobody(_) => RunError::NotReady { why: error.to_string() },
        })?;
        self.planned(plan, RunKind::Review, actor).await
    }
}
