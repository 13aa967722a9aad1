//! The integration of an account.

pub use domain::integration::NextAction;

use domain::Code;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use sync::account::{Account, Failure, SecretNote};
use sync::ports::PermissionCheck;
use sync::{Connection, IntegrationState};
use utoipa::ToSchema;

use super::in_ui;

/// Where an integration stands and what comes next (1.15). Holds no secret.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IntegrationView {
    /// Id of the account.
    pub account: String,
    /// Where it stands.
    #[schema(value_type = super::words::IntegrationState)]
    pub state: IntegrationState,
    /// What a person does next.
    #[schema(value_type = super::words::NextAction)]
    pub next_action: NextAction,
    /// The guards that stopped the daily sync.
    #[schema(value_type = Vec<super::words::Code>)]
    pub blocked_by: Vec<Code>,
    /// The connection, once made.
    pub connection: Option<ConnectionView>,
    /// The mapping in use.
    pub mapping: MappingState,
    /// The daily sync.
    pub auto_sync: AutoSyncView,
    /// Who gets mail about blocked runs.
    pub recipients: Vec<String>,
    /// The last finished import.
    pub last_import: Option<LastImportView>,
    /// When the daily sync runs next; `null` while it is off.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub daily_next_at: Option<Timestamp>,
    /// When the set-up sync that goes on was begun.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub setting_up_since: Option<Timestamp>,
    /// The run of that set-up sync.
    pub setting_up_run: Option<String>,
    /// The run of an import, review or daily sync that goes on.
    pub active_run: Option<String>,
    /// The run that a guard stopped, while the account is blocked by it.
    pub blocked_run: Option<String>,
    /// What may be told of the stored credentials.
    pub secret: Option<SecretView>,
    /// Why the last test of the connection did not pass; `null` when it did, and while it is being tested.
    pub last_check_error: Option<FailureView>,
    /// Why the last set-up sync came to nothing; `null` when it did not, and while one goes on.
    pub last_setup_error: Option<FailureView>,
    /// How many entries the history has.
    pub history_entries: u64,
}

/// What may be told of credentials that nobody can read back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SecretView {
    /// The last four characters of the client secret; empty for a short one.
    pub ends_with: String,
    /// When they were stored.
    #[schema(value_type = String, format = DateTime)]
    pub saved_at: Timestamp,
    /// Who entered them.
    pub saved_by: String,
}

/// Why a connection's test, or a set-up sync, did not succeed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FailureView {
    /// The stable code.
    pub code: String,
    /// What happened and what to do next.
    pub detail: String,
}

impl From<Failure> for FailureView {
    fn from(Failure { code, detail }: Failure) -> Self {
        Self { code, detail: in_ui(&detail) }
    }
}

/// A connection, without its credentials.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConnectionView {
    /// `TriNet` Company ID.
    pub company: String,
    /// When it was made or made again.
    #[schema(value_type = String, format = DateTime)]
    pub connected_at: Timestamp,
    /// Who made it.
    pub connected_by: String,
    /// The last permission tests (R38); none while the connection is being tested.
    #[schema(value_type = Vec<super::schema::PermissionCheck>)]
    pub checks: Vec<PermissionCheck>,
}

impl From<&Connection> for ConnectionView {
    fn from(connection: &Connection) -> Self {
        Self {
            company: connection.company.clone(),
            connected_at: connection.connected_at,
            connected_by: connection.connected_by.clone(),
            checks: connection.checks.clone(),
        }
    }
}

/// Which mapping is in use.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct MappingState {
    /// Its version; 0 when nothing was mapped.
    pub version: u32,
    /// Whether it is locked (R56).
    pub locked: bool,
}

/// The daily sync.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AutoSyncView {
    /// Whether it is switched on.
    pub on: bool,
    /// Its hour, 0–23, in the time zone.
    pub hour: u8,
    /// IANA time zone.
    pub time_zone: String,
}

/// The last finished import.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct LastImportView {
    /// When it finished.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The mapping version that it used.
    pub mapping_version: u32,
}

impl IntegrationView {
    /// The view at a time, by what the account itself says: not which run goes on.
    #[must_use]
    pub fn at(account: &Account, now: Timestamp) -> Self {
        Self {
            account: account.id.clone(),
            state: account.state,
            next_action: account.state.into(),
            blocked_by: account.blocked_by.clone(),
            connection: account.connection.as_ref().map(ConnectionView::from),
            mapping: MappingState { version: account.mapping_version, locked: account.mapping_locked },
            auto_sync: AutoSyncView { on: account.auto_sync, hour: account.daily_hour, time_zone: account.time_zone.clone() },
            recipients: account.recipients.clone(),
            last_import: account
                .last_import
                .as_ref()
                .map(|import| LastImportView { at: import.at, mapping_version: import.mapping_version }),
            daily_next_at: if account.auto_sync { next_daily(account, now) } else { None },
            setting_up_since: None,
            setting_up_run: None,
            active_run: None,
            blocked_run: account.blocked_run.clone().filter(|_| account.state == IntegrationState::Blocked),
            secret: account.secret.clone().map(|SecretNote { ends_with, saved_at, saved_by }| SecretView {
                ends_with,
                saved_at,
                saved_by,
            }),
            last_check_error: account.check_error.clone().map(FailureView::from),
            last_setup_error: account.setup_error.clone().map(FailureView::from),
            history_entries: account.history.entries,
        }
    }
}

/// The next time at which the account's clock shows the hour of the daily sync.
fn next_daily(account: &Account, now: Timestamp) -> Option<Timestamp> {
    let zone = TimeZone::get(&account.time_zone).ok()?;
    let hour = i8::try_from(account.daily_hour).ok()?;
    let today = now.to_zoned_datetime(zone.clone()).date();
    let days = [today, today.tomorrow().ok()?];
    let times = days.into_iter().filter_map(|day| Some(day.at(hour, 0, 0, 0).to_zoned_datetime(zone.clone()).ok()?.timestamp()));
    times.into_iter().find(|time| *time > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_daily_sync_is_at_its_hour_on_the_accounts_clock() {
        let check = |now: &str, zone: &str, hour, expect: &str| {
            let account = Account { time_zone: zone.to_owned(), daily_hour: hour, ..Account::new("acme") };
            let next = next_daily(&account, now.parse().unwrap_or_default()).map(|next| next.to_string());
            assert_eq!(next.as_deref(), Some(expect), "{now} {zone} {hour}");
        };
        check("2026-01-05T01:59:59Z", "UTC", 2, "2026-01-05T02:00:00Z");
        check("2026-01-05T02:00:00Z", "UTC", 2, "2026-01-06T02:00:00Z");
        check("2026-01-05T06:30:00Z", "America/New_York", 2, "2026-01-05T07:00:00Z");
        check("2026-07-05T06:30:00Z", "America/New_York", 2, "2026-07-06T06:00:00Z");
        // The hour that the spring leaves out.
        check("2026-03-08T06:00:00Z", "America/New_York", 2, "2026-03-08T07:00:00Z");
    }
}
