//! The daily sync: reads, plans, lets the guards judge, and hands the sealed plan over or blocks. It has no way to write an
//! employee.

mod handler;
mod source;

use std::sync::Arc;

use aws::{DynamoStore, Queues, SecretsManager, SqsQueue, SystemClock, Tables};
use lambda_kit::{Failure, env};
use sync::planning::{KEPT_FOR_PLANNING, Planning};

use handler::Handler;
use source::Configured;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    lambda_kit::logs::init();
    serve().await.inspect_err(|failure| tracing::error!(code = failure.code(), chain = failure.chain(), "not started"))
}

async fn serve() -> Result<(), Failure> {
    let tables = Tables { employees: env::required("EMPLOYEES_TABLE")?, control: env::required("CONTROL_TABLE")? };
    let url = env::required("TRINET_URL")?;
    let prefix = env::required("SECRET_PREFIX")?;
    let queues = Queues {
        commit: Some(env::required("COMMIT_QUEUE_URL")?),
        daily: Some(env::required("DAILY_QUEUE_URL")?),
        ..Queues::default()
    };
    let link = env::required("MAIL_LINK_BASE")?;
    let config = aws::connect().await;
    let store = Arc::new(DynamoStore::new(&config, tables));
    let handler = Handler {
        planning: Planning::over(
            &store,
            Arc::new(Configured { url, trinet: trinet::TriNet::default() }),
            Arc::new(SecretsManager::new(&config, &prefix)),
            Arc::new(SystemClock::default()),
        ),
        queues: Arc::new(SqsQueue::new(&config, queues)),
        link,
    };
    lambda_kit::run_queue(KEPT_FOR_PLANNING, |message| Box::pin(handler.handle(message))).await
}
