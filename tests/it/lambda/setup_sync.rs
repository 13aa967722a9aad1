//! `setup-sync`: connection tests and set-up syncs.

use serde_json::json;
use sync::{IntegrationState, RunKind, RunState};

use super::events::{MESSAGE, queue};
use super::world::{ACCOUNT, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_connection_is_tested_and_then_set_up_without_importing_anybody() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::Connecting).await;
    let mut function = world.function("setup-sync").await;

    let check = queue(&json!({"work": "check_connection", "account": ACCOUNT}));
    function.accepts(check).await;
    let account = world.account().await;
    assert_eq!(account.state, IntegrationState::Connected);
    assert!(account.connection.unwrap().checks.iter().any(|check| check.passed), "each permission was tested");

    world.account_without_secret(IntegrationState::Mapped).await;
    let set_up = queue(&json!({"work": "setup", "account": ACCOUNT, "actor": "ann"}));
    function.accepts(set_up).await;
    assert_eq!(world.account().await.state, IntegrationState::ReadyToFinalise);
    let history = world.history().await;
    assert_eq!((history[0].kind, history[0].state, history[0].actor.as_str()), (RunKind::Setup, RunState::Completed, "ann"));
    assert_eq!(world.people().await, 0, "set-up imports nobody (I9)");
    assert_eq!(world.trinet.write_attempts(), 0, "TriNet is only read");

    let log = function.stop(&world.canaries()).await;
    assert_eq!((log.count("Completed", None), log.count("Failures", None)), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_credentials_and_a_missing_mapping_are_told_and_not_tried_again() {
    let Some(world) = World::start().await else { return };
    world.store_secret("wrong-Secret-Canary").await;
    world.account_without_secret(IntegrationState::Connecting).await;
    let mut function = world.function("setup-sync").await;

    let check = queue(&json!({"work": "check_connection", "account": ACCOUNT}));
    function.accepts(check).await;
    assert_eq!(world.account().await.state, IntegrationState::CredentialFailed);

    let set_up = queue(&json!({"work": "setup", "account": ACCOUNT, "actor": "ann"}));
    function.accepts(set_up).await;
    let mut canaries = world.canaries();
    canaries.push("wrong-Secret-Canary".to_owned());
    let log = function.stop(&canaries).await;
    assert_eq!((log.count("Refused", Some("not_ready")), log.lines("WARN", "not_ready")), (1, 1));
    assert_eq!(log.count("Failures", None), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_is_away_is_asked_again_later() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::Mapped).await;
    world.trinet.stop().await;
    let mut function = world.function("setup-sync").await;
    let set_up = queue(&json!({"work": "setup", "account": ACCOUNT, "actor": "ann"}));
    assert_eq!(function.given_back(set_up).await, [MESSAGE]);
    assert_eq!(world.account().await.state, IntegrationState::Mapped, "it can be set up later");
    assert_eq!(world.history().await[0].state, RunState::Failed);
    let log = function.stop(&world.canaries()).await;
    assert_eq!(log.count("Failures", Some("source_unreachable")), 1);
}
