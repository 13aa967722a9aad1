//! The integration of an account.

pub use domain::integration::NextAction;

use domain::Code;
use jiff::Timestamp;
use serde::Serialize;
use sync::account::Account;
use sync::ports::PermissionCheck;
use sync::{Connection, IntegrationState};
use utoipa::ToSchema;

/// Where an integration stands and what comes next (1.15). Holds no secret.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IntegrationView {
    /// Id of the account.
    pub account: String,
    /// Where it stands.
    #[schema(value_type = String)]
    pub state: IntegrationState,
    /// What a person does next.
    #[schema(value_type = String)]
    pub next_action: NextAction,
    /// The guards that stopped the daily sync.
    #[schema(value_type = Vec<String>)]
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

impl From<&Account> for IntegrationView {
    fn from(account: &Account) -> Self {
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
        }
    }
}
