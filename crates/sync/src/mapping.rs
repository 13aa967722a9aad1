//! Setting and locking the mapping (R47–R57).

use std::sync::Arc;

use domain::Mapping;
use domain::mapping::{Editor, MappingError};

use crate::account::{Account, IntegrationState};
use crate::connect::not_connected;
use crate::error::RunError;
use crate::ports::{AlongWith, ControlStore};

/// Shows, sets and locks an account's mapping.
#[derive(Clone)]
pub struct MappingFields {
    /// Accounts and mappings.
    pub control: Arc<dyn ControlStore>,
}

impl std::fmt::Debug for MappingFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MappingFields").finish_non_exhaustive()
    }
}

impl MappingFields {
    /// The mapping in use, or the core mapping alone when nothing was mapped.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn current(&self, account: &str) -> Result<Mapping, RunError> {
        let account = self.control.account(account).await?;
        current(self.control.as_ref(), &account).await
    }

    /// Unlocks the mapping, as a specialist does on request (R57): a new version with the same fields, to be edited and locked
    /// again. The guard G7 stops the daily sync until a person has reviewed the first plan of a new version.
    ///
    /// # Errors
    /// When nothing is connected or mapped.
    pub async fn unlock(&self, account: &str) -> Result<Mapping, RunError> {
        self.set(account, None, false, Editor::Staff).await
    }

    /// Saves a mapping as a new version, and locks it when asked to. `None` keeps the fields that are mapped now.
    ///
    /// # Errors
    /// When nothing is connected, the mapping cannot be used, or one is locked and a customer would change it (R56).
    pub async fn set(&self, account: &str, mapping: Option<Mapping>, lock: bool, who: Editor) -> Result<Mapping, RunError> {
        let mut account = self.control.account(account).await?;
        if account.connection.is_none() {
            return Err(not_connected());
        }
        let old = current(self.control.as_ref(), &account).await?;
        let new = old.revise(mapping.unwrap_or_else(|| old.clone()), lock, who).map_err(refused)?;
        if new == old {
            return Ok(old);
        }
        account.mapping_version = new.version;
        account.mapping_locked = lock;
        if lock && account.state == IntegrationState::Connected {
            account.state = IntegrationState::Mapped;
        }
        self.control.save(account, vec![AlongWith::Mapping(new.clone())]).await?;
        Ok(new)
    }
}

/// The mapping that an account uses.
pub(crate) async fn current(control: &dyn ControlStore, account: &Account) -> Result<Mapping, RunError> {
    if account.mapping_version == 0 {
        return Ok(Mapping::default());
    }
    let mapping = control.mapping(&account.id, account.mapping_version).await?;
    mapping.ok_or_else(|| crate::StoreError::Corrupt { what: "the mapping".to_owned() }.into())
}

pub(crate) fn refused(error: MappingError) -> RunError {
    match error {
        MappingError::Locked => RunError::NotPermitted(error.to_string()),
        _ => RunError::BadRequest(error.to_string()),
    }
}
