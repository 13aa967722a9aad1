//! Looks into the source: asked for here, done elsewhere.

use domain::Mapping;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sync::RunError;
use sync::lookup::{Answer, Lookup, Question};
use sync::ports::{FieldProfile, LookupStore as _, Work};

use crate::world::World;

const PATH: &str = "/v1/accounts/acme/lookups";

#[tokio::test]
async fn a_lookup_is_kept_before_it_is_sent_and_shown_once_it_is_answered() {
    let world = World::new().await;
    assert_eq!(world.send("POST", PATH, r#"{"kind":"fields"}"#).await.problem(), (409, "not_ready"), "connect first");
    world.set_up().await;
    let asked = world.send("POST", PATH, r#"{"kind":"fields"}"#).await;
    let id = asked.body["id"].as_str().unwrap().to_owned();
    assert_eq!((asked.status, asked.header("location")), (202, format!("{PATH}/{id}").as_str()));
    let running =
        json!({"id": id, "kind": "fields", "state": "running", "error": null, "fields": null, "preview": null, "what_if": null});
    assert_eq!((&asked.body, asked.header("retry-after")), (&running, "1"));
    let sent = world.outside.work.lock().unwrap().clone();
    assert_eq!(sent, [Work::Lookup { account: "acme".to_owned(), id: id.clone() }]);

    let lookup = world.store.lookup("acme", &id).await.unwrap().unwrap();
    let field = FieldProfile {
        path: "a.b".to_owned(),
        endpoint: "GET employees".to_owned(),
        label: "B".to_owned(),
        samples: vec!["xxx".to_owned()],
        fill_rate: 0.5,
        distinct: 2,
    };
    world.store.save_lookup("acme", &lookup.clone().ended(Ok(Answer::Fields(vec![field])))).await.unwrap();
    let shown = world.get(&format!("{PATH}/{id}")).await;
    assert_eq!((&shown.body["state"], &shown.body["fields"][0]["samples"]), (&json!("done"), &json!(["xxx"])));
    assert_eq!(shown.header("retry-after"), "");
    world.store.save_lookup("acme", &lookup.ended(Err(RunError::OutOfTime))).await.unwrap();
    assert_eq!(world.get(&format!("{PATH}/{id}")).await.body, shown.body, "a second answer changes nothing");
    assert_eq!(world.get(&format!("/v1/accounts/other/lookups/{id}")).await.problem(), (404, "not_found"));
}

#[tokio::test]
async fn a_draft_travels_with_the_question_and_not_with_the_message() {
    let world = World::new().await;
    world.set_up().await;
    let draft = json!({"exclude": "x", "demographics": [{"name": "Team", "field": "a.b"}]});
    let body = json!({"kind": "preview", "person": " ada@acme.example ", "mapping": draft});
    let asked = world.send("POST", PATH, &body.to_string()).await;
    assert_eq!((asked.status, &asked.body["kind"]), (202, &json!("preview")));
    assert!(!asked.body.to_string().contains("ada@"));
    let sent = serde_json::to_string(&*world.outside.work.lock().unwrap()).unwrap();
    assert!(!sent.contains("ada@"), "{sent}");
    let lookup = world.store.lookup("acme", asked.body["id"].as_str().unwrap()).await.unwrap().unwrap();
    let mapping = Mapping {
        exclude: Some("x".into()),
        demographics: vec![domain::Demographic::plain("Team", "a.b")],
        ..Mapping::default()
    };
    assert_eq!(lookup.question, Question::Preview { person: "ada@acme.example".to_owned(), mapping: Some(mapping) });
}

#[tokio::test]
async fn a_question_that_cannot_be_answered_is_refused_at_once() {
    let world = World::new().await;
    world.set_up().await;
    for body in [
        json!({}),
        json!({"kind": "all"}),
        json!({"kind": "fields", "person": "1"}),
        json!({"kind": "preview"}),
        json!({"kind": "preview", "person": " "}),
        json!({"kind": "preview", "person": "x".repeat(255)}),
        json!({"kind": "what_if", "mapping": {"exclude": null, "demographics": [{"name": "email", "field": "x"}]}}),
        json!({"kind": "what_if", "mapping": {"demographics": [], "lock": true}}),
    ] {
        assert_eq!(world.send("POST", PATH, &body.to_string()).await.problem(), (400, "bad_request"), "{body}");
    }
    assert!(world.outside.work.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_lookup_that_nobody_answers_fails_and_then_is_gone() {
    let world = World::new().await;
    world.set_up().await;
    let ago = |minutes| Timestamp::now().saturating_sub(SignedDuration::from_mins(minutes)).unwrap();
    let at = async |id: &str, minutes| {
        let lookup = Lookup::begin(id.to_owned(), "ann", Question::Fields, ago(minutes));
        world.store.save_lookup("acme", &lookup).await.unwrap();
        world.get(&format!("{PATH}/{id}")).await
    };
    assert_eq!(at("look_1", 29).await.body["state"], "running");
    let lost = at("look_2", 31).await.body;
    assert_eq!((&lost["state"], &lost["error"]["code"]), (&json!("failed"), &json!("request_lost")));
    assert_eq!(at("look_3", 60).await.problem(), (404, "not_found"));
    *world.outside.queue_is_down.lock().unwrap() = true;
    assert_eq!(world.send("POST", PATH, r#"{"kind":"fields"}"#).await.problem(), (503, "store_failed"));
}
