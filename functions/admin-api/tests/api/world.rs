//! An API on an empty store, and what it sent to others. A request comes from a machine unless it is told to be another's.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use admin_api::edge::Cursors;
use admin_api::signin::{Machine, SignIn};
use admin_api::{ApiState, router};
use async_trait::async_trait;
use aws::embedded::Engine;
use aws::{DynamoStore, SystemClock};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use domain::{NameKind, Snapshot, SourceName, SourcePerson};
use secrecy::ExposeSecret as _;
use serde_json::Value;
use sync::account::Account;
use sync::acting::Act;
use sync::automation::Automation;
use sync::commit::{Commit, Committing};
use sync::connect::Submitting;
use sync::mapping::MappingFields;
use sync::ports::{
    Clock as _, CommitWork, ControlStore as _, Credentials, Directory as _, PlanStore as _, RunStore as _, Scheduler,
    SecretWriter, Silent, Work, WorkQueue,
};
use sync::{Connection, IntegrationState, StoreError, StoredPlan};
use tower::ServiceExt as _;

use crate::issuer::{self, Provider, StoppedClock};

/// What the API handed to the outside.
#[derive(Debug, Default)]
pub(crate) struct Outside {
    pub(crate) work: Mutex<Vec<Work>>,
    pub(crate) secrets: Mutex<Vec<(String, String)>>,
    pub(crate) schedules: Mutex<Vec<(String, bool)>>,
    pub(crate) queue_is_down: Mutex<bool>,
}

#[async_trait]
impl WorkQueue for Outside {
    async fn send(&self, work: &Work) -> Result<(), StoreError> {
        if *self.queue_is_down.lock().unwrap() {
            return Err(StoreError::Service { service: "SQS", what: "SendMessage: timed out".to_owned() });
        }
        self.work.lock().unwrap().push(work.clone());
        Ok(())
    }
}

#[async_trait]
impl SecretWriter for Outside {
    async fn put(&self, account: &str, credentials: &Credentials) -> Result<(), StoreError> {
        let secret = credentials.client_secret.expose_secret().to_owned();
        self.secrets.lock().unwrap().push((account.to_owned(), secret));
        Ok(())
    }

    async fn delete(&self, account: &str) -> Result<(), StoreError> {
        self.secrets.lock().unwrap().retain(|(of, _)| of != account);
        Ok(())
    }
}

#[async_trait]
impl Scheduler for Outside {
    async fn schedule_daily(&self, account: &str, _: u8, _: &str) -> Result<(), StoreError> {
        self.schedules.lock().unwrap().push((account.to_owned(), true));
        Ok(())
    }

    async fn unschedule(&self, account: &str) -> Result<(), StoreError> {
        self.schedules.lock().unwrap().push((account.to_owned(), false));
        Ok(())
    }
}

pub(crate) struct World {
    pub(crate) store: Arc<DynamoStore>,
    pub(crate) outside: Arc<Outside>,
    pub(crate) router: Router,
    pub(crate) provider: Arc<Provider>,
    pub(crate) sign_in_clock: Arc<StoppedClock>,
    keys: AtomicUsize,
    _engine: Engine,
}

/// An answer: status, headers, and the body as JSON (`null` when it is none).
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Status and code of a problem document, after checking that it is one.
    pub(crate) fn problem(&self) -> (u16, &str) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.body);
        assert_eq!(self.body["status"], self.status);
        assert_eq!(self.body["request_id"], self.header("x-request-id"));
        let code = self.body["code"].as_str().unwrap();
        assert_eq!(self.body["type"], format!("/v1/problems/{code}"));
        assert!(self.body["title"].is_string() && self.body["detail"].is_string());
        (self.status, code)
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        let (provider, clock) = (Arc::new(Provider::default()), Arc::new(StoppedClock::default()));
        let sign_in = SignIn::at(issuer::expected(), provider.clone(), clock.clone()).unwrap();
        Self { provider, sign_in_clock: clock, ..Self::with(sign_in).await }
    }

    /// An API at which one signs in so.
    pub(crate) async fn with(sign_in: SignIn) -> Self {
        Self::changed(sign_in, |_| ()).await
    }

    /// One that works with other ports than the store's.
    pub(crate) async fn changed(sign_in: SignIn, change: impl FnOnce(&mut ApiState)) -> Self {
        let engine = Engine::in_memory().await.unwrap();
        let store = Arc::new(engine.store());
        let outside = Arc::new(Outside::default());
        let clock = Arc::new(SystemClock::default());
        let mut state = ApiState {
            control: store.clone(),
            plans: store.clone(),
            runs: store.clone(),
            directory: store.clone(),
            lookups: store.clone(),
            reads: store.clone(),
            outbox: store.clone(),
            submitting: Submitting {
                control: store.clone(),
                secrets: outside.clone(),
                queue: outside.clone(),
                clock: clock.clone(),
            },
            mapping: MappingFields { control: store.clone() },
            automation: Automation { control: store.clone(), scheduler: outside.clone() },
            queue: outside.clone(),
            sign_in: Some(Arc::new(sign_in)),
            answers: store.clone(),
            cursors: Cursors::by(store.clone()),
            help_url: Some("https://help.example".to_owned()),
            clock,
            source_url: "https://source.example".to_owned(),
        };
        change(&mut state);
        let router = router(state);
        Self {
            store,
            outside,
            router,
            provider: Arc::default(),
            sign_in_clock: Arc::default(),
            keys: AtomicUsize::new(0),
            _engine: engine,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.as_machine(self.asking("GET", path, "")).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        let mut request = self.asking(method, path, body);
        if let Some(tag) = self.version(method, path).await {
            request.headers_mut().insert("if-match", tag.parse().unwrap());
        }
        self.as_machine(request).await
    }

    /// Sends a request as somebody who signed in.
    pub(crate) async fn as_person(&self, token: &str, method: &str, path: &str, body: &str) -> Answer {
        let mut request = self.asking(method, path, body);
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
        self.request(request).await
    }

    /// The same about what the person has just seen of the thing that it changes.
    pub(crate) async fn as_person_who_saw(&self, token: &str, method: &str, path: &str, body: &str) -> Answer {
        let mut request = self.asking(method, path, body);
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
        if let Some(version) = self.version(method, path).await {
            request.headers_mut().insert("if-match", version.parse().unwrap());
        }
        self.request(request).await
    }

    /// Sends a request as a caller whom the server in front knows.
    pub(crate) async fn as_machine(&self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(Machine("administrator".to_owned()));
        self.request(request).await
    }

    /// A request with a key of its own. `search=` of the query goes where it belongs: into its header.
    fn asking(&self, method: &str, path: &str, body: &str) -> Request<Body> {
        let key = self.keys.fetch_add(1, Ordering::SeqCst);
        let (address, query) = path.split_once('?').unwrap_or((path, ""));
        let (searched, named): (Vec<&str>, Vec<&str>) = query.split('&').partition(|pair| pair.starts_with("search="));
        let mut request = Request::builder().method(method).uri(format!("{address}?{}", named.join("&")));
        for pair in searched {
            request = request.header("rollcall-search", pair.trim_start_matches("search="));
        }
        let request = request.header("content-type", "application/json").header("idempotency-key", format!("key-{key}"));
        request.body(Body::from(body.to_owned())).unwrap()
    }

    /// What a person saw of the thing that a request changes, where it has to be said.
    pub(crate) async fn version(&self, method: &str, path: &str) -> Option<String> {
        let (account, what) = path.rsplit_once('/')?;
        let read = match (method, what) {
            ("PUT", "connection" | "auto-sync") | ("POST", "disconnect") => "integration",
            ("PUT", "mapping" | "settings") => what,
            _ => return None,
        };
        let read = self.asking("GET", &format!("{account}/{read}"), "");
        Some(self.as_machine(read).await.header("etag").to_owned())
    }

    /// The same request about what was read before.
    pub(crate) async fn send_seen(&self, method: &str, path: &str, tag: &str, body: &str) -> Answer {
        let mut request = self.asking(method, path, body);
        request.headers_mut().insert("if-match", tag.parse().unwrap());
        self.as_machine(request).await
    }

    pub(crate) async fn request(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 24).await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// What people did besides runs, oldest first, as the history of `acme` has it.
    pub(crate) async fn acts(&self) -> Vec<Act> {
        let recorded = self.store.recorded("acme").await.unwrap();
        recorded.into_iter().filter_map(|(run, _)| run.act).collect()
    }

    /// `acme`, set up and ready for its first review.
    pub(crate) async fn set_up(&self) -> Account {
        let mut account = self.store.account("acme").await.unwrap();
        account.connection = Some(Connection {
            company: "A1B".to_owned(),
            url: "https://source.example".to_owned(),
            connected_at: "2026-01-01T08:00:00Z".parse().unwrap(),
            connected_by: "ann".to_owned(),
            checks: Vec::new(),
        });
        account.mapping_locked = true;
        account.state = IntegrationState::ReadyToFinalise;
        self.store.save(account, Vec::new()).await.unwrap()
    }

    /// A stored plan that creates Ada and Bob at `acme`.
    pub(crate) async fn reviewed(&self) -> StoredPlan {
        let account = self.set_up().await;
        let snapshot = Snapshot { people: vec![person("1", "Ada", "Byron"), person("2", "Bob", "Able")], ..Snapshot::default() };
        let plan = domain::plan(&domain::PlanInput {
            account: "acme",
            company: "A1B",
            trigger: domain::Trigger::Manual,
            today: "2026-01-02".parse().unwrap(),
            base_epoch: account.epoch,
            mapping: &domain::Mapping::default(),
            settings: &account.settings,
            snapshot: &snapshot,
            directory: &[],
            last_import: None,
        });
        let clock = SystemClock::default();
        let (id, run) = (clock.id("plan_"), clock.id("run_"));
        let stored = StoredPlan { id, run, created_at: clock.now(), digest: plan.digest(), plan };
        self.store.put_plan("acme", &stored).await.unwrap();
        stored
    }

    /// `acme` with Ada and Bob in the directory.
    pub(crate) async fn imported(&self) -> StoredPlan {
        let stored = self.reviewed().await;
        let store = self.store.clone();
        let committing = Committing::over(&store, Arc::new(SystemClock::default()), "test".to_owned());
        let digest = stored.digest.clone();
        let body = serde_json::json!({"account": "acme", "digest": digest, "actor": "ann", "confirm": "First import"});
        let work: CommitWork = serde_json::from_value(body).unwrap();
        let ended = committing.commit(&work, &Silent, &|| false).await.unwrap();
        assert!(matches!(ended, Commit::Finished(..)));
        assert_eq!(self.store.employees("acme").await.unwrap().len(), 2);
        stored
    }
}

fn person(id: &str, first: &str, last: &str) -> SourcePerson {
    SourcePerson {
        source_id: id.to_owned(),
        names: vec![SourceName {
            kind: NameKind::Primary,
            first: Some(first.to_owned()),
            last: Some(last.to_owned()),
            effective: None,
        }],
        email: Some(format!("{}@acme.example", first.to_lowercase())),
        employee_id: Some(format!("E{id}")),
        employment: domain::Employment::Employed,
        ..SourcePerson::default()
    }
}
