//! What a process keeps of what it reads over and over: plans, which never change, and the directory as of an epoch.
//!
//! Bounded, and only ever a copy: without it every answer is the same, and slower.

mod people;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Digest;
use sync::{RunError, StoredPlan};

use crate::edge::Problem;
use crate::state::ApiState;

pub(crate) use people::People;

/// How many plans are kept at most.
const PLANS: usize = 4;
/// The most changes and findings of a plan that is kept; some 100 MB for all of them.
const PLAN_LINES_MAX: usize = 30_000;
/// How many directories are kept at most.
const DIRECTORIES: usize = 2;
/// The most people of a directory that is kept; some 60 MB each.
const PEOPLE_MAX: usize = 30_000;

/// What is kept. A clone is the same.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    plans: Shelf<StoredPlan>,
    people: Shelf<People>,
    /// Whoever reads holds it: a page asks for a plan and for its changes at once, and one reading does for both.
    reading: Arc<tokio::sync::Mutex<()>>,
}

impl Kept {
    /// A plan by its digest, as typed.
    pub(crate) async fn plan(&self, state: &ApiState, account: &str, digest: &str) -> Result<Arc<StoredPlan>, Problem> {
        let digest = Digest::parse(digest).ok_or(RunError::UnknownPlan)?;
        Ok(self.find_plan(state, account, &digest).await?.ok_or(RunError::UnknownPlan)?)
    }

    /// A plan by its digest, if there is one.
    pub(crate) async fn find_plan(
        &self,
        state: &ApiState,
        account: &str,
        digest: &Digest,
    ) -> Result<Option<Arc<StoredPlan>>, Problem> {
        let kept = || self.plans.find(|it| it.digest == *digest && it.plan.account == account);
        if let Some(kept) = kept() {
            return Ok(Some(kept));
        }
        let _reading = self.reading.lock().await;
        if let Some(kept) = kept() {
            return Ok(Some(kept));
        }
        let Some(stored) = state.plans.plan(account, digest).await?.map(Arc::new) else { return Ok(None) };
        if stored.plan.changes.len() + stored.plan.findings.len() <= PLAN_LINES_MAX {
            self.plans.keep(stored.clone(), PLANS);
        }
        Ok(Some(stored))
    }
}

/// A few things of one kind, the last used first.
struct Shelf<T>(Arc<Mutex<VecDeque<Arc<T>>>>);

impl<T> Clone for Shelf<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Shelf<T> {
    fn find(&self, is_it: impl Fn(&T) -> bool) -> Option<Arc<T>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|it| is_it(it))?;
        let found = kept.remove(at)?;
        kept.push_front(found.clone());
        Some(found)
    }

    fn keep(&self, it: Arc<T>, at_most: usize) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(it);
        kept.truncate(at_most);
    }
}
