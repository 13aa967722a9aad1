//! Where an integration stands, and what a person does next (R9, R47, R66–R71, 1.15).

use serde::{Deserialize, Serialize};

/// Where an integration stands (1.15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntegrationState {
    /// No connection.
    #[default]
    NotConnected,
    /// A credential was stored and is being tested (production only).
    Connecting,
    /// Connected; the mapping is next.
    Connected,
    /// Mapped and locked; the set-up sync is next.
    Mapped,
    /// "Syncing data".
    SettingUp,
    /// "Finalise sync": the first review is next.
    ReadyToFinalise,
    /// A commit is running.
    Importing,
    /// Connected and imported; auto-sync may run.
    Live,
    /// A guard stopped the daily sync; a manual sync is next.
    Blocked,
    /// The source rejected the credentials; reconnect.
    CredentialFailed,
}

/// What a person does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NextAction {
    /// Enter credentials.
    Connect,
    /// Map fields and lock the mapping.
    Map,
    /// Start the set-up sync.
    SetUp,
    /// Start a manual sync and review its plan.
    Review,
    /// Enter credentials that the source accepts.
    Reconnect,
    /// Nothing: something is running.
    Wait,
    /// Nothing: switch auto-sync on, or leave it to the daily sync.
    None,
}

impl From<IntegrationState> for NextAction {
    fn from(state: IntegrationState) -> Self {
        use IntegrationState as At;
        match state {
            At::NotConnected => Self::Connect,
            At::Connected => Self::Map,
            At::Mapped => Self::SetUp,
            At::ReadyToFinalise | At::Blocked => Self::Review,
            At::CredentialFailed => Self::Reconnect,
            At::Connecting | At::SettingUp | At::Importing => Self::Wait,
            At::Live => Self::None,
        }
    }
}
