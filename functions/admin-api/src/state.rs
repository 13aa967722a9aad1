//! What the API may use.

use std::fmt;
use std::sync::Arc;

use sync::automation::Automation;
use sync::connect::Submitting;
use sync::mapping::MappingFields;
use sync::ports::{
    AnswerStore, Clock, ControlStore, Directory, LookupStore, Outbox, PlanStore, ReadsUnderWay, RunStore, WorkQueue,
};

use crate::edge::Cursors;
use crate::signin::SignIn;

/// The ports of the API. It has no way to read a secret, a source, or to write an employee (third wall).
#[derive(Clone)]
pub struct ApiState {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// Stored plans.
    pub plans: Arc<dyn PlanStore>,
    /// Import history.
    pub runs: Arc<dyn RunStore>,
    /// The directory, to read.
    pub directory: Arc<dyn Directory>,
    /// Looks into the source, done elsewhere.
    pub lookups: Arc<dyn LookupStore>,
    /// How far the reads are that are under way.
    pub reads: Arc<dyn ReadsUnderWay>,
    /// Mail that waits, and what became of it; to read.
    pub outbox: Arc<dyn Outbox>,
    /// Takes connections.
    pub submitting: Submitting,
    /// The mapping.
    pub mapping: MappingFields,
    /// Auto-sync.
    pub automation: Automation,
    /// Sends each kind of work to the function that does it.
    pub queue: Arc<dyn WorkQueue>,
    /// Verifies sign-in tokens; without it nobody signs in, and callers are those whom the server in front knows.
    pub sign_in: Option<Arc<SignIn>>,
    /// Answers to requests that are done once.
    pub answers: Arc<dyn AnswerStore>,
    /// Seals the cursors of lists.
    pub cursors: Cursors,
    /// Where a person can be asked (R98).
    pub help_url: Option<String>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The source's address that a connection records. Configuration; no request can change it. In production the functions
    /// that read the source take the address from their own configuration and ignore this one.
    pub source_url: String,
}

impl fmt::Debug for ApiState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiState").finish_non_exhaustive()
    }
}
