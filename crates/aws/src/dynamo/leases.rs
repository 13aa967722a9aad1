//! The lease. Its item is never removed, so that the fence never goes back.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{ConditionCheck, ReturnValue, TransactWriteItem, Update};
use jiff::Timestamp;
use sync::StoreError;
use sync::ports::{Lease, Leases};

use super::attributes::{self, FENCE, HOLDER, LEASE, UNTIL, corrupt, number, text};
use super::{DynamoStore, Item, transaction};
use crate::failure;

const REFUSED: &str = "ConditionalCheckFailedException";
/// That nobody took the lease over.
const OURS: &str = "#holder = :holder AND #fence = :fence";

#[async_trait]
impl Leases for DynamoStore {
    async fn acquire(&self, account: &str, holder: &str, now: Timestamp, expires: Timestamp) -> Result<Lease, StoreError> {
        let update = self
            .lease_update(account)
            .condition_expression("attribute_not_exists(#holder) OR #holder = :holder OR #until <= :now")
            .update_expression("SET #holder = :holder, #until = :expires ADD #fence :one")
            .expression_attribute_names("#holder", HOLDER)
            .expression_attribute_names("#until", UNTIL)
            .expression_attribute_names("#fence", FENCE)
            .expression_attribute_values(":holder", text(holder))
            .expression_attribute_values(":now", number(now.as_millisecond()))
            .expression_attribute_values(":expires", number(expires.as_millisecond()))
            .expression_attribute_values(":one", number(1))
            .return_values(ReturnValue::UpdatedNew);
        let answer = self.backoff.retry(|| update.clone().send()).await;
        let item: Item = match answer {
            Ok(answer) => answer.attributes.unwrap_or_default(),
            Err(error) if failure::code(&error) == Some(REFUSED) => return Err(StoreError::Busy),
            Err(error) => return Err(failure::dynamo("UpdateItem", &error)),
        };
        let fence = attributes::number_of(&item, FENCE).ok_or_else(|| corrupt("the lease"))?;
        Ok(Lease { account: account.to_owned(), holder: holder.to_owned(), fence, until: expires })
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        let update = self
            .lease_update(&lease.account)
            .condition_expression(OURS)
            .update_expression("REMOVE #holder, #until")
            .expression_attribute_names("#holder", HOLDER)
            .expression_attribute_names("#until", UNTIL)
            .expression_attribute_names("#fence", FENCE)
            .expression_attribute_values(":holder", text(&lease.holder))
            .expression_attribute_values(":fence", number(lease.fence));
        match self.backoff.retry(|| update.clone().send()).await {
            Ok(_) => Ok(()),
            Err(error) if failure::code(&error) == Some(REFUSED) => Ok(()),
            Err(error) => Err(failure::dynamo("UpdateItem", &error)),
        }
    }
}

type LeaseUpdate = aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;

impl DynamoStore {
    fn lease_update(&self, account: &str) -> LeaseUpdate {
        self.client.update_item().table_name(&self.tables.control).set_key(Some(attributes::key(account, LEASE)))
    }

    /// An update of the lease's item, as an action that is refused when the lease is no longer ours.
    pub(super) fn own_lease(&self, update: UpdateBuilder, lease: &Lease) -> UpdateBuilder {
        update
            .table_name(&self.tables.control)
            .set_key(Some(attributes::key(&lease.account, LEASE)))
            .condition_expression(OURS)
            .expression_attribute_names("#holder", HOLDER)
            .expression_attribute_names("#fence", FENCE)
            .expression_attribute_values(":holder", text(&lease.holder))
            .expression_attribute_values(":fence", number(lease.fence))
    }

    /// Gives the lease back, as an action.
    pub(super) fn released_action(&self, lease: &Lease) -> Result<TransactWriteItem, StoreError> {
        let released = self.own_lease(Update::builder(), lease).update_expression("REMOVE #holder, #until");
        transaction::update(released.expression_attribute_names("#until", UNTIL))
    }

    /// Nothing but the condition that the lease is ours.
    pub(super) fn held_action(&self, lease: &Lease) -> Result<TransactWriteItem, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(&self.tables.control)
            .set_key(Some(attributes::key(&lease.account, LEASE)))
            .condition_expression(OURS)
            .expression_attribute_names("#holder", HOLDER)
            .expression_attribute_names("#fence", FENCE)
            .expression_attribute_values(":holder", text(&lease.holder))
            .expression_attribute_values(":fence", number(lease.fence));
        let check = check.build().map_err(|_| corrupt("a request"))?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
    }
}
