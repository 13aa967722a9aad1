//! What a sync asks of TriNet and of DynamoDB, counted in this process on the embedded engine.

use domain::Trigger;
use domain::mapping::Editor;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use aws::DynamoStore;
use aws::embedded::Engine;
use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use jiff::Timestamp;
use secrecy::SecretString;
use sync::StoreError;
use sync::commit::{Commit, Committing};
use sync::connect::{ConnectRequest, Connecting};
use sync::daily::Daily;
use sync::mapping::MappingFields;
use sync::planning::Planning;
use sync::ports::{Clock, CommitWork, ControlStore as _, Credentials, SecretReader, SecretWriter, Silent};
use testkit::trinet::{SimulatedTriNet, World};
use trinet::TriNet;

use crate::command::change;
use crate::{Outcome, head, row};

pub(crate) const ACCOUNT: &str = "bench";
const CHANGED: usize = 50;

/// Imports a generated company and syncs it on four days.
pub(crate) async fn print(people: usize) -> Outcome {
    let columns = ["TriNet", "DynamoDB", "writes", "changes", "writes/change"];
    head(&format!("Requests of a sync, with a generated company of {people} people"), &columns);
    let system = System::start(people).await?;
    system.connect().await?;
    system.count();
    let plan = system.planning().review(ACCOUNT, "bench", None, Trigger::Manual, &Silent, &|| false).await?;
    let plan = plan.ok_or("the review was paused")?;
    let applied = system.commit(&CommitWork::of(ACCOUNT, plan.digest, "bench")).await?;
    system.report("manual sync: the first import", applied);
    let mut account = system.store.account(ACCOUNT).await?;
    account.auto_sync = true;
    system.store.save(account, Vec::new()).await?;
    system.count();
    system.day("daily sync: nothing changed").await?;
    system.day("daily sync: still nothing").await?;
    system.simulated.with_world(|world| change(world, CHANGED));
    system.day(&format!("daily sync: {CHANGED} people changed")).await?;
    system.day("daily sync: the day behind it").await
}

struct System {
    simulated: SimulatedTriNet,
    _engine: Engine,
    store: Arc<DynamoStore>,
    sources: Arc<TriNet>,
    secrets: Arc<Kept>,
    clock: Arc<Ticking>,
    wire: Wire,
}

impl System {
    async fn start(people: usize) -> Outcome<Self> {
        let engine = Engine::in_memory().await?;
        let wire = Wire::default();
        let config = engine.client().config().to_builder().interceptor(wire.clone()).build();
        let store = DynamoStore::with_client(aws_sdk_dynamodb::Client::from_conf(config), engine.tables().clone());
        Ok(Self {
            simulated: SimulatedTriNet::start(World::generated(people, 1)).await?,
            _engine: engine,
            store: Arc::new(store),
            sources: Arc::default(),
            secrets: Arc::default(),
            clock: Arc::default(),
            wire,
        })
    }

    async fn connect(&self) -> Outcome {
        connect(&self.store, &self.sources, &self.secrets, self.clock.clone(), &self.simulated).await?;
        MappingFields { control: self.store.clone() }.set(ACCOUNT, None, true, Editor::Customer).await?;
        self.planning().set_up(ACCOUNT, "bench", &Silent, &|| false).await?;
        Ok(())
    }

    fn planning(&self) -> Planning {
        Planning::over(&self.store, self.sources.clone(), self.secrets.clone(), self.clock.clone())
    }

    async fn commit(&self, work: &CommitWork) -> Outcome<usize> {
        let committing = Committing::over(&self.store, self.clock.clone(), "bench".to_owned());
        match committing.commit(work, &Silent, &|| false).await? {
            Commit::Finished(run, _) => Ok(run.applied),
            Commit::Before(..) | Commit::Unfinished => Err("the commit did not finish".into()),
        }
    }

    async fn day(&self, name: &str) -> Outcome {
        let trigger = self.clock.id("");
        let applied = match self.planning().daily(ACCOUNT, &trigger, "", &Silent, &|| false).await? {
            Daily::Quiet(..) => 0,
            Daily::HandOver(_, _, work) => self.commit(&work).await?,
            Daily::Skipped(_) | Daily::Busy(..) | Daily::Paused(_) => return Err("the daily sync was skipped".into()),
            Daily::Blocked(run, _) => return Err(format!("the daily sync was blocked by {:?}", run.blocked_by).into()),
        };
        self.report(name, applied);
        Ok(())
    }

    /// Requests so far: to TriNet, to DynamoDB, and those of the latter that write. Counting begins anew.
    fn count(&self) -> (usize, usize, usize) {
        let asked = self.simulated.requests().len();
        self.simulated.clear_requests();
        let (all, writes) = self.wire.take();
        (asked, all, writes)
    }

    fn report(&self, name: &str, applied: usize) {
        let (asked, all, writes) = self.count();
        let hundredths = (writes * 100).checked_div(applied);
        let each = hundredths.map_or_else(|| "-".to_owned(), |each| format!("{}.{:02}", each / 100, each % 100));
        row(name, &[asked.to_string(), all.to_string(), writes.to_string(), applied.to_string(), each]);
    }
}

/// Connects the account to the simulated company.
pub(crate) async fn connect(
    store: &Arc<DynamoStore>,
    sources: &Arc<TriNet>,
    secrets: &Arc<Kept>,
    clock: Arc<dyn Clock>,
    simulated: &SimulatedTriNet,
) -> Outcome {
    let (client_id, client_secret) = simulated.credentials();
    let request = ConnectRequest {
        company: "A1B".to_owned(),
        url: simulated.url(),
        credentials: credentials(client_id, client_secret),
        actor: "bench".to_owned(),
        recipients: Vec::new(),
        time_zone: Some("UTC".to_owned()),
    };
    let (control, sources, secrets) = (store.clone(), sources.clone(), secrets.clone());
    Connecting { control, sources, secrets, clock }.connect(ACCOUNT, request).await?;
    Ok(())
}

pub(crate) fn credentials(id: String, secret: String) -> Credentials {
    Credentials { client_id: SecretString::from(id), client_secret: SecretString::from(secret) }
}

/// Requests to DynamoDB by operation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<BTreeMap<String, usize>>>);

impl Wire {
    /// Requests so far, and those of them that write. Counting begins anew.
    pub(crate) fn take(&self) -> (usize, usize) {
        let counts = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let reads = ["GetItem", "Query", "BatchGetItem"];
        let writes = counts.iter().filter(|(operation, _)| !reads.contains(&operation.as_str())).map(|(_, times)| times).sum();
        (counts.values().sum(), writes)
    }
}

impl Intercept for Wire {
    fn name(&self) -> &'static str {
        "Wire"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let target = context.request().headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(operation).or_default() += 1;
        Ok(())
    }
}

/// Credentials of the one account.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Option<Credentials>>);

impl Kept {
    pub(crate) fn of(credentials: Credentials) -> Self {
        Self(Mutex::new(Some(credentials)))
    }
}

#[async_trait]
impl SecretWriter for Kept {
    async fn put(&self, _: &str, credentials: &Credentials) -> Result<(), StoreError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(credentials.clone());
        Ok(())
    }

    async fn delete(&self, _: &str) -> Result<(), StoreError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

#[async_trait]
impl SecretReader for Kept {
    async fn get(&self, _: &str) -> Result<Option<Credentials>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

/// The simulated company's day, and numbered ids.
#[derive(Debug, Default)]
struct Ticking(AtomicU64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let noon = testkit::trinet::BUNDLED_TODAY.at(12, 0, 0, 0).to_zoned_datetime(jiff::tz::TimeZone::UTC);
        noon.map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp())
    }

    fn id(&self, prefix: &str) -> String {
        format!("{prefix}{:026}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}
