//! The issuer of tokens for development: signs anybody in as one of a few people, and is part of no function.
//!
//! It issues what a provider on the internet would, with a key made at its start, and its tokens are verified in the same way.

mod authorize;
mod exchange;
mod personas;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use axum::Router;
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sync::ports::Clock;

use super::{Expected, Fetch, Unreachable};
pub use personas::{PERSONAS, Persona};

/// The client that the UI signs in as.
pub const CLIENT: &str = "rollcall-local";
/// The scope of its tokens.
pub const SCOPE: &str = "rollcall/admin";
/// How long a token lives, in seconds.
const LIFE: i64 = 900;
const KID: &str = "dev";

/// An issuer of tokens in this process.
pub struct DevIssuer {
    origin: String,
    account: String,
    key: EcdsaKeyPair,
    clock: Arc<dyn Clock>,
    codes: Mutex<HashMap<String, Code>>,
}

/// A sign-in that waits for being exchanged for a token.
struct Code {
    persona: &'static Persona,
    redirect_uri: String,
    challenge: String,
    until: i64,
}

/// The issuer could not make its key.
#[derive(Debug, Clone, Copy)]
pub struct NoKey;

impl fmt::Debug for DevIssuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DevIssuer").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl DevIssuer {
    /// An issuer on the server at `origin`, for `account`, with a new key.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn new(origin: &str, account: &str, clock: Arc<dyn Clock>) -> Result<Arc<Self>, NoKey> {
        let (random, algorithm) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let key = EcdsaKeyPair::generate_pkcs8(algorithm, &random).map_err(|_| NoKey)?;
        let key = EcdsaKeyPair::from_pkcs8(algorithm, key.as_ref(), &random).map_err(|_| NoKey)?;
        let codes = Mutex::default();
        Ok(Arc::new(Self { origin: origin.to_owned(), account: account.to_owned(), key, clock, codes }))
    }

    /// What its tokens say.
    #[must_use]
    pub fn expected(&self) -> Expected {
        Expected {
            issuer: self.issuer(),
            clients: vec![CLIENT.to_owned()],
            scope: SCOPE.to_owned(),
            roles_claim: "cognito:groups".to_owned(),
        }
    }

    /// Its pages, below `/dev`.
    pub fn router(self: &Arc<Self>) -> Router {
        Router::new()
            .route("/dev/authorize", get(authorize::authorize))
            .route("/dev/end", get(authorize::end))
            .route("/dev/token", post(exchange::exchange))
            .route("/dev/jwks", get(exchange::jwks))
            .with_state(self.clone())
    }

    /// An access token for a person, as signing in gives it.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn token(&self, persona: &Persona) -> Result<String, NoKey> {
        let now = self.clock.now().as_second();
        let groups: Vec<String> = persona.role.iter().map(|role| format!("{}:{role}", self.account_of(persona))).collect();
        let claims = json!({
            "iss": self.issuer(), "sub": format!("dev-{}", persona.id), "username": persona.name, "client_id": CLIENT,
            "token_use": "access", "scope": SCOPE, "iat": now, "nbf": now, "exp": now + LIFE, "cognito:groups": groups,
        });
        self.signed(&claims)
    }

    fn signed(&self, claims: &Value) -> Result<String, NoKey> {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&json!({"alg": "ES256", "kid": KID, "typ": "JWT"})), part(claims));
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).map_err(|_| NoKey)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    fn account_of(&self, persona: &Persona) -> &str {
        if persona.elsewhere { "other" } else { &self.account }
    }

    fn issuer(&self) -> String {
        format!("{}/dev", self.origin)
    }

    fn discovery(&self) -> Value {
        let at = |path: &str| format!("{}/dev/{path}", self.origin);
        json!({
            "issuer": self.issuer(), "jwks_uri": at("jwks"), "authorization_endpoint": at("authorize"),
            "token_endpoint": at("token"), "end_session_endpoint": at("end"),
        })
    }

    fn keys(&self) -> Value {
        // An uncompressed point: a 4, then x and y of 32 bytes each.
        let (x, y) = self.key.public_key().as_ref()[1..].split_at(32);
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        json!({"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": KID, "x": x, "y": y}]})
    }

    /// A code for one exchange within a minute.
    fn code(&self, persona: &'static Persona, redirect_uri: String, challenge: String) -> Result<String, NoKey> {
        let mut random = [0; 24];
        SystemRandom::new().fill(&mut random).map_err(|_| NoKey)?;
        let (code, now) = (URL_SAFE_NO_PAD.encode(random), self.clock.now().as_second());
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, code| code.until > now);
        codes.insert(code.clone(), Code { persona, redirect_uri, challenge, until: now + 60 });
        Ok(code)
    }

    /// Takes a code out: it works once.
    fn take(&self, code: &str) -> Option<Code> {
        let code = self.codes.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
        code.filter(|code| code.until > self.clock.now().as_second())
    }
}

/// The verification asks its own process, and not the network.
#[async_trait]
impl Fetch for DevIssuer {
    async fn get(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        match url.strip_prefix(&self.issuer()) {
            Some("/.well-known/openid-configuration") => Ok(self.discovery().to_string().into_bytes()),
            Some("/jwks") => Ok(self.keys().to_string().into_bytes()),
            _ => Err(Unreachable),
        }
    }
}
