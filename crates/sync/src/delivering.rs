//! Sending what waits in the outbox, for 48 hours. Whether a mail gets through changes nothing else (F46).

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::error::{RunError, StoreError};
use crate::ports::{Clock, MailState, Mailer, Outbox};
use crate::run::OutboxMail;

/// For how long after its cause a mail is tried.
pub const TRIED_FOR: SignedDuration = SignedDuration::from_hours(48);
/// The first pause between two tries, and the least one.
const SHORTEST_PAUSE: Duration = Duration::from_secs(15 * 60);
/// The longest pause: a queue hides a message for twelve hours at most, counted from its receipt.
const LONGEST_PAUSE: Duration = Duration::from_secs(11 * 3600);

/// Sends what waits in the outbox.
#[derive(Clone)]
pub struct Delivering {
    /// The outbox.
    pub outbox: Arc<dyn Outbox>,
    /// How mail is sent.
    pub mailer: Arc<dyn Mailer>,
    /// The clock, which decides what is too old.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Delivering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Delivering").finish_non_exhaustive()
    }
}

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// It was sent now; where it can be found, or under which id it was accepted.
    Sent(String),
    /// Nothing was to be sent: it was sent or given up before, or is not there.
    Before,
    /// It was 48 hours old and is not tried again.
    GivenUp,
}

/// What sending everything that waits came to.
#[derive(Debug, Default)]
pub struct Delivered {
    /// Where each mail that was sent can be found.
    pub places: Vec<String>,
    /// Why others could not be sent. They wait on.
    pub failed: Vec<RunError>,
    /// How many were given up.
    pub given_up: usize,
}

impl Delivering {
    /// Sends one mail of the outbox, by its id. Safe to repeat: what was sent is not sent again, but where the mail service's
    /// answer was lost ([`StoreError::Unanswered`]) the next try may send it a second time.
    ///
    /// # Errors
    /// When the store or the mail service fails; the mail then still waits.
    pub async fn deliver(&self, account: &str, mail: &str) -> Result<Delivery, RunError> {
        let Some((mail, MailState::Waiting)) = self.outbox.mail(account, mail).await? else { return Ok(Delivery::Before) };
        if age(&mail, self.clock.now()) > TRIED_FOR {
            return self.give_up(&mail).await;
        }
        let place = self.mailer.send(&mail).await?;
        let noted = self.outbox.mark_sent(account, &mail.id, &place).await;
        noted
            .map_err(|_| StoreError::Unanswered { service: "the outbox", what: "the mail was sent and not noted".to_owned() })?;
        Ok(Delivery::Sent(place))
    }

    /// Marks a mail as one that is not tried again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn give_up(&self, mail: &OutboxMail) -> Result<Delivery, RunError> {
        self.outbox.mark_given_up(&mail.account, &mail.id).await?;
        tracing::error!(account = mail.account, mail = mail.id, code = "mail_given_up", "a mail was given up");
        Ok(Delivery::GivenUp)
    }

    /// Sends everything that waits. A mail that fails holds up none behind it.
    ///
    /// # Errors
    /// When the outbox cannot be read.
    pub async fn deliver_pending(&self, account: &str) -> Result<Delivered, RunError> {
        let mut delivered = Delivered::default();
        for mail in self.outbox.pending(account).await? {
            match self.deliver(account, &mail.id).await {
                Ok(Delivery::Sent(place)) => delivered.places.push(place),
                Ok(Delivery::Before) => {}
                Ok(Delivery::GivenUp) => delivered.given_up += 1,
                Err(error) => {
                    tracing::warn!(account, mail = mail.id, code = error.code(), "a mail was not sent; it waits");
                    delivered.failed.push(error);
                }
            }
        }
        Ok(delivered)
    }

    /// How long a mail that failed now should wait for its next try: twice its age, between a quarter of an hour and eleven
    /// hours, and no longer than until it is given up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn pause(&self, account: &str, mail: &str) -> Result<Duration, RunError> {
        let mail = self.outbox.mail(account, mail).await?;
        Ok(mail.map_or(SHORTEST_PAUSE, |(mail, _)| pause(age(&mail, self.clock.now()))))
    }
}

fn age(mail: &OutboxMail, now: Timestamp) -> SignedDuration {
    now.duration_since(mail.created_at)
}

fn pause(age: SignedDuration) -> Duration {
    let growing = Duration::try_from(age).unwrap_or_default().saturating_mul(2).clamp(SHORTEST_PAUSE, LONGEST_PAUSE);
    let left = Duration::try_from(TRIED_FOR - age).unwrap_or_default() + Duration::from_secs(1);
    growing.min(left).max(Duration::from_secs(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_at_growing_pauses_and_looked_at_a_last_time_after_48_hours() {
        let (mut age, mut minutes) = (SignedDuration::ZERO, vec![0]);
        while age <= TRIED_FOR {
            age += SignedDuration::try_from(pause(age)).unwrap();
            minutes.push(age.as_mins());
        }
        assert_eq!(minutes, [0, 15, 45, 135, 405, 1065, 1725, 2385, 2880]);
        assert!(minutes.len() <= 10, "a queue gives a message up after ten tries");
    }

    #[test]
    fn no_clock_makes_a_pause_too_long_for_a_queue_or_none() {
        for hours in [-10_000, -1, 0, 12, 47, 48, 49, 10_000] {
            let pause = pause(SignedDuration::from_hours(hours));
            assert!((60..12 * 3600 - 900).contains(&pause.as_secs()), "{hours}: {pause:?}");
        }
    }
}
