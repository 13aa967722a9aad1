//! Repeats what DynamoDB refused because it was busy.

use std::time::Duration;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use crate::failure;

/// Refusals that another attempt may not meet. The SDK repeats some of them itself, but not those about transactions.
const BUSY: [&str; 5] = [
    "TransactionConflictException",
    "TransactionInProgressException",
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
];

/// How often, and how long to wait between attempts: doubled each time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backoff {
    attempts: u32,
    first: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { attempts: 6, first: Duration::from_millis(20) }
    }
}

impl Backoff {
    /// As many attempts, without waiting.
    pub(super) fn none() -> Self {
        Self { first: Duration::ZERO, ..Self::default() }
    }

    /// The pause after each attempt.
    pub(super) fn waits(&self) -> impl Iterator<Item = Duration> {
        let first = self.first;
        (0..self.attempts).map(move |attempt| first * 2_u32.pow(attempt))
    }

    /// Calls until the answer is not one of [`BUSY`], or the attempts are used up.
    pub(super) async fn retry<T, E, R, F, Fut>(&self, call: F) -> Result<T, SdkError<E, R>>
    where
        F: Fn() -> Fut,
        Fut: Future<Output = Result<T, SdkError<E, R>>>,
        E: ProvideErrorMetadata,
    {
        self.retry_when(|error| failure::code(error).is_some_and(|code| BUSY.contains(&code)), call).await
    }

    /// As [`Self::retry`], with another idea of what may pass.
    pub(super) async fn retry_when<T, E, F, Fut>(&self, passes: impl Fn(&E) -> bool, call: F) -> Result<T, E>
    where
        F: Fn() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        for wait in self.waits().skip(1) {
            match Box::pin(call()).await {
                Err(error) if passes(&error) => tokio::time::sleep(wait).await,
                answer => return answer,
            }
        }
        Box::pin(call()).await
    }
}

/// Whether an error code is one of those that pass.
pub(super) fn is_busy(code: &str) -> bool {
    BUSY.contains(&code)
}
