//! What reads an answer, without a connection: doors for the fuzzer in `tests/fuzz`, behind the feature `fuzz`.

use std::time::{Duration, Instant};

use domain::SourcePerson;
use jiff::Timestamp;
use reqwest::StatusCode;
use sync::SourceError;
use sync::ports::Wanted;

use crate::discover::Profiles;
use crate::envelope::{self, Page};
use crate::read::{Collect as _, bad_row};
use crate::row::Reader;
use crate::{backoff, departments, token};

const NAME: &str = "GET employees";

/// The people of one page, as a read takes them.
///
/// # Errors
/// As a read.
pub fn page(body: &[u8], wanted: &Wanted) -> Result<Vec<SourcePerson>, SourceError> {
    let mut reader = Reader::new(wanted);
    let page = Page::parse(body, NAME)?;
    let people = page.rows.iter().map(|row| reader.read(row.get()).map(|row| row.person));
    let people = people.collect::<Result<_, _>>().map_err(|bad| bad_row(bad, 1));
    let _ = reader.not_granted();
    people
}

/// The ids of the people of one page, as `rollcall fields` counts them, and how its fields are shown.
///
/// # Errors
/// As a read.
pub fn profiles(body: &[u8]) -> Result<(Vec<String>, String), SourceError> {
    let mut profiles = Profiles::new();
    let page = Page::parse(body, NAME)?;
    let ids = page.rows.iter().map(|row| profiles.row(row.get()));
    let ids = ids.collect::<Result<_, _>>().map_err(|bad| bad_row(bad, 1))?;
    Ok((ids, profiles.shown()))
}

/// How long the token of an answer is used, and how its header looks in a log.
///
/// # Errors
/// When there is no usable token in it.
pub fn token(body: &[u8]) -> Result<(Duration, String), SourceError> {
    let now = Instant::now();
    token::read(body, now).map(|(renew_at, header)| (renew_at - now, format!("{header:?}")))
}

/// The length of an envelope's data.
///
/// # Errors
/// When it is none, or one of an error.
pub fn envelope(body: &[u8]) -> Result<usize, SourceError> {
    envelope::data(body, NAME).map(|data| data.get().len())
}

/// How many departments an answer lists.
///
/// # Errors
/// When it lists none.
pub fn departments(body: &[u8]) -> Result<usize, SourceError> {
    departments::parse(body).map(|departments| departments.len())
}

/// The error of a status that is neither success nor about permissions; `None` for a number that is no status.
#[must_use]
pub fn unexpected(status: u16) -> Option<SourceError> {
    StatusCode::from_u16(status).ok().map(|status| envelope::unexpected(status, NAME))
}

/// The wait that a `Retry-After` asks for.
#[must_use]
pub fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    backoff::retry_after(header, now)
}
