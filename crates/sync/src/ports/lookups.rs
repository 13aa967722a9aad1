//! Lookups and their answers.

use async_trait::async_trait;

use crate::error::StoreError;
use crate::lookup::Lookup;

/// Keeps lookups until they expire.
#[async_trait]
pub trait LookupStore: Send + Sync {
    /// The lookup, unless it has expired.
    async fn lookup(&self, account: &str, id: &str) -> Result<Option<Lookup>, StoreError>;

    /// Stores a question or its answer. One that is answered stays as it is, whoever answers it again.
    async fn save_lookup(&self, account: &str, lookup: &Lookup) -> Result<(), StoreError>;
}
