//! Reads under way: where each stands, and the people of its running pass, a packed page to an item.
//!
//! A page is put before the item that counts it. Only that item is conditional: a page that it does not count does not
//! exist, and its digest tells when two that went on with one read at once have mixed their pages.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{Digest, SourcePerson};
use jiff::SignedDuration;
use sync::StoreError;
use sync::ports::{Purpose, ReadStore, SavedRead};

use super::attributes::{self, EXPIRES, PACKED, PARTITION, REVISION, corrupt, number};
use super::{DynamoStore, Item, document};
use crate::failure;

/// How long an item of a read is kept.
const DAYS: i64 = 2;
const REFUSED: &str = "ConditionalCheckFailedException";

#[async_trait]
impl ReadStore for DynamoStore {
    async fn saved_read(&self, account: &str, purpose: Purpose) -> Result<Option<SavedRead>, StoreError> {
        let item = self.control_item(account, &attributes::read(purpose.as_str())).await?;
        item.filter(|item| !self.has_expired(item)).as_ref().map(document::read).transpose()
    }

    async fn people_so_far(&self, account: &str, read: &SavedRead) -> Result<Vec<SourcePerson>, StoreError> {
        let damaged = || corrupt("a saved read");
        let items =
            if read.cursor.pages == 0 { Vec::new() } else { self.query(&self.tables.control, account, &pass(read)).await? };
        let mut people = Vec::with_capacity(read.cursor.people);
        let mut digest = None;
        // A page behind the last one counted was put by somebody who did not get to count it.
        for item in items.get(..read.cursor.pages).ok_or_else(damaged)? {
            let packed = item.get(PACKED).and_then(|value| value.as_b().ok()).ok_or_else(damaged)?.as_ref();
            digest = Some(chained(digest.as_ref(), packed));
            let json = document::unpack(packed).ok_or_else(damaged)?;
            let page: Vec<SourcePerson> = serde_json::from_slice(&json).map_err(|_| damaged())?;
            people.extend(page);
        }
        if digest != read.pages || people.len() != read.cursor.people {
            return Err(damaged());
        }
        Ok(people)
    }

    async fn save_read(&self, account: &str, read: SavedRead, page: Option<&[SourcePerson]>) -> Result<SavedRead, StoreError> {
        let pages = match (read.cursor.pages, page) {
            (0, _) => None,
            (_, None) => read.pages.clone(),
            (number, Some(page)) => Some(self.put_page(account, &read, number, page).await?),
        };
        let saved = SavedRead { pages, revision: read.revision + 1, ..read };
        let mut item = document::item(account, &attributes::read(saved.purpose.as_str()), &saved)?;
        item.insert(REVISION.to_owned(), number(saved.revision));
        item.insert(EXPIRES.to_owned(), self.in_two_days());
        let put = self.client.put_item().table_name(&self.tables.control).set_item(Some(item));
        let put = if saved.revision == 1 {
            put.condition_expression("attribute_not_exists(#pk) OR #expires <= :now")
                .expression_attribute_names("#pk", PARTITION)
                .expression_attribute_names("#expires", EXPIRES)
                .expression_attribute_values(":now", number((self.now)().as_second()))
        } else {
            put.condition_expression("#rev = :base")
                .expression_attribute_names("#rev", REVISION)
                .expression_attribute_values(":base", number(saved.revision - 1))
        };
        match self.backoff.retry(|| put.clone().send()).await {
            Ok(_) => Ok(saved),
            Err(error) if failure::code(&error) == Some(REFUSED) => Err(StoreError::Conflict),
            Err(error) => Err(failure::dynamo("PutItem", &error)),
        }
    }
}

impl DynamoStore {
    /// Puts the last page that the cursor counts; gives the digest of all pages of the pass.
    async fn put_page(
        &self,
        account: &str,
        read: &SavedRead,
        page: usize,
        people: &[SourcePerson],
    ) -> Result<Digest, StoreError> {
        let json = serde_json::to_vec(people).map_err(|_| corrupt("a page of a read"))?;
        let packed = document::pack(&json)?;
        let mut item: Item = attributes::key(account, &format!("{}{page:06}", pass(read)));
        item.insert(PACKED.to_owned(), document::blob(&packed));
        item.insert(EXPIRES.to_owned(), self.in_two_days());
        let put = self.client.put_item().table_name(&self.tables.control).set_item(Some(item));
        self.backoff.retry(|| put.clone().send()).await.map_err(|error| failure::dynamo("PutItem", &error))?;
        Ok(chained(read.pages.as_ref().filter(|_| page > 1), &packed))
    }

    fn in_two_days(&self) -> AttributeValue {
        number((self.now)().as_second() + SignedDuration::from_hours(24 * DAYS).as_secs())
    }
}

/// What the sort keys of a pass's pages begin with.
fn pass(read: &SavedRead) -> String {
    format!("{}#{}#{:02}#", attributes::read(read.purpose.as_str()), read.id, read.cursor.pass)
}

/// The digest of a page and all before it.
fn chained(before: Option<&Digest>, page: &[u8]) -> Digest {
    let page = Digest::of(page);
    match before {
        None => page,
        Some(before) => Digest::of(format!("{before}{page}").as_bytes()),
    }
}
