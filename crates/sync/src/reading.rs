//! Reading a source so that a read that was killed, or ran out of time, goes on where it stood.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use domain::{Digest, Mapping, Redaction, Snapshot, SourcePerson};
use jiff::SignedDuration;

use crate::account::Account;
use crate::error::{RunError, SourceError, StoreError};
use crate::planning::Planning;
use crate::ports::{Clock, Cursor, Fetched, Next, Pages, Progress, Purpose, ReadSoFar, ReadStore, SavedRead, Wanted};
use crate::run::{Run, RunState};

/// How long after its last page a read may be gone on with: longer than a queue hides the message of an invocation that died,
/// which is an hour and a half (`infra/template.yaml`).
const FRESH: SignedDuration = SignedDuration::from_mins(120);
/// How often one run may begin anew because its pauses were too long, before it fails.
const ANEW_MAX: u32 = 3;

/// A read of a run.
pub(crate) struct Reading<'a> {
    pub(crate) account: &'a Account,
    pub(crate) mapping: &'a Mapping,
    pub(crate) run: &'a Run,
    pub(crate) purpose: Purpose,
    /// Asked behind every page that was saved.
    pub(crate) out_of_time: &'a (dyn Fn() -> bool + Sync),
    pub(crate) progress: &'a dyn Progress,
}

impl Planning {
    /// Reads the source for a run, from where an earlier read of the same purpose stood, where there is one to go on with.
    /// `None` when time ran out: the same work, done again, goes on.
    pub(crate) async fn read(&self, reading: &Reading<'_>) -> Result<Option<Snapshot>, RunError> {
        let Reading { account, mapping, .. } = *reading;
        let redaction = Redaction::of(mapping, &account.settings, account.local_date(self.clock.now())?);
        let source = self.source(account).await?;
        let (read, from) = self.begin(reading).await?;
        let saving = Saving {
            reads: self.reads.as_ref(),
            clock: self.clock.as_ref(),
            reading,
            redaction: redaction.clone(),
            read: Mutex::new(read.ok_or(StoreError::Conflict)),
        };
        match source.read(&Wanted::by(mapping), from, &saving, reading.progress).await? {
            Fetched::Paused => {
                saving.read.into_inner().unwrap_or_else(PoisonError::into_inner)?;
                tracing::info!(account = %account.id, run = %reading.run.id, "out of time; the read is saved");
                Ok(None)
            }
            Fetched::Whole(mut snapshot) => {
                snapshot.people.iter_mut().for_each(|person| redaction.apply(person));
                tracing::info!(account = %account.id, people = snapshot.people.len(), "the source was read");
                Ok(Some(snapshot))
            }
        }
    }

    /// Reads the source at one go and saves nothing of it, as what is tried out does.
    pub(crate) async fn read_unsaved(
        &self,
        account: &Account,
        mapping: &Mapping,
        progress: &dyn Progress,
    ) -> Result<Snapshot, RunError> {
        Ok(self.source(account).await?.fetch(&Wanted::by(mapping), progress).await?)
    }

    /// The read to save under, and what is known of it: an earlier one to go on with, or a new one that takes its place.
    /// Whoever goes on with one takes it first: a second one at the same time goes on in memory alone.
    async fn begin(&self, reading: &Reading<'_>) -> Result<(Option<SavedRead>, Option<ReadSoFar>), RunError> {
        let account = reading.account.id.as_str();
        let new = SavedRead {
            id: self.clock.id("read_"),
            purpose: reading.purpose,
            run: reading.run.id.clone(),
            basis: basis(reading.account, reading.mapping),
            revision: 0,
            saved_at: self.clock.now(),
            begun_anew: 0,
            cursor: Cursor::default(),
            pages: None,
        };
        let Some(saved) = self.reads.saved_read(account, reading.purpose).await? else { return Ok((Some(new), None)) };
        let revision = saved.revision;
        let age = self.clock.now().duration_since(saved.saved_at);
        let usable = saved.basis == new.basis && age <= FRESH && self.may_go_on(account, &saved).await?;
        let people = if usable { self.reads.people_so_far(account, &saved).await } else { Ok(Vec::new()) };
        match people {
            Ok(people) if usable => {
                let Cursor { pass, pages, .. } = saved.cursor;
                tracing::info!(account, run = new.run, pass, pages, "an earlier read goes on");
                let from = ReadSoFar { cursor: saved.cursor.clone(), people };
                match self.reads.save_read(account, SavedRead { run: new.run, ..saved }, None).await {
                    Ok(taken) => Ok((Some(taken), Some(from))),
                    Err(StoreError::Conflict) => Ok((None, Some(from))),
                    Err(error) => Err(error.into()),
                }
            }
            // Two that went on at once may have mixed their pages: neither is believed.
            Ok(_) | Err(StoreError::Corrupt { .. }) => {
                let begun_anew = if saved.run == new.run { saved.begun_anew + 1 } else { 0 };
                if begun_anew > ANEW_MAX {
                    return Err(SourceError::Unreachable { what: format!("the read had to begin anew {ANEW_MAX} times") }.into());
                }
                Ok((Some(SavedRead { revision, begun_anew, ..new }), None))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a saved read is not behind its run: a read that was whole, or could not be proved so, is done anew.
    async fn may_go_on(&self, account: &str, saved: &SavedRead) -> Result<bool, StoreError> {
        // A command's review has no entry before it ends.
        let Some(run) = self.runs.run(account, &saved.run).await? else { return Ok(true) };
        let interrupted = match run.state {
            RunState::Running => true,
            RunState::Failed => {
                matches!(run.error.as_deref(), Some("source_unreachable" | "source_rate_limited" | "superseded"))
            }
            _ => false,
        };
        Ok(interrupted && run.digest.is_none())
    }
}

/// What decides which people a read brings, what of them is kept, and which directory it is compared with: what was read
/// before an import must not take its values back.
fn basis(account: &Account, mapping: &Mapping) -> Digest {
    let connection = account.connection.as_ref().map(|it| (&it.company, &it.url, it.connected_at));
    let basis = (connection, mapping, &account.settings.redacted, account.epoch);
    Digest::of_json(&basis)
}

/// Saves each page. Should saving fail, or somebody else save, the read goes on in memory alone; when time runs out it is lost, and
/// the same work is to be done again.
struct Saving<'a> {
    reads: &'a dyn ReadStore,
    clock: &'a dyn Clock,
    reading: &'a Reading<'a>,
    redaction: Redaction<'a>,
    /// The read as it was saved last, or why nothing more is saved.
    read: Mutex<Result<SavedRead, StoreError>>,
}

#[async_trait]
impl Pages for Saving<'_> {
    async fn finished(&self, page: &[SourcePerson], cursor: &Cursor) -> Next {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner).as_ref().ok().cloned();
        if let Some(read) = read {
            let saved = self.save(read, page, cursor).await;
            *self.read.lock().unwrap_or_else(PoisonError::into_inner) = saved;
        }
        if (self.reading.out_of_time)() { Next::Pause } else { Next::GoOn }
    }
}

impl Saving<'_> {
    async fn save(&self, read: SavedRead, page: &[SourcePerson], cursor: &Cursor) -> Result<SavedRead, StoreError> {
        let mut page = page.to_vec();
        page.iter_mut().for_each(|person| self.redaction.apply(person));
        let page = Some(page.as_slice()).filter(|_| cursor.pages > 0);
        let account = self.reading.account.id.as_str();
        let read = SavedRead { cursor: cursor.clone(), saved_at: self.clock.now(), ..read };
        let saved = self.reads.save_read(account, read, page).await;
        saved.inspect_err(|error| tracing::warn!(account, %error, "the read goes on without being saved"))
    }
}
