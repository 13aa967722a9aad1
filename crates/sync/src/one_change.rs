//! A change that a person makes of what they saw: refused when the account has moved since, and entered in the history in the
//! same transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use domain::{Mapping, Missing};

use crate::account::Account;
use crate::acting::Act;
use crate::error::StoreError;
use crate::ports::{AlongWith, Clock, ControlStore};

/// The control store as one change may use it.
#[derive(Clone)]
pub struct OneChange {
    control: Arc<dyn ControlStore>,
    clock: Arc<dyn Clock>,
    /// The revision that the person saw, and after the change the one that it made.
    revision: Arc<AtomicU64>,
    act: Option<(String, Act)>,
}

impl std::fmt::Debug for OneChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OneChange").field("revision", &self.revision).finish_non_exhaustive()
    }
}

impl OneChange {
    /// A change of the account as it was read.
    #[must_use]
    pub fn of(seen: &Account, control: Arc<dyn ControlStore>, clock: Arc<dyn Clock>) -> Self {
        Self { control, clock, revision: Arc::new(AtomicU64::new(seen.revision)), act: None }
    }

    /// The same change, entered in the history as an act of `actor`.
    #[must_use]
    pub fn entered(self, actor: &str, act: impl Into<Act>) -> Self {
        Self { act: Some((actor.to_owned(), act.into())), ..self }
    }
}

#[async_trait]
impl ControlStore for OneChange {
    /// # Errors
    /// [`StoreError::Conflict`] when the account is not as it was seen.
    async fn account(&self, account: &str) -> Result<Account, StoreError> {
        let account = self.control.account(account).await?;
        let seen = account.revision == self.revision.load(Ordering::Relaxed);
        if seen { Ok(account) } else { Err(StoreError::Conflict) }
    }

    async fn save(&self, mut account: Account, mut along_with: Vec<AlongWith>) -> Result<Account, StoreError> {
        if let Some((actor, act)) = &self.act {
            along_with.push(account.enter_act(self.clock.as_ref(), actor, act.clone()));
        }
        let saved = self.control.save(account, along_with).await?;
        self.revision.store(saved.revision, Ordering::Relaxed);
        Ok(saved)
    }

    async fn mapping(&self, account: &str, version: u32) -> Result<Option<Mapping>, StoreError> {
        self.control.mapping(account, version).await
    }

    async fn missing(&self, account: &str) -> Result<Vec<Missing>, StoreError> {
        self.control.missing(account).await
    }

    async fn trigger(&self, account: &str, key: &str) -> Result<Option<String>, StoreError> {
        self.control.trigger(account, key).await
    }
}
