//! Access tokens: JWT signed with RS256 or ES256, and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::keys::{Algorithm, Key};

/// The most bytes of a token.
const BYTES_MAX: usize = 8 * 1024;
/// How far the clocks of issuer and API may be apart, in seconds.
const LEEWAY: i64 = 60;
/// The most characters of a name or subject.
const NAME_CHARS_MAX: usize = 200;

/// What a token must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The one issuer, letter by letter.
    pub issuer: String,
    /// The clients whose tokens are taken.
    pub clients: Vec<String>,
    /// The scope that a token must have.
    pub scope: String,
    /// The claim that says who may what.
    pub roles_claim: String,
}

/// Why a token was refused. For the log; the caller is told no more than to sign in again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is no token at all, or too long.
    Malformed,
    /// It is signed in a way that is not taken.
    Algorithm,
    /// Its key is not one of the issuer's.
    UnknownKey,
    /// The signature is not right.
    Signature,
    /// Another issuer.
    Issuer,
    /// It is over, or says no end.
    Expired,
    /// It does not hold yet.
    NotYet,
    /// It is not an access token.
    Use,
    /// It was given to another client.
    Client,
    /// It does not have the scope.
    Scope,
    /// It does not say who.
    Subject,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

/// A token that was taken apart. Nothing of it may be believed before [`Parts::verified`].
pub(super) struct Parts<'a> {
    signed: &'a str,
    header: Header,
    payload: Vec<u8>,
    signature: Vec<u8>,
    algorithm: Algorithm,
    /// Names the key.
    pub(super) kid: String,
}

impl<'a> Parts<'a> {
    /// Takes a token apart.
    pub(super) fn of(token: &'a str) -> Result<Self, Refused> {
        if token.len() > BYTES_MAX {
            return Err(Refused::Malformed);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(Refused::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(Refused::Malformed)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Refused::Malformed);
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| Refused::Malformed)?;
        let algorithm = Algorithm::of(&header.alg).ok_or(Refused::Algorithm)?;
        if header.crit.is_some() {
            return Err(Refused::Algorithm);
        }
        let kid = header.kid.clone().filter(|kid| (1..=256).contains(&kid.len())).ok_or(Refused::UnknownKey)?;
        Ok(Self { signed, payload: decode(payload)?, signature: decode(signature)?, header, algorithm, kid })
    }

    /// The claims of a token that is what it must be now.
    pub(super) fn verified(self, key: &Key, expected: &Expected, now: Timestamp) -> Result<Map<String, Value>, Refused> {
        // The key says what it signs with. A token that says otherwise is a forgery, whatever its signature is.
        if key.algorithm() != self.algorithm {
            return Err(Refused::Algorithm);
        }
        if !key.verifies(self.signed.as_bytes(), &self.signature) {
            return Err(Refused::Signature);
        }
        let claims: Map<String, Value> = serde_json::from_slice(&self.payload).map_err(|_| Refused::Malformed)?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        if text("iss") != Some(&expected.issuer) {
            return Err(Refused::Issuer);
        }
        within(&claims, now.as_second())?;
        let of_this_use = match claims.get("token_use") {
            Some(used) => used == "access",
            // Issuers that do as RFC 9068 says put it into the header.
            None => matches!(self.header.typ.as_deref(), Some("at+jwt" | "application/at+jwt")),
        };
        if !of_this_use {
            return Err(Refused::Use);
        }
        if !text("client_id").is_some_and(|client| expected.clients.iter().any(|known| known == client)) {
            return Err(Refused::Client);
        }
        if !text("scope").unwrap_or_default().split(' ').any(|scope| scope == expected.scope) {
            return Err(Refused::Scope);
        }
        let named = |name: &str| text(name).is_none_or(|it| it.len() <= NAME_CHARS_MAX && !it.chars().any(char::is_control));
        if text("sub").is_none_or(str::is_empty) || !named("sub") || !named("username") {
            return Err(Refused::Subject);
        }
        Ok(claims)
    }
}

fn within(claims: &Map<String, Value>, now: i64) -> Result<(), Refused> {
    let end = claims.get("exp").and_then(seconds).ok_or(Refused::Expired)?;
    if now >= end.saturating_add(LEEWAY) {
        return Err(Refused::Expired);
    }
    for name in ["nbf", "iat"] {
        if let Some(value) = claims.get(name) {
            let from = seconds(value).ok_or(Refused::NotYet)?;
            if now < from.saturating_sub(LEEWAY) {
                return Err(Refused::NotYet);
            }
        }
    }
    Ok(())
}

/// Seconds since 1970; a fraction is cut off. Nothing that is not a number of a sensible size.
#[expect(clippy::cast_possible_truncation, reason = "the range was looked at before")]
pub(super) fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_f64().filter(|it| it.is_finite() && it.abs() < 1e15).map(|it| it as i64))
}
