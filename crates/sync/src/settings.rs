//! What staff and administrators set for an account (D3, D6, D8, D10, D12, D15, R94).

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::mapping::Editor;
use domain::{EmployeeIdSource, Field, Settings};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::account::LastImport;
use crate::error::RunError;
use crate::ports::{AlongWith, ControlStore, Scheduler};

/// Everything of an account that can be set, as one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountSettings {
    /// Who gets mail about stopped runs.
    pub recipients: Vec<String>,
    /// The hour of the daily sync, 0–23, in the account's time zone.
    pub daily_hour: u8,
    /// IANA time zone.
    pub time_zone: String,
    /// Which source field is the Employee ID (staff, D15).
    pub employee_id_source: EmployeeIdSource,
    /// Fields whose blank clears (staff, D8).
    pub blank_clears: BTreeSet<Field>,
    /// Limits, guards and redaction.
    #[serde(flatten)]
    pub planning: Settings,
}

/// Reads and changes an account's settings.
#[derive(Clone)]
pub struct SettingsOf {
    /// Accounts and mappings.
    pub control: Arc<dyn ControlStore>,
    /// Daily schedules, which follow hour and time zone.
    pub scheduler: Arc<dyn Scheduler>,
}

impl std::fmt::Debug for SettingsOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SettingsOf").finish_non_exhaustive()
    }
}

impl SettingsOf {
    /// The account's settings.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn show(&self, account: &str) -> Result<AccountSettings, RunError> {
        let account = self.control.account(account).await?;
        let mapping = crate::mapping::current(self.control.as_ref(), &account).await?;
        Ok(AccountSettings {
            recipients: account.recipients,
            daily_hour: account.daily_hour,
            time_zone: account.time_zone,
            employee_id_source: mapping.employee_id_source,
            blank_clears: mapping.blank_clears,
            planning: account.settings,
        })
    }

    /// Saves settings. What belongs to the mapping becomes a new version of it, as locked as it was.
    ///
    /// # Errors
    /// The first reason why planning could not go by them; nothing is saved then.
    pub async fn set(&self, account: &str, new: AccountSettings) -> Result<AccountSettings, RunError> {
        check(&new)?;
        let mut stored = self.control.account(account).await?;
        let mapping = crate::mapping::current(self.control.as_ref(), &stored).await?;
        let mut draft = mapping.clone();
        draft.employee_id_source = new.employee_id_source;
        draft.blank_clears = new.blank_clears;
        let rescheduled = (stored.daily_hour, &stored.time_zone) != (new.daily_hour, &new.time_zone);
        stored.recipients = new.recipients;
        stored.daily_hour = new.daily_hour;
        stored.time_zone = new.time_zone;
        stored.settings = new.planning;
        // A day may no longer be called quiet by what was planned under other settings.
        stored.last_import = stored.last_import.map(|last| LastImport { quiet_plan: None, ..last });
        let mut with = Vec::new();
        if draft != mapping {
            let revised = mapping.revise(draft, mapping.locked, Editor::Staff).map_err(crate::mapping::refused)?;
            stored.mapping_version = revised.version;
            with.push(AlongWith::Mapping(revised));
        }
        let stored = self.control.save(stored, with).await?;
        if rescheduled && stored.auto_sync {
            self.scheduler.schedule_daily(&stored.id, stored.daily_hour, &stored.time_zone).await?;
        }
        self.show(account).await
    }
}

fn check(new: &AccountSettings) -> Result<(), RunError> {
    new.planning.check().map_err(|error| RunError::BadRequest(error.to_string()))?;
    if new.daily_hour > 23 {
        return Err(RunError::BadRequest(format!("daily_hour is {}; give an hour from 0 to 23", new.daily_hour)));
    }
    if TimeZone::get(&new.time_zone).is_err() {
        let why = format!("the time zone {:?} is not one of the IANA database; give one such as America/New_York", new.time_zone);
        return Err(RunError::BadRequest(why));
    }
    match new.recipients.iter().find(|address| !domain::text::is_email(address)) {
        None => Ok(()),
        Some(_) => Err(RunError::BadRequest("one of the recipients is not an email address; correct it".to_owned())),
    }
}
