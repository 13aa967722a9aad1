//! Mail that waits in the control table. It is put there by a save and sent by whoever reads the table's stream.

use async_trait::async_trait;
use sync::StoreError;
use sync::ports::Outbox;
use sync::run::OutboxMail;

use super::attributes::{self, OUTBOX, PARTITION, SENT, SORT, corrupt, text};
use super::{DynamoStore, Item, document};
use crate::failure;

/// The mail of an item of the control table, such as the new image of a stream record; `None` when the item is no mail or
/// was sent.
///
/// # Errors
/// [`StoreError::Corrupt`] when a mail cannot be read.
pub fn mail_of(item: &Item) -> Result<Option<OutboxMail>, StoreError> {
    let is_mail = attributes::text_of(item, SORT).is_some_and(|sort| sort.starts_with(OUTBOX));
    if !is_mail || item.contains_key(SENT) {
        return Ok(None);
    }
    let mail: OutboxMail = document::read(item)?;
    let own = attributes::text_of(item, PARTITION) == Some(mail.account.as_str());
    if own { Ok(Some(mail)) } else { Err(corrupt("a mail of the outbox")) }
}

#[async_trait]
impl Outbox for DynamoStore {
    async fn pending(&self, account: &str) -> Result<Vec<OutboxMail>, StoreError> {
        let items = self.query(&self.tables.control, account, OUTBOX).await?;
        let live = items.iter().filter(|item| !self.has_expired(item));
        live.filter_map(|item| mail_of(item).transpose()).collect()
    }

    async fn is_pending(&self, account: &str, mail: &str) -> Result<bool, StoreError> {
        let item = self.control_item(account, &attributes::outbox(mail)).await?;
        Ok(item.is_some_and(|item| !item.contains_key(SENT)))
    }

    async fn mark_sent(&self, account: &str, mail: &str, place: &str) -> Result<(), StoreError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.tables.control)
            .set_key(Some(attributes::key(account, &attributes::outbox(mail))))
            .condition_expression("attribute_exists(#pk) AND attribute_not_exists(#sent)")
            .update_expression("SET #sent = :place")
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#sent", SENT)
            .expression_attribute_values(":place", text(place));
        match self.backoff.retry(|| update.clone().send()).await {
            Ok(_) => Ok(()),
            Err(error) if failure::code(&error) == Some("ConditionalCheckFailedException") => Ok(()),
            Err(error) => Err(failure::dynamo("UpdateItem", &error)),
        }
    }
}
