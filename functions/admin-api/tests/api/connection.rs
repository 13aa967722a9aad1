//! Connecting, mapping and switching auto-sync.

use serde_json::{Value, json};
use sync::acting::Deed;
use sync::ports::{ControlStore as _, Work};

use crate::issuer::token;
use crate::world::World;

const CONNECT: &str = r#"{"company":"A1B","client_id":"id-1","client_secret":"s3cret-Canary","recipients":["ops@acme.example"]}"#;

#[tokio::test]
async fn an_account_that_nobody_connected_says_what_to_do_first() {
    let answer = World::new().await.get("/v1/accounts/acme/integration").await;
    assert_eq!(answer.status, 200);
    assert_eq!((&answer.body["state"], &answer.body["next_action"]), (&json!("not_connected"), &json!("connect")));
    assert_eq!(answer.body["connection"], Value::Null);
    assert_eq!(answer.body["auto_sync"]["on"], false);
}

#[tokio::test]
async fn a_connection_is_stored_tested_elsewhere_and_never_shown_again() {
    let world = World::new().await;
    let answer = world.send("PUT", "/v1/accounts/acme/connection", CONNECT).await;
    assert_eq!((answer.status, answer.header("location")), (202, "/v1/accounts/acme/integration"));
    assert_eq!(*world.outside.secrets.lock().unwrap(), [("acme".to_owned(), "s3cret-Canary".to_owned())]);
    assert_eq!(*world.outside.work.lock().unwrap(), [Work::CheckConnection { account: "acme".to_owned() }]);
    let shown = world.get("/v1/accounts/acme/integration").await.body;
    assert_eq!((&shown["state"], &shown["next_action"]), (&json!("connecting"), &json!("wait")));
    assert_eq!(shown["connection"]["company"], "A1B");
    assert_eq!(shown["recipients"], json!(["ops@acme.example"]));
    for text in [answer.body.to_string(), shown.to_string()] {
        assert!(!text.contains("s3cret") && !text.contains("id-1"), "{text}");
    }
    let account = world.store.account("acme").await.unwrap();
    assert_eq!(account.connection.unwrap().url, "https://source.example", "the address is configuration");
    let acts = world.acts().await;
    let acts: Vec<_> = acts.iter().map(|act| (act.what, act.about.as_deref())).collect();
    assert_eq!(acts, [(Deed::Connected, Some("A1B"))]);
}

#[tokio::test]
async fn who_gets_mail_is_said_by_whoever_connects_first_and_changed_by_whoever_may_set_that() {
    let world = World::new().await;
    let (administrator, specialist) = ("acme:account-administrator", "acme:employee-data-administrator");
    let other = CONNECT.replace("ops@", "eve@");
    for (role, body, status, recipient) in [
        (specialist, CONNECT, 202, "ops@acme.example"),
        (specialist, CONNECT, 202, "ops@acme.example"),
        (specialist, &other, 403, "ops@acme.example"),
        (administrator, &other, 202, "eve@acme.example"),
    ] {
        let answer = world.as_person_who_saw(&token(&[role]), "PUT", "/v1/accounts/acme/connection", body).await;
        assert_eq!(answer.status, status, "{role} {body}");
        assert_eq!(world.store.account("acme").await.unwrap().recipients, [recipient]);
    }
}

#[tokio::test]
async fn nobody_can_say_where_the_source_is() {
    let world = World::new().await;
    let body = r#"{"company":"A1B","client_id":"i","client_secret":"s","url":"https://evil.example"}"#;
    assert_eq!(world.send("PUT", "/v1/accounts/acme/connection", body).await.problem(), (400, "bad_request"));
    assert!(world.outside.secrets.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_connection_that_cannot_be_right_is_refused_before_anything_is_stored() {
    let world = World::new().await;
    let check = async |changes: Value| {
        let mut body: Value = serde_json::from_str(CONNECT).unwrap();
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let answer = world.send("PUT", "/v1/accounts/acme/connection", &body.to_string()).await;
        assert_eq!(answer.problem(), (400, "bad_request"), "{changes}");
    };
    check(json!({"company": ""})).await;
    check(json!({"company": "../B2C"})).await;
    check(json!({"client_id": ""})).await;
    check(json!({"client_secret": "with blank"})).await;
    check(json!({"client_secret": "x".repeat(1025)})).await;
    check(json!({"client_secret": null})).await;
    check(json!({"recipients": ["nobody"]})).await;
    check(json!({"recipients": ["a@example.com\r\nBcc: b@example.com"]})).await;
    check(json!({"recipients": vec!["a@example.com"; 21]})).await;
    assert!(world.outside.secrets.lock().unwrap().is_empty() && world.outside.work.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_mapping_is_saved_shown_locked_and_then_refused() {
    let world = World::new().await;
    let path = "/v1/accounts/acme/mapping";
    let mapping = |lock| {
        json!({"exclude": "employmentInfo.customGroupA", "lock": lock,
               "demographics": [{"name": "Department", "field": "employmentInfo.department.deptName"}]})
    };
    assert_eq!(world.send("PUT", path, &mapping(false).to_string()).await.problem(), (409, "not_ready"), "connect first");
    world.send("PUT", "/v1/accounts/acme/connection", CONNECT).await;
    let saved = world.send("PUT", path, &mapping(false).to_string()).await;
    assert_eq!((saved.status, &saved.body["version"], &saved.body["locked"]), (200, &json!(1), &json!(false)));
    assert_eq!(world.get(path).await.body, saved.body);
    assert_eq!(saved.body["demographics"][0]["transforms"], json!([]), "an answer leaves nothing out");
    let locked = world.send("PUT", path, &mapping(true).to_string()).await;
    assert_eq!((&locked.body["version"], &locked.body["locked"]), (&json!(2), &json!(true)));
    let other = json!({"demographics": [], "lock": true});
    assert_eq!(world.send("PUT", path, &other.to_string()).await.problem(), (403, "not_permitted"));
    let core = json!({"demographics": [{"name": "email", "field": "x"}]});
    assert_eq!(world.send("PUT", path, &core.to_string()).await.problem(), (400, "bad_request"));
    assert_eq!(world.send("PUT", path, r#"{"lock":true}"#).await.problem(), (400, "bad_request"), "a whole mapping or none");
}

#[tokio::test]
async fn auto_sync_waits_for_the_first_import_and_then_keeps_its_schedule_in_step() {
    let world = World::new().await;
    let path = "/v1/accounts/acme/auto-sync";
    assert_eq!(world.send("PUT", path, r#"{"on":true}"#).await.problem(), (409, "not_ready"));
    world.imported().await;
    let on = world.send("PUT", path, r#"{"on":true}"#).await;
    assert_eq!((on.status, &on.body["auto_sync"]["on"]), (200, &json!(true)));
    let off = world.send("PUT", path, r#"{"on":false}"#).await;
    assert_eq!((off.status, &off.body["auto_sync"]["on"]), (200, &json!(false)));
    let schedules = world.outside.schedules.lock().unwrap().clone();
    assert_eq!(schedules, [("acme".to_owned(), true), ("acme".to_owned(), false)]);
}
