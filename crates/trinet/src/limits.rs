//! The caps of a read: every loop, wait and buffer of this crate ends at one of these.

use std::future::Future;
use std::time::Duration;

use sync::SourceError;

/// Caps and waits. `Default` is what production uses; a test sets `retry_delay_ms_base` to 0 and never sleeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Rows asked for in one page.
    pub page_size: usize,
    /// Pages of one pass.
    pub pages_max: usize,
    /// People of one pass.
    pub rows_max: usize,
    /// Bytes of one answer, after decompression.
    pub body_bytes_max: usize,
    /// Time to connect.
    pub connect_timeout: Duration,
    /// Time for one request, its whole body included.
    pub request_timeout: Duration,
    /// Time for a whole check, or for one page of a read or a discovery, retries and waits included.
    pub total_time_max: Duration,
    /// How often one request is tried again after 429, 5xx or no answer.
    pub retries_max: u32,
    /// First step of the exponential backoff, in milliseconds; the wait is drawn between zero and the step (full jitter).
    pub retry_delay_ms_base: u64,
    /// Largest step of the backoff, in milliseconds.
    pub retry_delay_ms_max: u64,
    /// The longest `Retry-After` that is waited for; a longer one ends the read as rate limited at once.
    pub retry_after_max: Duration,
    /// Companies with fewer people are read until two passes agree on who is there.
    pub two_pass_below: usize,
    /// Passes at most, those that were spoilt by drift included.
    pub passes_max: u32,
}

/// What `TriNet` gives at most in one page, and its default.
const PAGE_SIZE: usize = 100;
/// A million people in full pages, and the empty page behind them.
const PAGES_MAX: usize = 10_001;
/// Far beyond any company on a PEO; beyond it something loops.
const ROWS_MAX: usize = 1_000_000;
/// A hundred rows are some 150 KB.
const BODY_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Under the 15 minutes of a Lambda function. A read of many pages is ended by its caller, behind a page that is saved.
const TOTAL_TIME_MAX: Duration = Duration::from_secs(10 * 60);

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_size: PAGE_SIZE,
            pages_max: PAGES_MAX,
            rows_max: ROWS_MAX,
            body_bytes_max: BODY_BYTES_MAX,
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(60),
            total_time_max: TOTAL_TIME_MAX,
            retries_max: 5,
            retry_delay_ms_base: 1_000,
            retry_delay_ms_max: 30_000,
            retry_after_max: Duration::from_secs(60),
            two_pass_below: 5_000,
            passes_max: 3,
        }
    }
}

impl Limits {
    /// Ends whatever takes longer than all its parts may.
    pub(crate) async fn in_time<T>(&self, work: impl Future<Output = Result<T, SourceError>> + Send) -> Result<T, SourceError> {
        let late = SourceError::Unreachable { what: format!("not done within {} seconds", self.total_time_max.as_secs()) };
        tokio::time::timeout(self.total_time_max, work).await.unwrap_or(Err(late))
    }
}
