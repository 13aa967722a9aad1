//! Asking for a lookup, and answering it.

use std::sync::Arc;

use domain::preview::{self, Previewed};
use domain::{Field, Mapping, Settings, Trigger};

use super::answer::{HIDDEN, Preview, PreviewValue, WhatIf};
use super::{Answer, Lookup, LookupState, Question};
use crate::account::Account;
use crate::connect::not_connected;
use crate::error::{RunError, StoreError};
use crate::planning::Planning;
use crate::ports::{Clock, ControlStore, FieldProfile, LookupStore, Silent, Work, WorkQueue};

/// Asks for lookups (admin-api). Reads no source.
#[derive(Clone)]
pub struct Asking {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// Lookups.
    pub lookups: Arc<dyn LookupStore>,
    /// The queue of setup-sync.
    pub queue: Arc<dyn WorkQueue>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Asking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asking").finish_non_exhaustive()
    }
}

impl Asking {
    /// Stores the question, then has it answered.
    ///
    /// # Errors
    /// When nothing is connected, a draft cannot be used, or store or queue fails.
    pub async fn ask(&self, account: &str, actor: &str, question: Question) -> Result<Lookup, RunError> {
        if self.control.account(account).await?.connection.is_none() {
            return Err(not_connected());
        }
        if let Question::Preview { mapping: Some(draft), .. } | Question::WhatIf { mapping: Some(draft) } = &question {
            draft.check().map_err(|error| RunError::BadRequest(error.to_string()))?;
        }
        let lookup = Lookup::begin(self.clock.id("look_"), actor, question, self.clock.now());
        self.lookups.save_lookup(account, &lookup).await?;
        let work = Work::Lookup { account: account.to_owned(), id: lookup.id.clone() };
        if let Err(error) = self.queue.send(&work).await {
            self.lookups.save_lookup(account, &lookup.ended(Err(RunError::Lost))).await?;
            return Err(error.into());
        }
        Ok(lookup)
    }

    /// A lookup as it stands; `None` when there is none of that id, or no longer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn see(&self, account: &str, id: &str) -> Result<Option<Lookup>, RunError> {
        let now = self.clock.now();
        let found = self.lookups.lookup(account, id).await?.filter(|lookup| lookup.expires_at > now);
        Ok(found.map(|lookup| lookup.seen_at(now)))
    }
}

/// Answers lookups (setup-sync).
#[derive(Clone)]
pub struct Looking {
    /// Reading and planning.
    pub planning: Planning,
    /// Lookups.
    pub lookups: Arc<dyn LookupStore>,
    /// The source's own path of a core field.
    pub path: fn(&Field) -> Option<&'static str>,
}

impl std::fmt::Debug for Looking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Looking").finish_non_exhaustive()
    }
}

impl Looking {
    /// Answers a lookup. One that is gone, or answered already, is left alone: a message may come late or twice. What goes
    /// wrong at the source is an answer too; whoever asked can ask again.
    ///
    /// # Errors
    /// When the store fails: another delivery then tries again.
    pub async fn answer(&self, account: &str, id: &str) -> Result<(), RunError> {
        let Some(lookup) = self.open(account, id).await? else { return Ok(()) };
        let answer = match self.find(account, &lookup.question).await {
            Err(error) if error.is_of_store() => return Err(error),
            Err(error) => {
                tracing::warn!(account, lookup = id, code = error.code(), "the lookup failed");
                Err(error)
            }
            found => found,
        };
        Ok(self.lookups.save_lookup(account, &lookup.ended(answer)).await?)
    }

    /// Ends a lookup that took too long.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn give_up(&self, account: &str, id: &str) -> Result<(), RunError> {
        match self.open(account, id).await? {
            None => Ok(()),
            Some(lookup) => Ok(self.lookups.save_lookup(account, &lookup.ended(Err(RunError::OutOfTime))).await?),
        }
    }

    async fn open(&self, account: &str, id: &str) -> Result<Option<Lookup>, StoreError> {
        let now = self.planning.clock.now();
        let found = self.lookups.lookup(account, id).await?;
        Ok(found.filter(|lookup| lookup.state == LookupState::Running && lookup.expires_at > now))
    }

    async fn find(&self, account: &str, question: &Question) -> Result<Answer, RunError> {
        match question {
            Question::Fields => {
                let account = self.planning.control.account(account).await?;
                let fields = self.planning.fields(&account.id, &Silent).await?;
                Ok(Answer::Fields(fields.into_iter().map(|field| self.without_redacted(field, &account.settings)).collect()))
            }
            Question::WhatIf { mapping } => {
                let what_if = self.planning.what_if(account, mapping.clone(), &Silent).await?;
                Ok(Answer::WhatIf(Box::new(WhatIf::from(&what_if).to_keep((self.path)(&Field::DateOfBirth)))))
            }
            Question::Preview { person, mapping } => {
                let account = self.planning.control.account(account).await?;
                let mapping = self.planning.draft(&account, mapping.clone()).await?;
                self.preview(&account, &mapping, person).await.map(Answer::Preview)
            }
        }
    }

    /// A field without its samples where it fills nothing but what is redacted (R95).
    fn without_redacted(&self, mut field: FieldProfile, settings: &Settings) -> FieldProfile {
        let redacted = Field::CORE.iter().filter(|core| settings.redacts(core));
        if redacted.filter_map(self.path).any(|path| path.eq_ignore_ascii_case(&field.path)) {
            field.samples.clear();
        }
        field
    }

    async fn preview(&self, account: &Account, mapping: &Mapping, named: &str) -> Result<Preview, RunError> {
        let snapshot = self.planning.read_unsaved(account, mapping, &Silent).await?;
        let directory = self.planning.directory.employees(&account.id).await?;
        // Somebody may be known here by an email that the source no longer has.
        let known = || domain::explain::find(&directory, named.trim()).and_then(|employee| employee.source_id.as_deref());
        let person = preview::find(&snapshot.people, named).or_else(|| preview::find(&snapshot.people, known()?));
        let person = person.ok_or(RunError::UnknownPerson)?;
        let input = self.planning.input(account, mapping, &snapshot, &directory, Trigger::Manual)?;
        let found = preview::preview(&input, person);
        let values = found.values.into_iter().map(|value| self.shown(value, mapping)).collect();
        Ok(Preview { source_id: found.source_id, values, excluded: found.excluded })
    }

    fn shown(&self, previewed: Previewed, mapping: &Mapping) -> PreviewValue {
        let Previewed { field, value, note } = previewed;
        let mapped = mapping.demographics.iter().find(|demographic| demographic.name == field.as_str());
        let source = match &field {
            Field::EmployeeId => Some(mapping.employee_id_source.path()),
            other => mapped.map(|demographic| demographic.field.as_str()).or_else(|| (self.path)(other)),
        };
        let birth = (self.path)(&Field::DateOfBirth);
        let hides = field == Field::DateOfBirth || (source.is_some() && source == birth);
        PreviewValue {
            source: source.map(str::to_owned),
            value: value.map(|value| if hides { HIDDEN.to_owned() } else { value }),
            note: note.map(str::to_owned),
            field,
        }
    }
}
