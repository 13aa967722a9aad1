//! Sending what waits in the outbox, for 48 hours. Whether a mail gets through changes nothing else (F46).

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::error::{RunError, StoreError};
use crate::ports::{Clock, MailState, Mailer, Outbox, Posted, Try};
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
        let Some(posted) = self.outbox.mail(account, mail).await?.filter(|posted| posted.state == MailState::Waiting) else {
            return Ok(Delivery::Before);
        };
        let (mail, now) = (posted.mail, self.clock.now());
        if age(&mail, now) > TRIED_FOR {
            return self.give_up(&mail).await;
        }
        let this = Try { number: posted.tried.map_or(0, |tried| tried.number).saturating_add(1), at: now };
        let place = match self.mailer.send(&mail).await {
            Ok(place) => place,
            Err(error) => {
                // For people to read; what the mail service said matters more than whether this could be noted.
                if let Err(second) = self.outbox.note_failed(account, &mail.id, this).await {
                    tracing::warn!(
                        account,
                        mail = mail.id,
                        code = RunError::from(second).code(),
                        "a try of a mail was not noted"
                    );
                }
                return Err(error.into());
            }
        };
        let noted = self.outbox.mark_sent(account, &mail.id, &place, this).await;
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
        Ok(mail.map_or(SHORTEST_PAUSE, |posted| pause(age(&posted.mail, self.clock.now()))))
    }
}

/// When a mail that waits is tried next: as the queue of mail has it. `None` for one that was not tried, does not wait, or is
/// only looked at once more to be given up.
#[must_use]
pub fn next_try(posted: &Posted) -> Option<Timestamp> {
    let last = posted.tried.filter(|_| posted.state == MailState::Waiting)?;
    // The first try is the stream's; the queue takes over at once.
    let pause = if last.number == 1 { Duration::ZERO } else { pause(age(&posted.mail, last.at)) };
    let next = last.at.checked_add(SignedDuration::try_from(pause).ok()?).ok()?;
    (age(&posted.mail, next) <= TRIED_FOR).then_some(next)
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

    fn waiting(tried: Option<Try>) -> Posted {
        let mail = OutboxMail {
            id: "mail_1".to_owned(),
            account: "acme".to_owned(),
            to: Vec::new(),
            subject: String::new(),
            body: String::new(),
            created_at: Timestamp::UNIX_EPOCH,
        };
        Posted { mail, state: MailState::Waiting, tried, given_up_at: None }
    }

    #[test]
    fn the_next_try_is_told_while_there_is_one() {
        let after = |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        let told = |number, minutes| next_try(&waiting(Some(Try { number, at: after(minutes) })));
        assert_eq!(told(1, 0), Some(after(0)), "the queue tries at once what the stream could not send");
        assert_eq!(told(3, 15), Some(after(45)));
        assert_eq!(told(7, 1_725), Some(after(2_385)));
        assert_eq!(told(8, 2_385), None, "then it is given up");
        assert_eq!(next_try(&waiting(None)), None);
        let sent = MailState::Sent { place: "one.eml".to_owned() };
        assert_eq!(next_try(&Posted { state: sent, ..waiting(Some(Try { number: 3, at: after(15) })) }), None);
    }

    #[test]
    fn no_clock_makes_a_pause_too_long_for_a_queue_or_none() {
        for hours in [-10_000, -1, 0, 12, 47, 48, 49, 10_000] {
            let pause = pause(SignedDuration::from_hours(hours));
            assert!((60..12 * 3600 - 900).contains(&pause.as_secs()), "{hours}: {pause:?}");
        }
    }
}
