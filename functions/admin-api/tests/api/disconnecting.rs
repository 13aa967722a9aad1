//! Testing a connection again, taking it away, and what is told of it.

use serde_json::{Value, json};
use sync::IntegrationState;
use sync::acting::Deed;
use sync::ports::{ControlStore as _, Directory as _, Work};

use crate::world::World;

const INTEGRATION: &str = "/v1/accounts/acme/integration";
const CONNECT: &str = r#"{"company":"A1B","client_id":"id-1","client_secret":"long-s3cret-Canary-wxyz"}"#;

#[tokio::test]
async fn of_a_stored_secret_only_its_end_is_told_with_who_saved_it() {
    let world = World::new().await;
    assert_eq!(world.get(INTEGRATION).await.body["secret"], Value::Null);
    world.send("PUT", "/v1/accounts/acme/connection", CONNECT).await;
    let shown = world.get(INTEGRATION).await.body;
    assert_eq!((&shown["secret"]["ends_with"], &shown["secret"]["saved_by"]), (&json!("wxyz"), &json!("administrator")));
    assert!(!shown.to_string().contains("Canary"));
    let short = CONNECT.replace("long-s3cret-Canary-wxyz", "fifteen-letters");
    world.send("PUT", "/v1/accounts/acme/connection", &short).await;
    assert_eq!(world.get(INTEGRATION).await.body["secret"]["ends_with"], "", "four of fifteen would be too much");
}

#[tokio::test]
async fn a_connection_is_tested_again_as_it_is() {
    let world = World::new().await;
    let path = "/v1/accounts/acme/connection/check";
    assert_eq!(world.send("POST", path, "").await.problem(), (409, "not_ready"));
    let before = world.set_up().await.connection;
    let answer = world.send("POST", path, "").await;
    assert_eq!((answer.status, answer.header("location")), (202, INTEGRATION));
    assert_eq!(*world.outside.work.lock().unwrap(), [Work::CheckConnection { account: "acme".to_owned() }]);
    let after = world.store.account("acme").await.unwrap();
    assert_eq!((after.connection, after.state), (before, IntegrationState::ReadyToFinalise));
}

#[tokio::test]
async fn a_disconnected_account_has_no_credentials_and_no_schedule_and_keeps_everything_else() {
    let world = World::new().await;
    let stored = world.imported().await;
    world.send("PUT", "/v1/accounts/acme/connection", CONNECT).await;
    world.send("PUT", "/v1/accounts/acme/auto-sync", r#"{"on":true}"#).await;
    let entries = world.get(INTEGRATION).await.body["history_entries"].as_u64().unwrap();
    let path = "/v1/accounts/acme/disconnect";
    assert_eq!(world.send("POST", path, r#"{"company":"B2C"}"#).await.problem(), (422, "confirmation_mismatch"));
    assert_eq!(world.outside.secrets.lock().unwrap().len(), 1, "nothing was deleted");

    let shown = world.send("POST", path, r#"{"company":"A1B"}"#).await;
    assert_eq!(
        (shown.status, &shown.body["state"], &shown.body["next_action"]),
        (200, &json!("not_connected"), &json!("connect"))
    );
    assert_eq!(
        (&shown.body["connection"], &shown.body["secret"], &shown.body["auto_sync"]["on"]),
        (&Value::Null, &Value::Null, &json!(false))
    );
    assert_eq!(shown.body["history_entries"], entries + 1);
    assert!(world.outside.secrets.lock().unwrap().is_empty());
    assert_eq!(world.outside.schedules.lock().unwrap().last(), Some(&("acme".to_owned(), false)));
    assert_eq!(world.store.employees("acme").await.unwrap().len(), 2);
    let act = world.acts().await.pop().unwrap();
    assert_eq!((act.what, act.about.as_deref()), (Deed::Disconnected, Some("A1B")));
    let account = world.store.account("acme").await.unwrap();
    assert!(account.last_import.is_some());
    assert_ne!(stored.plan.base_epoch, account.epoch, "plans made before are stale");
    assert_eq!(world.send("POST", path, r#"{"company":"A1B"}"#).await.problem(), (409, "not_ready"), "only once");
}

#[tokio::test]
async fn nobody_disconnects_in_the_middle_of_an_import() {
    let world = World::new().await;
    let mut account = world.set_up().await;
    account.state = IntegrationState::Importing;
    world.store.save(account, Vec::new()).await.unwrap();
    let answer = world.send("POST", "/v1/accounts/acme/disconnect", r#"{"company":"A1B"}"#).await;
    assert_eq!(answer.problem(), (409, "not_ready"));
    assert!(world.store.account("acme").await.unwrap().connection.is_some());
}
