//! What is begun here and done elsewhere.

use serde_json::{Value, json};
use sync::ports::{ControlStore as _, RunStore as _, Work};
use sync::{Account, IntegrationState};

use crate::world::World;

#[tokio::test]
async fn a_set_up_sync_is_started_once_the_mapping_is_locked() {
    let world = World::new().await;
    assert_eq!(world.send("POST", "/v1/accounts/acme/setup", "").await.problem(), (409, "not_ready"));
    let mut account = world.set_up().await;
    account.mapping_locked = false;
    let mut account = world.store.save(account, Vec::new()).await.unwrap();
    assert_eq!(world.send("POST", "/v1/accounts/acme/setup", "").await.problem(), (409, "not_ready"));
    account.mapping_locked = true;
    world.store.save(account, Vec::new()).await.unwrap();
    let answer = world.send("POST", "/v1/accounts/acme/setup", "").await;
    assert_eq!((answer.status, answer.header("location")), (202, "/v1/accounts/acme/integration"));
    let wanted = Work::Setup { account: "acme".to_owned(), actor: "administrator".to_owned() };
    assert_eq!(*world.outside.work.lock().unwrap(), [wanted]);
}

#[tokio::test]
async fn once_an_account_is_live_only_staff_have_it_set_up_again() {
    let world = World::new().await;
    world.imported().await;
    for state in [IntegrationState::Importing, IntegrationState::Live, IntegrationState::Blocked] {
        let account = world.store.account("acme").await.unwrap();
        world.store.save(Account { state, ..account }, Vec::new()).await.unwrap();
        assert_eq!(world.send("POST", "/v1/accounts/acme/setup", "").await.problem(), (409, "not_ready"), "{state:?}");
    }
    assert_eq!(*world.outside.work.lock().unwrap(), []);
    let account = world.store.account("acme").await.unwrap();
    world.store.save(Account { state: IntegrationState::Mapped, ..account }, Vec::new()).await.unwrap();
    assert_eq!(world.send("POST", "/v1/accounts/acme/setup", "").await.status, 202, "of another company, say");
}

#[tokio::test]
async fn as_many_requests_as_a_person_makes_are_at_work_at_once_and_no_more() {
    let world = World::new().await;
    world.set_up().await;
    for n in 1..=20 {
        assert_eq!(world.send("POST", "/v1/accounts/acme/reviews", "").await.status, 202, "{n}");
    }
    let refused = world.send("POST", "/v1/accounts/acme/reviews", "").await;
    assert_eq!((refused.problem(), refused.header("retry-after")), ((429, "too_many_requests"), "10"));
    assert_eq!(world.outside.work.lock().unwrap().len(), 20);
    let first = world.store.account("acme").await.unwrap().announced.into_keys().next().unwrap();
    let mut run = world.store.run("acme", &first).await.unwrap().unwrap();
    run.finished_at = Some(run.started_at);
    sync::history::end(world.store.as_ref(), "acme", &mut run).await.unwrap();
    assert_eq!(world.send("POST", "/v1/accounts/acme/reviews", "").await.status, 202, "one has ended");
}

#[tokio::test]
async fn a_review_is_in_the_history_before_it_is_begun() {
    let world = World::new().await;
    assert_eq!(world.send("POST", "/v1/accounts/acme/reviews", "").await.problem(), (409, "not_ready"));
    world.set_up().await;
    let answer = world.send("POST", "/v1/accounts/acme/reviews", "").await;
    assert_eq!(answer.status, 202);
    let shown = world.get(answer.header("location")).await;
    assert_eq!(shown.header("retry-after"), "2", "it is to be looked at again");
    let run = shown.body;
    assert!(answer.body.as_object().unwrap().iter().all(|(key, value)| run[key] == *value));
    assert_eq!((&run["kind"], &run["state"]), (&json!("review"), &json!("running")));
    let sent = world.outside.work.lock().unwrap().clone();
    let id = run["run_id"].as_str().unwrap().to_owned();
    let (account, actor) = ("acme".to_owned(), "administrator".to_owned());
    assert_eq!(sent, [Work::Review { account, actor, run: id, deactivate_missing: false }]);
}

#[tokio::test]
async fn a_commit_names_the_plan_by_its_digest_and_carries_the_reviewers_choices() {
    let world = World::new().await;
    let stored = world.reviewed().await;
    let path = format!("/v1/accounts/acme/plans/{}/commit", stored.digest);
    let body = json!({"skip": ["c0001"], "same_person": {"c0002": "emp_1"}, "confirm": "Checked with HR"});
    assert_eq!(world.send("POST", &path, &body.to_string()).await.problem(), (428, "precondition_required"));
    let other = world.ask("POST", &path, "\"sha256:0\"", body.clone()).await;
    assert_eq!(other.problem(), (412, "changed_meanwhile"));
    let tag = world.get(&format!("/v1/accounts/acme/plans/{}", stored.digest)).await.header("etag").to_owned();
    let answer = world.ask("POST", &path, &tag, body).await;
    assert_eq!(answer.status, 202);
    let run = world.get(answer.header("location")).await.body;
    assert_eq!((&run["kind"], &run["digest"]), (&json!("manual"), &json!(stored.digest)));
    let sent = serde_json::to_value(&world.outside.work.lock().unwrap()[0]).unwrap();
    let wanted = json!({"work": "commit", "account": "acme", "digest": stored.digest, "actor": "administrator",
        "run": run["run_id"], "skip": ["c0001"], "same_person": {"c0002": "emp_1"}, "confirm": "Checked with HR"});
    assert_eq!(sent, wanted);
}

#[tokio::test]
async fn a_plan_of_another_account_or_of_nobody_cannot_be_committed() {
    let world = World::new().await;
    let stored = world.reviewed().await;
    for (account, digest) in
        [("other", stored.digest.to_string()), ("acme", format!("sha256:{}", "0".repeat(64))), ("acme", "nonsense".to_owned())]
    {
        let answer = world.ask("POST", &format!("/v1/accounts/{account}/plans/{digest}/commit"), "\"any\"", json!({})).await;
        assert_eq!(answer.problem(), (404, "unknown_plan"), "{account} {digest}");
    }
    assert!(world.outside.work.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_run_whose_message_cannot_be_sent_is_a_failed_one() {
    let world = World::new().await;
    world.set_up().await;
    *world.outside.queue_is_down.lock().unwrap() = true;
    let answer = world.send("POST", "/v1/accounts/acme/reviews", "").await;
    assert_eq!(answer.problem(), (503, "store_failed"));
    assert!(!answer.body["detail"].as_str().unwrap().contains("SQS"), "what is behind the API is not the caller's matter");
    let runs = world.get("/v1/accounts/acme/runs").await.body;
    assert_eq!((&runs["items"][0]["state"], &runs["items"][0]["colour"]), (&json!("failed"), &json!("red")));
    assert_ne!(runs["items"][0]["finished_at"], Value::Null);
}
