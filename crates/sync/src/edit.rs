//! A person's edit of one employee: stored as a plan, which the commit applies like every other (R24, R25).

use domain::edit::{self, Access, Wanted};
use domain::{Field, explain};

use crate::error::RunError;
use crate::revising::Revising;
use crate::run::StoredPlan;

impl Revising {
    /// Plans an edit and stores it. `person` is a directory id, a source id, an Employee ID or an email; `values` are as typed.
    /// Writes no employee: the plan is to be committed by its digest, under the run that it names.
    ///
    /// # Errors
    /// When nobody of that name is known, the edit may not be made, an import is unfinished, or the store fails.
    pub async fn edit(
        &self,
        account: &str,
        person: &str,
        values: &[(Field, String)],
        access: Access,
    ) -> Result<StoredPlan, RunError> {
        let (account, directory) = self.standing(account).await?;
        let mapping = crate::mapping::current(self.control.as_ref(), &account).await?;
        let demographics = mapping.demographics.iter().map(|demographic| demographic.name.clone()).collect();
        let refused = |error: edit::EditError| RunError::BadRequest(error.to_string());
        let employee = explain::find(&directory, person).ok_or_else(|| refused(edit::EditError::Nobody))?;
        let wanted = Wanted { employee: &employee.id, values, access, demographics: &demographics };
        let plan = edit::edit(&self.basis(&account, &directory)?, &wanted).map_err(refused)?;
        self.store(plan, &self.clock.id("run_")).await
    }
}
