//! The import history as a list (R85): newest first, a page at a time, filtered.

use domain::Colour;

use crate::error::StoreError;
use crate::ports::{Listed, RunStore};
use crate::run::{Run, RunKind};

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
        let read = READ.min(if which == Which::default() { limit + 1 } else { READ });
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
