//! Errors of ports and runs. Sentences that a person can act on; no personal data, no secrets, no bodies.

use std::time::Duration;

use domain::Code;

/// Why a source could not be read. The code is stable; the class decides what a caller may do.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The address may not be used.
    #[error("the source address is not usable: {0}")]
    BadAddress(String),
    /// No answer: DNS, connection, TLS or time-out, or a server error that did not go away.
    #[error("the source cannot be reached ({what}); check the address and try again later")]
    Unreachable {
        /// What failed, such as `connection refused` or `status 503`.
        what: String,
    },
    /// The source asked for slower requests and did not relent.
    #[error("the source limits the rate of requests; try again later")]
    RateLimited {
        /// How long it asked to wait.
        retry_after: Option<Duration>,
    },
    /// The client id or secret was rejected.
    #[error("the source rejected the client id or secret; connect again with valid credentials")]
    CredentialsRejected,
    /// The credentials may not read something.
    #[error("the credentials may not read {what}; ask a TriNet Integration Administrator to grant it")]
    NotPermitted {
        /// The endpoint or company.
        what: String,
    },
    /// A permission that nothing can be imported without is missing (R38).
    #[error("{detail}")]
    PermissionMissing {
        /// What will be missing, and what to do.
        detail: String,
    },
    /// The answer is not what the contract says.
    #[error("the source answered {what}, which is not the documented form; nothing was inferred from it")]
    Malformed {
        /// What was wrong, without any of the answer's content.
        what: String,
    },
    /// The read could not be proved whole (D13).
    #[error("the read is not whole: {what}; nothing was inferred from it")]
    Incomplete {
        /// What was missing.
        what: String,
    },
    /// People moved while they were read, in every pass.
    #[error("the people kept changing while they were read; try again later")]
    Unstable,
    /// A cap was reached.
    #[error("the source sent more than {limit}; nothing was inferred from it")]
    TooBig {
        /// The cap, such as `64 MiB in one page`.
        limit: String,
    },
}

/// What a caller may do about a [`SourceError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Later it may work; exit code 30.
    Unavailable,
    /// A person must act on credentials or permissions; exit code 31.
    Credentials,
}

impl SourceError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadAddress(_) => "bad_source_address",
            Self::Unreachable { .. } => "source_unreachable",
            Self::RateLimited { .. } => "source_rate_limited",
            Self::CredentialsRejected => "credentials_rejected",
            Self::NotPermitted { .. } | Self::PermissionMissing { .. } => "permission_missing",
            Self::Malformed { .. } => "source_malformed",
            Self::Incomplete { .. } => "source_incomplete",
            Self::Unstable => "source_unstable",
            Self::TooBig { .. } => "source_too_big",
        }
    }

    /// What a caller may do.
    #[must_use]
    pub fn class(&self) -> Class {
        match self {
            Self::CredentialsRejected | Self::NotPermitted { .. } | Self::PermissionMissing { .. } => Class::Credentials,
            _ => Class::Unavailable,
        }
    }
}

/// Why the store, the secrets, a queue or mail failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else saved it since it was read.
    #[error("somebody else changed this at the same time; run the command again")]
    Conflict,
    /// The trigger key was used before.
    #[error("this was done before")]
    AlreadyDone,
    /// Another writer has the lease.
    #[error("another import of this account is running; try again when it has finished")]
    Busy,
    /// The lease is no longer ours.
    #[error("another writer took over; this one stopped")]
    Fenced,
    /// Stored bytes are not what was stored.
    #[error("{what} in the store is damaged; restore it from a backup or make it again")]
    Corrupt {
        /// What is damaged.
        what: String,
    },
    /// The service did not answer: what it was asked may have taken effect.
    #[error("{service} did not answer ({what}); it may have done it nevertheless")]
    Unanswered {
        /// Such as `SES`.
        service: &'static str,
        /// Operation and reason, without content.
        what: String,
    },
    /// The service failed or refused.
    #[error("{service} failed: {what}")]
    Service {
        /// Such as `DynamoDB`.
        service: &'static str,
        /// Operation and error code, without content.
        what: String,
    },
}

/// Why a run ended without doing what it was asked. Its code is stable and stands in history, logs and answers.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The source.
    #[error("the source could not be read")]
    Source(#[source] SourceError),
    /// The store.
    #[error("the store failed")]
    Store(#[source] StoreError),
    /// The step is not possible in this state of the integration.
    #[error("{why}")]
    NotReady {
        /// What is missing and the command that does it.
        why: String,
    },
    /// The step is one that only staff may take.
    #[error("{0}")]
    NotPermitted(String),
    /// The read is empty or too small to be believed (D13).
    #[error("{why}")]
    Incomplete {
        /// How it looks.
        why: String,
    },
    /// Guards stop it, and it was not or may not be confirmed.
    #[error("stopped by {}, and nothing was changed; review it, then confirm with a reason (--confirm \"why\") or leave those changes out (--skip)", list(.0))]
    Blocked(Vec<Code>),
    /// There is no plan of that digest.
    #[error("there is no plan with that digest; run `rollcall plan` and commit the digest that it prints")]
    UnknownPlan,
    /// The plan no longer fits.
    #[error("the plan is stale: {why}; make it again (`rollcall plan`, or `rollcall undo RUN`)")]
    Stale {
        /// What moved.
        why: String,
    },
    /// The trigger of a daily run came when a later one had been taken up.
    #[error("a later daily sync had been begun when this one came; nothing needs to be done")]
    Late,
    /// A run was announced and its work never arrived.
    #[error("the request was lost before anybody took it up; nothing was done, so ask again")]
    Lost,
    /// The account has as many requests under way as it may have.
    #[error("{open} requests of this account are still at work; wait until one of them has ended")]
    TooMany {
        /// How many.
        open: usize,
    },
    /// Another import took the place of this one, which had been begun and never finished.
    #[error("it was interrupted, and another import took its place; {left} of its changes were not written by it")]
    Superseded {
        /// How many of its changes it had not written.
        left: usize,
    },
    /// Nobody of the source is called that.
    #[error("nobody whom TriNet sent has that email, Employee ID or id; check it, or choose somebody else")]
    UnknownPerson,
    /// A lookup took longer than it may.
    #[error("reading took longer than a lookup may take; try again, and for a large company use the rollcall command")]
    OutOfTime,
    /// The request itself is wrong.
    #[error("{0}")]
    BadRequest(String),
}

impl RunError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Source(error) => error.code(),
            Self::Store(StoreError::Busy) => "busy",
            Self::Store(StoreError::Conflict) => "conflict",
            Self::Store(StoreError::Fenced) => "fenced",
            Self::Store(_) => "store_failed",
            Self::NotReady { .. } => "not_ready",
            Self::NotPermitted(_) => "not_permitted",
            Self::Incomplete { .. } => "source_incomplete",
            Self::Blocked(_) => "blocked",
            Self::UnknownPlan => "unknown_plan",
            Self::Stale { .. } => "stale_plan",
            Self::Lost => "request_lost",
            Self::TooMany { .. } => "too_many_requests",
            Self::Late | Self::Superseded { .. } => "superseded",
            Self::UnknownPerson => "unknown_person",
            Self::OutOfTime => "out_of_time",
            Self::BadRequest(_) => "bad_request",
        }
    }

    /// Whether the same work, unchanged, may succeed later. A queue then delivers it again, and gives it to an operator after
    /// its last try; what no repetition mends (a rejected credential, a read that is not whole, a stale plan, a guard) ends
    /// with its entry in the history.
    ///
    /// Damaged data counts as worth it, so that it reaches an operator.
    #[must_use]
    pub fn worth_retrying(&self) -> bool {
        match self {
            Self::Source(SourceError::Unreachable { .. } | SourceError::RateLimited { .. } | SourceError::Unstable) => true,
            Self::Store(StoreError::AlreadyDone) => false,
            Self::Store(_) => true,
            _ => false,
        }
    }

    /// Whether the store failed: the run is then neither ended nor spoilt, and the same work goes on with it.
    #[must_use]
    pub(crate) fn is_of_store(&self) -> bool {
        matches!(self, Self::Store(_))
    }

    /// The sentence for a person: the innermost one that says what to do.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Source(error) => error.to_string(),
            Self::Store(error) => error.to_string(),
            other => other.to_string(),
        }
    }
}

impl From<SourceError> for RunError {
    fn from(error: SourceError) -> Self {
        Self::Source(error)
    }
}

impl From<StoreError> for RunError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn list(codes: &[Code]) -> String {
    codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_pass_by_itself_or_needs_an_operator_is_worth_retrying() {
        let text = String::new;
        let store = |error| RunError::Store(error);
        let source = |error| RunError::Source(error);
        let cases = [
            (true, source(SourceError::Unreachable { what: text() })),
            (true, source(SourceError::RateLimited { retry_after: None })),
            (true, source(SourceError::Unstable)),
            (true, store(StoreError::Busy)),
            (true, store(StoreError::Conflict)),
            (true, store(StoreError::Fenced)),
            (true, store(StoreError::Corrupt { what: text() })),
            (true, store(StoreError::Service { service: "DynamoDB", what: text() })),
            (false, store(StoreError::AlreadyDone)),
            (false, source(SourceError::CredentialsRejected)),
            (false, source(SourceError::NotPermitted { what: text() })),
            (false, source(SourceError::PermissionMissing { detail: text() })),
            (false, source(SourceError::Malformed { what: text() })),
            (false, source(SourceError::Incomplete { what: text() })),
            (false, source(SourceError::TooBig { limit: text() })),
            (false, source(SourceError::BadAddress(text()))),
            (false, RunError::NotReady { why: text() }),
            (false, RunError::NotPermitted(text())),
            (false, RunError::Incomplete { why: text() }),
            (false, RunError::Blocked(vec![Code::HighRiskChange])),
            (false, RunError::UnknownPlan),
            (false, RunError::Stale { why: text() }),
            (false, RunError::Late),
            (false, RunError::Lost),
            (false, RunError::TooMany { open: 20 }),
            (false, RunError::Superseded { left: 1 }),
            (false, RunError::UnknownPerson),
            (false, RunError::OutOfTime),
            (false, RunError::BadRequest(text())),
        ];
        for (wanted, error) in cases {
            assert_eq!(error.worth_retrying(), wanted, "{}", error.code());
        }
    }
}
