//! Connecting a source: credentials are tested permission by permission, then stored where nobody can read them back (R38–R46).

use std::sync::Arc;

use secrecy::ExposeSecret as _;

use crate::account::{Account, Connection, Failure, IntegrationState, SecretNote};
use crate::error::{RunError, SourceError};
use crate::ports::{
    Clock, ControlStore, Credentials, PermissionCheck, SecretReader, SecretWriter, SourceOpener, Work, WorkQueue,
};

/// How long a secret must be for its end to be told.
const SECRET_LONG: usize = 16;

/// What an administrator enters.
#[derive(Debug, Clone)]
pub struct ConnectRequest {
    /// Company ID (R30).
    pub company: String,
    /// Base address of the source; configuration, never entered by a customer.
    pub url: String,
    /// Client ID and Secret.
    pub credentials: Credentials,
    /// Who connects.
    pub actor: String,
    /// Who gets mail about blocked runs; empty keeps the present ones.
    pub recipients: Vec<String>,
    /// IANA time zone of the account, in which days begin; `None` keeps the present one.
    pub time_zone: Option<String>,
}

/// Tests and stores a connection in one step, where source and secrets are both at hand (the command).
#[derive(Clone)]
pub struct Connecting {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// The source adapter.
    pub sources: Arc<dyn SourceOpener>,
    /// Where credentials go.
    pub secrets: Arc<dyn SecretWriter>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Connecting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connecting").finish_non_exhaustive()
    }
}

impl Connecting {
    /// Tests every permission, then stores credentials and connection. Nothing is stored unless all required tests pass.
    ///
    /// # Errors
    /// When the source cannot be reached, rejects the credentials, or a required permission is missing.
    pub async fn connect(&self, account: &str, request: ConnectRequest) -> Result<Vec<PermissionCheck>, RunError> {
        let mut connection = connection(&request, self.clock.now());
        let source = self.sources.open(&connection, request.credentials.clone())?;
        connection.checks = source.check().await?;
        require(&connection.checks)?;
        let mut account = self.control.account(account).await?;
        self.secrets.put(&account.id, &request.credentials).await?;
        let checks = connection.checks.clone();
        account.set_time_zone(request.time_zone.clone())?;
        account.secret = Some(noted(&request, self.clock.now()));
        account.connected(connection, request.recipients);
        self.control.save(account, Vec::new()).await?;
        Ok(checks)
    }
}

/// Takes a connection from the admin API: stores the credential and asks setup-sync to test it (third wall).
#[derive(Clone)]
pub struct Submitting {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// Where credentials go.
    pub secrets: Arc<dyn SecretWriter>,
    /// The queue of setup-sync.
    pub queue: Arc<dyn WorkQueue>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Submitting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Submitting").finish_non_exhaustive()
    }
}

impl Submitting {
    /// Stores the credentials and queues the test.
    ///
    /// # Errors
    /// When the store or the queue fails.
    pub async fn submit(&self, account: &str, request: ConnectRequest) -> Result<(), RunError> {
        let mut account = self.control.account(account).await?;
        self.secrets.put(&account.id, &request.credentials).await?;
        let id = account.id.clone();
        account.set_time_zone(request.time_zone.clone())?;
        account.secret = Some(noted(&request, self.clock.now()));
        account.connecting(connection(&request, self.clock.now()), request.recipients);
        self.control.save(account, Vec::new()).await?;
        self.queue.send(&Work::CheckConnection { account: id }).await?;
        Ok(())
    }

    /// Has the stored connection tested again, as it is.
    ///
    /// # Errors
    /// When nothing is connected, or the store or the queue fails.
    pub async fn check_again(&self, account: &str) -> Result<(), RunError> {
        let mut account = self.control.account(account).await?;
        let Some(connection) = &mut account.connection else { return Err(not_connected()) };
        connection.checks.clear();
        account.check_error = None;
        let id = account.id.clone();
        self.control.save(account, Vec::new()).await?;
        Ok(self.queue.send(&Work::CheckConnection { account: id }).await?)
    }
}

/// Tests a stored connection (setup-sync).
#[derive(Clone)]
pub struct Checking {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// The source adapter.
    pub sources: Arc<dyn SourceOpener>,
    /// Where credentials are.
    pub secrets: Arc<dyn SecretReader>,
}

impl std::fmt::Debug for Checking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checking").finish_non_exhaustive()
    }
}

impl Checking {
    /// Tests the account's stored connection and records the outcome: connected, or credentials rejected.
    ///
    /// # Errors
    /// When nothing is connected, or the source cannot be reached (to be tried again).
    pub async fn check(&self, account: &str) -> Result<(), RunError> {
        let mut account = self.control.account(account).await?;
        let Some(mut connection) = account.connection.clone() else { return Err(not_connected()) };
        let credentials = self.secrets.get(&account.id).await?.ok_or_else(not_connected)?;
        let outcome = match self.sources.open(&connection, credentials) {
            Ok(source) => source.check().await,
            Err(error) => Err(error),
        };
        let outcome = outcome.map_err(RunError::from).and_then(|checks| {
            // Also of a test that did not pass, a person sees which permission is missing.
            connection.checks = checks;
            require(&connection.checks)
        });
        let Err(error) = outcome else {
            account.connected(connection, Vec::new());
            self.control.save(account, Vec::new()).await?;
            return Ok(());
        };
        account.connection = Some(connection);
        account.check_error = Some(Failure::from(&error));
        let refused = matches!(&error, RunError::Source(error) if error.class() == crate::error::Class::Credentials);
        if refused {
            tracing::warn!(account = %account.id, code = error.code(), "the connection test failed");
            // An import that goes on needs no credentials, and says by its state that it is not finished.
            if *account.stand() != IntegrationState::Importing {
                *account.stand() = IntegrationState::CredentialFailed;
            }
        }
        self.control.save(account, Vec::new()).await?;
        if refused { Ok(()) } else { Err(error) }
    }
}

impl Account {
    pub(crate) fn set_time_zone(&mut self, time_zone: Option<String>) -> Result<(), RunError> {
        let Some(name) = time_zone else { return Ok(()) };
        if jiff::tz::TimeZone::get(&name).is_err() {
            return Err(RunError::BadRequest(format!("{name:?} is no time zone; give one like Europe/Berlin")));
        }
        self.time_zone = name;
        Ok(())
    }

    fn connecting(&mut self, connection: Connection, recipients: Vec<String>) {
        if !recipients.is_empty() {
            self.recipients = recipients;
        }
        self.connection = Some(connection);
        self.check_error = None;
        if matches!(self.stand(), IntegrationState::NotConnected | IntegrationState::CredentialFailed) {
            *self.stand() = IntegrationState::Connecting;
        }
    }

    /// Reconnecting keeps mapping and history and goes back to where the account stood.
    fn connected(&mut self, connection: Connection, recipients: Vec<String>) {
        self.connecting(connection, recipients);
        if *self.stand() == IntegrationState::Connecting {
            *self.stand() = match (self.mapping_locked, &self.last_import) {
                // A new connection is no way around a guard.
                (_, Some(_)) if !self.blocked_by.is_empty() => IntegrationState::Blocked,
                (_, Some(_)) => IntegrationState::Live,
                (true, None) => IntegrationState::Mapped,
                (false, None) => IntegrationState::Connected,
            };
        }
    }
}

fn connection(request: &ConnectRequest, now: jiff::Timestamp) -> Connection {
    Connection {
        company: request.company.trim().to_owned(),
        url: request.url.trim().to_owned(),
        connected_at: now,
        connected_by: request.actor.clone(),
        checks: Vec::new(),
    }
}

fn noted(request: &ConnectRequest, now: jiff::Timestamp) -> SecretNote {
    let secret = request.credentials.client_secret.expose_secret();
    let characters: Vec<char> = secret.chars().collect();
    // Four of a short secret are too much of it.
    let end = if characters.len() >= SECRET_LONG { &characters[characters.len() - 4..] } else { &[] };
    SecretNote { ends_with: end.iter().collect(), saved_at: now, saved_by: request.actor.clone() }
}

fn require(checks: &[PermissionCheck]) -> Result<(), RunError> {
    match checks.iter().find(|check| check.required && !check.passed) {
        None => Ok(()),
        Some(missing) => Err(SourceError::PermissionMissing { detail: missing.detail.clone() }.into()),
    }
}

/// The error of a daily sync while a connection that was entered again waits for its test.
pub(crate) fn not_tested() -> RunError {
    RunError::NotReady { why: "the connection was entered again and has not been tested; connect once more".to_owned() }
}

/// The error of every step that needs a connection first.
pub(crate) fn not_connected() -> RunError {
    RunError::NotReady { why: "nothing is connected; run `rollcall connect --company ID` first".to_owned() }
}
