//! One message of the daily queue.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use lambda_kit::{Failure, MESSAGE_MALFORMED, Message};
use sync::RunError;
use sync::daily::Daily;
use sync::daily_hour::DailyHour;
use sync::planning::Planning;
use sync::ports::{Silent, Work, WorkQueue};

/// What the function does with a message.
pub(crate) struct Handler {
    pub(crate) planning: Planning,
    /// Where sealed plans are handed over, and the function's own queue for a read that does not fit into one invocation.
    pub(crate) queues: Arc<dyn WorkQueue>,
    /// Where a person finds the review of a blocked run.
    pub(crate) link: String,
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handler").finish_non_exhaustive()
    }
}

impl Handler {
    pub(crate) async fn handle(&self, message: Message) -> Result<(), Failure> {
        let (account, scheduled_at, hour) = match serde_json::from_value(message.body) {
            Ok(Work::Daily { account, scheduled_at, hour }) => (account, scheduled_at, hour),
            Ok(_) => return Err(Failure::new("work_misdirected", "This queue takes daily syncs.")),
            Err(_) => return Err(Failure::new(MESSAGE_MALFORMED, "The message is no piece of work.")),
        };
        let key = key(&scheduled_at, message.sent_at_ms)?;
        if !is_meant(hour.as_ref(), &key) {
            tracing::debug!(account, "the day has its hour, and this is the next one");
            return Ok(());
        }
        let deadline = message.deadline;
        let out_of_time = || deadline.is_reached(SystemTime::now());
        match self.planning.daily(&account, &key, &self.link, &Silent, &out_of_time).await.map_err(failure)? {
            Daily::Paused(run) => {
                // By its key: the scheduler's placeholder would name another time in another message.
                let work = Work::Daily { account, scheduled_at: key, hour };
                self.queues.send(&work).await.map_err(|error| failure(error.into()))?;
                tracing::info!(run = run.id, "out of time; the read goes on in another invocation");
            }
            Daily::Skipped(run) => tracing::info!(account, run = run.id, "the daily sync was skipped"),
            Daily::Busy(run, work) => {
                self.queues.send(&Work::Commit(work)).await.map_err(|error| failure(error.into()))?;
                tracing::info!(account, run = run.id, "an import is not finished; it was sent again");
            }
            Daily::Quiet(run, _) => tracing::info!(account, run = run.id, "nothing to do"),
            Daily::Blocked(run, _) => tracing::info!(account, run = run.id, guards = run.blocked_by.len(), "blocked"),
            Daily::HandOver(run, stored, work) => {
                self.queues.send(&Work::Commit(work)).await.map_err(|error| failure(error.into()))?;
                let changes = stored.plan.counts.changes();
                tracing::info!(account, run = run.id, plan = stored.id, changes, "the plan was handed over");
            }
        }
        Ok(())
    }
}

/// Whether a firing is the one that its day's sync needs.
fn is_meant(hour: Option<&DailyHour>, key: &str) -> bool {
    hour.zip(key.parse().ok()).is_none_or(|(hour, at)| hour.means(at))
}

/// What is the same in every delivery of one trigger: the scheduled time, or, where the scheduler left its placeholder as it
/// was, the time at which the message was sent.
fn key(scheduled_at: &str, sent_at_ms: Option<i64>) -> Result<String, Failure> {
    if scheduled_at.parse::<Timestamp>().is_ok() {
        return Ok(scheduled_at.to_owned());
    }
    let sent = sent_at_ms.and_then(|millis| Timestamp::from_millisecond(millis).ok());
    let sent = sent.filter(|_| scheduled_at.starts_with('<'));
    sent.map(|at| at.to_string()).ok_or_else(|| Failure::new(MESSAGE_MALFORMED, "The message names no scheduled time."))
}

fn failure(error: RunError) -> Failure {
    let settled = !error.worth_retrying();
    Failure::from_error(error.code(), error).settled_if(settled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_schedule_that_fires_at_two_hours_a_day_one_is_meant() {
        let hour = DailyHour { hour: 2, time_zone: "America/New_York".to_owned() };
        for (hour, key, expect) in [
            (Some(&hour), "2026-03-07T07:00:00Z", true),
            (Some(&hour), "2026-03-07T08:00:00Z", false),
            (Some(&hour), "2026-03-08T07:00:00Z", true),
            (None, "2026-03-07T08:00:00Z", true),
        ] {
            assert_eq!(is_meant(hour, key), expect, "{key}");
        }
    }

    #[test]
    fn a_trigger_is_known_by_its_scheduled_time_or_else_by_when_it_was_sent() {
        let sent = Some(1_767_225_600_000);
        for (scheduled_at, sent, expect) in [
            ("2026-01-01T02:00:00Z", sent, Some("2026-01-01T02:00:00Z")),
            ("2026-01-01T02:00:00Z", None, Some("2026-01-01T02:00:00Z")),
            ("<aws.scheduler.scheduled-time>", sent, Some("2026-01-01T00:00:00Z")),
            ("<aws.scheduler.scheduled-time>", None, None),
            ("tomorrow", sent, None),
            ("", sent, None),
        ] {
            let key = key(scheduled_at, sent);
            assert_eq!(key.as_deref().ok(), expect, "{scheduled_at:?}");
        }
    }
}
