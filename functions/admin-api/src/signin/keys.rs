//! The public keys of an issuer (JWKS, RFC 7517).

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::Value;

/// The most keys that are taken from an issuer.
const KEYS_MAX: usize = 50;

/// How tokens may be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    /// RSA, PKCS #1 1.5, SHA-256.
    Rs256,
    /// ECDSA, P-256, SHA-256.
    Es256,
}

impl Algorithm {
    /// The algorithm of a name; `none`, the ones with a shared secret and all others are not taken.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "ES256" => Some(Self::Es256),
            _ => None,
        }
    }
}

/// A public key.
pub(super) enum Key {
    /// RSA: modulus and exponent.
    Rsa(RsaPublicKeyComponents<Vec<u8>>),
    /// P-256: an uncompressed point.
    P256(UnparsedPublicKey<Vec<u8>>),
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.algorithm(), f)
    }
}

impl Key {
    /// What it signs with.
    pub(super) fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa(_) => Algorithm::Rs256,
            Self::P256(_) => Algorithm::Es256,
        }
    }

    /// Whether the signature is its own.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Rsa(key) => key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok(),
            Self::P256(key) => key.verify(message, signature).is_ok(),
        }
    }
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: String,
    #[serde(rename = "use")]
    used: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// The keys by their ids. A key that is not understood is left out: an issuer may have some for other purposes.
pub(super) fn parse(jwks: &[u8]) -> Option<BTreeMap<String, Key>> {
    let set: Set = serde_json::from_slice(jwks).ok()?;
    let keys = set.keys.into_iter().take(KEYS_MAX).filter_map(|key| serde_json::from_value(key).ok()).filter_map(key);
    Some(keys.collect())
}

fn key(jwk: Jwk) -> Option<(String, Key)> {
    if jwk.used.is_some_and(|used| used != "sig") {
        return None;
    }
    let bytes = |text: Option<String>| URL_SAFE_NO_PAD.decode(text?).ok();
    let (key, algorithm) = match jwk.kty.as_str() {
        "RSA" => (Key::Rsa(RsaPublicKeyComponents { n: bytes(jwk.n)?, e: bytes(jwk.e)? }), "RS256"),
        "EC" if jwk.crv.as_deref() == Some("P-256") => {
            let (x, y) = (bytes(jwk.x)?, bytes(jwk.y)?);
            let point = [&[4][..], &x, &y].concat();
            (Key::P256(UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)), "ES256")
        }
        _ => return None,
    };
    jwk.alg.is_none_or(|alg| alg == algorithm).then_some((jwk.kid, key))
}
