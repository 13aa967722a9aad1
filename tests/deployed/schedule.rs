//! The account's schedule in EventBridge Scheduler, and what it sends, sent now instead of at its hour.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

use crate::deployment::Deployment;
use crate::signed;

/// How soon it fires; the server looks every ten seconds.
const SOON: SignedDuration = SignedDuration::from_secs(2);

/// How long after it is due a message has certainly been sent.
pub(crate) const FIRES_WITHIN: Duration = Duration::from_secs(60);

/// The only schedule there is.
pub(crate) async fn the_schedule(deployment: &Deployment) -> Value {
    let listed = request(deployment, Method::GET, "/schedules", None).await;
    let schedules = listed["Schedules"].as_array().unwrap();
    assert_eq!(schedules.len(), 1, "{listed}");
    let (name, group) = (schedules[0]["Name"].as_str().unwrap(), schedules[0]["GroupName"].as_str().unwrap());
    request(deployment, Method::GET, &format!("/schedules/{name}?groupName={group}"), None).await
}

/// Has what `schedule` sends sent in a moment: by a schedule of the same group that fires once, with the same target, role and
/// input. (This server fires a schedule at one fixed time only once, also after it was moved.)
pub(crate) async fn fire(deployment: &Deployment, schedule: &Value, name: &str) {
    let due = Timestamp::now().checked_add(SOON).unwrap();
    let mut target = schedule["Target"].clone();
    // The service fills the time in as it fires; this server does not.
    let input = target["Input"].as_str().unwrap().replace("<aws.scheduler.scheduled-time>", &format!("{due:.0}"));
    target["Input"] = json!(input);
    let body = json!({
        "GroupName": schedule["GroupName"],
        "ScheduleExpression": format!("at({})", due.strftime("%Y-%m-%dT%H:%M:%S")),
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "ActionAfterCompletion": "DELETE",
        "Target": target,
    });
    request(deployment, Method::POST, &format!("/schedules/{name}"), Some(&body)).await;
}

async fn request(deployment: &Deployment, method: Method, path: &str, body: Option<&Value>) -> Value {
    let url = format!("{}{path}", deployment.server.endpoint);
    let response = signed::send("scheduler", method, &url, body).await;
    let status = response.status();
    let text = response.text().await.unwrap();
    assert!(status.is_success(), "{path}: {status} {text}");
    serde_json::from_str(&text).unwrap()
}
