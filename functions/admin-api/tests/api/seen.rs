//! A change names what it is a change of.

use serde_json::json;
use sync::ports::ControlStore as _;

use crate::world::World;

const CONNECT: &str = r#"{"company":"A1B","client_id":"id-1","client_secret":"s3cret"}"#;
const CHANGES: [(&str, &str, &str); 5] = [
    ("PUT", "connection", CONNECT),
    ("PUT", "auto-sync", r#"{"on":false,"hour":5}"#),
    ("PUT", "mapping", r#"{"exclude":null,"demographics":[]}"#),
    ("POST", "disconnect", r#"{"company":"A1B"}"#),
    ("PUT", "settings", "{}"),
];

#[tokio::test]
async fn a_change_that_does_not_say_what_it_saw_is_refused() {
    let world = World::new().await;
    world.set_up().await;
    for (method, what, body) in CHANGES {
        let path = format!("/v1/accounts/acme/{what}");
        let request = axum::http::Request::builder().method(method).uri(&path).header("content-type", "application/json");
        let request = request.header("idempotency-key", "k");
        let answer = world.as_machine(request.body(axum::body::Body::from(body)).unwrap()).await;
        assert_eq!(answer.problem(), (428, "precondition_required"), "{what}");
    }
}

#[tokio::test]
async fn what_somebody_else_changed_meanwhile_is_not_saved_over() {
    for (method, what, body) in &CHANGES[..4] {
        let world = World::new().await;
        world.set_up().await;
        let path = format!("/v1/accounts/acme/{what}");
        let tag = world.version(method, &path).await.unwrap();
        let mut account = world.store.account("acme").await.unwrap();
        account.mapping_locked = false;
        account.recipients.push("other@acme.example".to_owned());
        account.mapping_version = 0;
        let mapping = json!({"exclude": "a.b", "demographics": []}).to_string();
        world.store.save(account, Vec::new()).await.unwrap();
        world.send("PUT", "/v1/accounts/acme/mapping", &mapping).await;
        let before = world.store.account("acme").await.unwrap();
        let answer = world.send_seen(method, &path, &tag, body).await;
        assert_eq!(answer.problem(), (412, "changed_meanwhile"), "{what}");
        assert_eq!(world.store.account("acme").await.unwrap(), before, "{what}");
        assert!(world.outside.work.lock().unwrap().is_empty() && world.outside.secrets.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_daily_sync_moves_to_another_hour_and_zone_and_the_schedule_with_it() {
    let world = World::new().await;
    world.imported().await;
    let path = "/v1/accounts/acme/auto-sync";
    for wrong in [r#"{"on":true,"hour":24}"#, r#"{"on":true,"time_zone":"Mars/Base"}"#] {
        assert_eq!(world.send("PUT", path, wrong).await.problem(), (400, "bad_request"), "{wrong}");
    }
    assert!(world.outside.schedules.lock().unwrap().is_empty());
    let on = world.send("PUT", path, r#"{"on":true,"hour":5,"time_zone":"Europe/Berlin"}"#).await;
    assert_eq!(on.body["auto_sync"], json!({"on": true, "hour": 5, "time_zone": "Europe/Berlin"}));
    let next = on.body["daily_next_at"].as_str().unwrap();
    assert!(next.ends_with("T03:00:00Z") || next.ends_with("T04:00:00Z"), "{next}");
    assert_eq!(world.outside.schedules.lock().unwrap().len(), 1);
    let off = world.send("PUT", path, r#"{"on":false}"#).await;
    assert_eq!((&off.body["auto_sync"]["hour"], off.body["daily_next_at"].is_null()), (&json!(5), true));
}
