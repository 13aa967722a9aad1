//! Switching the daily sync on and off (R80–R83).

use std::sync::Arc;

use crate::account::{Account, IntegrationState, LastImport};
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
        self.set(account, on, None, None).await
    }

    /// Switches auto-sync, and moves it to another hour or time zone where one is given.
    ///
    /// # Errors
    /// As [`Self::switch`], and when hour or time zone is none.
    pub async fn set(&self, account: &str, on: bool, hour: Option<u8>, time_zone: Option<String>) -> Result<Account, RunError> {
        let before = self.control.account(account).await?;
        let mut account = before.clone();
        account.set_daily(hour, time_zone)?;
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
        account.auto_sync = on;
        if account != before {
            account = self.control.save(account, Vec::new()).await?;
        }
        if !on {
            self.scheduler.unschedule(&account.id).await?;
        }
        Ok(account)
    }
}

impl Account {
    fn set_daily(&mut self, hour: Option<u8>, time_zone: Option<String>) -> Result<(), RunError> {
        if let Some(hour) = hour {
            if hour > 23 {
                return Err(RunError::BadRequest(format!("the hour is {hour}; give one from 0 to 23")));
            }
            self.daily_hour = hour;
        }
        let zone = self.time_zone.clone();
        self.set_time_zone(time_zone)?;
        if zone != self.time_zone {
            // Days begin at other times: what was quiet may not be any more.
            self.last_import = self.last_import.take().map(|last| LastImport { quiet_plan: None, ..last });
        }
        Ok(())
    }
}
