//! Connect, set up, review, commit; an ordinary day; a day that is stopped and mailed about.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use testkit::trinet::{ScriptedDay, SimulatedTriNet, World, apply_day};

use crate::api::Api;
use crate::deployment::Deployment;
use crate::schedule::{FIRES_WITHIN, fire, the_schedule};
use crate::waiting::until;

#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_connected_imported_and_kept_true_day_by_day() {
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
    let trinet = SimulatedTriNet::start(World::bundled_on(today)).await.unwrap();
    let deployment = Deployment::start(folder.path(), &trinet.url()).await;
    let api = Api::of(&deployment, "acme");

    assert_eq!(api.status_for_a_stranger().await, 403, "only signed callers are admitted");
    connect(&api, &trinet).await;
    set_up(&api).await;
    import(&api).await;
    let schedule = automate(&api, &deployment).await;
    ordinary_day(&api, &deployment, &trinet, &schedule).await;
    stopped_day(&api, &deployment, &trinet, &schedule).await;

    assert_eq!(trinet.write_attempts(), 0, "TriNet is only read");
    the_logs_are_clean(&deployment, &api.employees().await, &trinet);
}

async fn connect(api: &Api, trinet: &SimulatedTriNet) {
    let (client_id, client_secret) = trinet.credentials();
    let request = json!({
        "company": "A1B", "client_id": client_id, "client_secret": client_secret,
        "recipients": ["hr@acme.example"], "time_zone": "UTC",
    });
    api.put("/connection", request).await;
    let integration = api.until_state("connected").await;
    assert!(!integration.to_string().contains(&client_secret), "a credential is never shown again");
}

async fn set_up(api: &Api) {
    api.put("/mapping", json!({"demographics": [], "lock": true})).await;
    api.post("/setup", json!({})).await;
    api.until_state("ready_to_finalise").await;
    assert_eq!(api.employees().await.len(), 0, "set-up imports nobody");
}

async fn import(api: &Api) {
    let plan = api.review().await;
    let created = plan["counts"]["create"].as_u64().unwrap();
    assert!(created > 200, "{}", plan["counts"]);
    let digest = plan["digest"].as_str().unwrap();
    let run = api.commit(digest, json!({"confirm": "The first import of the company."})).await;
    assert_eq!(run["applied"].as_u64().unwrap(), changes(&plan), "what was seen is what was done");
    api.until_state("live").await;
    assert_eq!(api.employees().await.len() as u64, created);
    let again = api.review().await;
    assert_eq!(changes(&again), 0, "the same people plan nothing the second time");
}

async fn automate(api: &Api, deployment: &Deployment) -> Value {
    api.put("/auto-sync", json!({"on": true})).await;
    let schedule = the_schedule(deployment).await;
    assert_eq!(schedule["ScheduleExpressionTimezone"], "UTC");
    schedule
}

async fn ordinary_day(api: &Api, deployment: &Deployment, trinet: &SimulatedTriNet, schedule: &Value) {
    let before = ids(&api.employees().await);
    let report = trinet.with_world(|world| apply_day(world, ScriptedDay::Changes));
    fire(deployment, schedule, "first-day").await;
    let run = next_daily_run(api, 1).await;
    assert_eq!(run["state"], "committed", "{run}");
    let after = api.employees().await;
    // Somebody who had left before the first import and is back is new to the directory.
    let newcomers = report.hired.len() + report.rehired.len();
    assert_eq!(ids(&after).difference(&before).count(), newcomers, "{report:?}");
    assert_eq!(before.difference(&ids(&after)).count(), 0, "nobody is ever deleted");
    for gone in &report.ended {
        assert_ne!(person(&after, gone)["status"], "active", "{gone} has left");
    }
    for vanished in &report.vanished {
        assert_eq!(person(&after, vanished)["status"], "active", "to be missing is not to have left");
    }
}

async fn stopped_day(api: &Api, deployment: &Deployment, trinet: &SimulatedTriNet, schedule: &Value) {
    let before = directory(api).await;
    assert_eq!(mails(deployment).await.len(), 0);
    let report = trinet.with_world(|world| apply_day(world, ScriptedDay::Blocked));
    fire(deployment, schedule, "second-day").await;
    let run = next_daily_run(api, 2).await;
    assert_eq!(run["state"], "blocked", "{run}");
    let after = directory(api).await;
    let changed: Vec<&String> = after.keys().filter(|id| after.get(*id) != before.get(*id)).collect();
    assert!(changed.is_empty() && after.len() == before.len(), "a stopped day writes nothing, but {changed:?} changed");
    let mail = until("the mail is sent", FIRES_WITHIN, async || mails(deployment).await.pop()).await;
    assert_eq!((&mail["Source"], &mail["To"]), (&json!("rollcall@example.com"), &json!(["hr@acme.example"])));
    let body = mail["BodyText"].as_str().unwrap();
    assert!(body.contains("https://people.example.com"), "the mail says where to look: {body}");
    assert!(body.contains(&report.overwritten[0]), "and whose record it was");
    assert!(!body.contains('@'), "by id, not by name or address");
}

/// What is stored of each employee, by id. Whether somebody is missing from the source is not: it is counted with every read.
async fn directory(api: &Api) -> BTreeMap<String, Value> {
    let stored = |mut employee: Value| {
        employee.as_object_mut().unwrap().remove("missing");
        (employee["id"].as_str().unwrap().to_owned(), employee)
    };
    api.employees().await.into_iter().map(stored).collect()
}

async fn next_daily_run(api: &Api, number: usize) -> Value {
    until("the daily run has ended", FIRES_WITHIN, async || {
        let runs = api.daily_runs().await;
        (runs.len() == number).then(|| runs[0].clone())
    })
    .await
}

async fn mails(deployment: &Deployment) -> Vec<Value> {
    let url = format!("{}/_ministack/ses/messages", deployment.server.endpoint);
    let answer: Value = serde_json::from_str(&reqwest::get(url).await.unwrap().text().await.unwrap()).unwrap();
    let accounts = answer["messages"].as_object().unwrap();
    accounts.values().flat_map(|sent| sent.as_array().unwrap().clone()).collect()
}

/// No failure, and nothing personal. The functions ran at `trace`: what is not in their logs now never is.
fn the_logs_are_clean(deployment: &Deployment, employees: &[Value], trinet: &SimulatedTriNet) {
    let log = deployment.server.log();
    assert!(log.contains(r#""level":"INFO""#), "the functions' logs are not in the server's");
    let errors: Vec<&str> = log.lines().filter(|line| line.contains(r#""level":"ERROR""#)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(!log.contains(&trinet.credentials().1), "a credential was logged");
    for employee in employees {
        for key in ["email", "name"] {
            let Some(value) = employee[key].as_str() else { continue };
            assert!(!log.contains(value), "the {key} of {} was logged", employee["id"]);
        }
    }
}

/// How many changes a plan has; those of a large one do not stand in it.
fn changes(plan: &Value) -> u64 {
    ["create", "update", "deactivate", "reactivate"].into_iter().map(|count| plan["counts"][count].as_u64().unwrap()).sum()
}

fn ids(employees: &[Value]) -> BTreeSet<String> {
    employees.iter().map(|employee| employee["id"].as_str().unwrap().to_owned()).collect()
}

fn person<'a>(employees: &'a [Value], source_id: &str) -> &'a Value {
    employees.iter().find(|employee| employee["source_id"] == source_id).unwrap_or_else(|| panic!("no {source_id}"))
}
