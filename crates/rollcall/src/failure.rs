//! How a command fails: one sentence, a stable code, an exit code.

use admin_api::view::ProblemView;
use serde_json::{Value, json};
use sync::{Class, RunError, SourceError, StoreError};

/// Exit codes that scripts depend on.
pub(crate) mod exit {
    /// Done, or nothing to do.
    pub(crate) const DONE: u8 = 0;
    /// Failure.
    pub(crate) const FAILURE: u8 = 1;
    /// Wrong use of the command.
    pub(crate) const USAGE: u8 = 2;
    /// Changes are pending (`plan --detailed-exitcode`).
    pub(crate) const PENDING: u8 = 10;
    /// A guard stopped it.
    pub(crate) const BLOCKED: u8 = 20;
    /// Stale plan or unknown digest.
    pub(crate) const STALE: u8 = 21;
    /// Source unavailable, unstable or incomplete.
    pub(crate) const SOURCE: u8 = 30;
    /// Credentials rejected or permission missing.
    pub(crate) const CREDENTIALS: u8 = 31;
    /// Not permitted.
    pub(crate) const NOT_PERMITTED: u8 = 40;
}

/// What a read that was paused fails with; a command never asks for that.
pub(crate) fn paused() -> RunError {
    StoreError::Busy.into()
}

/// A failed command.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Exit code.
    pub(crate) exit: u8,
    /// Stable code.
    pub(crate) code: String,
    /// HTTP status of the same problem.
    pub(crate) status: u16,
    /// A sentence that says what to do next.
    pub(crate) detail: String,
    /// The guards that object.
    pub(crate) blocked_by: Vec<domain::Code>,
    /// Whether it is the daily sync that failed.
    pub(crate) of_daily_sync: bool,
}

impl Failure {
    fn new(exit: u8, code: &str, status: u16, detail: String) -> Self {
        Self { exit, code: code.to_owned(), status, detail, blocked_by: Vec::new(), of_daily_sync: false }
    }

    /// The problem document. One about a read that cannot be used also has the keys of an empty plan, for scripts that
    /// read the verdict.
    pub(crate) fn problem(&self) -> Value {
        let mut problem = ProblemView::new(self.status, &self.code, self.detail.clone());
        problem.blocked_by.clone_from(&self.blocked_by);
        let mut document = json!(problem);
        let Some(keys) = document.as_object_mut() else { return document };
        if self.exit == exit::SOURCE {
            let finding =
                json!({"code": self.code, "severity": "error", "source_id": null, "field": null, "message": self.detail});
            keys.insert("plan_id".to_owned(), Value::Null);
            keys.insert("digest".to_owned(), Value::Null);
            keys.insert("verdict".to_owned(), json!("incomplete"));
            keys.insert("blocked_by".to_owned(), json!([self.code]));
            keys.insert("counts".to_owned(), json!(domain::Counts::default()));
            keys.insert("changes".to_owned(), json!([]));
            keys.insert("findings".to_owned(), json!([finding]));
        }
        if self.of_daily_sync {
            let run = json!({"id": null, "state": "failed", "applied": 0, "refused": 0, "already_true": 0});
            keys.insert("run".to_owned(), run);
        }
        document
    }

    /// A wrong use of the command.
    pub(crate) fn usage(detail: impl Into<String>) -> Self {
        Self::new(exit::USAGE, "usage", 400, detail.into())
    }

    /// A bundle that cannot be opened.
    pub(crate) fn bundle(why: &str) -> Self {
        Self::new(exit::USAGE, "bundle_unreadable", 400, format!("the bundle cannot be opened: {why}"))
    }

    /// Something on this machine.
    pub(crate) fn local(detail: impl Into<String>) -> Self {
        Self::new(exit::FAILURE, "local_failure", 500, detail.into())
    }

    /// Another process is importing.
    pub(crate) fn busy() -> Self {
        RunError::Store(StoreError::Busy).into()
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        let exit = match &error {
            RunError::Source(source) if source.class() == Class::Credentials => exit::CREDENTIALS,
            RunError::Source(SourceError::BadAddress(_)) | RunError::BadRequest(_) => exit::USAGE,
            RunError::Source(_) | RunError::Incomplete { .. } => exit::SOURCE,
            RunError::Blocked(_) => exit::BLOCKED,
            RunError::UnknownPlan | RunError::Stale { .. } | RunError::Superseded { .. } => exit::STALE,
            RunError::NotPermitted(_) => exit::NOT_PERMITTED,
            RunError::NotReady { .. } | RunError::Store(_) | RunError::Late | RunError::Lost => exit::FAILURE,
            RunError::UnknownPerson | RunError::OutOfTime | RunError::TooMany { .. } => exit::FAILURE,
        };
        let problem = ProblemView::from(&error);
        Self { blocked_by: problem.blocked_by, ..Self::new(exit, &problem.code, problem.status, problem.detail) }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        RunError::from(error).into()
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::local(format!("a file or a port on this machine cannot be used: {error}"))
    }
}
