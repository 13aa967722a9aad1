//! Lookups, each an item that is gone after its hour.

use async_trait::async_trait;
use sync::StoreError;
use sync::lookup::{Lookup, LookupState};
use sync::ports::LookupStore;

use super::attributes::{self, ENDED, EXPIRES, number};
use super::{DynamoStore, document};
use crate::failure;

const REFUSED: &str = "ConditionalCheckFailedException";

#[async_trait]
impl LookupStore for DynamoStore {
    async fn lookup(&self, account: &str, id: &str) -> Result<Option<Lookup>, StoreError> {
        let item = self.control_item(account, &attributes::lookup(id)).await?;
        item.filter(|item| !self.has_expired(item)).as_ref().map(document::read).transpose()
    }

    async fn save_lookup(&self, account: &str, lookup: &Lookup) -> Result<(), StoreError> {
        let mut item = document::item(account, &attributes::lookup(&lookup.id), lookup)?;
        item.insert(EXPIRES.to_owned(), number(lookup.expires_at.as_second()));
        if lookup.state != LookupState::Running {
            item.insert(ENDED.to_owned(), number(1));
        }
        let put = self.client.put_item().table_name(&self.tables.control).set_item(Some(item));
        let put = put.condition_expression("attribute_not_exists(#ended)").expression_attribute_names("#ended", ENDED);
        match self.backoff.retry(|| put.clone().send()).await {
            Ok(_) => Ok(()),
            // Somebody answered it before.
            Err(error) if failure::code(&error) == Some(REFUSED) => Ok(()),
            Err(error) => Err(failure::dynamo("PutItem", &error)),
        }
    }
}
