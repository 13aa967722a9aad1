//! The daily schedule of each account, in EventBridge Scheduler.

use std::fmt;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_scheduler::Client;
use aws_sdk_scheduler::error::BuildError;
use aws_sdk_scheduler::error::ProvideErrorMetadata as _;
use aws_sdk_scheduler::types::{DeadLetterConfig, FlexibleTimeWindow, FlexibleTimeWindowMode, RetryPolicy, Target};
use domain::Digest;
use jiff::Timestamp;
use sync::StoreError;
use sync::daily_hour::DailyHour;
use sync::ports::{Scheduler, Work};

use crate::failure;

const SERVICE: &str = "EventBridge Scheduler";
/// What the scheduler replaces by the scheduled time, the same in every attempt: it is the key of the daily run.
const SCHEDULED_TIME: &str = "<aws.scheduler.scheduled-time>";
/// Minutes over which the accounts of one hour are spread.
const WINDOW_MINUTES: i32 = 15;
/// Seconds after which a day's message that could not be delivered is given up.
const GIVE_UP_AFTER: i32 = 6 * 60 * 60;

/// One schedule per account; each sends [`Work::Daily`] to the daily queue.
#[derive(Clone)]
pub struct EventBridgeScheduler {
    client: Client,
    daily: DailyTarget,
}

/// Where the schedules are kept and what they send to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyTarget {
    /// Schedule group of this deployment.
    pub group: String,
    /// ARN of the daily queue.
    pub queue_arn: String,
    /// ARN of the role that may send to it.
    pub role_arn: String,
    /// ARN of the queue that gets what could not be delivered.
    pub dead_letter_arn: Option<String>,
}

impl fmt::Debug for EventBridgeScheduler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventBridgeScheduler").field("daily", &self.daily).finish_non_exhaustive()
    }
}

impl EventBridgeScheduler {
    /// The schedules of a deployment.
    #[must_use]
    pub fn new(config: &SdkConfig, daily: DailyTarget) -> Self {
        Self { client: Client::new(config), daily }
    }
}

#[async_trait]
impl Scheduler for EventBridgeScheduler {
    async fn schedule_daily(&self, account: &str, hour: u8, time_zone: &str) -> Result<(), StoreError> {
        let daily_hour = DailyHour { hour, time_zone: time_zone.to_owned() };
        let twice = daily_hour.is_skipped_some_day(Timestamp::now());
        let (name, hour) = (name(account), expression(hour, twice)?);
        let target = target(&self.daily, account, twice.then_some(daily_hour)).map_err(|_| unbuildable())?;
        let window = window().map_err(|_| unbuildable())?;
        let create = self
            .client
            .create_schedule()
            .group_name(&self.daily.group)
            .name(&name)
            .schedule_expression(&hour)
            .schedule_expression_timezone(time_zone)
            .flexible_time_window(window.clone())
            .target(target.clone());
        match create.send().await {
            Ok(_) => return Ok(()),
            Err(error) if error.code() == Some("ConflictException") => {}
            Err(error) => return Err(failure::service(SERVICE, "CreateSchedule", &error)),
        }
        let update = self
            .client
            .update_schedule()
            .group_name(&self.daily.group)
            .name(&name)
            .schedule_expression(hour)
            .schedule_expression_timezone(time_zone)
            .flexible_time_window(window)
            .target(target);
        update.send().await.map_err(|error| failure::service(SERVICE, "UpdateSchedule", &error))?;
        Ok(())
    }

    async fn unschedule(&self, account: &str) -> Result<(), StoreError> {
        match self.client.delete_schedule().group_name(&self.daily.group).name(name(account)).send().await {
            Ok(_) => Ok(()),
            Err(error) if error.code() == Some("ResourceNotFoundException") => Ok(()),
            Err(error) => Err(failure::service(SERVICE, "DeleteSchedule", &error)),
        }
    }
}

/// The name of an account's schedule: readable where its id allows, and never that of another account.
fn name(account: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let readable: String = account.chars().take(40).map(|c| if allowed(c) { c } else { '-' }).collect();
    format!("daily-{readable}-{}", Digest::of(account.as_bytes()).short(16))
}

/// At the hour, and at the next one where a day of that place may not have it: the scheduler leaves a firing out then.
fn expression(hour: u8, twice: bool) -> Result<String, StoreError> {
    if hour > 23 {
        return Err(StoreError::Service { service: SERVICE, what: "the hour must be between 0 and 23".to_owned() });
    }
    let hours = if twice { format!("{hour},{}", (hour + 1) % 24) } else { hour.to_string() };
    Ok(format!("cron(0 {hours} * * ? *)"))
}

fn window() -> Result<FlexibleTimeWindow, BuildError> {
    FlexibleTimeWindow::builder().mode(FlexibleTimeWindowMode::Flexible).maximum_window_in_minutes(WINDOW_MINUTES).build()
}

fn target(daily: &DailyTarget, account: &str, hour: Option<DailyHour>) -> Result<Target, BuildError> {
    let retry = RetryPolicy::builder().maximum_event_age_in_seconds(GIVE_UP_AFTER).maximum_retry_attempts(20).build();
    let dead_letters = daily.dead_letter_arn.as_ref().map(|arn| DeadLetterConfig::builder().arn(arn).build());
    Target::builder()
        .arn(&daily.queue_arn)
        .role_arn(&daily.role_arn)
        .input(input(account, hour))
        .retry_policy(retry)
        .set_dead_letter_config(dead_letters)
        .build()
}

fn input(account: &str, hour: Option<DailyHour>) -> String {
    let work = Work::Daily { account: account.to_owned(), scheduled_at: SCHEDULED_TIME.to_owned(), hour };
    serde_json::to_string(&work).unwrap_or_default()
}

fn unbuildable() -> StoreError {
    StoreError::Service { service: SERVICE, what: "the schedule cannot be built".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_name_is_allowed_readable_and_of_one_account_only() {
        let check = |account: &str, begins: &str| {
            let name = name(account);
            assert!(name.starts_with(begins), "{name}");
            assert!(name.len() <= 64, "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{name}");
        };
        check("acme", "daily-acme-");
        check("acme corp/1", "daily-acme-corp-1-");
        check("Zoë 🦊", "daily-Zo----");
        check(&"x".repeat(300), "daily-xxxx");
        assert_ne!(name("a b"), name("a-b"));
        assert_ne!(name(&"x".repeat(300)), name(&"x".repeat(301)));
    }

    #[test]
    fn the_input_is_what_the_daily_function_reads_with_the_time_left_to_the_scheduler() {
        let json = input("ac\"me", None);
        assert_eq!(json, r#"{"work":"daily","account":"ac\"me","scheduled_at":"<aws.scheduler.scheduled-time>"}"#);
        let delivered = json.replace(SCHEDULED_TIME, "2026-01-01T02:00:00Z");
        let work: Work = serde_json::from_str(&delivered).unwrap();
        assert_eq!(work, Work::Daily { account: "ac\"me".into(), scheduled_at: "2026-01-01T02:00:00Z".into(), hour: None });
        let hour = DailyHour { hour: 2, time_zone: "America/New_York".to_owned() };
        assert!(input("acme", Some(hour)).contains(r#""hour":{"hour":2,"time_zone":"America/New_York"}"#));
    }

    #[test]
    fn the_hour_is_one_of_the_day() {
        assert_eq!(expression(0, false).unwrap(), "cron(0 0 * * ? *)");
        assert_eq!(expression(23, false).unwrap(), "cron(0 23 * * ? *)");
        assert_eq!(expression(2, true).unwrap(), "cron(0 2,3 * * ? *)");
        assert_eq!(expression(23, true).unwrap(), "cron(0 23,0 * * ? *)");
        assert!(expression(24, false).is_err());
    }
}
