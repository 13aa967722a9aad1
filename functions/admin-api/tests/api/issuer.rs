//! A sign-in provider whose tokens can be wrong in any way. Its keys sign nothing but what these tests make.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use admin_api::signin::{Expected, Fetch, Unreachable};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::rand::SystemRandom;
use ring::rsa::{KeyPair, PublicKeyComponents};
use ring::signature::RSA_PKCS1_SHA256;
use serde_json::{Value, json};
use sync::ports::Clock;

pub(crate) const ISSUER: &str = "https://issuer.example/pool";
pub(crate) const CLIENT: &str = "client-1";
/// The present of these tests.
pub(crate) const NOW: i64 = 1_772_000_000;

/// The issuer's key, and one that is not the issuer's.
pub(crate) fn key() -> KeyPair {
    KeyPair::from_pkcs8(include_bytes!("keys/issuer.pk8")).unwrap()
}

/// Modulus and exponent of the issuer's key.
pub(crate) fn public() -> (Vec<u8>, Vec<u8>) {
    let PublicKeyComponents { n, e } = PublicKeyComponents::<Vec<u8>>::from(key().public());
    (n, e)
}

pub(crate) fn other_key() -> KeyPair {
    KeyPair::from_pkcs8(include_bytes!("keys/other.pk8")).unwrap()
}

pub(crate) fn expected() -> Expected {
    Expected {
        issuer: ISSUER.to_owned(),
        clients: vec![CLIENT.to_owned()],
        scope: "rollcall/admin".to_owned(),
        roles_claim: "cognito:groups".to_owned(),
    }
}

/// The claims of a right token of somebody with these entries.
pub(crate) fn claims(groups: &Value) -> Value {
    json!({
        "iss": ISSUER, "sub": "sub-1", "username": "ann", "client_id": CLIENT, "token_use": "access",
        "scope": "openid rollcall/admin", "iat": NOW - 60, "nbf": NOW - 60, "exp": NOW + 900, "cognito:groups": groups,
    })
}

pub(crate) fn header() -> Value {
    json!({"alg": "RS256", "kid": "k1"})
}

pub(crate) fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// A token signed with RS256 by `key`.
pub(crate) fn signed(key: &KeyPair, header: &Value, claims: &Value) -> String {
    let signed = format!("{}.{}", part(header), part(claims));
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// The right token of somebody with these entries.
pub(crate) fn token(groups: &[&str]) -> String {
    signed(&key(), &header(), &claims(&json!(groups)))
}

/// Stands still until it is moved.
#[derive(Debug)]
pub(crate) struct StoppedClock(pub(crate) AtomicI64);

impl Default for StoppedClock {
    fn default() -> Self {
        Self(AtomicI64::new(NOW))
    }
}

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }

    fn id(&self, prefix: &str) -> String {
        format!("{prefix}1")
    }
}

/// The provider's documents, and how often each was asked for.
#[derive(Debug)]
pub(crate) struct Provider {
    pub(crate) down: Mutex<bool>,
    pub(crate) kid: Mutex<&'static str>,
    pub(crate) discovery: Mutex<Value>,
    pub(crate) asked: Mutex<Vec<String>>,
}

impl Default for Provider {
    fn default() -> Self {
        let at = |path: &str| format!("https://issuer.example/{path}");
        let discovery = json!({
            "issuer": ISSUER, "jwks_uri": at("jwks"), "authorization_endpoint": at("authorize"), "token_endpoint": at("token"),
        });
        Self { down: Mutex::default(), kid: Mutex::new("k1"), discovery: Mutex::new(discovery), asked: Mutex::default() }
    }
}

#[async_trait]
impl Fetch for Provider {
    async fn get(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        self.asked.lock().unwrap().push(url.to_owned());
        if *self.down.lock().unwrap() {
            return Err(Unreachable);
        }
        let (n, e) = public();
        let jwks = json!({"keys": [
            {"kty": "RSA", "kid": *self.kid.lock().unwrap(), "alg": "RS256", "use": "sig",
             "n": URL_SAFE_NO_PAD.encode(n), "e": URL_SAFE_NO_PAD.encode(e)},
            {"kty": "oct", "kid": "shared", "k": "c2VjcmV0"},
            {"kty": "RSA", "kid": "for-encryption", "use": "enc", "n": "AQAB", "e": "AQAB"},
        ]});
        match url {
            "https://issuer.example/pool/.well-known/openid-configuration" => {
                Ok(self.discovery.lock().unwrap().to_string().into_bytes())
            }
            "https://issuer.example/jwks" => Ok(jwks.to_string().into_bytes()),
            _ => Err(Unreachable),
        }
    }
}
