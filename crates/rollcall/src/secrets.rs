//! Credentials on a laptop: one file that only its owner can read.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use sync::StoreError;
use sync::ports::{Credentials, SecretReader, SecretWriter};

/// `credentials.json` of a data folder, mode 0600.
#[derive(Debug)]
pub(crate) struct SecretsFile {
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    client_id: String,
    client_secret: String,
}

impl SecretsFile {
    /// The file of a data folder.
    pub(crate) fn in_folder(data: &Path) -> Self {
        Self { path: data.join("credentials.json") }
    }

    fn read(&self) -> Result<BTreeMap<String, Entry>, StoreError> {
        match fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|_| failed("the file is not readable JSON; connect again after removing it")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(_) => Err(failed("the file cannot be read")),
        }
    }

    /// Writes a new file beside the old one and puts it in its place, so that a crash leaves one of the two.
    fn write(&self, entries: &BTreeMap<String, Entry>) -> std::io::Result<()> {
        let fresh = self.path.with_extension("json.new");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
        file.write_all(&serde_json::to_vec_pretty(entries)?)?;
        file.sync_all()?;
        fs::rename(fresh, &self.path)
    }
}

#[async_trait]
impl SecretWriter for SecretsFile {
    async fn put(&self, account: &str, credentials: &Credentials) -> Result<(), StoreError> {
        let mut entries = self.read()?;
        let entry = Entry {
            client_id: credentials.client_id.expose_secret().to_owned(),
            client_secret: credentials.client_secret.expose_secret().to_owned(),
        };
        entries.insert(account.to_owned(), entry);
        self.write(&entries).map_err(|_| failed("the file cannot be written"))
    }

    async fn delete(&self, account: &str) -> Result<(), StoreError> {
        let mut entries = self.read()?;
        match entries.remove(account) {
            None => Ok(()),
            Some(_) => self.write(&entries).map_err(|_| failed("the file cannot be written")),
        }
    }
}

#[async_trait]
impl SecretReader for SecretsFile {
    async fn get(&self, account: &str) -> Result<Option<Credentials>, StoreError> {
        let entry = self.read()?.remove(account);
        Ok(entry.map(|entry| Credentials {
            client_id: SecretString::from(entry.client_id),
            client_secret: SecretString::from(entry.client_secret),
        }))
    }
}

fn failed(what: &str) -> StoreError {
    StoreError::Service { service: "the credentials file", what: what.to_owned() }
}
