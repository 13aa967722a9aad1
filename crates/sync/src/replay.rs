//! Recording what a plan was made from, while it is made and without a second read, and making the same plan again.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::difference::{Difference, differences};
use domain::{Digest, Employee, EmployeeId, Inputs, Mapping, PlanInput, Snapshot};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::account::{Account, Connection};
use crate::error::{RunError, SourceError, StoreError};
use crate::planning::Planning;
use crate::ports::{
    Credentials, Directory, Fetched, FieldProfile, Pages, PermissionCheck, Progress, ReadSoFar, Source, SourceOpener, Wanted,
};
use crate::run::StoredPlan;

/// The form of a [`Bundle`] that this release writes. It reads this one and every earlier one.
pub const FORMAT: u32 = 1;

/// Everything that a plan depended on, with the plan. Holds personal data, so it is kept encrypted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Bundle {
    /// The form: [`FORMAT`] of the release that wrote it.
    pub format: u32,
    /// Who planned.
    pub engine: Engine,
    /// When it was recorded, by the clock of the plan.
    pub recorded_at: Timestamp,
    /// The plan's digest.
    pub digest: Digest,
    /// What the plan was made from.
    pub inputs: Inputs,
    /// The plan as JSON: a later release may not know all of it.
    pub plan: Value,
}

/// The release and planner that made a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    /// The release.
    pub release: String,
    /// Its planner ([`domain::planner::VERSION`]).
    pub planner: u32,
}

impl Engine {
    /// This one.
    #[must_use]
    pub fn this() -> Self {
        Self { release: env!("CARGO_PKG_VERSION").to_owned(), planner: domain::planner::VERSION }
    }
}

/// What making a plan again came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Replay {
    /// Whether the digests are equal.
    pub same: bool,
    /// The digest of the plan that was made now.
    pub replayed: Digest,
    /// Where the plans differ.
    pub differences: Vec<Difference>,
}

impl Bundle {
    /// Reads a bundle of this or an earlier form.
    ///
    /// # Errors
    /// A sentence, without any of the content, when it is of a later form or none.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Form {
            format: u32,
        }
        let none = |_| "the content is not a bundle; record it again".to_owned();
        let Form { format } = serde_json::from_slice(json).map_err(none)?;
        if format > FORMAT {
            return Err(format!("it has form {format} and this release reads up to {FORMAT}; replay it with a later release"));
        }
        serde_json::from_slice(json).map_err(none)
    }

    /// Makes the plan again and compares.
    #[must_use]
    pub fn replay(&self) -> Replay {
        let plan = self.inputs.plan();
        let replayed = plan.digest();
        let now = serde_json::to_value(&plan).unwrap_or_default();
        Replay { same: replayed == self.digest, differences: differences(&self.plan, &now), replayed }
    }
}

/// Planning whose reads are kept.
#[derive(Debug)]
pub struct Recording {
    /// To plan with.
    pub planning: Planning,
    account: Account,
    mapping: Mapping,
    reads: Arc<Reads>,
}

impl Recording {
    /// Begins to record one planning of an account.
    ///
    /// # Errors
    /// When the account or its mapping cannot be read.
    pub async fn begin(mut planning: Planning, account: &str) -> Result<Self, RunError> {
        let account = planning.control.account(account).await?;
        let mapping = planning.mapping(&account).await?;
        let reads = Arc::new(Reads::default());
        planning.directory = Arc::new(KeptDirectory { inner: planning.directory, reads: reads.clone() });
        planning.sources = Arc::new(KeptSources { inner: planning.sources, reads: reads.clone() });
        Ok(Self { planning, account, mapping, reads })
    }

    /// The bundle of the plan that was made; `None` where none was made anew, as on a day on which nothing moved.
    ///
    /// # Errors
    /// [`RunError::NotReady`] when the account was changed meanwhile, so that the record would not be that of this plan.
    pub fn bundle(&self, stored: &StoredPlan, now: Timestamp) -> Result<Option<Bundle>, RunError> {
        let (snapshot, directory) = (take(&self.reads.snapshot), take(&self.reads.directory));
        let (Some(snapshot), Some(directory)) = (snapshot, directory) else { return Ok(None) };
        let plan = &stored.plan;
        let inputs = Inputs::of(&PlanInput {
            account: &plan.account,
            company: &plan.company,
            trigger: plan.trigger,
            today: plan.today,
            base_epoch: plan.base_epoch,
            mapping: &self.mapping,
            settings: &self.account.settings,
            snapshot: &snapshot,
            directory: &directory,
            last_import: self.account.last_import.as_ref().map(|last| (last.company.as_str(), last.mapping_version)),
        });
        let bundle = Bundle {
            format: FORMAT,
            engine: Engine::this(),
            recorded_at: now,
            digest: stored.digest.clone(),
            inputs,
            plan: serde_json::to_value(plan).unwrap_or_default(),
        };
        let why = || "the account was changed while it was planned, so nothing was recorded; plan again".to_owned();
        if bundle.replay().same { Ok(Some(bundle)) } else { Err(RunError::NotReady { why: why() }) }
    }
}

/// The last reads, each whole.
#[derive(Debug, Default)]
struct Reads {
    snapshot: Mutex<Option<Snapshot>>,
    directory: Mutex<Option<Vec<Employee>>>,
}

fn keep<T: Clone>(place: &Mutex<Option<T>>, value: &T) {
    *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(value.clone());
}

fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    place.lock().unwrap_or_else(PoisonError::into_inner).take()
}

struct KeptDirectory {
    inner: Arc<dyn Directory>,
    reads: Arc<Reads>,
}

#[async_trait]
impl Directory for KeptDirectory {
    async fn employees(&self, account: &str) -> Result<Vec<Employee>, StoreError> {
        let employees = self.inner.employees(account).await?;
        keep(&self.reads.directory, &employees);
        Ok(employees)
    }

    async fn employee(&self, account: &str, id: &EmployeeId) -> Result<Option<Employee>, StoreError> {
        self.inner.employee(account, id).await
    }
}

struct KeptSources {
    inner: Arc<dyn SourceOpener>,
    reads: Arc<Reads>,
}

impl SourceOpener for KeptSources {
    fn open(&self, connection: &Connection, credentials: Credentials) -> Result<Arc<dyn Source>, SourceError> {
        let inner = self.inner.open(connection, credentials)?;
        Ok(Arc::new(KeptSource { inner, reads: self.reads.clone() }))
    }
}

struct KeptSource {
    inner: Arc<dyn Source>,
    reads: Arc<Reads>,
}

#[async_trait]
impl Source for KeptSource {
    async fn check(&self) -> Result<Vec<PermissionCheck>, SourceError> {
        self.inner.check().await
    }

    async fn discover(&self, progress: &dyn Progress) -> Result<Vec<FieldProfile>, SourceError> {
        self.inner.discover(progress).await
    }

    async fn read(
        &self,
        wanted: &Wanted,
        from: Option<ReadSoFar>,
        pages: &dyn Pages,
        progress: &dyn Progress,
    ) -> Result<Fetched, SourceError> {
        let fetched = self.inner.read(wanted, from, pages, progress).await?;
        if let Fetched::Whole(snapshot) = &fetched {
            keep(&self.reads.snapshot, snapshot);
        }
        Ok(fetched)
    }
}
