//! The people missing from the source: one item, and more before it where one is too small.
//!
//! Only the first item belongs to the save of the account. The others lie under the digest of the whole, as the parts of a plan
//! do, and are put before that save: a list of any length then fits the transaction, and two that save at once cannot mix
//! theirs. A list that was replaced stays; it holds nothing but what the plans hold as well.

use domain::{Digest, Missing};
use sync::StoreError;

use super::attributes::{self, DIGEST, MISSING, PACKED, PARTS, corrupt, number, text};
use super::document::{self, PART};
use super::{DynamoStore, Item};

impl DynamoStore {
    /// Puts what does not fit the first item; gives that one.
    pub(super) async fn missing_item(&self, account: &str, missing: &[Missing]) -> Result<Item, StoreError> {
        let packed = document::pack(&document::json(&missing, MISSING)?)?;
        let digest = Digest::of(&packed);
        let item = |(index, bytes): (usize, &[u8])| {
            let sort = if index == 0 { MISSING.to_owned() } else { attributes::part(&further(&digest), index) };
            let mut item = attributes::key(account, &sort);
            item.insert(PACKED.to_owned(), document::blob(bytes));
            item
        };
        let mut items: Vec<Item> = packed.chunks(PART).enumerate().map(item).collect();
        let further = items.split_off(1);
        self.put_parts(&further).await?;
        let mut first = items.pop().unwrap_or_default();
        first.insert(PARTS.to_owned(), number(1 + further.len()));
        first.insert(DIGEST.to_owned(), text(digest.as_str()));
        Ok(first)
    }

    pub(super) async fn read_missing(&self, account: &str) -> Result<Vec<Missing>, StoreError> {
        let damaged = || corrupt(MISSING);
        let Some(first) = self.control_item(account, MISSING).await? else { return Ok(Vec::new()) };
        let digest = attributes::text_of(&first, DIGEST).and_then(Digest::parse).ok_or_else(damaged)?;
        let parts: usize = attributes::number_of(&first, PARTS).ok_or_else(damaged)?;
        let mut items = vec![first];
        if parts > 1 {
            items.extend(self.query(&self.tables.control, account, &further(&digest)).await?);
        }
        let packed = document::join(items.get(..parts).ok_or_else(damaged)?).ok_or_else(damaged)?;
        if Digest::of(&packed) != digest {
            return Err(damaged());
        }
        let json = document::unpack(&packed).ok_or_else(damaged)?;
        serde_json::from_slice(&json).map_err(|_| damaged())
    }
}

/// What the sort keys of a list's further parts begin with.
fn further(digest: &Digest) -> String {
    format!("{MISSING}#{digest}")
}
