//! Sends what the outbox holds. Nothing else may send mail.

mod handler;

use std::sync::Arc;
use std::time::Duration;

use aws::{DynamoStore, Queues, Ses, SqsQueue, SystemClock, Tables};
use lambda_kit::{Failure, env};
use sync::delivering::Delivering;

use handler::Handler;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    lambda_kit::logs::init();
    serve().await.inspect_err(|failure| tracing::error!(code = failure.code(), chain = failure.chain(), "not started"))
}

async fn serve() -> Result<(), Failure> {
    // It is not told where the employees are.
    let tables = Tables { employees: String::new(), control: env::required("CONTROL_TABLE")? };
    let from = env::required("MAIL_FROM")?;
    let queues = Queues { mail: Some(env::required("MAIL_QUEUE_URL")?), ..Queues::default() };
    let config = aws::connect().await;
    let outbox = Arc::new(DynamoStore::new(&config, tables));
    let mailer = Arc::new(Ses::new(&config, &from));
    let delivering = Delivering { outbox, mailer, clock: Arc::new(SystemClock::default()) };
    let handler = Handler { delivering, queue: SqsQueue::new(&config, queues) };
    lambda_kit::run(Duration::from_secs(5), |invocation| Box::pin(handler.handle(invocation))).await
}
