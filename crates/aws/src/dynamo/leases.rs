//! The lease. Its item is never removed, so that the fence never goes back.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::ReturnValue;
use jiff::Timestamp;
use sync::StoreError;
use sync::ports::{Lease, Leases};

use super::attributes::{self, FENCE, HOLDER, LEASE, UNTIL, corrupt, number, text};
use super::{DynamoStore, Item};
use crate::failure;

const REFUSED: &str = "ConditionalCheckFailedException";

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
        Ok(Lease { account: account.to_owned(), holder: holder.to_owned(), fence })
    }

    async fn renew(&self, lease: &Lease, expires: Timestamp) -> Result<(), StoreError> {
        let update = self
            .own_lease_update(lease)
            .update_expression("SET #until = :expires")
            .expression_attribute_names("#until", UNTIL)
            .expression_attribute_values(":expires", number(expires.as_millisecond()));
        match self.backoff.retry(|| update.clone().send()).await {
            Ok(_) => Ok(()),
            Err(error) if failure::code(&error) == Some(REFUSED) => Err(StoreError::Fenced),
            Err(error) => Err(failure::dynamo("UpdateItem", &error)),
        }
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        let update =
            self.own_lease_update(&lease).update_expression("REMOVE #holder, #until").expression_attribute_names("#until", UNTIL);
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

    /// An update that is refused when holder or fence are no longer those of the lease.
    fn own_lease_update(&self, lease: &Lease) -> LeaseUpdate {
        self.lease_update(&lease.account)
            .condition_expression("#holder = :holder AND #fence = :fence")
            .expression_attribute_names("#holder", HOLDER)
            .expression_attribute_names("#fence", FENCE)
            .expression_attribute_values(":holder", text(&lease.holder))
            .expression_attribute_values(":fence", number(lease.fence))
    }
}
