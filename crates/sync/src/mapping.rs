//! Setting and locking the mapping (R47–R57).

use std::sync::Arc;

use domain::Mapping;

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

    /// Saves a mapping as a new version, and locks it when asked to. `None` keeps the fields that are mapped now.
    ///
    /// # Errors
    /// When nothing is connected, the mapping cannot be used, or one is locked already (R56).
    pub async fn set(&self, account: &str, mapping: Option<Mapping>, lock: bool) -> Result<Mapping, RunError> {
        let mut account = self.control.account(account).await?;
        if account.connection.is_none() {
            return Err(not_connected());
        }
        let old = current(self.control.as_ref(), &account).await?;
        let mut new = mapping.unwrap_or_else(|| old.clone());
        new.check().map_err(|error| RunError::BadRequest(error.to_string()))?;
        new.employee_id_source = old.employee_id_source;
        if account.mapping_locked {
            let same = (&new.exclude, &new.demographics) == (&old.exclude, &old.demographics);
            return if same { Ok(old) } else { Err(locked()) };
        }
        new.version = account.mapping_version + 1;
        new.locked = lock;
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

fn locked() -> RunError {
    RunError::NotPermitted(
        "the mapping is locked and only a specialist can unlock it; ask for that with the fields to change".to_owned(),
    )
}
