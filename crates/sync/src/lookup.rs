//! Looks into the source for somebody who maps its fields (R53, R54): which fields there are, what a mapping makes of one
//! person, what it would do to everybody. Asked for by a request, done by setup-sync, which alone of the two may read the
//! source, and kept for an hour.

mod answer;
mod looking;

use domain::Mapping;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::error::RunError;
use crate::ports::FieldProfile;

pub use answer::{FieldThen, FilledDemographic, HIDDEN, LIST_MAX, PersonThen, Preview, PreviewValue, Team, ValueCount, WhatIf};
pub use looking::{Asking, Looking};

/// How long a lookup is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// How long after it was asked for an answer may still come: longer than one invocation and its wait in the queue.
const ANSWERED_WITHIN: SignedDuration = SignedDuration::from_mins(30);

/// A lookup, with its answer once there is one. `Debug` shows neither question nor answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Lookup {
    /// `look_…`.
    pub id: String,
    /// Who asked.
    pub actor: String,
    /// When.
    pub asked_at: Timestamp,
    /// When it is gone.
    pub expires_at: Timestamp,
    /// What is asked; without its person once it is answered.
    pub question: Question,
    /// How far it is.
    pub state: LookupState,
    /// Why it failed.
    pub error: Option<LookupError>,
    /// What was found.
    pub answer: Option<Answer>,
}

impl std::fmt::Debug for Lookup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lookup").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

impl Lookup {
    /// A lookup that begins now.
    #[must_use]
    pub fn begin(id: String, actor: &str, question: Question, now: Timestamp) -> Self {
        Self {
            id,
            actor: actor.to_owned(),
            asked_at: now,
            expires_at: now.saturating_add(KEPT).unwrap_or(now),
            question,
            state: LookupState::Running,
            error: None,
            answer: None,
        }
    }

    /// The lookup as it is to be shown at a time: one that nobody can be answering any more has failed.
    #[must_use]
    pub fn seen_at(self, now: Timestamp) -> Self {
        let waits = self.state == LookupState::Running;
        if waits && now.duration_since(self.asked_at) > ANSWERED_WITHIN { self.ended(Err(RunError::Lost)) } else { self }
    }

    /// The lookup with its answer, and without the name of the person that it was about.
    #[must_use]
    pub fn ended(mut self, answer: Result<Answer, RunError>) -> Self {
        if let Question::Preview { person, .. } = &mut self.question {
            person.clear();
        }
        match answer {
            Ok(answer) => {
                self.state = LookupState::Done;
                self.answer = Some(answer);
            }
            Err(error) => {
                self.state = LookupState::Failed;
                self.error = Some(LookupError { code: error.code().to_owned(), detail: error.detail() });
            }
        }
        self
    }
}

/// What is asked. A mapping is a draft; without one, the mapping in use counts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Question {
    /// Which fields the source has.
    Fields,
    /// What a mapping makes of one person.
    Preview {
        /// Email, Employee ID or source id.
        person: String,
        /// The draft.
        mapping: Option<Mapping>,
    },
    /// What a mapping would do to everybody.
    WhatIf {
        /// The draft.
        mapping: Option<Mapping>,
    },
}

impl Question {
    /// `fields`, `preview` or `what_if`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Fields => "fields",
            Self::Preview { .. } => "preview",
            Self::WhatIf { .. } => "what_if",
        }
    }
}

impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind())
    }
}

/// How far a lookup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookupState {
    /// Not answered yet.
    Running,
    /// Answered.
    Done,
    /// It could not be answered.
    Failed,
}

/// Why a lookup failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookupError {
    /// The stable code.
    pub code: String,
    /// What happened and what to do next.
    pub detail: String,
}

/// What was found: mapped fields only, dates of birth hidden. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The source's fields, with masked samples.
    Fields(Vec<FieldProfile>),
    /// One person.
    Preview(Preview),
    /// Everybody.
    WhatIf(Box<WhatIf>),
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Lookup {
        let question = Question::Preview { person: "ann@acme.example".to_owned(), mapping: None };
        Lookup::begin("look_1".to_owned(), "ann", question, "2026-01-01T08:00:00Z".parse().unwrap_or_default())
    }

    #[test]
    fn a_lookup_that_nobody_answers_has_failed_after_half_an_hour() {
        for (minutes, state, code) in
            [(0, LookupState::Running, None), (30, LookupState::Running, None), (31, LookupState::Failed, Some("request_lost"))]
        {
            let now = asked().asked_at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or_default();
            let seen = asked().seen_at(now);
            assert_eq!((seen.state, seen.error.as_ref().map(|error| error.code.as_str())), (state, code), "{minutes} minutes");
        }
    }

    #[test]
    fn an_answered_lookup_no_longer_names_its_person_and_stays_as_it_is() {
        for answer in [Ok(Answer::Fields(Vec::new())), Err(RunError::UnknownPerson)] {
            let ended = asked().ended(answer);
            assert!(!serde_json::to_string(&ended).unwrap_or_default().contains("acme.example"));
            let late = ended.expires_at;
            assert_eq!(ended.clone().seen_at(late), ended);
        }
    }
}
