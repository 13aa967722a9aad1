//! The ports of `sync` on AWS: DynamoDB, Secrets Manager, SES, SQS and EventBridge Scheduler.
//!
//! [`DynamoStore`] is the only store, in production and on a laptop: there it talks to an engine in the same process
//! (feature `embedded`), through the same client. Nothing here logs, and errors name operations and error codes only, since
//! messages of AWS may quote keys.

pub mod clock;
pub mod connect;
pub mod dynamo;
#[cfg(feature = "embedded")]
pub mod embedded;
mod failure;
pub mod scheduler;
pub mod secrets;
pub mod ses;
pub mod sqs;

pub use clock::SystemClock;
pub use connect::connect;
pub use dynamo::{DynamoStore, Tables};
pub use scheduler::{DailyTarget, EventBridgeScheduler};
pub use secrets::SecretsManager;
pub use ses::Ses;
pub use sqs::{Queues, SqsQueue};
