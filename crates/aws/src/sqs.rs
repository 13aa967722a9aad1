//! Work for other functions, through SQS.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_sqs::Client;
use sync::StoreError;
use sync::ports::{Work, WorkQueue};

use crate::failure;

const SERVICE: &str = "SQS";

/// Sends each kind of work to its queue. A message is the JSON of [`Work`].
#[derive(Clone)]
pub struct SqsQueue {
    client: Client,
    queues: Queues,
}

/// The URLs of the queues that a function may send to. A function has those that it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queues {
    /// For `setup-sync`.
    pub setup: Option<String>,
    /// For `import-review`.
    pub review: Option<String>,
    /// For `auto-sync`.
    pub daily: Option<String>,
    /// For `import-commit`.
    pub commit: Option<String>,
    /// For `notify`.
    pub mail: Option<String>,
}

impl fmt::Debug for SqsQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqsQueue").field("queues", &self.queues).finish_non_exhaustive()
    }
}

impl SqsQueue {
    /// The queues of a function.
    #[must_use]
    pub fn new(config: &SdkConfig, queues: Queues) -> Self {
        Self { client: Client::new(config), queues }
    }

    /// Has a message whose handling failed wait for so long, at most twelve hours from its receipt, before it comes again.
    ///
    /// # Errors
    /// When the queue is not configured here or refuses; the message then waits as long as its queue says.
    pub async fn postpone(&self, work: &Work, receipt: &str, pause: Duration) -> Result<(), StoreError> {
        let seconds = i32::try_from(pause.as_secs()).unwrap_or(i32::MAX);
        let change = self.client.change_message_visibility().queue_url(self.queues.url(work)?);
        let changed = change.receipt_handle(receipt).visibility_timeout(seconds).send().await;
        changed.map_err(|error| failure::service(SERVICE, "ChangeMessageVisibility", &error))?;
        Ok(())
    }
}

#[async_trait]
impl WorkQueue for SqsQueue {
    async fn send(&self, work: &Work) -> Result<(), StoreError> {
        let url = self.queues.url(work)?;
        let body = serde_json::to_string(work).map_err(|_| StoreError::Corrupt { what: "a piece of work".to_owned() })?;
        let sent = self.client.send_message().queue_url(url).message_body(body).send().await;
        sent.map_err(|error| failure::service(SERVICE, "SendMessage", &error))?;
        Ok(())
    }
}

impl Queues {
    fn url(&self, work: &Work) -> Result<&str, StoreError> {
        let (name, url) = match work {
            Work::CheckConnection { .. } | Work::Setup { .. } | Work::Lookup { .. } => ("setup", &self.setup),
            Work::Review { .. } => ("review", &self.review),
            Work::Daily { .. } => ("daily", &self.daily),
            Work::Commit(_) => ("commit", &self.commit),
            Work::Mail { .. } => ("mail", &self.mail),
        };
        let missing = || StoreError::Service { service: SERVICE, what: format!("no {name} queue is configured here") };
        url.as_deref().ok_or_else(missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_work_goes_to_its_queue_and_a_queue_that_is_not_configured_says_so() {
        let some = |name: &str| Some(name.to_owned());
        let queues = Queues { setup: some("s"), review: some("r"), daily: some("d"), commit: None, mail: some("m") };
        let check = |work: Work, expect: Result<&str, &str>| {
            assert_eq!(queues.url(&work).map_err(|error| error.to_string()), expect.map_err(str::to_owned));
        };
        let account = || "acme".to_owned();
        check(Work::CheckConnection { account: account() }, Ok("s"));
        check(Work::Setup { account: account(), actor: "ann".into() }, Ok("s"));
        check(Work::Lookup { account: account(), id: "look_1".into() }, Ok("s"));
        let run = "run_1".into();
        check(Work::Review { account: account(), actor: "ann".into(), run, deactivate_missing: false }, Ok("r"));
        check(Work::Daily { account: account(), scheduled_at: "2026-01-01T02:00:00Z".into(), hour: None }, Ok("d"));
        check(Work::Mail { account: account(), mail: "mail_1".into() }, Ok("m"));
        let commit = r#"{"work":"commit","account":"acme","digest":"sha256:00","actor":"ann"}"#;
        check(serde_json::from_str(commit).unwrap(), Err("SQS failed: no commit queue is configured here"));
    }
}
