//! The import history as a list (R85): newest first, a page at a time, filtered.

use domain::{Colour, Digest};

use crate::error::StoreError;
use crate::ports::{Listed, RunStore};
use crate::run::{Run, RunKind, RunState};

/// How many entries one reading of the store takes at most.
const READ: usize = 200;
/// How many times the store is read for one page; a page of a rare kind may end there, shorter, with a place to go on from.
const READS: usize = 20;

/// Which entries are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Which {
    /// Of this kind alone. Acts are wanted when it is theirs.
    pub kind: Option<RunKind>,
    /// Of this colour alone.
    pub colour: Option<Colour>,
    /// With acts.
    pub acts: bool,
}

impl Which {
    fn takes(self, run: &Run) -> bool {
        self.kind.is_none_or(|kind| kind == run.kind) && self.colour.is_none_or(|colour| colour == run.colour)
    }

    fn lists(self) -> &'static [Listed] {
        match self {
            Self { kind: Some(RunKind::Act), .. } => &[Listed::Acts],
            Self { kind: None, acts: true, .. } => &[Listed::Runs, Listed::Acts],
            _ => &[Listed::Runs],
        }
    }
}

/// A page of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The entries, newest first.
    pub runs: Vec<Run>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// A page of the history: entries older than `before`, the `next` of the page before it.
///
/// # Errors
/// When the store fails.
pub async fn page(
    store: &dyn RunStore,
    account: &str,
    which: Which,
    before: Option<&str>,
    limit: usize,
) -> Result<Page, StoreError> {
    let (mut taken, mut before) = (Vec::new(), before.map(str::to_owned));
    for _ in 0..READS {
        let read = READ.min(if which.kind.is_none() && which.colour.is_none() { limit + 1 } else { READ });
        let entries = older(store, account, which, before.as_deref(), read).await?;
        let is_last = entries.len() < read;
        for run in entries {
            if taken.len() == limit {
                return Ok(Page { next: before, runs: taken });
            }
            before = Some(moment(&run.id).to_owned());
            if which.takes(&run) {
                taken.push(run);
            }
        }
        if is_last {
            return Ok(Page { runs: taken, next: None });
        }
    }
    Ok(Page { runs: taken, next: before })
}

/// How many runs back the one is looked for that acted on a plan.
const RUNS_BACK: usize = 50;

/// The run that acted on a plan: of several the one that got furthest, else the newest. `None` while there is none among the
/// newest runs.
///
/// # Errors
/// When the store fails.
pub async fn acted_on(store: &dyn RunStore, account: &str, digest: &Digest) -> Result<Option<Run>, StoreError> {
    let runs = store.runs(account, RUNS_BACK).await?;
    let mut about: Vec<Run> = runs.into_iter().filter(|run| run.digest.as_ref() == Some(digest) && acts(run)).collect();
    let furthest = |state: RunState| about.iter().position(|run| run.state == state);
    let at = furthest(RunState::Committed).or_else(|| furthest(RunState::Running)).unwrap_or(0);
    Ok((at < about.len()).then(|| about.swap_remove(at)))
}

/// Whether a run did more with its plan than to make it, or than to find that there was nothing to do.
fn acts(run: &Run) -> bool {
    !matches!(run.state, RunState::Planned | RunState::Skipped | RunState::Completed)
}

/// Entries of all the lists, newest first.
async fn older(
    store: &dyn RunStore,
    account: &str,
    which: Which,
    before: Option<&str>,
    limit: usize,
) -> Result<Vec<Run>, StoreError> {
    let mut all = Vec::new();
    for listed in which.lists() {
        all.extend(store.older_runs(account, *listed, before, limit).await?);
    }
    all.sort_by(|one, other| (moment(&other.id), &other.id).cmp(&(moment(&one.id), &one.id)));
    all.truncate(limit);
    Ok(all)
}

/// What orders ids of whatever prefix.
fn moment(id: &str) -> &str {
    id.split_once('_').map_or(id, |(_, moment)| moment)
}
