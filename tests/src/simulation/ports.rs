//! Clock, secrets, queue, schedule and mail of one simulated process.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use sync::StoreError;
use sync::ports::{Clock, Credentials, Mailer, Scheduler, SecretReader, SecretWriter, Work, WorkQueue};
use sync::run::OutboxMail;
use ulid::Ulid;

use super::fault::Fault;
use super::history::Kind;
use super::process::Process;
use super::world::World;

/// All of them, for one process.
#[derive(Debug, Clone)]
pub struct Ports {
    /// What is outside of the process.
    pub world: Arc<World>,
    /// The process.
    pub process: Process,
    /// The account that it works for.
    pub account: String,
}

const SENDING: &[Fault] = &[Fault::SendFailed, Fault::SendAnswerLost];
const MAILING: &[Fault] = &[Fault::MailRefused, Fault::MailAnswerLost];
const SECRETS: &[Fault] = &[
    Fault::Secret("ResourceNotFoundException"),
    Fault::Secret("AccessDeniedException"),
    Fault::Secret("ThrottlingException"),
    Fault::Secret("InvalidRequestException"),
    Fault::Secret("KMSAccessDeniedException"),
];

impl Ports {
    /// One call of a service other than DynamoDB.
    async fn call(&self, what: &str, menu: &[Fault], effect: impl Fn() + Send + Sync) -> Result<(), Fault> {
        let (fault, twice) = self.process.enter(what, menu).await;
        if twice {
            effect();
        }
        if fault.is_none_or(Fault::has_effect) {
            effect();
            self.process.leave(what).await;
        }
        fault.map_or(Ok(()), Err)
    }
}

impl Clock for Ports {
    fn now(&self) -> Timestamp {
        self.process.now()
    }

    fn id(&self, prefix: &str) -> String {
        let millis = u64::try_from(self.process.now().as_millisecond()).unwrap_or_default();
        let id = format!("{prefix}{}", Ulid::from_parts(millis, self.process.points().bits()));
        self.world.repeat_or_remember(prefix, id)
    }
}

#[async_trait]
impl SecretWriter for Ports {
    async fn put(&self, account: &str, credentials: &Credentials) -> Result<(), StoreError> {
        let secret = credentials.client_secret.expose_secret().to_owned();
        let put = self.call("Secrets.put", &SECRETS[1..], || self.world.keep_secret(account, &secret)).await;
        put.map_err(|fault| failed("Secrets Manager", fault))
    }

    async fn delete(&self, account: &str) -> Result<(), StoreError> {
        let delete = self.call("Secrets.delete", &SECRETS[1..], || self.world.forget_secret(account)).await;
        delete.map_err(|fault| failed("Secrets Manager", fault))
    }
}

#[async_trait]
impl SecretReader for Ports {
    async fn get(&self, account: &str) -> Result<Option<Credentials>, StoreError> {
        match self.call("Secrets.get", SECRETS, || ()).await {
            Err(Fault::Secret("ResourceNotFoundException")) => Ok(None),
            Err(fault) => Err(failed("Secrets Manager", fault)),
            Ok(()) => Ok(self.world.secret(account).map(|secret| credentials(&secret))),
        }
    }
}

#[async_trait]
impl WorkQueue for Ports {
    async fn send(&self, work: &Work) -> Result<(), StoreError> {
        let sent = self.call("Queue.send", SENDING, || self.world.send(work.clone())).await;
        sent.map_err(|fault| failed("SQS", fault))
    }
}

#[async_trait]
impl Scheduler for Ports {
    async fn schedule_daily(&self, account: &str, hour: u8, _: &str) -> Result<(), StoreError> {
        let sent = self.call("Scheduler.schedule", SENDING, || self.world.schedule(account, Some(hour))).await;
        sent.map_err(|fault| failed("EventBridge Scheduler", fault))
    }

    async fn unschedule(&self, account: &str) -> Result<(), StoreError> {
        let sent = self.call("Scheduler.unschedule", SENDING, || self.world.schedule(account, None)).await;
        sent.map_err(|fault| failed("EventBridge Scheduler", fault))
    }
}

#[async_trait]
impl Mailer for Ports {
    async fn send(&self, mail: &OutboxMail) -> Result<String, StoreError> {
        let taken = || self.world.write(&self.process.name, &self.account, Kind::Mail { mail: mail.id.clone() });
        let sent = self.call("Mailer.send", MAILING, taken).await;
        match sent {
            Ok(()) => Ok(format!("ses/{}", mail.id)),
            Err(Fault::MailAnswerLost) => Err(StoreError::Unanswered { service: "SES", what: "timed out".to_owned() }),
            Err(fault) => Err(failed("SES", fault)),
        }
    }
}

/// The credentials with a secret.
#[must_use]
pub fn credentials(secret: &str) -> Credentials {
    Credentials { client_id: SecretString::from("client"), client_secret: SecretString::from(secret) }
}

fn failed(service: &'static str, fault: Fault) -> StoreError {
    StoreError::Service { service, what: fault.name() }
}
