//! Mail through SES.

use std::fmt;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_ses::Client;
use aws_sdk_ses::config::Builder;
use aws_sdk_ses::config::retry::RetryConfig;
use aws_sdk_ses::error::BuildError;
use aws_sdk_ses::types::{Body, Content, Destination, Message, MessageTag};
use sync::StoreError;
use sync::ports::Mailer;
use sync::run::OutboxMail;

use crate::failure;

const SERVICE: &str = "SES";

/// Sends from one verified address.
#[derive(Clone)]
pub struct Ses {
    client: Client,
    from: String,
}

impl fmt::Debug for Ses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ses").finish_non_exhaustive()
    }
}

impl Ses {
    /// Mail from an address that SES has verified.
    #[must_use]
    pub fn new(config: &SdkConfig, from: &str) -> Self {
        // SES knows no idempotency: an attempt whose answer was lost is not repeated at once, but by whoever keeps the mail.
        let once = Builder::from(config).retry_config(RetryConfig::disabled()).build();
        Self { client: Client::from_conf(once), from: from.to_owned() }
    }
}

#[async_trait]
impl Mailer for Ses {
    async fn send(&self, mail: &OutboxMail) -> Result<String, StoreError> {
        if mail.to.is_empty() {
            return Err(StoreError::Service { service: SERVICE, what: "SendEmail: the mail has no recipients".to_owned() });
        }
        let message = message(mail)
            .map_err(|_| StoreError::Service { service: SERVICE, what: "SendEmail: the mail cannot be built".to_owned() })?;
        let to = Destination::builder().set_to_addresses(Some(mail.to.clone())).build();
        let sending = self.client.send_email().source(&self.from).destination(to).message(message).tags(tag(mail)?);
        let sent = sending.send().await;
        Ok(sent.map_err(|error| failure::once(SERVICE, "SendEmail", &error))?.message_id)
    }
}

/// The mail's id, by which SES's events show one that was sent twice.
fn tag(mail: &OutboxMail) -> Result<MessageTag, StoreError> {
    let tag = MessageTag::builder().name("mail").value(&mail.id).build();
    tag.map_err(|_| StoreError::Service { service: SERVICE, what: "SendEmail: the mail has no id".to_owned() })
}

fn message(mail: &OutboxMail) -> Result<Message, BuildError> {
    let text = |data: &str| Content::builder().data(data).charset("UTF-8").build();
    let body = Body::builder().text(text(&mail.body)?).build();
    // A line break in a subject would begin another header.
    let subject = mail.subject.replace(['\r', '\n'], " ");
    Ok(Message::builder().subject(text(&subject)?).body(body).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_plain_text_and_its_subject_one_line() {
        let mail = OutboxMail {
            id: "mail_1".into(),
            account: "acme".into(),
            to: vec!["ops@acme.example".into()],
            subject: "Blocked\r\nBcc: x@evil.example".into(),
            body: "2 findings\n".into(),
            created_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        };
        let message = message(&mail).unwrap();
        assert_eq!(message.subject().unwrap().data(), "Blocked  Bcc: x@evil.example");
        let body = message.body().unwrap();
        assert_eq!(body.text().unwrap().data(), "2 findings\n");
        assert!(body.html().is_none());
    }
}
