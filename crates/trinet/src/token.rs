//! The access token: fetched with the client id and secret, kept until shortly before it expires.

use std::fmt;
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use secrecy::ExposeSecret as _;
use serde::Deserialize;
use sync::SourceError;
use sync::ports::Credentials;
use tokio::sync::Mutex;
use url::Url;

use crate::envelope::{self, Scalar};
use crate::http::{Answer, Http};

/// A token is renewed this long before it expires, or at half its life where that is shorter.
const RENEW_BEFORE: Duration = Duration::from_secs(5 * 60);
/// The life of a token that does not say; a 401 ends it earlier.
const LIFE_UNSAID: Duration = Duration::from_secs(30 * 60);
const NAME: &str = "the token endpoint";

/// The tokens of one opened source.
pub(crate) struct Tokens {
    url: Url,
    credentials: Credentials,
    current: Mutex<Option<Token>>,
}

struct Token {
    header: HeaderValue,
    renew_at: Instant,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").finish_non_exhaustive()
    }
}

impl Tokens {
    pub(crate) fn new(url: Url, credentials: Credentials) -> Self {
        Self { url, credentials, current: Mutex::new(None) }
    }

    /// The `Authorization` header of a request; fetches a token when there is none or it is about to expire.
    ///
    /// # Errors
    /// [`SourceError::CredentialsRejected`] when the client id or secret is refused.
    pub(crate) async fn header(&self, http: &Http) -> Result<HeaderValue, SourceError> {
        let mut current = self.current.lock().await;
        if let Some(token) = current.as_ref().filter(|token| Instant::now() < token.renew_at) {
            return Ok(token.header.clone());
        }
        let token = self.fetch(http).await?;
        let header = token.header.clone();
        *current = Some(token);
        Ok(header)
    }

    /// Forgets the token that a resource refused, unless it was replaced meanwhile.
    pub(crate) async fn refused(&self, header: &HeaderValue) {
        let mut current = self.current.lock().await;
        if current.as_ref().is_some_and(|token| token.header == *header) {
            *current = None;
        }
    }

    async fn fetch(&self, http: &Http) -> Result<Token, SourceError> {
        let mut answer = http.send(NAME, |client| self.request(client, Method::GET)).await?;
        if answer.status == StatusCode::METHOD_NOT_ALLOWED {
            answer = http.send(NAME, |client| self.request(client, Method::POST)).await?;
        }
        match answer.status {
            status if status.is_success() => parse(&answer, Instant::now()),
            StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED => Err(SourceError::CredentialsRejected),
            StatusCode::FORBIDDEN => Err(SourceError::NotPermitted { what: "anything (the token endpoint refused)".to_owned() }),
            status => Err(envelope::unexpected(status, NAME)),
        }
    }

    /// The only request of this crate that may be a POST: some gateways hand out tokens on POST only. It writes nothing.
    fn request(&self, client: &Client, method: Method) -> RequestBuilder {
        client
            .request(method, self.url.clone())
            .header(ACCEPT, "application/json")
            .basic_auth(self.credentials.client_id.expose_secret(), Some(self.credentials.client_secret.expose_secret()))
    }
}

#[derive(Deserialize)]
struct Granted<'a> {
    #[serde(borrow)]
    access_token: Option<Scalar<'a>>,
    #[serde(borrow)]
    expires_in: Option<Scalar<'a>>,
}

/// The token of an answer: when it is to be renewed, and its header.
#[cfg(feature = "fuzz")]
pub(crate) fn read(body: &[u8], now: Instant) -> Result<(Instant, HeaderValue), SourceError> {
    let answer = Answer { status: StatusCode::OK, body: body.to_vec() };
    parse(&answer, now).map(|token| (token.renew_at, token.header))
}

fn parse(answer: &Answer, now: Instant) -> Result<Token, SourceError> {
    let granted: Granted<'_> = envelope::json(&answer.body, NAME)?;
    let no_token = || SourceError::Malformed { what: format!("{NAME} without an access_token") };
    let text = granted.access_token.as_ref().and_then(Scalar::text).ok_or_else(no_token)?;
    let mut header = HeaderValue::try_from(format!("Bearer {text}")).map_err(|_| no_token())?;
    header.set_sensitive(true);
    let seconds = granted.expires_in.as_ref().and_then(Scalar::text).and_then(|text| text.trim().parse::<u32>().ok());
    let life = seconds.map_or(LIFE_UNSAID, |seconds| Duration::from_secs(seconds.into()));
    Ok(Token { header, renew_at: now + life.saturating_sub(RENEW_BEFORE).max(life / 2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_minutes_early_or_at_half_its_life() {
        let check = |expires_in: &str, expect: u64| {
            let now = Instant::now();
            let body = format!(r#"{{"access_token":"abc","token_type":"BearerToken"{expires_in}}}"#);
            let token = parse(&Answer { status: StatusCode::OK, body: body.into_bytes() }, now).unwrap();
            assert_eq!(token.renew_at - now, Duration::from_secs(expect), "{expires_in}");
            assert_eq!(token.header, "Bearer abc");
        };
        check(r#","expires_in":"3599""#, 3299);
        check(r#","expires_in":3599"#, 3299);
        check(r#","expires_in":"60""#, 30);
        check(r#","expires_in":"0""#, 0);
        check(r#","expires_in":"soon""#, 1500);
        check(r#","expires_in":null"#, 1500);
        check("", 1500);
    }

    #[test]
    fn an_answer_without_a_usable_token_is_malformed() {
        let check = |body: &str| {
            let error = parse(&Answer { status: StatusCode::OK, body: body.as_bytes().to_vec() }, Instant::now()).err().unwrap();
            assert_eq!(error.code(), "source_malformed", "{body}");
        };
        check("{}");
        check(r#"{"access_token":null}"#);
        check(r#"{"access_token":" "}"#);
        check("{\"access_token\":\"a\\nb\"}");
        check("[]");
        check("<html></html>");
    }
}
