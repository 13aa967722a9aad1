//! The stable read: pages, passes and the proof that a read is whole (D13).

use std::collections::HashSet;
use std::time::Instant;

use sync::SourceError;
use sync::ports::{Progress, Step};

use crate::api::Api;
use crate::endpoint::{Endpoint, View};
use crate::envelope::{More, Page};
use crate::limits::Limits;
use crate::row::BadRow;

/// Takes the rows of one pass.
pub(crate) trait Collect: Send {
    /// Takes a row and gives its id.
    ///
    /// # Errors
    /// When the row cannot be used.
    fn row(&mut self, row: &str) -> Result<String, BadRow>;
}

/// The ids of a pass.
type Ids = HashSet<String>;

enum Pass<C> {
    /// Every page arrived, `hasMore` ended it and no id came twice.
    Whole(C, Ids),
    /// An id came twice: rows moved between pages, or pages repeat.
    Drifted,
}

/// Reads everybody, in as many passes as the proof takes and the limits allow.
///
/// A pass in which an id comes twice is thrown away. Under `two_pass_below` people, two passes must have found the same
/// ids, because a row that slips from a page that comes into one that was read leaves no trace in a single pass.
///
/// # Errors
/// [`SourceError::Unstable`] when no pass was clean or no two agreed, [`SourceError::Incomplete`], [`SourceError::TooBig`],
/// and whatever a request may fail with.
pub(crate) async fn everybody<C: Collect>(
    api: &Api,
    limits: &Limits,
    progress: &dyn Progress,
    new: impl Fn() -> C + Send + Sync,
) -> Result<C, SourceError> {
    let mut earlier: Vec<Ids> = Vec::new();
    for number in 1..=limits.passes_max {
        let began = Instant::now();
        let pass = pass(api, limits, progress, new()).await?;
        let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        match pass {
            Pass::Drifted => tracing::warn!(pass = number, ms, "an id came twice; the pass is thrown away"),
            Pass::Whole(people, ids) => {
                tracing::info!(pass = number, people = ids.len(), ms, "a pass is whole");
                if ids.len() >= limits.two_pass_below || earlier.contains(&ids) {
                    return Ok(people);
                }
                earlier.push(ids);
            }
        }
    }
    Err(SourceError::Unstable)
}

async fn pass<C: Collect>(api: &Api, limits: &Limits, progress: &dyn Progress, mut collector: C) -> Result<Pass<C>, SourceError> {
    let mut ids = Ids::new();
    let mut ended_unsaid = false;
    for number in 1..=limits.pages_max {
        // By what arrived, not by what was asked for: a server that gives fewer rows than asked for skips none then.
        let endpoint = Endpoint::Employees { view: View::All, limit: limits.page_size, offset: ids.len() + 1 };
        let body = api.get(endpoint).await?;
        let page = Page::parse(&body, endpoint.name())?;
        let rows = page.rows.len();
        if ended_unsaid && rows > 0 {
            return incomplete("a page without hasMore looked like the last one, but more people follow");
        }
        for row in page.rows {
            let id = collector.row(row.get()).map_err(|bad| bad_row(bad, number))?;
            if !ids.insert(id) {
                return Ok(Pass::Drifted);
            }
        }
        tracing::debug!(page = number, rows, people = ids.len(), more = ?page.more, "page read");
        if ids.len() > limits.rows_max {
            return Err(SourceError::TooBig { limit: format!("{} people", limits.rows_max) });
        }
        progress.advance(Step::Reading, ids.len(), None);
        match (page.more, rows) {
            (More::No, _) | (More::Unsaid, 0) => return Ok(Pass::Whole(collector, ids)),
            (More::Yes, 0) => return incomplete("an empty page says that more people follow"),
            (More::Yes, _) => {}
            (More::Unsaid, rows) if rows >= limits.page_size => {
                return incomplete("a full page does not say whether more people follow");
            }
            // Nothing says that this is the end: the next page must be empty.
            (More::Unsaid, _) => ended_unsaid = true,
        }
    }
    Err(SourceError::TooBig { limit: format!("{} pages", limits.pages_max) })
}

fn incomplete<T>(what: &str) -> Result<T, SourceError> {
    Err(SourceError::Incomplete { what: what.to_owned() })
}

fn bad_row(bad: BadRow, page: usize) -> SourceError {
    match bad {
        BadRow::Shape => SourceError::Malformed { what: format!("a row that is not an employee on page {page}") },
        BadRow::NoId => SourceError::Incomplete { what: format!("a row on page {page} has no employeeId") },
    }
}
