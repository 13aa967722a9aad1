//! Credentials of connections: one Secrets Manager secret per account.

use std::fmt;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::error::ProvideErrorMetadata as _;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use sync::StoreError;
use sync::ports::{Credentials, SecretReader, SecretWriter};

use crate::failure;

const SERVICE: &str = "Secrets Manager";

/// The secrets named `<prefix><account>`.
#[derive(Clone)]
pub struct SecretsManager {
    client: Client,
    prefix: String,
}

impl fmt::Debug for SecretsManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretsManager").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl SecretsManager {
    /// Secrets whose names begin with a prefix, such as `rollcall/prod/`.
    #[must_use]
    pub fn new(config: &SdkConfig, prefix: &str) -> Self {
        Self { client: Client::new(config), prefix: prefix.to_owned() }
    }

    fn name(&self, account: &str) -> String {
        format!("{}{account}", self.prefix)
    }
}

#[async_trait]
impl SecretWriter for SecretsManager {
    async fn put(&self, account: &str, credentials: &Credentials) -> Result<(), StoreError> {
        let json = written(credentials)?;
        let put = self.client.put_secret_value().secret_id(self.name(account)).secret_string(&json);
        match put.send().await {
            Ok(_) => return Ok(()),
            Err(error) if error.code() == Some("ResourceNotFoundException") => {}
            Err(error) => return Err(failure::service(SERVICE, "PutSecretValue", &error)),
        }
        let create = self.client.create_secret().name(self.name(account)).secret_string(json);
        create.send().await.map_err(|error| failure::service(SERVICE, "CreateSecret", &error))?;
        Ok(())
    }

    async fn delete(&self, account: &str) -> Result<(), StoreError> {
        // At once: a secret that waits for its deletion keeps its name, and the account could not be connected again.
        let delete = self.client.delete_secret().secret_id(self.name(account)).force_delete_without_recovery(true);
        match delete.send().await {
            Ok(_) => Ok(()),
            Err(error) if error.code() == Some("ResourceNotFoundException") => Ok(()),
            Err(error) => Err(failure::service(SERVICE, "DeleteSecret", &error)),
        }
    }
}

#[async_trait]
impl SecretReader for SecretsManager {
    async fn get(&self, account: &str) -> Result<Option<Credentials>, StoreError> {
        match self.client.get_secret_value().secret_id(self.name(account)).send().await {
            Ok(answer) => read(answer.secret_string().unwrap_or_default()).map(Some),
            Err(error) if error.code() == Some("ResourceNotFoundException") => Ok(None),
            Err(error) => Err(failure::service(SERVICE, "GetSecretValue", &error)),
        }
    }
}

/// The JSON of a secret.
#[derive(Serialize, Deserialize)]
struct Secret<T> {
    client_id: T,
    client_secret: T,
}

fn written(credentials: &Credentials) -> Result<String, StoreError> {
    let client_id = credentials.client_id.expose_secret();
    let client_secret = credentials.client_secret.expose_secret();
    serde_json::to_string(&Secret { client_id, client_secret }).map_err(|_| damaged())
}

fn read(json: &str) -> Result<Credentials, StoreError> {
    let secret: Secret<String> = serde_json::from_str(json).map_err(|_| damaged())?;
    Ok(Credentials { client_id: SecretString::from(secret.client_id), client_secret: SecretString::from(secret.client_secret) })
}

fn damaged() -> StoreError {
    StoreError::Corrupt { what: "the secret of the connection".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_it_was_written_and_nothing_else_is_accepted() {
        let credentials =
            Credentials { client_id: SecretString::from("id \"1\""), client_secret: SecretString::from("señor\n") };
        let json = written(&credentials).unwrap();
        let again = read(&json).unwrap();
        assert_eq!(again.client_id.expose_secret(), "id \"1\"");
        assert_eq!(again.client_secret.expose_secret(), "señor\n");
        for json in ["", "plain text", "{}", r#"{"client_id":"x"}"#, r#"{"client_id":1,"client_secret":2}"#] {
            let error = read(json).unwrap_err();
            assert!(matches!(error, StoreError::Corrupt { .. }), "{json}");
            assert!(json.is_empty() || !error.to_string().contains(json), "an error never quotes a secret");
        }
    }
}
