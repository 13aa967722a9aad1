//! What an answer says of a way on: where it is in the UI, and never a command.

use serde_json::json;
use sync::ports::{AlongWith, ControlStore as _};
use sync::{IntegrationState, Run, RunKind, RunState};

use crate::company::people;
use crate::world::World;

#[tokio::test]
async fn an_undo_or_edit_that_is_not_possible_is_explained_in_the_words_of_the_ui() {
    let world = World::new().await;
    let stored = world.planned(people(2)).await;
    let imported = world.commit(&stored).await;
    let review = end(&world, "run_2", RunState::Planned, None).await;
    let answer = world.ask("POST", &format!("/v1/accounts/acme/runs/{review}/undo"), "", json!({})).await;
    assert_eq!(answer.problem(), (409, "not_ready"));
    assert!(answer.body["detail"].as_str().unwrap().ends_with("(see the import history)"), "{}", answer.body);

    let employee = format!("/v1/accounts/acme/employees/{}", stored.plan.changes[0].employee.0);
    let seen = world.get(&employee).await.header("etag").to_owned();
    let mut account = world.store.account("acme").await.unwrap();
    account.state = IntegrationState::Importing;
    account.epoch_plan = Some(stored.digest.clone());
    world.store.save(account, Vec::new()).await.unwrap();
    let undo = world.ask("POST", &format!("/v1/accounts/acme/runs/{imported}/undo"), "", json!({})).await;
    let edit = world.ask("PATCH", &employee, &seen, json!({"email": "other@acme.example"})).await;
    for answer in [undo, edit] {
        assert_eq!(answer.problem(), (409, "not_ready"));
        let way = "import the same plan once more, or let the daily sync do it";
        assert!(answer.body["detail"].as_str().unwrap().contains(way), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_run_that_failed_says_what_to_do_in_the_words_of_the_ui() {
    let world = World::new().await;
    world.set_up().await;
    let stale = "the plan is stale: another import was made after it; make it again (`rollcall plan`, or `rollcall undo RUN`)";
    let run = end(&world, "run_1", RunState::Failed, Some(stale)).await;
    let shown = world.get(&format!("/v1/accounts/acme/runs/{run}")).await.body;
    for key in ["error_detail", "next_step"] {
        let expected = "the plan is stale: another import was made after it; review again, or plan the undo again";
        assert_eq!(shown[key], expected);
    }
}

#[tokio::test]
async fn a_step_that_is_missing_is_named_as_the_ui_names_it() {
    let world = World::new().await;
    let answer = world.send("PUT", "/v1/accounts/acme/auto-sync", r#"{"on":true}"#).await;
    assert_eq!(answer.problem(), (409, "not_ready"));
    assert_eq!(answer.body["detail"], "the first import is not finished; review and import first");
}

/// An ended run of the history.
async fn end(world: &World, id: &str, state: RunState, detail: Option<&str>) -> String {
    let mut run = Run::begin(id.to_owned(), RunKind::Review, "ann", jiff::Timestamp::now());
    (run.state, run.error_detail) = (state, detail.map(str::to_owned));
    run.finished_at = Some(run.started_at);
    let account = world.store.account("acme").await.unwrap();
    world.store.save(account, vec![AlongWith::Run(Box::new(run))]).await.unwrap();
    id.to_owned()
}
