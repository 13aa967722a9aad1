//! Between the AWS SDK and the engine: every request passes its two points, and meets its fault there.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_dynamodb::config::{HttpClient, RuntimeComponents, StalledStreamProtectionConfig};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector};
use aws_smithy_runtime_api::client::result::ConnectorError;
use serde_json::{Value, json};

use super::database::{Answer, CONTROL, EMPLOYEES, text, written};
use super::fault::Fault;
use super::process::Process;
use super::world::World;

/// The client of one process: the real one, with its requests answered here.
#[must_use]
pub fn client(world: &Arc<World>, process: &Process, account: &str) -> Client {
    let wire = Wire { world: world.clone(), process: process.clone(), account: account.to_owned(), lost: Arc::default() };
    let config = aws::embedded::client_config("http://simulated").to_builder();
    // As in production, but for the random part of each wait.
    let retries = RetryConfig::standard()
        .with_max_attempts(4)
        .with_initial_backoff(Duration::from_millis(100))
        .with_use_static_exponential_base(true);
    let config = config
        .http_client(wire)
        .retry_config(retries)
        .retry_partition(RetryPartition::new(format!("{}/{}", world.number(), process.name)))
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    Client::from_conf(config.build())
}

#[derive(Debug, Clone)]
struct Wire {
    world: Arc<World>,
    process: Process,
    account: String,
    /// Tokens of transactions whose answer was lost.
    lost: Arc<Mutex<BTreeSet<String>>>,
}

impl HttpClient for Wire {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let wire = self.clone();
        HttpConnectorFuture::new(async move { wire.answer(&request).await })
    }
}

impl Wire {
    async fn answer(&self, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default();
        let body = request.body().bytes().unwrap_or_default();
        let mut body: Value = serde_json::from_slice(body).map_err(|error| ConnectorError::user(error.into()))?;
        let what = label(operation, &body);
        // No engine here shows an old state, so what would show one on AWS is caught where it is asked for (F32).
        if matches!(operation, "GetItem" | "Query") {
            self.world.looked_at_read(&what, body["ConsistentRead"] == true);
        }
        self.forget_token(&mut body);
        let (fault, twice) = self.process.enter(&what, menu(operation)).await;
        if twice {
            let _ = self.execute(operation, &body);
        }
        match fault {
            None => {
                let answer = self.execute(operation, &body);
                self.process.leave(&what).await;
                respond(answer)
            }
            Some(Fault::Unprocessed) => respond(unprocessed(&body)),
            Some(Fault::LateEffect) => {
                self.execute_later(operation, body);
                Err(ConnectorError::timeout("the answer did not come".into()))
            }
            Some(fault) => {
                if fault.has_effect() {
                    self.execute(operation, &body);
                    self.process.leave(&what).await;
                    if let Some(token) = body["ClientRequestToken"].as_str() {
                        self.lost().insert(token.to_owned());
                    }
                }
                refusal(fault)
            }
        }
    }

    /// A retry after ten minutes finds its token forgotten, and is another transaction (F34).
    fn forget_token(&self, body: &mut Value) {
        let lost = body["ClientRequestToken"].as_str().is_some_and(|token| self.lost().contains(token));
        if lost && self.process.points().dice(Fault::TokenForgotten, 200) {
            body["ClientRequestToken"] = Value::Null;
        }
    }

    fn execute(&self, operation: &str, body: &Value) -> Answer {
        self.world.execute(&self.process.name, &self.account, operation, body)
    }

    fn execute_later(&self, operation: &str, body: Value) {
        let wire = self.clone();
        let operation = operation.to_owned();
        let wait = Duration::from_millis(500 + self.process.points().below(100_000));
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            wire.process.points().note("a late effect");
            let _ = wire.execute(&operation, &body);
        });
    }

    fn lost(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What may go wrong with a request.
fn menu(operation: &str) -> &'static [Fault] {
    match operation {
        "TransactWriteItems" => TRANSACTIONS,
        "BatchWriteItem" => BATCHES,
        "GetItem" | "Query" => READS,
        _ => WRITES,
    }
}

const READS: &[Fault] = &[
    Fault::Refused("ThrottlingException"),
    Fault::Refused("ProvisionedThroughputExceededException"),
    Fault::Refused("RequestLimitExceeded"),
    Fault::Refused("InternalServerError"),
    Fault::NoConnection,
    Fault::AnswerLost,
];
const WRITES: &[Fault] = &[
    Fault::Refused("ValidationException"),
    Fault::Refused("ThrottlingException"),
    Fault::Refused("ProvisionedThroughputExceededException"),
    Fault::Refused("TransactionConflictException"),
    Fault::Refused("InternalServerError"),
    Fault::NoConnection,
    Fault::AnswerLost,
    Fault::AnsweredWithError,
    Fault::LateEffect,
];
const BATCHES: &[Fault] = &[
    Fault::Refused("ValidationException"),
    Fault::Refused("ThrottlingException"),
    Fault::Refused("InternalServerError"),
    Fault::NoConnection,
    Fault::AnswerLost,
    Fault::AnsweredWithError,
    Fault::Unprocessed,
];
const TRANSACTIONS: &[Fault] = &[
    Fault::Refused("ValidationException"),
    Fault::Refused("ThrottlingException"),
    Fault::Refused("ProvisionedThroughputExceededException"),
    Fault::Refused("TransactionInProgressException"),
    Fault::Refused("IdempotentParameterMismatchException"),
    Fault::Refused("InternalServerError"),
    Fault::Cancelled("TransactionConflict"),
    Fault::Cancelled("ThrottlingError"),
    Fault::Cancelled("ProvisionedThroughputExceeded"),
    Fault::Cancelled("ItemCollectionSizeLimitExceeded"),
    Fault::Cancelled("ValidationError"),
    Fault::NoConnection,
    Fault::AnswerLost,
    Fault::AnsweredWithError,
    Fault::LateEffect,
];

fn label(operation: &str, body: &Value) -> String {
    let tables = |table: &str| if table == EMPLOYEES { "employees" } else { CONTROL };
    let keys = written(operation, body);
    let keys: Vec<String> = if keys.is_empty() {
        let key = if body["Key"].is_null() {
            body["ExpressionAttributeValues"][":sk"]["S"].as_str().unwrap_or("*").to_owned()
        } else {
            text(&body["Key"], "sk")
        };
        vec![format!("{} {key}", tables(body["TableName"].as_str().unwrap_or_default()))]
    } else {
        keys.iter().map(|(table, key)| format!("{} {}", tables(table), text(key, "sk"))).collect()
    };
    format!("{operation} {}", keys.join(", "))
}

fn unprocessed(body: &Value) -> Answer {
    Answer { status: 200, body: json!({"UnprocessedItems": body["RequestItems"]}).to_string() }
}

fn refusal(fault: Fault) -> Result<HttpResponse, ConnectorError> {
    let error = |code: &str| json!({"__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": "simulated"});
    match fault {
        Fault::NoConnection => Err(ConnectorError::io("the connection was reset".into())),
        Fault::AnswerLost => Err(ConnectorError::timeout("the answer did not come".into())),
        Fault::AnsweredWithError | Fault::Refused("InternalServerError") => {
            respond(Answer { status: 500, body: error("InternalServerError").to_string() })
        }
        Fault::Cancelled(reason) => {
            let mut body = error("TransactionCanceledException");
            body["CancellationReasons"] = json!([{"Code": reason}, {"Code": "None"}]);
            respond(Answer { status: 400, body: body.to_string() })
        }
        Fault::Refused(code) => respond(Answer { status: 400, body: error(code).to_string() }),
        other => Err(ConnectorError::user(format!("{other:?} is no fault of a request").into())),
    }
}

fn respond(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let status = answer.status.try_into().map_err(|_| ConnectorError::user("not a status".into()))?;
    Ok(HttpResponse::new(status, answer.body.into()))
}
