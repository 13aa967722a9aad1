//! Getting documents of a provider on the internet.

use std::time::Duration;

use async_trait::async_trait;
use reqwest::{Client, redirect};

use super::provider::{Fetch, Unreachable};

/// The most bytes of a document.
const BYTES_MAX: usize = 256 * 1024;
/// How long one may take.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// Gets documents over https alone, follows no redirect, and reads no more than a document of keys can have.
#[derive(Debug, Clone)]
pub struct Https(Client);

impl Https {
    /// A client with the system's or the built-in certificates.
    ///
    /// # Errors
    /// When there is no way to have TLS.
    pub fn new() -> Result<Self, Unreachable> {
        // Refused only where one is installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().https_only(true).redirect(redirect::Policy::none()).timeout(TIME_LIMIT).build();
        client.map(Self).map_err(|_| Unreachable)
    }
}

#[async_trait]
impl Fetch for Https {
    async fn get(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        let mut response = self.0.get(url).send().await.map_err(|_| Unreachable)?;
        if response.status() != 200 {
            return Err(Unreachable);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Unreachable)? {
            body.extend_from_slice(&chunk);
            if body.len() > BYTES_MAX {
                return Err(Unreachable);
            }
        }
        Ok(body)
    }
}
