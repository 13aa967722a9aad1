//! The store on DynamoDB: two tables, one code path for production and the laptop.
//!
//! `employees`: partition = account, one item per employee. Nothing in this crate deletes from it (I1).
//! `control`: partition = account, everything else; `sort keys` are listed in [`attributes`].

mod answers;
mod attributes;
mod backoff;
mod control;
mod directory;
mod document;
mod employee_item;
mod expression;
mod grouping;
mod leases;
mod lookups;
mod missing;
mod outbox;
mod plans;
mod prepare;
mod reads;
mod runs;
pub mod tables;
mod transaction;
mod unit;
mod writer;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use sync::StoreError;

use crate::failure;
use backoff::Backoff;
pub use outbox::mail_of;

/// Items asked for in one page. DynamoDB ends a page at 1 MB, which is about as many employees without demographics; the
/// embedded engine looks at all that is asked for before it ends one.
const PAGE: i32 = 4_000;

type Item = HashMap<String, AttributeValue>;

/// Every store port on two DynamoDB tables. Cheap to clone.
#[derive(Clone)]
pub struct DynamoStore {
    client: Client,
    tables: Arc<Tables>,
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    backoff: Backoff,
    batches: bool,
}

impl fmt::Debug for DynamoStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynamoStore").field("tables", &self.tables).finish_non_exhaustive()
    }
}

/// The names of the two tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// One item per employee.
    pub employees: String,
    /// Everything else about an account.
    pub control: String,
}

impl DynamoStore {
    /// A store with the shared SDK set-up ([`crate::connect()`]).
    #[must_use]
    pub fn new(config: &SdkConfig, tables: Tables) -> Self {
        Self::with_client(Client::new(config), tables)
    }

    /// A store on a client that was set up otherwise.
    #[must_use]
    pub fn with_client(client: Client, tables: Tables) -> Self {
        Self { client, tables: Arc::new(tables), now: Arc::new(Timestamp::now), backoff: Backoff::default(), batches: true }
    }

    /// The same store by another clock, which decides what has expired.
    #[must_use]
    pub fn with_clock(mut self, now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.now = Arc::new(now);
        self
    }

    /// The same store for a role that may not write in batches, because with that it could delete: a plan is put part by part.
    #[must_use]
    pub fn without_batches(mut self) -> Self {
        self.batches = false;
        self
    }

    /// The same store without waiting between attempts, for tests.
    #[must_use]
    pub fn without_waiting(mut self) -> Self {
        self.backoff = Backoff::none();
        self
    }

    /// One item of the control table; strongly consistent.
    async fn control_item(&self, account: &str, sort: &str) -> Result<Option<Item>, StoreError> {
        self.get(&self.tables.control, account, sort).await
    }

    async fn get(&self, table: &str, account: &str, sort: &str) -> Result<Option<Item>, StoreError> {
        let request =
            self.client.get_item().table_name(table).set_key(Some(attributes::key(account, sort))).consistent_read(true);
        let answer = self.backoff.retry(|| request.clone().send()).await;
        Ok(answer.map_err(|error| failure::dynamo("GetItem", &error))?.item)
    }

    /// All items of a partition whose sort keys begin with a text, in order; strongly consistent.
    async fn query(&self, table: &str, account: &str, prefix: &str) -> Result<Vec<Item>, StoreError> {
        self.query_up_to(table, account, prefix, usize::MAX, true).await
    }

    /// As [`Self::query`], at most `limit` items, from the first or from the last on.
    async fn query_up_to(
        &self,
        table: &str,
        account: &str,
        prefix: &str,
        limit: usize,
        forward: bool,
    ) -> Result<Vec<Item>, StoreError> {
        let mut all = Vec::new();
        self.query_pages(table, account, prefix, (limit, forward), |items| {
            all.extend(items);
            Ok(())
        })
        .await?;
        Ok(all)
    }

    /// As [`Self::query_up_to`], and hands over page by page.
    async fn query_pages(
        &self,
        table: &str,
        account: &str,
        prefix: &str,
        extent: (usize, bool),
        page_of: impl FnMut(Vec<Item>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.query_from(table, account, prefix, extent, None, page_of).await
    }

    /// As [`Self::query_pages`], behind the key `from`, where there need not be an item.
    async fn query_from(
        &self,
        table: &str,
        account: &str,
        prefix: &str,
        (limit, forward): (usize, bool),
        mut from: Option<Item>,
        mut page_of: impl FnMut(Vec<Item>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut request = self.client.query().table_name(table).consistent_read(true).scan_index_forward(forward);
        request = request
            .expression_attribute_names("#pk", attributes::PARTITION)
            .expression_attribute_values(":pk", AttributeValue::S(account.to_owned()));
        request = if prefix.is_empty() {
            request.key_condition_expression("#pk = :pk")
        } else {
            request
                .key_condition_expression("#pk = :pk AND begins_with(#sk, :sk)")
                .expression_attribute_names("#sk", attributes::SORT)
                .expression_attribute_values(":sk", AttributeValue::S(prefix.to_owned()))
        };
        let mut seen = 0;
        while seen < limit {
            let left = i32::try_from(limit - seen).unwrap_or(PAGE).min(PAGE);
            let page = request.clone().limit(left).set_exclusive_start_key(from.take());
            let answer = self.backoff.retry(|| page.clone().send()).await;
            let answer = answer.map_err(|error| failure::dynamo("Query", &error))?;
            let items = answer.items.unwrap_or_default();
            seen += items.len();
            page_of(items)?;
            match answer.last_evaluated_key {
                Some(key) if !key.is_empty() => from = Some(key),
                _ => break,
            }
        }
        Ok(())
    }
}
