//! Taking a connection away: its credentials are deleted and nothing runs by itself any more; directory, mapping and history
//! stay.

use std::sync::Arc;

use crate::account::{Account, IntegrationState, Moves};
use crate::connect::not_connected;
use crate::error::RunError;
use crate::ports::{ControlStore, Scheduler, SecretWriter};

/// Disconnects.
#[derive(Clone)]
pub struct Disconnecting {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// Where credentials are, to delete them.
    pub secrets: Arc<dyn SecretWriter>,
    /// Daily schedules.
    pub scheduler: Arc<dyn Scheduler>,
}

impl std::fmt::Debug for Disconnecting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disconnecting").finish_non_exhaustive()
    }
}

impl Disconnecting {
    /// Deletes the credentials and the schedule, then says so in the account. Where this ends in between, the account still
    /// names its connection, and the same call, made again, finishes it. Plans made so far are stale afterwards: who connects
    /// again, perhaps to another company, reviews anew.
    ///
    /// # Errors
    /// When nothing is connected, an import goes on, or a service fails.
    pub async fn disconnect(&self, account: &str) -> Result<Account, RunError> {
        let mut account = self.control.account(account).await?;
        if account.connection.is_none() {
            return Err(not_connected());
        }
        if account.state == IntegrationState::Importing {
            let why = "an import is going on; disconnect once it has finished".to_owned();
            return Err(RunError::NotReady { why });
        }
        self.scheduler.unschedule(&account.id).await?;
        self.secrets.delete(&account.id).await?;
        account.connection = None;
        account.secret = None;
        account.check_error = None;
        account.auto_sync = false;
        account.state = IntegrationState::NotConnected;
        account.move_epoch(Moves::Everything);
        Ok(self.control.save(account, Vec::new()).await?)
    }
}
