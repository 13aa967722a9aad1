//! The stable read: pages, passes and the proof that a read is whole (D13).

use std::collections::HashSet;
use std::future::{Future, ready};
use std::time::Instant;

use domain::Digest;
use sync::SourceError;
use sync::ports::{Cursor, Next, Progress, Step};

use crate::api::Api;
use crate::endpoint::{Endpoint, View};
use crate::envelope::{More, Page};
use crate::limits::Limits;
use crate::row::BadRow;

/// Takes the rows of a read.
pub(crate) trait Collect: Send {
    /// Forgets what it has: another pass begins.
    fn begin(&mut self);

    /// Takes a row and gives its id.
    ///
    /// # Errors
    /// When the row cannot be used.
    fn row(&mut self, row: &str) -> Result<String, BadRow>;

    /// All rows of a page were taken.
    ///
    /// # Errors
    /// When something more must be read for them and cannot be.
    fn page(&mut self) -> impl Future<Output = Result<(), SourceError>> + Send {
        ready(Ok(()))
    }

    /// Another page is about to be asked for; whether to do so.
    fn turn(&mut self, _: &Cursor) -> impl Future<Output = Next> + Send {
        ready(Next::GoOn)
    }
}

/// The ids of a pass.
pub(crate) type Ids = HashSet<String>;

/// How a read ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The collector has everybody.
    Whole,
    /// The collector asked for a pause.
    Paused,
}

enum Pass {
    /// Every page arrived, `hasMore` ended it and no id came twice.
    Whole,
    /// An id came twice: rows moved between pages, or pages repeat.
    Drifted,
    Paused,
}

/// Where a read begins: at its first page, or behind the pages whose people the collector has.
#[derive(Default)]
pub(crate) struct From {
    pub(crate) cursor: Cursor,
    /// The ids of the running pass.
    pub(crate) ids: Ids,
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
    collector: &mut C,
    from: From,
) -> Result<End, SourceError> {
    let From { mut cursor, mut ids } = from;
    cursor.pass = cursor.pass.max(1);
    loop {
        let began = Instant::now();
        let pass = pass(api, limits, progress, collector, (&mut cursor, &mut ids)).await?;
        let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        match pass {
            Pass::Paused => return Ok(End::Paused),
            Pass::Drifted => tracing::warn!(pass = cursor.pass, ms, "an id came twice; the pass is thrown away"),
            Pass::Whole => {
                tracing::info!(pass = cursor.pass, people = ids.len(), ms, "a pass is whole");
                if ids.len() >= limits.two_pass_below {
                    return Ok(End::Whole);
                }
                let found = digest(&ids);
                if cursor.whole.contains(&found) {
                    return Ok(End::Whole);
                }
                cursor.whole.push(found);
            }
        }
        if cursor.pass >= limits.passes_max {
            return Err(SourceError::Unstable);
        }
        cursor = Cursor { pass: cursor.pass + 1, whole: cursor.whole, ..Cursor::default() };
        ids.clear();
        collector.begin();
        if collector.turn(&cursor).await == Next::Pause {
            return Ok(End::Paused);
        }
    }
}

/// The same for the same ids, in whatever order they came.
fn digest(ids: &Ids) -> Digest {
    let mut sorted: Vec<&String> = ids.iter().collect();
    sorted.sort_unstable();
    Digest::of_json(&sorted)
}

async fn pass<C: Collect>(
    api: &Api,
    limits: &Limits,
    progress: &dyn Progress,
    collector: &mut C,
    (cursor, ids): (&mut Cursor, &mut Ids),
) -> Result<Pass, SourceError> {
    while cursor.pages < limits.pages_max {
        let number = cursor.pages + 1;
        // By what arrived, not by what was asked for: a server that gives fewer rows than asked for skips none then.
        let endpoint = Endpoint::Employees { view: View::All, limit: limits.page_size, offset: ids.len() + 1 };
        let body = limits.in_time(api.get(endpoint)).await?;
        let page = Page::parse(&body, endpoint.name())?;
        let rows = page.rows.len();
        if cursor.ended_unsaid && rows > 0 {
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
        limits.in_time(collector.page()).await?;
        (cursor.pages, cursor.people) = (number, ids.len());
        match (page.more, rows) {
            (More::No, _) | (More::Unsaid, 0) => return Ok(Pass::Whole),
            (More::Yes, 0) => return incomplete("an empty page says that more people follow"),
            (More::Yes, _) => {}
            (More::Unsaid, rows) if rows >= limits.page_size => {
                return incomplete("a full page does not say whether more people follow");
            }
            // Nothing says that this is the end: the next page must be empty.
            (More::Unsaid, _) => cursor.ended_unsaid = true,
        }
        if collector.turn(cursor).await == Next::Pause {
            return Ok(Pass::Paused);
        }
    }
    Err(SourceError::TooBig { limit: format!("{} pages", limits.pages_max) })
}

fn incomplete<T>(what: &str) -> Result<T, SourceError> {
    Err(SourceError::Incomplete { what: what.to_owned() })
}

pub(crate) fn bad_row(bad: BadRow, page: usize) -> SourceError {
    match bad {
        BadRow::Shape => SourceError::Malformed { what: format!("a row that is not an employee on page {page}") },
        BadRow::NoId => SourceError::Incomplete { what: format!("a row on page {page} has no employeeId") },
    }
}
