//! One request at a time, with caps, time limits and retries. What the answers mean is decided in [`crate::api`].

use std::error::Error as _;
use std::io;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use sync::SourceError;
use tokio::sync::Mutex;

use crate::address::Address;
use crate::backoff::{self, Jitter, Wait};
use crate::limits::Limits;

/// How much of an error's answer is read to see what kind of error it is.
const FAULT_BYTES_MAX: usize = 64 * 1024;

/// A client with caps. Follows no redirect and remembers no cookie.
#[derive(Debug)]
pub(crate) struct Http {
    client: Client,
    limits: Limits,
    jitter: Jitter,
    turn: Mutex<()>,
}

/// An answer that is worth looking at: anything but throttling and server errors.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Decompressed and within the cap.
    pub(crate) body: Vec<u8>,
}

/// Why one attempt gave no [`Answer`].
#[derive(Debug)]
struct Failed {
    error: SourceError,
    retry: Retry,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Retry {
    Never,
    /// A second and third try only: an address that cannot be connected to is more likely wrong than busy.
    Briefly,
    Again {
        after: Option<Duration>,
    },
}

impl Http {
    /// A client for an address. Between this machine and itself there is no proxy, whatever the environment says.
    ///
    /// # Errors
    /// When TLS is needed and the platform has no certificates.
    pub(crate) fn new(limits: Limits, address: &Address) -> Result<Self, SourceError> {
        // The first one in the process wins, here or elsewhere; either will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent(concat!("rollcall/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(limits.connect_timeout)
            .timeout(limits.request_timeout);
        let builder = if address.loopback { builder.no_proxy() } else { builder };
        // Loading the platform's certificates takes longer than a page.
        let builder = if address.plain { builder.tls_certs_only([]) } else { builder };
        let client = builder.build().map_err(|error| {
            tracing::warn!(kind = kind(&error), "no HTTP client");
            SourceError::Unreachable { what: "the certificates of this machine could not be loaded".to_owned() }
        })?;
        Ok(Self { client, limits, jitter: Jitter::new(), turn: Mutex::new(()) })
    }

    /// Sends a request and tries again where that may help. `name` is what logs call it.
    ///
    /// # Errors
    /// No answer, a server error or throttling that did not go away, or an answer beyond the cap.
    pub(crate) async fn send(
        &self,
        name: &'static str,
        build: impl Fn(&Client) -> RequestBuilder,
    ) -> Result<Answer, SourceError> {
        let _turn = self.turn.lock().await;
        let mut tried = 0;
        loop {
            let began = Instant::now();
            let outcome = self.attempt(build(&self.client)).await;
            let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            let failed = match outcome {
                Ok(answer) => {
                    tracing::debug!(
                        endpoint = name,
                        status = answer.status.as_u16(),
                        bytes = answer.body.len(),
                        ms,
                        tried,
                        "answered"
                    );
                    return Ok(answer);
                }
                Err(failed) => failed,
            };
            tracing::info!(endpoint = name, code = failed.error.code(), ms, tried, "no usable answer");
            let (after, tries_max) = match failed.retry {
                Retry::Never => return Err(failed.error),
                Retry::Briefly => (None, self.limits.retries_max.min(2)),
                Retry::Again { after } => (after, self.limits.retries_max),
            };
            match backoff::wait(&self.limits, &self.jitter, tried, after) {
                Wait::TooLong => return Err(SourceError::RateLimited { retry_after: after }),
                Wait::For(_) if tried >= tries_max => return Err(failed.error),
                Wait::For(time) => tokio::time::sleep(time).await,
            }
            tried += 1;
        }
    }

    async fn attempt(&self, request: RequestBuilder) -> Result<Answer, Failed> {
        let response = request.send().await.map_err(|error| unanswered(&error))?;
        let status = response.status();
        if status.is_success() {
            let body = read(response, self.limits.body_bytes_max).await?;
            return Ok(Answer { status, body });
        }
        let header = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        let after = header.and_then(|header| backoff::retry_after(header, Timestamp::now()));
        // What an error says only refines it; without it the status has to do.
        let body = read(response, FAULT_BYTES_MAX.min(self.limits.body_bytes_max)).await.unwrap_or_default();
        let throttled = status == StatusCode::TOO_MANY_REQUESTS
            || (status.is_server_error() && (has(&body, "QuotaViolation") || has(&body, "SpikeArrestViolation")));
        let retry = Retry::Again { after };
        if throttled {
            Err(Failed { error: SourceError::RateLimited { retry_after: after }, retry })
        } else if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
            Err(Failed { error: SourceError::Unreachable { what: format!("status {}", status.as_u16()) }, retry })
        } else {
            Ok(Answer { status, body })
        }
    }
}

/// Whether an answer contains a marker.
pub(crate) fn has(body: &[u8], marker: &str) -> bool {
    body.windows(marker.len()).any(|window| window == marker.as_bytes())
}

async fn read(mut response: Response, most: usize) -> Result<Vec<u8>, Failed> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > most => {
                let limit = if most >= 1024 * 1024 { format!("{} MiB", most / 1024 / 1024) } else { format!("{most} bytes") };
                let error = SourceError::TooBig { limit: format!("{limit} in one page") };
                return Err(Failed { error, retry: Retry::Never });
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) => return Err(unanswered(&error)),
        }
    }
}

fn unanswered(error: &reqwest::Error) -> Failed {
    let kind = kind(error);
    let retry = match kind {
        TLS => Retry::Never,
        DNS | REFUSED | CONNECT => Retry::Briefly,
        _ => Retry::Again { after: None },
    };
    Failed { error: SourceError::Unreachable { what: kind.to_owned() }, retry }
}

const TIMEOUT: &str = "no complete answer in time";
const TLS: &str = "the TLS connection failed; its certificate may not be valid";
const DNS: &str = "its name does not resolve";
const REFUSED: &str = "connection refused";
const CONNECT: &str = "the connection failed";
const BROKEN: &str = "the answer broke off";

/// Names an error without its text, which holds addresses.
fn kind(error: &reqwest::Error) -> &'static str {
    let mut cause = error.source();
    while let Some(error) = cause {
        let io = error.downcast_ref::<io::Error>();
        if io.is_some_and(|io| io.kind() == io::ErrorKind::ConnectionRefused) {
            return REFUSED;
        }
        if error.is::<rustls::Error>() {
            return TLS;
        }
        // The type behind it is private.
        if error.to_string() == "dns error" {
            return DNS;
        }
        // The source of an I/O error passes over the error inside it.
        let inside = io.and_then(io::Error::get_ref).map(|inner| inner as &(dyn std::error::Error + 'static));
        cause = inside.or_else(|| error.source());
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, _) => CONNECT,
        (false, true) => TIMEOUT,
        (false, false) => BROKEN,
    }
}
