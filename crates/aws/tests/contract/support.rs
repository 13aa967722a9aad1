//! A store on each engine, and builders for what is written to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws::dynamo::tables::create_tables;
use aws::embedded::{Engine, client_config};
use aws::{DynamoStore, SystemClock, Tables};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{Action, Change, ChangeId, Digest, Employee, EmployeeId, Field, FieldChange};
use jiff::Timestamp;
use sync::ports::{Directory as _, DirectoryWriter as _, Lease, Outcome, WriteBatch};
use tokio::sync::OnceCell;

use crate::wire::{Watch, Wire};

/// An id as long as real ones.
pub(crate) const RUN: &str = "run_01KA5Z3H8Q4X9V7T2M6N0PBCDE";

/// One engine with empty tables of its own.
pub(crate) struct World {
    pub(crate) store: DynamoStore,
    pub(crate) client: Client,
    pub(crate) tables: Tables,
    pub(crate) wire: Arc<Wire>,
    held: OnceCell<()>,
    _engine: Option<Engine>,
}

/// Runs a case on every engine that is there.
#[expect(clippy::print_stdout, reason = "a failure must say on which engine")]
pub(crate) async fn on_every_engine(case: impl AsyncFn(World)) {
    println!("engine: embedded");
    case(embedded().await).await;
    if let Ok(url) = std::env::var("DYNAMODB_LOCAL_URL") {
        println!("engine: DynamoDB Local");
        case(dynamodb_local(&url).await).await;
    }
}

pub(crate) async fn embedded() -> World {
    let engine = Engine::in_memory().await.unwrap();
    let tables = engine.tables().clone();
    World::new(engine.client().config().to_builder(), tables, Some(engine))
}

async fn dynamodb_local(url: &str) -> World {
    let world = unique();
    let tables = Tables { employees: format!("{world}-employees"), control: format!("{world}-control") };
    let config = client_config(url);
    create_tables(&Client::from_conf(config.clone()), &tables).await.unwrap();
    World::new(config.to_builder(), tables, None)
}

/// A name that no other test and no other run has.
fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("t{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

impl World {
    fn new(config: aws_sdk_dynamodb::config::Builder, tables: Tables, engine: Option<Engine>) -> Self {
        let wire = Arc::new(Wire::default());
        let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
        // By default the whole process shares one allowance of retries, which the tests of faults would use up for others.
        let config = config.retry_config(retries).retry_partition(RetryPartition::new(unique())).interceptor(Watch(wire.clone()));
        let client = Client::from_conf(config.build());
        let store = DynamoStore::with_client(client.clone(), tables.clone()).without_waiting();
        Self { store, client, tables, wire, held: OnceCell::new(), _engine: engine }
    }

    /// Applies changes of a plan to `acme`.
    pub(crate) async fn apply(&self, plan: &str, changes: &[Change]) -> Vec<Outcome> {
        self.try_apply(plan, changes).await.unwrap()
    }

    pub(crate) async fn try_apply(&self, plan: &str, changes: &[Change]) -> Result<Vec<Outcome>, sync::StoreError> {
        self.held.get_or_init(|| hold(&self.client, &self.tables, "acme")).await;
        with_batch(plan, changes, async |batch| self.store.apply(&batch).await).await
    }

    /// Which changes of a plan the directory shows the receipts of.
    pub(crate) async fn written(&self, plan: &str, changes: &[Change]) -> Vec<bool> {
        with_batch(plan, changes, async |batch| self.store.written(&batch).await).await.unwrap()
    }

    pub(crate) async fn employee(&self, id: &str) -> Option<Employee> {
        self.store.employee("acme", &EmployeeId(id.into())).await.unwrap()
    }

    pub(crate) async fn employees(&self) -> Vec<Employee> {
        self.store.employees("acme").await.unwrap()
    }

    /// Who holds which identifier, from the uniqueness items.
    pub(crate) async fn identifiers(&self) -> Vec<(String, String)> {
        let items = self.client.scan().table_name(&self.tables.control).consistent_read(true).send().await.unwrap();
        let text = |item: &std::collections::HashMap<_, aws_sdk_dynamodb::types::AttributeValue>, name: &str| {
            item.get(name).and_then(|value| value.as_s().ok()).cloned()
        };
        let pairs = items.items().iter().filter_map(|item| Some((text(item, "sk")?, text(item, "employee")?)));
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort();
        pairs
    }
}

/// Gives the lease under which tests write its item.
pub(crate) async fn hold(client: &Client, tables: &Tables, account: &str) {
    let text = |value: &str| AttributeValue::S(value.to_owned());
    let item = [
        ("pk", text(account)),
        ("sk", text("LEASE")),
        ("holder", text("test")),
        ("fence", AttributeValue::N("1".to_owned())),
        ("until", AttributeValue::N(Timestamp::MAX.as_millisecond().to_string())),
    ];
    let item = item.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    client.put_item().table_name(&tables.control).set_item(Some(item)).send().await.unwrap();
}

async fn with_batch<T>(plan: &str, changes: &[Change], act: impl AsyncFnOnce(WriteBatch<'_>) -> T) -> T {
    let lease = Lease { account: "acme".into(), holder: "test".into(), fence: 1, until: Timestamp::MAX };
    let plan = Digest::of(plan.as_bytes());
    let clock = SystemClock::default();
    act(WriteBatch { lease: &lease, clock: &clock, plan: &plan, run: RUN, mapping_version: 3, changes }).await
}

/// A creation of `emp_<n>` with email `p<n>@acme.example`, Employee ID `E<n>` and source id `S<n>`.
pub(crate) fn create(n: usize) -> Change {
    let (email, employee_id) = (format!("p{n}@acme.example"), format!("E{n}"));
    let fields = [(Field::Name, format!("Person {n}")), (Field::Email, email), (Field::EmployeeId, employee_id)];
    let fields = fields.map(|(field, value)| FieldChange { field, before: None, after: Some(value) });
    Change { source_id: Some(format!("S{n}")), ..change(n, Action::Create, 0, fields.into()) }
}

/// A change of one field of `emp_<n>`.
pub(crate) fn edit(n: usize, base_version: u64, field: Field, before: Option<&str>, after: Option<&str>) -> Change {
    let fields = vec![FieldChange { field, before: before.map(str::to_owned), after: after.map(str::to_owned) }];
    change(n, Action::Update, base_version, fields)
}

/// A change of the email from `p<from>@…` to `p<to>@…`.
pub(crate) fn email(n: usize, base_version: u64, from: usize, to: usize) -> Change {
    let address = |n: usize| format!("p{n}@acme.example");
    edit(n, base_version, Field::Email, Some(&address(from)), Some(&address(to)))
}

fn change(n: usize, action: Action, base_version: u64, fields: Vec<FieldChange>) -> Change {
    Change {
        id: ChangeId(format!("c{n:04}")),
        action,
        source_id: None,
        email: None,
        employee_id: None,
        end_date: None,
        employee: EmployeeId(format!("emp_{n}")),
        base_version,
        fields,
        flags: vec![],
        duplicates: vec![],
    }
}
