//! Import history.

use async_trait::async_trait;
use sync::StoreError;
use sync::ports::RunStore;
use sync::run::Run;

use super::attributes::{self, RUNS};
use super::control::run_item;
use super::{DynamoStore, document};
use crate::failure;

#[async_trait]
impl RunStore for DynamoStore {
    async fn put_run(&self, account: &str, run: &Run) -> Result<(), StoreError> {
        let put = self.client.put_item().table_name(&self.tables.control).set_item(Some(run_item(account, run)?));
        self.backoff.retry(|| put.clone().send()).await.map_err(|error| failure::dynamo("PutItem", &error))?;
        Ok(())
    }

    async fn run(&self, account: &str, id: &str) -> Result<Option<Run>, StoreError> {
        let item = self.control_item(account, &attributes::run(id)).await?;
        item.as_ref().map(document::read).transpose()
    }

    async fn runs(&self, account: &str, limit: usize) -> Result<Vec<Run>, StoreError> {
        let items = self.query_up_to(&self.tables.control, account, RUNS, limit, false).await?;
        items.iter().map(document::read).collect()
    }
}
