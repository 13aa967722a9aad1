//! Sends what the outbox holds. Nothing else may send mail.

mod handler;

use std::sync::Arc;
use std::time::Duration;

use aws::{DynamoStore, Ses, Tables};
use lambda_kit::{Failure, env};
use sync::mail::Delivering;

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
    let config = aws::connect().await;
    let outbox = Arc::new(DynamoStore::new(&config, tables));
    let handler = Handler { delivering: Delivering { outbox, mailer: Arc::new(Ses::new(&config, &from)) } };
    lambda_kit::run(Duration::from_secs(5), |invocation| Box::pin(handler.handle(invocation.event))).await
}
