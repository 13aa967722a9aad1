//! What a mapping would do, tried on the company's own people before it is locked (R54–R65).

use domain::what_if::WhatIf;
use domain::{Mapping, Trigger};

use crate::account::Account;
use crate::error::RunError;
use crate::planning::Planning;
use crate::ports::Progress;

impl Planning {
    /// Reads the source with a draft, or with the mapping in use, and tells what it would do. Stores nothing.
    ///
    /// # Errors
    /// When nothing is connected, the draft cannot be used, or the source cannot be read whole.
    pub async fn what_if(&self, account: &str, draft: Option<Mapping>, progress: &dyn Progress) -> Result<WhatIf, RunError> {
        let account = self.control.account(account).await?;
        let mapping = self.draft(&account, draft).await?;
        let snapshot = self.read_unsaved(&account, &mapping, progress).await?;
        let directory = self.directory.employees(&account.id).await?;
        Ok(domain::what_if::what_if(&self.input(&account, &mapping, &snapshot, &directory, Trigger::Manual)?))
    }

    /// The mapping that a draft would become, or the one in use.
    pub(crate) async fn draft(&self, account: &Account, draft: Option<Mapping>) -> Result<Mapping, RunError> {
        let current = self.mapping(account).await?;
        let Some(draft) = draft else { return Ok(current) };
        draft.check().map_err(|error| RunError::BadRequest(error.to_string()))?;
        Ok(Mapping { version: current.version + 1, ..current.keeping_what_staff_decide(draft) })
    }
}
