//! The sign-in provider: where it is (discovery), its keys, and the verification of its tokens.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sync::ports::Clock;
use tokio::sync::Mutex;

use super::caller::Person;
use super::keys::{self, Key};
use super::token::{Expected, Parts, Refused};

/// Keys are asked for again at an unknown key at most this often, in seconds.
const ASK_AGAIN: i64 = 60;
/// While there are no keys at all, this often.
const RETRY: i64 = 5;
/// Keys are asked for again after this long: one that the issuer has withdrawn is not taken for ever.
const KEEP: i64 = 3600;

/// Gets a document of the provider.
#[async_trait]
pub trait Fetch: Send + Sync {
    /// The body of `url`.
    ///
    /// # Errors
    /// When it cannot be had.
    async fn get(&self, url: &str) -> Result<Vec<u8>, Unreachable>;
}

/// The provider did not answer, or not as it must.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreachable;

/// An issuer may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadIssuer;

/// Where the provider's pages are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discovery {
    /// The issuer itself.
    pub issuer: String,
    /// Its keys.
    pub jwks_uri: String,
    /// Where a browser signs in.
    pub authorization_endpoint: String,
    /// Where a code becomes a token.
    pub token_endpoint: String,
    /// Where a browser signs out.
    pub end_session_endpoint: Option<String>,
}

/// Verifies sign-in tokens of one provider.
pub struct SignIn {
    expected: Expected,
    fetch: Arc<dyn Fetch>,
    clock: Arc<dyn Clock>,
    plain_http: bool,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    discovery: Option<Discovery>,
    keys: Option<Arc<BTreeMap<String, Key>>>,
    asked_at: Option<Timestamp>,
}

/// Why there is no caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denied {
    /// The token is not right.
    Refused(Refused),
    /// Whether it is cannot be found out now.
    Unreachable,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("expected", &self.expected).finish_non_exhaustive()
    }
}

impl SignIn {
    /// Sign-in at an issuer on the internet.
    ///
    /// # Errors
    /// When its address is not https.
    pub fn at(expected: Expected, fetch: Arc<dyn Fetch>, clock: Arc<dyn Clock>) -> Result<Self, BadIssuer> {
        if is_https(&expected.issuer) { Ok(Self::new(expected, fetch, clock, false)) } else { Err(BadIssuer) }
    }

    /// Sign-in at the development issuer of this process.
    #[cfg(feature = "dev-issuer")]
    #[must_use]
    pub fn local(expected: Expected, fetch: Arc<dyn Fetch>, clock: Arc<dyn Clock>) -> Self {
        Self::new(expected, fetch, clock, true)
    }

    fn new(expected: Expected, fetch: Arc<dyn Fetch>, clock: Arc<dyn Clock>, plain_http: bool) -> Self {
        Self { expected, fetch, clock, plain_http, known: Mutex::default() }
    }

    /// What a token must say.
    #[must_use]
    pub fn expected(&self) -> &Expected {
        &self.expected
    }

    /// Whether it is the development issuer.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.plain_http
    }

    /// Where the provider's pages are.
    pub(crate) async fn discovery(&self) -> Result<Discovery, Unreachable> {
        let now = self.clock.now();
        let mut known = self.known.lock().await;
        if known.discovery.is_none() && may_ask(&known, now, RETRY) {
            // An answer to this one brings the keys as well: one failure, one wait.
            self.refresh(&mut known, now).await;
        }
        known.discovery.clone().ok_or(Unreachable)
    }

    /// Who sent the token.
    pub(crate) async fn person(&self, token: &str) -> Result<Person, Denied> {
        let now = self.clock.now();
        let parts = Parts::of(token).map_err(Denied::Refused)?;
        let keys = self.keys_with(&parts.kid, now).await?;
        let key = keys.get(&parts.kid).ok_or(Denied::Refused(Refused::UnknownKey))?;
        let claims = parts.verified(key, &self.expected, now).map_err(Denied::Refused)?;
        Person::of(&claims, &self.expected.roles_claim).ok_or(Denied::Refused(Refused::Subject))
    }

    /// The issuer's keys, asked for again where the wanted one is not among them. The lock is held while asking: of many
    /// requests one asks.
    async fn keys_with(&self, kid: &str, now: Timestamp) -> Result<Arc<BTreeMap<String, Key>>, Denied> {
        let mut known = self.known.lock().await;
        let wait = match &known.keys {
            None => RETRY,
            Some(keys) if keys.contains_key(kid) => KEEP,
            Some(_) => ASK_AGAIN,
        };
        if may_ask(&known, now, wait) {
            self.refresh(&mut known, now).await;
        }
        known.keys.clone().ok_or(Denied::Unreachable)
    }

    /// Asks for everything anew; what is known stays where the provider does not answer.
    async fn refresh(&self, known: &mut Known, now: Timestamp) {
        known.asked_at = Some(now);
        if let Ok((discovery, keys)) = self.ask().await {
            (known.discovery, known.keys) = (Some(discovery), Some(Arc::new(keys)));
        } else {
            tracing::warn!(code = "sign_in_unavailable", "the sign-in provider did not answer as it must");
        }
    }

    async fn ask(&self) -> Result<(Discovery, BTreeMap<String, Key>), Unreachable> {
        let issuer = self.expected.issuer.trim_end_matches('/');
        let body = self.fetch.get(&format!("{issuer}/.well-known/openid-configuration")).await?;
        let discovery: Discovery = serde_json::from_slice(&body).map_err(|_| Unreachable)?;
        let addresses = [&discovery.jwks_uri, &discovery.authorization_endpoint, &discovery.token_endpoint];
        let addresses = addresses.into_iter().chain(discovery.end_session_endpoint.as_ref());
        if discovery.issuer != self.expected.issuer || !addresses.into_iter().all(|url| self.plain_http || is_https(url)) {
            return Err(Unreachable);
        }
        let keys = keys::parse(&self.fetch.get(&discovery.jwks_uri).await?).filter(|keys| !keys.is_empty());
        Ok((discovery, keys.ok_or(Unreachable)?))
    }
}

fn may_ask(known: &Known, now: Timestamp, wait: i64) -> bool {
    known.asked_at.is_none_or(|asked| now.as_second() - asked.as_second() >= wait)
}

fn is_https(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_graphic()))
}
