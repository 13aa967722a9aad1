//! `setup-sync`: connection tests and set-up syncs.

use domain::Demographic;
use serde_json::json;
use sync::lookup::{Answer, HIDDEN, Lookup, LookupState, Question};
use sync::ports::LookupStore as _;
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
    let account = world.account().await;
    assert_eq!(account.state, IntegrationState::Mapped, "it can be set up later");
    assert_eq!(account.setup_error.map(|error| error.code).as_deref(), Some("source_unreachable"));
    assert_eq!(world.history().await[0].state, RunState::Failed);
    let log = function.stop(&world.canaries()).await;
    assert_eq!(log.count("Failures", Some("source_unreachable")), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_looks_up_is_answered_once_masked_and_imports_nobody() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::Connected).await;
    let mut function = world.function("setup-sync").await;
    let email = world.trinet.with_world(|trinet| trinet.companies[0].people[0].work_email.clone());
    let demographics = vec![Demographic::plain("Department", "employmentInfo.department.deptName")];
    let mapping = domain::Mapping { demographics, ..domain::Mapping::default() };
    let questions = [
        Question::Fields,
        Question::Preview { person: email.clone(), mapping: Some(mapping.clone()) },
        Question::WhatIf { mapping: Some(mapping) },
        Question::Preview { person: "nobody@acme.example".to_owned(), mapping: None },
    ];
    let mut answers = Vec::new();
    for (number, question) in questions.into_iter().enumerate() {
        let id = format!("look_{number}");
        let lookup = Lookup::begin(id.clone(), "ann", question, jiff::Timestamp::now());
        world.store.save_lookup(ACCOUNT, &lookup).await.unwrap();
        let look = json!({"work": "lookup", "account": ACCOUNT, "id": id});
        function.accepts(queue(&look)).await;
        let read = world.trinet.requests().len();
        function.accepts(queue(&look)).await;
        assert_eq!(world.trinet.requests().len(), read, "a second delivery does not even read");
        answers.push(world.store.lookup(ACCOUNT, &id).await.unwrap().unwrap());
    }
    function.accepts(queue(&json!({"work": "lookup", "account": ACCOUNT, "id": "look_gone"}))).await;
    let Some(Answer::Preview(preview)) = &answers[1].answer else { panic!("{:?}", answers[1].error) };
    let value = |field: &str| preview.values.iter().find(|it| it.field.as_str() == field).and_then(|it| it.value.as_deref());
    assert_eq!((value("email"), value("date_of_birth")), (Some(email.as_str()), Some(HIDDEN)));
    assert!(value("Department").is_some());
    let Some(Answer::WhatIf(what_if)) = &answers[2].answer else { panic!("{:?}", answers[2].error) };
    assert!(what_if.counts.create > 0 && !what_if.people.is_empty());
    assert!(matches!(&answers[0].answer, Some(Answer::Fields(fields)) if fields.len() > 5));
    let failed = answers[3].error.as_ref().map(|error| error.code.as_str());
    assert_eq!((answers[3].state, failed), (LookupState::Failed, Some("unknown_person")));
    assert_eq!(world.people().await, 0);
    assert!(world.history().await.is_empty(), "a look is no run");
    function.stop(&world.canaries()).await;
}
