//! The history that an auditor can trust (R85–R87): every ended run is an entry that never changes, names the entry before it
//! by its digest, and is counted in the account.

mod verifying;

pub use verifying::{Flaw, Page, Place, Verified, Verifying};

use domain::Digest;
use serde::{Deserialize, Serialize};

use crate::account::{Account, IntegrationState};
use crate::error::StoreError;
use crate::ports::{AlongWith, ControlStore};
use crate::run::Run;

/// How often a save is made again on top of somebody else's.
pub(crate) const SAVES: usize = 5;

/// How far an account's history goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// How many entries there are.
    pub entries: u64,
    /// Digest of the last one; `None` before the first.
    pub head: Option<Digest>,
}

/// A run's place in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1, without gaps.
    pub number: u64,
    /// Digest of the entry before it; `None` for the first.
    pub previous: Option<Digest>,
}

impl Account {
    /// Whether an import goes on in this run: it ends with that, and by nothing else.
    fn imports_in(&self, run: &Run) -> bool {
        self.state == IntegrationState::Importing && self.epoch_run.as_ref() == Some(&run.id)
    }

    /// Makes an ended run the next entry of the history. Both have to be saved in one transaction.
    pub(crate) fn enter(&mut self, run: &mut Run) {
        let number = self.history.entries + 1;
        run.entry = Some(Entry { number, previous: self.history.head.take() });
        // The store keeps exactly these bytes.
        let bytes = serde_json::to_vec(run).unwrap_or_default();
        self.history = History { entries: number, head: Some(Digest::of(&bytes)) };
        self.open_runs.retain(|_, open| *open != run.id);
        self.announced.remove(&run.id);
    }
}

/// Ends a run that changes nothing else of its account. A run that has ended already stays as it is, and so does one whose import
/// was begun meanwhile by another delivery.
///
/// # Errors
/// When the store fails, or the account is saved by others all the time.
pub async fn end(control: &dyn ControlStore, account: &str, run: &mut Run) -> Result<(), StoreError> {
    for _ in 0..SAVES {
        let mut account = control.account(account).await?;
        if account.imports_in(run) {
            return Ok(());
        }
        account.enter(run);
        match control.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await {
            Err(StoreError::Conflict) => {}
            Err(StoreError::AlreadyDone) => return Ok(()),
            saved => return saved.map(drop),
        }
    }
    Err(StoreError::Conflict)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::RunKind;

    #[test]
    fn an_ended_run_is_no_longer_open() {
        let mut account = Account::new("acme");
        account.history.entries = 1;
        account.open_runs.insert(RunKind::Auto, "run_9".to_owned());
        let mut run = Run::begin("run_9".to_owned(), RunKind::Auto, "ann", jiff::Timestamp::UNIX_EPOCH);
        account.enter(&mut run);
        assert!(account.open_runs.is_empty());
        assert_eq!((run.entry.map(|entry| entry.number), account.history.entries), (Some(2), 2));
    }
}
