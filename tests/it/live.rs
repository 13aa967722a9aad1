//! An account behind its first import, with auto-sync on: the real use cases on the embedded engine and the simulated TriNet.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use domain::Trigger;
use domain::mapping::Editor;
use std::sync::Arc;

use async_trait::async_trait;
use aws::embedded::Engine;
use aws::{DynamoStore, SystemClock};
use secrecy::SecretString;
use sync::StoreError;
use sync::commit::{Commit, Committing};
use sync::connect::{ConnectRequest, Connecting};
use sync::daily::Daily;
use sync::mapping::MappingFields;
use sync::planning::Planning;
use sync::ports::{AlongWith, CommitWork, ControlStore as _, Credentials, SecretReader, SecretWriter, Silent};
use sync::revising::Revising;
use testkit::trinet::{SimulatedTriNet, World};
use trinet::{Limits, TriNet};

pub(crate) const ACCOUNT: &str = "acme";

/// The one credential of these tests.
pub(crate) struct OneSecret(pub(crate) Credentials);

#[async_trait]
impl SecretReader for OneSecret {
    async fn get(&self, _: &str) -> Result<Option<Credentials>, StoreError> {
        Ok(Some(self.0.clone()))
    }
}

#[async_trait]
impl SecretWriter for OneSecret {
    async fn put(&self, _: &str, _: &Credentials) -> Result<(), StoreError> {
        Ok(())
    }

    async fn delete(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }
}

pub(crate) struct Live {
    _engine: Engine,
    pub(crate) trinet: SimulatedTriNet,
    pub(crate) store: Arc<DynamoStore>,
    pub(crate) planning: Planning,
    pub(crate) committing: Committing,
}

/// An account behind its first import, with auto-sync on.
pub(crate) async fn live() -> Live {
    let engine = Engine::in_memory().await.unwrap();
    let trinet = SimulatedTriNet::start(World::generated(20, 4)).await.unwrap();
    let (id, secret) = trinet.credentials();
    let secrets =
        Arc::new(OneSecret(Credentials { client_id: SecretString::from(id), client_secret: SecretString::from(secret) }));
    let (store, clock) = (Arc::new(engine.store()), Arc::new(SystemClock::default()));
    let sources = Arc::new(TriNet::new(Limits { retry_delay_ms_base: 0, ..Limits::default() }));
    let connecting =
        Connecting { control: store.clone(), sources: sources.clone(), secrets: secrets.clone(), clock: clock.clone() };
    let request = ConnectRequest {
        company: "A1B".to_owned(),
        url: trinet.url(),
        credentials: secrets.0.clone(),
        actor: "test".to_owned(),
        recipients: Vec::new(),
        time_zone: None,
    };
    connecting.connect(ACCOUNT, request).await.unwrap();
    MappingFields { control: store.clone() }.set(ACCOUNT, None, true, Editor::Customer).await.unwrap();
    let planning = Planning::over(&store, sources, secrets, clock.clone());
    let committing = Committing::over(&store, clock, "test".to_owned());
    planning.set_up(ACCOUNT, "test", &Silent, &|| false).await.unwrap();
    let review = planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let live = Live { _engine: engine, trinet, store, planning, committing };
    live.commit(&live.work(&review.digest, None)).await;
    let mut account = live.store.account(ACCOUNT).await.unwrap();
    account.auto_sync = true;
    live.store.save(account, Vec::new()).await.unwrap();
    live
}

/// Stores a run of the account, and nothing else, as a request does that announces it.
pub(crate) async fn put(store: &DynamoStore, run: &sync::Run) {
    let account = store.account(ACCOUNT).await.unwrap();
    store.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await.unwrap();
}

impl Live {
    pub(crate) fn work(&self, digest: &domain::Digest, run: Option<String>) -> CommitWork {
        CommitWork { run, ..CommitWork::of(ACCOUNT, digest.clone(), "test") }
    }

    pub(crate) async fn commit(&self, work: &CommitWork) -> Commit {
        self.committing.commit(work, &Silent, &|| false).await.unwrap()
    }

    pub(crate) fn revising(&self) -> Revising {
        Revising::over(&self.store, self.planning.clock.clone())
    }

    pub(crate) async fn daily(&self, scheduled_at: &str) -> Result<Daily, sync::RunError> {
        self.planning.daily(ACCOUNT, scheduled_at, "", &Silent, &|| false).await
    }
}
