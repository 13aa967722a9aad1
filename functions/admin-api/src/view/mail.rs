//! The mail about a run: whether it went out, and how often that was tried.

use jiff::Timestamp;
use serde::Serialize;
use sync::delivering::next_try;
use sync::ports::{MailState, Posted};
use utoipa::ToSchema;

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MailView {
    /// What became of it.
    #[schema(value_type = super::words::MailState)]
    pub state: &'static str,
    /// To how many addresses it goes; a mail to none is given up untried.
    pub recipients: usize,
    /// How many times it was tried; `null` where an earlier release sent it or gave it up and noted nothing.
    pub attempts: Option<u32>,
    /// When it was tried last.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub tried_at: Option<Timestamp>,
    /// When it is tried next; `null` when it is not.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_try_at: Option<Timestamp>,
    /// When it was sent.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Timestamp>,
    /// When it was given up: 48 hours after its cause.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub given_up_at: Option<Timestamp>,
}

impl From<&Posted> for MailView {
    fn from(posted: &Posted) -> Self {
        let state = match posted.state {
            MailState::Waiting => "waiting",
            MailState::Sent { .. } => "sent",
            MailState::GivenUp => "given_up",
        };
        let recipients = posted.mail.to.len();
        // Nothing noted means that nothing was tried where that can be told from the rest.
        let untried = (posted.state == MailState::Waiting || recipients == 0).then_some(0);
        let tried_at = posted.tried.map(|last| last.at);
        Self {
            state,
            recipients,
            attempts: posted.tried.map(|last| last.number).or(untried),
            tried_at,
            next_try_at: next_try(posted),
            sent_at: tried_at.filter(|_| state == "sent"),
            given_up_at: posted.given_up_at,
        }
    }
}
