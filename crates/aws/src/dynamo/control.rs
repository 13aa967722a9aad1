//! Accounts and what is saved with them.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason, Put, TransactWriteItem};
use domain::{Mapping, Missing};
use jiff::{SignedDuration, Timestamp};
use sync::StoreError;
use sync::account::Account;
use sync::ports::{AlongWith, ControlStore, Trigger};
use sync::run::OutboxMail;

use super::attributes::{self, ACCOUNT, EXPIRES, PARTITION, REVISION, RUN, corrupt, number, text};
use super::runs::has_ended;
use super::transaction::{Cancelled, is_refused, put};
use super::{DynamoStore, Item, document};

/// How long an idempotency record is kept: longer than any queue or scheduler repeats a message.
const TRIGGER_DAYS: i64 = 35;
/// How long a mail stays in the outbox, sent or not.
const OUTBOX_DAYS: i64 = 90;

#[async_trait]
impl ControlStore for DynamoStore {
    async fn account(&self, account: &str) -> Result<Account, StoreError> {
        match self.control_item(account, ACCOUNT).await? {
            Some(item) => document::read(&item),
            None => Ok(Account::new(account)),
        }
    }

    async fn save(&self, account: Account, along_with: Vec<AlongWith>) -> Result<Account, StoreError> {
        let saved = Account { revision: account.revision + 1, ..account };
        let mut actions = vec![self.account_action(&saved)?];
        // What it means when an action is refused; the account's own comes first.
        let mut refusals = vec![Refused::Conflict];
        for item in along_with {
            let refusal = match &item {
                AlongWith::Trigger(..) => Refused::AlreadyDone,
                AlongWith::Run(..) => Refused::Run,
                AlongWith::Held(..) | AlongWith::Released(..) => Refused::Fenced,
                _ => Refused::Conflict,
            };
            actions.push(self.action_along(&saved.id, item).await?);
            refusals.resize(actions.len(), refusal);
        }
        match self.transact(actions).await {
            Ok(()) => Ok(saved),
            Err(Cancelled::Failed(error)) => Err(error),
            // What is done counts first: who was told "conflict" would only try again to learn that it was done.
            Err(Cancelled::Refused(reasons)) => {
                let refused = reasons.iter().zip(refusals).filter(|(reason, _)| is_refused(reason));
                Err(match refused.map(|(reason, what)| what.by(reason)).max() {
                    Some(Refused::AlreadyDone) => StoreError::AlreadyDone,
                    Some(Refused::Fenced) => StoreError::Fenced,
                    _ => StoreError::Conflict,
                })
            }
        }
    }

    async fn mapping(&self, account: &str, version: u32) -> Result<Option<Mapping>, StoreError> {
        let item = self.control_item(account, &attributes::mapping(version)).await?;
        item.as_ref().map(document::read).transpose()
    }

    async fn missing(&self, account: &str) -> Result<Vec<Missing>, StoreError> {
        self.read_missing(account).await
    }

    async fn trigger(&self, account: &str, key: &str) -> Result<Option<String>, StoreError> {
        let item = self.control_item(account, &attributes::trigger(key)).await?;
        let live = item.filter(|item| !self.has_expired(item));
        live.map(|item| attributes::text_of(&item, RUN).map(str::to_owned).ok_or_else(|| corrupt("a trigger"))).transpose()
    }
}

impl DynamoStore {
    /// Whether the item's time is up. DynamoDB removes such items days later only.
    pub(super) fn has_expired(&self, item: &Item) -> bool {
        attributes::number_of::<i64>(item, EXPIRES).is_some_and(|at| at <= (self.now)().as_second())
    }

    fn account_action(&self, saved: &Account) -> Result<TransactWriteItem, StoreError> {
        let mut item = document::item(&saved.id, ACCOUNT, saved)?;
        item.insert(REVISION.to_owned(), number(saved.revision));
        let put = Put::builder().table_name(&self.tables.control).set_item(Some(item));
        let put = if saved.revision == 1 {
            put.condition_expression("attribute_not_exists(#pk)").expression_attribute_names("#pk", PARTITION)
        } else {
            put.condition_expression("#rev = :base")
                .expression_attribute_names("#rev", REVISION)
                .expression_attribute_values(":base", number(saved.revision - 1))
        };
        super::transaction::put(put)
    }

    async fn action_along(&self, account: &str, item: AlongWith) -> Result<TransactWriteItem, StoreError> {
        let plain = |item: Item| put(Put::builder().table_name(&self.tables.control).set_item(Some(item)));
        match item {
            AlongWith::Run(run) => self.run_action(account, &run),
            AlongWith::Mail(mail) => plain(self.mail_item(account, &mail)?),
            AlongWith::Mapping(mapping) => plain(document::item(account, &attributes::mapping(mapping.version), &mapping)?),
            AlongWith::Missing(missing) => plain(Box::pin(self.missing_item(account, &missing)).await?),
            AlongWith::Trigger(trigger) => self.trigger_action(account, &trigger),
            AlongWith::Held(lease) => self.held_action(&lease),
            AlongWith::Released(lease) => self.released_action(&lease),
        }
    }

    fn mail_item(&self, account: &str, mail: &OutboxMail) -> Result<Item, StoreError> {
        let mut item = document::item(account, &attributes::outbox(&mail.id), mail)?;
        item.insert(EXPIRES.to_owned(), self.days_from_now(OUTBOX_DAYS));
        Ok(item)
    }

    fn trigger_action(&self, account: &str, trigger: &Trigger) -> Result<TransactWriteItem, StoreError> {
        let mut item = attributes::key(account, &attributes::trigger(&trigger.key));
        item.insert(RUN.to_owned(), text(&trigger.run));
        if !trigger.lasts {
            item.insert(EXPIRES.to_owned(), self.days_from_now(TRIGGER_DAYS));
        }
        let request = Put::builder()
            .table_name(&self.tables.control)
            .set_item(Some(item))
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#until", EXPIRES)
            .expression_attribute_values(":now", number((self.now)().as_second()));
        let free = "attribute_not_exists(#pk) OR #until <= :now";
        put(match &trigger.again {
            None => request.condition_expression(free),
            Some(failed) => request
                .condition_expression(format!("{free} OR #run = :failed"))
                .expression_attribute_names("#run", RUN)
                .expression_attribute_values(":failed", text(failed)),
        })
    }

    fn days_from_now(&self, days: i64) -> AttributeValue {
        let now: Timestamp = (self.now)();
        let end = now.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(now);
        number(end.as_second())
    }
}

/// What a refused action of a save means; the greatest is what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Refused {
    /// Decided by the run that was found.
    Run,
    Conflict,
    Fenced,
    AlreadyDone,
}

impl Refused {
    fn by(self, reason: &CancellationReason) -> Self {
        match self {
            Self::Run if reason.item().is_some_and(has_ended) => Self::AlreadyDone,
            Self::Run => Self::Conflict,
            other => other,
        }
    }
}
