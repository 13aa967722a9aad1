//! Mail that waits in the control table. It is put there by a save and sent by whoever reads the table's stream.

use async_trait::async_trait;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use jiff::Timestamp;
use sync::StoreError;
use sync::ports::{MailState, Outbox, Posted, Try};
use sync::run::OutboxMail;

use super::attributes::{self, GIVEN_UP, OUTBOX, PARTITION, SENT, SORT, TRIED, TRIES, corrupt, number, text};
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

fn posted(item: &Item) -> Result<Posted, StoreError> {
    let number = attributes::number_of::<u32>(item, TRIES);
    let at = attributes::number_of(item, TRIED).and_then(|at| Timestamp::from_millisecond(at).ok());
    Ok(Posted {
        mail: read(item)?,
        state: state_of(item),
        tried: number.zip(at).map(|(number, at)| Try { number, at }),
        given_up_at: attributes::number_of(item, GIVEN_UP).and_then(|at| Timestamp::from_second(at).ok()),
    })
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

    async fn mail(&self, account: &str, mail: &str) -> Result<Option<Posted>, StoreError> {
        let item = self.control_item(account, &attributes::outbox(mail)).await?;
        item.as_ref().map(posted).transpose()
    }

    async fn note_failed(&self, account: &str, mail: &str, this: Try) -> Result<(), StoreError> {
        let update = tried(self.update_waiting(account, mail, " AND (attribute_not_exists(#tries) OR #tries < :tries)"), this);
        self.mark(update.update_expression("SET #tries = :tries, #tried = :tried")).await
    }

    async fn mark_sent(&self, account: &str, mail: &str, place: &str, this: Try) -> Result<(), StoreError> {
        let update = tried(self.update_waiting(account, mail, ""), this).expression_attribute_values(":place", text(place));
        self.mark(update.update_expression("SET #sent = :place, #tries = :tries, #tried = :tried")).await
    }

    async fn mark_given_up(&self, account: &str, mail: &str) -> Result<(), StoreError> {
        let update = self.update_waiting(account, mail, "");
        let update = update.expression_attribute_values(":now", number((self.now)().as_second()));
        self.mark(update.update_expression("SET #given_up = :now")).await
    }
}

impl DynamoStore {
    /// An update of a mail that waits, and for which something more holds.
    fn update_waiting(&self, account: &str, mail: &str, and: &str) -> UpdateItemFluentBuilder {
        let waits = "attribute_exists(#pk) AND attribute_not_exists(#sent) AND attribute_not_exists(#given_up)";
        self.client
            .update_item()
            .table_name(&self.tables.control)
            .set_key(Some(attributes::key(account, &attributes::outbox(mail))))
            .condition_expression(format!("{waits}{and}"))
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#sent", SENT)
            .expression_attribute_names("#given_up", GIVEN_UP)
    }

    /// Sends an update; one that is refused was done before, or is about a mail that does not wait.
    async fn mark(&self, update: UpdateItemFluentBuilder) -> Result<(), StoreError> {
        match self.backoff.retry(|| update.clone().send()).await {
            Ok(_) => Ok(()),
            Err(error) if failure::code(&error) == Some("ConditionalCheckFailedException") => Ok(()),
            Err(error) => Err(failure::dynamo("UpdateItem", &error)),
        }
    }
}

fn tried(update: UpdateItemFluentBuilder, this: Try) -> UpdateItemFluentBuilder {
    update
        .expression_attribute_names("#tries", TRIES)
        .expression_attribute_names("#tried", TRIED)
        .expression_attribute_values(":tries", number(this.number))
        .expression_attribute_values(":tried", number(this.at.as_millisecond()))
}
