//! Rollcall in one process with an account that is set up, and a process of it that dies when it is told to.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use aws::embedded::Engine;
use aws::{DynamoStore, SystemClock};
use domain::mapping::Editor;
use domain::{Demographic, Mapping, SourcePerson, Trigger};
use secrecy::SecretString;
use sync::account::Connection;
use sync::mapping::MappingFields;
use sync::planning::Planning;
use sync::ports::{ControlStore as _, Credentials, Purpose, ReadStore, SavedRead, Silent};
use sync::{IntegrationState, RunError, StoreError};
use testkit::trinet::{SimulatedTriNet, World};
use tokio::sync::Notify;
use trinet::{Limits, TriNet};

pub(crate) use crate::live::ACCOUNT;
use crate::live::OneSecret;

/// An account whose set-up sync is behind it, and its simulated company.
pub(crate) struct Deployment {
    pub(crate) engine: Engine,
    pub(crate) trinet: SimulatedTriNet,
    pub(crate) store: Arc<DynamoStore>,
    pub(crate) planning: Planning,
}

impl Deployment {
    pub(crate) async fn new(people: usize, limits: Limits) -> Self {
        let engine = Engine::in_memory().await.unwrap();
        let trinet = SimulatedTriNet::start(World::generated(people, 4)).await.unwrap();
        let (id, secret) = trinet.credentials();
        let credentials = Credentials { client_id: SecretString::from(id), client_secret: SecretString::from(secret) };
        let store = Arc::new(engine.store());
        let planning = Planning::over(
            &store,
            Arc::new(TriNet::new(limits)),
            Arc::new(OneSecret(credentials)),
            Arc::new(SystemClock::default()),
        );
        let deployment = Self { engine, trinet, store, planning };
        deployment.set_up().await;
        deployment
    }

    async fn set_up(&self) {
        let mut account = self.store.account(ACCOUNT).await.unwrap();
        account.connection = Some(Connection {
            company: "A1B".to_owned(),
            url: self.trinet.url(),
            connected_at: jiff::Timestamp::UNIX_EPOCH,
            connected_by: "ann".to_owned(),
            checks: Vec::new(),
        });
        account.state = IntegrationState::Connected;
        self.store.save(account, Vec::new()).await.unwrap();
        self.map(vec![Demographic::plain("Department", "employmentInfo.department.deptName")]).await;
        let mut account = self.store.account(ACCOUNT).await.unwrap();
        account.state = IntegrationState::ReadyToFinalise;
        self.store.save(account, Vec::new()).await.unwrap();
    }

    /// Maps these demographics and locks the mapping.
    pub(crate) async fn map(&self, demographics: Vec<Demographic>) {
        let mapping = Mapping { demographics, ..Mapping::default() };
        MappingFields { control: self.store.clone() }.set(ACCOUNT, Some(mapping), true, Editor::Staff).await.unwrap();
    }

    /// The pages of people that TriNet was asked for.
    pub(crate) fn pages(&self) -> usize {
        self.trinet.request_count("/employees")
    }

    pub(crate) async fn try_review(&self, out_of_time: &(dyn Fn() -> bool + Sync)) -> Result<Option<String>, RunError> {
        let reviewed = self.planning.review(ACCOUNT, "ann", None, Trigger::Manual, &Silent, out_of_time).await?;
        Ok(reviewed.map(|stored| stored.digest.to_string()))
    }

    /// The digest of a review's plan; `None` when it paused.
    pub(crate) async fn review(&self, out_of_time: &(dyn Fn() -> bool + Sync)) -> Option<String> {
        self.try_review(out_of_time).await.unwrap()
    }

    /// A review by a process that dies around a save.
    pub(crate) async fn killed_while_reviewing(&self, dying: Arc<Dying>) {
        let planning = Planning { reads: dying.clone(), ..self.planning.clone() };
        tokio::select! {
            reviewed = planning.review(ACCOUNT, "ann", None, Trigger::Manual, &Silent, &|| false) => panic!("survived: {reviewed:?}"),
            () = dying.dead.notified() => {}
        }
    }

    /// A review by a process that dies once something is true.
    pub(crate) async fn killed_when(&self, dead: impl Fn(&Self) -> bool) {
        let until = async {
            while !dead(self) {
                tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            }
        };
        tokio::select! {
            reviewed = self.try_review(&|| false) => panic!("survived: {reviewed:?}"),
            () = until => {}
        }
    }
}

/// Before or after what a save does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Before,
    After,
}

/// A store whose process dies around one save of a read: that save never returns.
pub(crate) struct Dying {
    store: Arc<DynamoStore>,
    save: usize,
    moment: Moment,
    saves: AtomicUsize,
    dead: Notify,
}

impl Dying {
    /// At the save of that number, from 1.
    pub(crate) fn at(save: usize, moment: Moment, store: Arc<DynamoStore>) -> Self {
        Self { store, save, moment, saves: AtomicUsize::new(0), dead: Notify::new() }
    }
}

#[async_trait]
impl ReadStore for Dying {
    async fn saved_read(&self, account: &str, purpose: Purpose) -> Result<Option<SavedRead>, StoreError> {
        self.store.saved_read(account, purpose).await
    }

    async fn people_so_far(&self, account: &str, read: &SavedRead) -> Result<Vec<SourcePerson>, StoreError> {
        self.store.people_so_far(account, read).await
    }

    async fn save_read(&self, account: &str, read: SavedRead, page: Option<&[SourcePerson]>) -> Result<SavedRead, StoreError> {
        let now = self.saves.fetch_add(1, Ordering::Relaxed) + 1 == self.save;
        let saved =
            if now && self.moment == Moment::Before { None } else { Some(self.store.save_read(account, read, page).await) };
        if now {
            self.dead.notify_one();
            std::future::pending::<()>().await;
        }
        saved.unwrap_or(Err(StoreError::Conflict))
    }
}
