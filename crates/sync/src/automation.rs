//! Switching the daily sync on and off (R80–R83).

use std::sync::Arc;

use crate::account::{Account, IntegrationState};
use crate::error::RunError;
use crate::ports::{ControlStore, Scheduler};

/// Switches auto-sync.
#[derive(Clone)]
pub struct Automation {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// Daily schedules.
    pub scheduler: Arc<dyn Scheduler>,
}

impl std::fmt::Debug for Automation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Automation").finish_non_exhaustive()
    }
}

impl Automation {
    /// Switches auto-sync on or off and keeps the schedule in step. Doing it twice is harmless.
    ///
    /// # Errors
    /// When it is switched on before the first import was finished (R83).
    pub async fn switch(&self, account: &str, on: bool) -> Result<Account, RunError> {
        let mut account = self.control.account(account).await?;
        let finished =
            matches!(account.state, IntegrationState::Live | IntegrationState::Blocked | IntegrationState::CredentialFailed)
                && account.last_import.is_some();
        if on && !finished {
            let why = "the first import is not finished; run `rollcall plan` and `rollcall commit` first".to_owned();
            return Err(RunError::NotReady { why });
        }
        // The schedule first: a schedule without the switch only skips, a switch without a schedule would never run.
        if on {
            self.scheduler.schedule_daily(&account.id, account.daily_hour, &account.time_zone).await?;
        }
        if account.auto_sync != on {
            account.auto_sync = on;
            account = self.control.save(account, Vec::new()).await?;
        }
        if !on {
            self.scheduler.unschedule(&account.id).await?;
        }
        Ok(account)
    }
}
