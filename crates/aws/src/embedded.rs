//! DynamoDB in this process, for a laptop and for tests: the real client talks to it over loopback.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_smithy_http_client::Builder;
use dynoxide::Database;
use sync::StoreError;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::connect;
use crate::dynamo::tables::create_tables_without_stream;
use crate::dynamo::{DynamoStore, Tables};

/// How often a file that another process is making is tried again, and after how long: some ten seconds.
const OPENING_TRIES: usize = 500;
const OPENING_PAUSE: Duration = Duration::from_millis(20);

/// A running engine. It stops when this is dropped; what was answered is on disk by then, and survives a kill.
///
/// Its `control` table has no stream: mail is read from the outbox ([`sync::ports::Outbox`]).
/// Several processes may open one file at the same time: each write is one transaction of the file.
pub struct Engine {
    client: Client,
    tables: Tables,
    endpoint: String,
    server: JoinHandle<()>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("tables", &self.tables).finish_non_exhaustive()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Engine {
    /// Opens a database file, or makes it. Its folder must exist.
    ///
    /// # Errors
    /// When the file cannot be opened or is no database.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let path = path.to_str().ok_or_else(|| failed("the path is not Unicode"))?.to_owned();
        let opened = tokio::task::spawn_blocking(move || opened(&path)).await;
        Self::start(opened.map_err(|_| failed("opening was cancelled"))??).await
    }

    /// An empty database that is gone when this is dropped.
    ///
    /// # Errors
    /// When there is no loopback address to listen on.
    pub async fn in_memory() -> Result<Self, StoreError> {
        Self::start(Database::memory().map_err(|_| failed("there is no memory for it"))?).await
    }

    /// A store on this engine.
    #[must_use]
    pub fn store(&self) -> DynamoStore {
        DynamoStore::with_client(self.client.clone(), self.tables.clone())
    }

    /// A client of this engine.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The names of its tables.
    #[must_use]
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Where it listens, for another process of this machine.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    async fn start(database: Database) -> Result<Self, StoreError> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(|_| failed("no port on 127.0.0.1"))?;
        let address = listener.local_addr().map_err(|_| failed("no port on 127.0.0.1"))?;
        let server = tokio::spawn(dynoxide::server::serve_on(listener, database));
        let endpoint = format!("http://{address}");
        let client = Client::from_conf(client_config(&endpoint));
        let tables = Tables { employees: "employees".to_owned(), control: "control".to_owned() };
        let engine = Self { client, tables, endpoint, server };
        create_tables_without_stream(&engine.client, &engine.tables).await?;
        Ok(engine)
    }
}

/// The set-up of a client for an engine on this machine: nothing is looked up in the environment or on the network.
#[must_use]
pub fn client_config(endpoint: &str) -> Config {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new("local"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"))
        .http_client(Builder::new().build_http())
        .retry_config(connect::retries())
        .timeout_config(connect::timeouts())
        .build()
}

/// Opens the file, and waits for another process that is making it. `SQLite` waits by itself, except where two of them switch a
/// new file to its write-ahead log at once: one of them is then told at once that the file is locked.
fn opened(path: &str) -> Result<Database, StoreError> {
    let mut tries = 0;
    loop {
        match Database::new(path) {
            Ok(database) => return Ok(database),
            Err(error) if tries < OPENING_TRIES && error.to_string().contains("database is locked") => {
                tries += 1;
                std::thread::sleep(OPENING_PAUSE);
            }
            Err(_) => return Err(failed("the file cannot be opened")),
        }
    }
}

fn failed(what: &str) -> StoreError {
    StoreError::Service { service: "the local database", what: what.to_owned() }
}
