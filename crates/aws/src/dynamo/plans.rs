//! Plans: packed parts and a header, which is written last, so that a plan exists whole or not at all.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use domain::{Digest, Plan};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sync::StoreError;
use sync::ports::PlanStore;
use sync::run::StoredPlan;

use super::attributes::{self, PACKED, PARTS, corrupt, number};
use super::document::{self, PART};
use super::{DynamoStore, Item};
use crate::failure;

/// Puts in one batch request: 25 are allowed, and their bytes must stay below 16 MB.
const BATCH: usize = 25;

/// What the header says besides the number of parts.
#[derive(Serialize, Deserialize)]
struct Header {
    id: String,
    run: String,
    created_at: Timestamp,
}

#[async_trait]
impl PlanStore for DynamoStore {
    async fn put_plan(&self, account: &str, plan: &StoredPlan) -> Result<(), StoreError> {
        let (digest, packed) = document::pack_json(&plan.plan, "the plan")?;
        if digest != plan.digest {
            return Err(corrupt("the plan"));
        }
        match self.plan(account, &plan.digest).await {
            Ok(Some(_)) => return Ok(()),
            // Made again: a damaged plan is replaced as a whole.
            Ok(None) | Err(StoreError::Corrupt { .. }) => {}
            Err(error) => return Err(error),
        }
        let sort = attributes::plan(&plan.digest);
        let parts: Vec<Item> = packed
            .chunks(PART)
            .enumerate()
            .map(|(index, bytes)| {
                let mut item = attributes::key(account, &attributes::part(&sort, index + 1));
                item.insert(PACKED.to_owned(), document::blob(bytes));
                item
            })
            .collect();
        let header = Header { id: plan.id.clone(), run: plan.run.clone(), created_at: plan.created_at };
        let mut header = document::item(account, &sort, &header)?;
        header.insert(PARTS.to_owned(), number(parts.len()));
        self.put_parts(&parts).await?;
        self.put_one(header).await
    }

    async fn plan(&self, account: &str, digest: &Digest) -> Result<Option<StoredPlan>, StoreError> {
        let sort = attributes::plan(digest);
        let items = self.query(&self.tables.control, account, &sort).await?;
        let Some((header, parts)) = items.split_first().filter(|(first, _)| first.contains_key(PARTS)) else {
            return Ok(None);
        };
        let damaged = || corrupt(format!("plan {digest}"));
        let count: usize = attributes::number_of(header, PARTS).ok_or_else(damaged)?;
        let packed = parts.get(..count).and_then(document::join).ok_or_else(damaged)?;
        let json = document::unpack(&packed).ok_or_else(damaged)?;
        drop(packed);
        // Over the stored bytes, not over the parsed plan: a later release that knows more fields still accepts old plans.
        if Digest::of(&json) != *digest {
            return Err(damaged());
        }
        let plan: Plan = serde_json::from_slice(&json).map_err(|_| damaged())?;
        let Header { id, run, created_at } = document::read(header)?;
        Ok(Some(StoredPlan { id, run, created_at, digest: digest.clone(), plan }))
    }

    async fn has_plan(&self, account: &str, digest: &Digest) -> Result<bool, StoreError> {
        let header = self.control_item(account, &attributes::plan(digest)).await?;
        Ok(header.is_some_and(|header| header.contains_key(PARTS)))
    }
}

impl DynamoStore {
    /// Puts parts of an object that does not exist before another item says so.
    pub(super) async fn put_parts(&self, parts: &[Item]) -> Result<(), StoreError> {
        if self.batches {
            for batch in parts.chunks(BATCH) {
                self.put_all(batch).await?;
            }
        } else {
            for part in parts {
                self.put_one(part.clone()).await?;
            }
        }
        Ok(())
    }

    async fn put_one(&self, item: Item) -> Result<(), StoreError> {
        let put = self.client.put_item().table_name(&self.tables.control).set_item(Some(item));
        self.backoff.retry(|| put.clone().send()).await.map(drop).map_err(|error| failure::dynamo("PutItem", &error))
    }

    /// Puts items without conditions; what DynamoDB left unprocessed is sent again, a bounded number of times.
    async fn put_all(&self, items: &[Item]) -> Result<(), StoreError> {
        let puts = items.iter().map(|item| {
            let put = PutRequest::builder().set_item(Some(item.clone())).build();
            put.map(|put| WriteRequest::builder().put_request(put).build())
        });
        let mut left: Vec<_> = puts.collect::<Result<_, _>>().map_err(|_| corrupt("the plan"))?;
        for wait in self.backoff.waits() {
            let request = self.client.batch_write_item().request_items(&self.tables.control, left.clone());
            let answer = self.backoff.retry(|| request.clone().send()).await;
            let answer = answer.map_err(|error| failure::dynamo("BatchWriteItem", &error))?;
            left = answer.unprocessed_items.and_then(|mut tables| tables.remove(&self.tables.control)).unwrap_or_default();
            if left.is_empty() {
                return Ok(());
            }
            tokio::time::sleep(wait).await;
        }
        Err(StoreError::Service { service: "DynamoDB", what: "BatchWriteItem: UnprocessedItems".to_owned() })
    }
}
