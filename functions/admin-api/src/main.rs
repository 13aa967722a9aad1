//! The admin API on Lambda, behind an HTTP API of API Gateway. It stores credentials and has no way to read one.

mod caller;
mod configuration;

use std::sync::Arc;

use admin_api::ApiState;
use admin_api::edge::Cursors;
use aws::{DynamoStore, EventBridgeScheduler, SecretsManager, SqsQueue, SystemClock, Tables};
use axum::middleware::from_fn;
use lambda_kit::{Failure, env};
use sync::automation::Automation;
use sync::connect::Submitting;
use sync::mapping::MappingFields;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    lambda_kit::logs::init();
    serve().await.inspect_err(|failure| tracing::error!(code = failure.code(), chain = failure.chain(), "not started"))
}

async fn serve() -> Result<(), Failure> {
    let tables = Tables { employees: env::required("EMPLOYEES_TABLE")?, control: env::required("CONTROL_TABLE")? };
    let prefix = env::required("SECRET_PREFIX")?;
    let (queues, daily) = (configuration::queues()?, configuration::daily()?);
    let config = aws::connect().await;
    let store = Arc::new(DynamoStore::new(&config, tables).without_batches());
    let queue = Arc::new(SqsQueue::new(&config, queues));
    let clock = Arc::new(SystemClock::default());
    let secrets = Arc::new(SecretsManager::new(&config, &prefix));
    let scheduler = Arc::new(EventBridgeScheduler::new(&config, daily));
    let (answers, cursors) = (store.clone(), Cursors::by(store.clone()));
    let router = admin_api::router(ApiState {
        control: store.clone(),
        plans: store.clone(),
        runs: store.clone(),
        directory: store.clone(),
        lookups: store.clone(),
        reads: store.clone(),
        outbox: store.clone(),
        submitting: Submitting { control: store.clone(), secrets, queue: queue.clone(), clock: clock.clone() },
        mapping: MappingFields { control: store.clone() },
        automation: Automation { control: store, scheduler },
        queue,
        sign_in: configuration::sign_in(clock.clone())?,
        answers,
        cursors,
        help_url: env::optional("HELP_URL"),
        clock,
        source_url: String::new(),
    });
    let served = lambda_http::run(router.layer(from_fn(caller::identify))).await;
    served.map_err(|error| Failure::new("runtime_api", error.to_string()))
}
