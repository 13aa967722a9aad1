//! Tests a stored connection, and does the set-up sync. It has no way to write an employee.

mod handler;
mod source;

use std::sync::Arc;
use std::time::Duration;

use aws::{DynamoStore, Queues, SecretsManager, SqsQueue, SystemClock, Tables};
use lambda_kit::{Failure, env};
use sync::connect::Checking;
use sync::lookup::Looking;
use sync::planning::Planning;

use handler::Handler;
use source::Configured;

/// Kept of every invocation for the page at hand, and to hand the rest on.
const MARGIN: Duration = Duration::from_secs(60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    lambda_kit::logs::init();
    serve().await.inspect_err(|failure| tracing::error!(code = failure.code(), chain = failure.chain(), "not started"))
}

async fn serve() -> Result<(), Failure> {
    let tables = Tables { employees: env::required("EMPLOYEES_TABLE")?, control: env::required("CONTROL_TABLE")? };
    let url = env::required("TRINET_URL")?;
    let prefix = env::required("SECRET_PREFIX")?;
    let queues = Queues { setup: Some(env::required("SETUP_QUEUE_URL")?), ..Queues::default() };
    let config = aws::connect().await;
    let store = Arc::new(DynamoStore::new(&config, tables));
    let sources = Arc::new(Configured { url, trinet: trinet::TriNet::default() });
    let secrets = Arc::new(SecretsManager::new(&config, &prefix));
    let planning = Planning::over(&store, sources.clone(), secrets.clone(), Arc::new(SystemClock::default()));
    let handler = Handler {
        checking: Checking { control: store.clone(), sources, secrets },
        looking: Looking { planning: planning.clone(), lookups: store.clone(), path: trinet::field_path },
        planning,
        queue: Arc::new(SqsQueue::new(&config, queues)),
    };
    lambda_kit::run_queue(MARGIN, |message| Box::pin(handler.handle(message))).await
}
