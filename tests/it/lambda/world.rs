//! A deployment of one account: tables, queues, a secret, and a simulated TriNet behind it.

use domain::Trigger;
use domain::mapping::Editor;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use aws::dynamo::tables::create_tables;
use aws::embedded::client_config;
use aws::{DynamoStore, SystemClock, Tables};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Region;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use secrecy::SecretString;
use serde_json::{Value, json};
use sync::account::Account;
use sync::commit::{Commit, Committing};
use sync::mapping::MappingFields;
use sync::planning::Planning;
use sync::ports::{CommitWork, ControlStore as _, Credentials, Directory as _, SecretReader, Silent};
use sync::{Connection, IntegrationState, Run, StoreError, StoredPlan};
use testkit::trinet::{SimulatedTriNet, World as TriNetWorld};

use super::function::Function;
use super::server::{self, Server};

/// The account of every case; each has tables of its own.
pub(super) const ACCOUNT: &str = "acme";

pub(super) struct World {
    pub(super) server: Arc<Server>,
    pub(super) store: Arc<DynamoStore>,
    pub(super) trinet: SimulatedTriNet,
    pub(super) recipient: String,
    tables: Tables,
    secrets: String,
    queues: BTreeMap<&'static str, String>,
}

impl World {
    /// An empty deployment; nothing where the local server is not installed.
    pub(super) async fn start() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let server = server::shared().await?;
        let tables = Tables { employees: format!("employees-{number}"), control: format!("control-{number}") };
        let config = client_config(&server.endpoint).to_builder().region(Region::new(server::REGION));
        let client = Client::from_conf(config.build());
        create_tables(&client, &tables).await.unwrap();
        let mut queues = BTreeMap::new();
        for queue in ["setup", "review", "daily", "commit", "mail"] {
            // A message of the mail queue comes again after a second, so that one that was made to wait longer can be told.
            let visibility = if queue == "mail" { "1" } else { "30" };
            let body = json!({"QueueName": format!("{queue}-{number}"), "Attributes": {"VisibilityTimeout": visibility}});
            let created = server.call("sqs", "AmazonSQS.CreateQueue", body).await;
            queues.insert(queue, created["QueueUrl"].as_str().unwrap().to_owned());
        }
        let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
        let trinet = SimulatedTriNet::start(TriNetWorld::bundled_on(today)).await.unwrap();
        let store = Arc::new(DynamoStore::with_client(client, tables.clone()));
        let recipient = format!("hr-{number}@acme.example");
        Some(Self { server, store, trinet, recipient, tables, secrets: format!("rollcall/{number}/"), queues })
    }

    /// Starts a function of this deployment.
    pub(super) async fn function(&self, name: &str) -> Function {
        self.function_mailing_from(name, "rollcall@acme.example").await
    }

    /// The same with another sender of its mail.
    pub(super) async fn function_mailing_from(&self, name: &str, sender: &str) -> Function {
        let url = self.trinet.url();
        let env = [
            ("AWS_ENDPOINT_URL", self.server.endpoint.as_str()),
            ("EMPLOYEES_TABLE", &self.tables.employees),
            ("CONTROL_TABLE", &self.tables.control),
            ("SECRET_PREFIX", &self.secrets),
            ("TRINET_URL", &url),
            ("SETUP_QUEUE_URL", &self.queues["setup"]),
            ("REVIEW_QUEUE_URL", &self.queues["review"]),
            ("DAILY_QUEUE_URL", &self.queues["daily"]),
            ("COMMIT_QUEUE_URL", &self.queues["commit"]),
            ("MAIL_QUEUE_URL", &self.queues["mail"]),
            ("DAILY_QUEUE_ARN", "arn:aws:sqs:eu-central-1:000000000000:daily"),
            ("SCHEDULE_GROUP", "default"),
            ("SCHEDULE_ROLE_ARN", "arn:aws:iam::000000000000:role/schedule"),
            ("MAIL_FROM", sender),
            ("MAIL_LINK_BASE", "https://people.acme.example"),
        ];
        Function::start(name, &env).await
    }

    /// What may be in no log: the credentials, and everybody's names, addresses and dates of birth.
    pub(super) fn canaries(&self) -> Vec<String> {
        let (id, secret) = self.trinet.credentials();
        let mut canaries = vec![id, secret, self.recipient.clone()];
        self.trinet.with_world(|world| {
            for person in world.companies.iter().flat_map(|company| &company.people) {
                canaries.push(format!("{} {}", person.first_name, person.last_name));
                canaries.push(person.work_email.clone());
                canaries.extend(person.birth_date.map(|date| date.to_string()));
            }
        });
        canaries.retain(|canary| canary.trim().len() > 3);
        assert!(canaries.len() > 300, "the simulated company is there");
        canaries
    }

    /// Stores the credentials as an administrator's connection does.
    pub(super) async fn store_secret(&self, client_secret: &str) {
        let (client_id, _) = self.trinet.credentials();
        let secret = json!({"client_id": client_id, "client_secret": client_secret}).to_string();
        let body = json!({"Name": format!("{}{ACCOUNT}", self.secrets), "SecretString": secret});
        self.server.call("secretsmanager", "secretsmanager.CreateSecret", body).await;
    }

    /// The account, connected with working credentials and standing there.
    pub(super) async fn account_in(&self, state: IntegrationState) -> Account {
        self.store_secret(&self.trinet.credentials().1).await;
        self.account_without_secret(state).await
    }

    /// The same without credentials.
    pub(super) async fn account_without_secret(&self, state: IntegrationState) -> Account {
        let mut account = self.account().await;
        account.connection = Some(Connection {
            company: "A1B".to_owned(),
            // Where nobody listens: the functions' own configuration counts.
            url: "https://source.invalid".to_owned(),
            connected_at: Timestamp::now(),
            connected_by: "ann".to_owned(),
            checks: Vec::new(),
        });
        account.time_zone = "UTC".to_owned();
        account.recipients = vec![self.recipient.clone()];
        account.state = IntegrationState::Connected;
        self.store.save(account, Vec::new()).await.unwrap();
        let lock = state != IntegrationState::Connected && state != IntegrationState::Connecting;
        if lock {
            MappingFields { control: self.store.clone() }.set(ACCOUNT, None, true, Editor::Customer).await.unwrap();
        }
        let mut account = self.account().await;
        account.state = state;
        self.store.save(account, Vec::new()).await.unwrap()
    }

    /// A stored review of everybody.
    pub(super) async fn reviewed(&self) -> StoredPlan {
        let planning = Planning::over(
            &self.store,
            Arc::new(AtTheSimulation(self.trinet.url())),
            Arc::new(OfTheSimulation(self.trinet.credentials())),
            Arc::new(SystemClock::default()),
        );
        planning.review(ACCOUNT, "ann", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap()
    }

    /// The account with everybody imported and auto-sync on.
    pub(super) async fn live(&self) {
        self.account_in(IntegrationState::ReadyToFinalise).await;
        let stored = self.reviewed().await;
        let committing = Committing::over(&self.store, Arc::new(SystemClock::default()), "test".to_owned());
        let ended = committing.commit(&work(&stored), &Silent, &|| false).await.unwrap();
        assert!(matches!(ended, Commit::Finished(..)));
        let mut account = self.account().await;
        account.auto_sync = true;
        self.store.save(account, Vec::new()).await.unwrap();
    }

    pub(super) async fn account(&self) -> Account {
        self.store.account(ACCOUNT).await.unwrap()
    }

    /// How many people are in the directory.
    pub(super) async fn people(&self) -> usize {
        self.store.employees(ACCOUNT).await.unwrap().len()
    }

    /// The history, newest first.
    pub(super) async fn history(&self) -> Vec<Run> {
        use sync::ports::RunStore as _;
        self.store.runs(ACCOUNT, 50).await.unwrap()
    }

    /// Takes the messages out of a queue.
    pub(super) async fn messages(&self, queue: &str) -> Vec<Value> {
        self.received(queue).await.into_iter().map(|(body, _)| body).collect()
    }

    /// The same, each with its receipt.
    pub(super) async fn received(&self, queue: &str) -> Vec<(Value, Value)> {
        let body = json!({"QueueUrl": self.queues[queue], "MaxNumberOfMessages": 10});
        let answer = self.server.call("sqs", "AmazonSQS.ReceiveMessage", body).await;
        let messages = answer["Messages"].as_array().cloned().unwrap_or_default();
        let body = |message: &Value| serde_json::from_str(message["Body"].as_str().unwrap()).unwrap();
        messages.iter().map(|message| (body(message), message["ReceiptHandle"].clone())).collect()
    }

    /// The items of the control table whose sort keys begin so, as a stream shows them.
    pub(super) async fn control_items(&self, prefix: &str) -> Vec<Value> {
        let body = json!({
            "TableName": self.tables.control,
            "KeyConditionExpression": "pk = :account AND begins_with(sk, :prefix)",
            "ExpressionAttributeValues": {":account": {"S": ACCOUNT}, ":prefix": {"S": prefix}},
        });
        let answer = self.server.call("dynamodb", "DynamoDB_20120810.Query", body).await;
        answer["Items"].as_array().unwrap().clone()
    }
}

/// The commit of a stored plan, with the reason that a first import may need.
pub(super) fn work(stored: &StoredPlan) -> CommitWork {
    CommitWork { confirm: Some("the first import".to_owned()), ..CommitWork::of(ACCOUNT, stored.digest.clone(), "ann") }
}

struct AtTheSimulation(String);

impl sync::ports::SourceOpener for AtTheSimulation {
    fn open(&self, at: &Connection, with: Credentials) -> Result<Arc<dyn sync::ports::Source>, sync::SourceError> {
        trinet::TriNet::default().open(&Connection { url: self.0.clone(), ..at.clone() }, with)
    }
}

struct OfTheSimulation((String, String));

#[async_trait]
impl SecretReader for OfTheSimulation {
    async fn get(&self, _: &str) -> Result<Option<Credentials>, StoreError> {
        let (id, secret) = self.0.clone();
        Ok(Some(Credentials { client_id: SecretString::from(id), client_secret: SecretString::from(secret) }))
    }
}
