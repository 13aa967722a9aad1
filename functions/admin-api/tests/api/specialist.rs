//! What staff do for a customer.

use serde_json::json;
use sync::acting::Deed;
use sync::ports::{ControlStore as _, Work};

use crate::world::World;

const MAPPING: &str = "/v1/accounts/acme/mapping";

#[tokio::test]
async fn a_mapping_is_shown_with_the_core_fields_that_nobody_configures() {
    let world = World::new().await;
    let core = world.get(MAPPING).await.body["core"].clone();
    assert_eq!(core.as_array().unwrap().len(), 8);
    let email =
        json!({"field": "email", "source": "employmentInfo.workEmail", "endpoint": "GET employees", "label": "Work Email"});
    assert_eq!(core[2], email);
    assert_eq!((&core[6]["field"], &core[6]["endpoint"]), (&json!("end_date"), &json!("GET employees?viewType=All")));
}

#[tokio::test]
async fn a_locked_mapping_is_unlocked_edited_and_locked_again_and_the_history_says_who_did_it() {
    let world = World::new().await;
    world.set_up().await;
    let mapping = |lock| json!({"exclude": null, "demographics": [], "lock": lock}).to_string();
    let mut account = world.store.account("acme").await.unwrap();
    account.mapping_locked = false;
    world.store.save(account, Vec::new()).await.unwrap();
    assert_eq!(world.send("PUT", MAPPING, &mapping(true)).await.body["locked"], true);
    let unlocked = world.send("POST", "/v1/accounts/acme/mapping/unlock", "").await;
    assert_eq!((unlocked.status, &unlocked.body["locked"], &unlocked.body["version"]), (200, &json!(false), &json!(2)));
    let again = world.send("POST", "/v1/accounts/acme/mapping/unlock", "").await;
    assert_eq!(again.body, unlocked.body, "what is unlocked stays as it is");
    let deeds: Vec<Deed> = world.acts().await.into_iter().map(|act| act.what).collect();
    assert_eq!(deeds, [Deed::MappingLocked, Deed::MappingUnlocked]);
}

#[tokio::test]
async fn everything_is_synced_again_by_the_function_that_may_read() {
    let world = World::new().await;
    assert_eq!(world.send("POST", "/v1/accounts/acme/resync", "").await.problem(), (409, "not_ready"));
    world.imported().await;
    let answer = world.send("POST", "/v1/accounts/acme/resync", "").await;
    assert_eq!((answer.status, &answer.body["state"]), (202, &json!("live")));
    let sent = world.outside.work.lock().unwrap().clone();
    assert_eq!(sent, [Work::Setup { account: "acme".to_owned(), actor: "administrator".to_owned() }]);
}

#[tokio::test]
async fn ending_the_missing_is_a_review_like_any_other() {
    let world = World::new().await;
    let path = "/v1/accounts/acme/missing/deactivation";
    assert_eq!(world.send("POST", path, "").await.problem(), (409, "not_ready"));
    world.imported().await;
    let answer = world.send("POST", path, "").await;
    assert_eq!((answer.status, &answer.body["kind"]), (202, &json!("support")));
    let run = answer.body["run_id"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("location"), format!("/v1/accounts/acme/runs/{run}"));
    assert_eq!(world.get("/v1/accounts/acme/integration").await.body["active_run"], run.as_str());
    let (account, actor) = ("acme".to_owned(), "administrator".to_owned());
    let sent = world.outside.work.lock().unwrap().clone();
    assert_eq!(sent, [Work::Review { account, actor, run, deactivate_missing: true }]);
}
