//! Applies sealed plans. The only writer of employees; it has no way to read the source or a secret.

mod handler;

use std::sync::Arc;
use std::time::Duration;

use aws::{DynamoStore, Queues, SqsQueue, SystemClock, Tables};
use lambda_kit::{Failure, env};
use sync::commit::Committing;

use handler::Handler;

/// Kept of every invocation to finish the batch at hand, give the lease back and hand the rest on.
const MARGIN: Duration = Duration::from_secs(60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    lambda_kit::logs::init();
    serve().await.inspect_err(|failure| tracing::error!(code = failure.code(), chain = failure.chain(), "not started"))
}

async fn serve() -> Result<(), Failure> {
    let tables = Tables { employees: env::required("EMPLOYEES_TABLE")?, control: env::required("CONTROL_TABLE")? };
    let queues = Queues { commit: Some(env::required("COMMIT_QUEUE_URL")?), ..Queues::default() };
    let config = aws::connect().await;
    let store = Arc::new(DynamoStore::new(&config, tables));
    let handler = Handler {
        // Each invocation holds leases under its own name.
        committing: Committing::over(&store, Arc::new(SystemClock::default()), String::new()),
        queue: Arc::new(SqsQueue::new(&config, queues)),
    };
    lambda_kit::run_queue(MARGIN, |message| Box::pin(handler.handle(message))).await
}
