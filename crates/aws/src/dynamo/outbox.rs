//! Mail that waits in the control table. It is put there by a save and sent by whoever reads the table's stream.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::AttributeValue;
use sync::StoreError;
use sync::ports::{MailState, Outbox};
use sync::run::OutboxMail;

use super::attributes::{self, GIVEN_UP, OUTBOX, PARTITION, SENT, SORT, corrupt, number, text};
use super::{DynamoStore, Item, document};
use crate::failure;

/// The waiting mail of an item of the control table, such as the new image of a stream record; `None` when the item is no
/// mail, or one that was sent or given up.
///
/// # Errors
/// [`StoreError::Corrupt`] when a mail cannot be read.
pub fn mail_of(item: &Item) -> Result<Option<OutboxMail>, StoreError> {
    let is_mail = attributes::text_of(item, SORT).is_some_and(|sort| sort.starts_with(OUTBOX));
    if is_mail && state_of(item) == MailState::Waiting { read(item).map(Some) } else { Ok(None) }
}

fn read(item: &Item) -> Result<OutboxMail, StoreError> {
    let mail: OutboxMail = document::read(item)?;
    let own = attributes::text_of(item, PARTITION) == Some(mail.account.as_str());
    if own { Ok(mail) } else { Err(corrupt("a mail of the outbox")) }
}

fn state_of(item: &Item) -> MailState {
    match attributes::text_of(item, SENT) {
        Some(place) => MailState::Sent { place: place.to_owned() },
        None if item.contains_key(GIVEN_UP) => MailState::GivenUp,
        None => MailState::Waiting,
    }
}

#[async_trait]
impl Outbox for DynamoStore {
    async fn pending(&self, account: &str) -> Result<Vec<OutboxMail>, StoreError> {
        let items = self.query(&self.tables.control, account, OUTBOX).await?;
        let live = items.iter().filter(|item| !self.has_expired(item));
        let mut mails = live.filter_map(|item| mail_of(item).transpose()).collect::<Result<Vec<_>, _>>()?;
        mails.sort_by(|one, other| (one.created_at, &one.id).cmp(&(other.created_at, &other.id)));
        Ok(mails)
    }

    async fn mail(&self, account: &str, mail: &str) -> Result<Option<(OutboxMail, MailState)>, StoreError> {
        let item = self.control_item(account, &attributes::outbox(mail)).await?;
        item.map(|item| Ok((read(&item)?, state_of(&item)))).transpose()
    }

    async fn mark_sent(&self, account: &str, mail: &str, place: &str) -> Result<(), StoreError> {
        self.mark(account, mail, SENT, text(place)).await
    }

    async fn mark_given_up(&self, account: &str, mail: &str) -> Result<(), StoreError> {
        self.mark(account, mail, GIVEN_UP, number((self.now)().as_second())).await
    }
}

impl DynamoStore {
    /// Sets an attribute of a mail that waits.
    async fn mark(&self, account: &str, mail: &str, attribute: &str, value: AttributeValue) -> Result<(), StoreError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.tables.control)
            .set_key(Some(attributes::key(account, &attributes::outbox(mail))))
            .condition_expression("attribute_exists(#pk) AND attribute_not_exists(#sent) AND attribute_not_exists(#given_up)")
            .update_expression(if attribute == SENT { "SET #sent = :value" } else { "SET #given_up = :value" })
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#sent", SENT)
            .expression_attribute_names("#given_up", GIVEN_UP)
            .expression_attribute_values(":value", value);
        match self.backoff.retry(|| update.clone().send()).await {
            Ok(_) => Ok(()),
            Err(error) if failure::code(&error) == Some("ConditionalCheckFailedException") => Ok(()),
            Err(error) => Err(failure::dynamo("UpdateItem", &error)),
        }
    }
}
