//! What the store does when the service is busy, fails, or answers into the void (F27–F31).

use domain::Field;
use jiff::{Timestamp, ToSpan as _};
use sync::StoreError;
use sync::account::Account;
use sync::ports::{ControlStore as _, Leases as _, Outcome, PlanStore as _, RunStore as _};
use sync::run::{Run, RunKind};

use crate::support::{World, create, edit, on_every_engine};
use crate::wire::Kind;

fn rename(n: usize) -> domain::Change {
    edit(n, 1, Field::Name, Some("Person"), Some("Renamed"))
}

#[tokio::test]
async fn what_passes_is_waited_for_and_the_write_happens_once() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let passing = [
            ("UpdateItem", 2, Kind::Refused("ThrottlingException")),
            ("UpdateItem", 2, Kind::Refused("TransactionConflictException")),
            ("TransactWriteItems", 2, Kind::Refused("TransactionInProgressException")),
            ("TransactWriteItems", 1, Kind::Cancelled("TransactionConflict")),
            ("TransactWriteItems", 1, Kind::Cancelled("ThrottlingError")),
            ("TransactWriteItems", 1, Kind::Cancelled("ProvisionedThroughputExceeded")),
        ];
        for (operation, times, kind) in passing {
            world.wire.fail(operation, times, kind);
        }
        assert_eq!(world.apply("plan", &[rename(1), create(2)]).await, vec![Outcome::Applied; 2]);
        assert!(world.wire.all_failed());
        assert_eq!(world.employee("emp_1").await.unwrap().version, 2);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_pass_is_an_error_that_names_operation_and_code_and_the_batch_can_be_sent_again() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let batch = [rename(1), create(2)];
        let lasting = [
            ("UpdateItem", Kind::Refused("ProvisionedThroughputExceededException"), "ProvisionedThroughputExceededException"),
            ("UpdateItem", Kind::Refused("AccessDeniedException"), "AccessDeniedException"),
            ("TransactWriteItems", Kind::Cancelled("TransactionConflict"), "TransactionConflict"),
            ("TransactWriteItems", Kind::Cancelled("ValidationError"), "ValidationError"),
            ("TransactWriteItems", Kind::Refused("IdempotentParameterMismatchException"), "IdempotentParameterMismatchException"),
        ];
        for (operation, kind, code) in lasting {
            world.wire.fail(operation, 100, kind);
            let error = world.try_apply("plan", &batch).await.unwrap_err();
            assert_eq!(error.to_string(), format!("DynamoDB failed: {operation}: {code}"));
            world.wire.heal();
        }
        // The update was written before the transactions failed.
        assert_eq!(world.apply("plan", &batch).await, [Outcome::AlreadyTrue, Outcome::Applied]);
    })
    .await;
}

#[tokio::test]
async fn a_write_whose_answer_was_lost_is_not_written_twice() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let batch = [rename(1), create(2)];
        world.wire.fail("UpdateItem", 1, Kind::AnswerLost);
        world.wire.fail("TransactWriteItems", 1, Kind::AnswerLost);
        // The receipt tells about the update, the request token about the transaction.
        assert_eq!(world.apply("plan", &batch).await, [Outcome::AlreadyTrue, Outcome::Applied]);
        assert!(world.wire.all_failed());
        assert_eq!(world.employee("emp_1").await.unwrap().version, 2);
        assert_eq!(world.employee("emp_2").await.unwrap().version, 1);
    })
    .await;
}

#[tokio::test]
async fn a_batch_whose_answers_were_all_lost_is_already_true_when_it_is_sent_again() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        for (operation, batch) in [("UpdateItem", [rename(1)]), ("TransactWriteItems", [create(2)])] {
            world.wire.fail(operation, 100, Kind::AnswerLost);
            world.try_apply("plan", &batch).await.unwrap_err();
            world.wire.heal();
            assert_eq!(world.apply("plan", &batch).await, [Outcome::AlreadyTrue], "{operation}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_save_whose_answer_was_lost_is_no_conflict_with_itself() {
    on_every_engine(async |world| {
        // The first attempt takes effect. Those after it come while it is still at work: more than the SDK makes in one go.
        world.wire.fail("TransactWriteItems", 1, Kind::AnswerLost);
        world.wire.fail("TransactWriteItems", 4, Kind::Refused("TransactionInProgressException"));
        let saved = world.store.save(Account::new("acme"), vec![]).await.unwrap();
        assert!(world.wire.all_failed());
        assert_eq!(world.store.account("acme").await.unwrap(), saved);
        world.wire.fail("TransactWriteItems", 2, Kind::Cancelled("TransactionConflict"));
        assert_eq!(world.store.save(saved, vec![]).await.unwrap().revision, 2);
    })
    .await;
}

#[tokio::test]
async fn a_lease_whose_answer_was_lost_is_taken_by_the_next_attempt() {
    on_every_engine(async |world| {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        world.wire.fail("UpdateItem", 1, Kind::AnswerLost);
        let lease = world.store.acquire("acme", "one", now, now + 1.hour()).await.unwrap();
        assert_eq!(lease.fence, 2, "both attempts took it");
        let run = Run::begin("run_1".into(), RunKind::Manual, "ann", now);
        world.store.checkpoint(&lease, &run).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_a_batch_left_unprocessed_is_sent_again_a_bounded_number_of_times() {
    // Only the embedded tables have the name that this answer bears.
    let world = crate::support::embedded().await;
    let left = r#"{"UnprocessedItems":{"control":[{"PutRequest":{"Item":{"pk":{"S":"acme"},"sk":{"S":"LEFT"}}}}]}}"#;
    let plan = crate::plans::stored(1);
    world.wire.fail("BatchWriteItem", 2, Kind::Answered(left));
    world.wire.take();
    world.store.put_plan("acme", &plan).await.unwrap();
    assert_eq!(world.wire.take().get("BatchWriteItem"), Some(&3));
    let items = world.client.scan().table_name("control").send().await.unwrap().items.unwrap();
    assert!(items.iter().any(|item| item["sk"].as_s().unwrap() == "LEFT"), "what was left is what is sent");

    let world: World = crate::support::embedded().await;
    world.wire.fail("BatchWriteItem", 100, Kind::Answered(left));
    let error = world.store.put_plan("acme", &plan).await.unwrap_err();
    assert_eq!(error.to_string(), "DynamoDB failed: BatchWriteItem: UnprocessedItems");
    assert_eq!(world.store.plan("acme", &plan.digest).await.unwrap(), None, "no header without its parts");
}

#[tokio::test]
async fn a_service_that_is_not_there_is_no_connection() {
    let nowhere = aws::embedded::client_config("http://127.0.0.1:9").to_builder();
    let nowhere = nowhere.retry_config(aws_sdk_dynamodb::config::retry::RetryConfig::disabled()).build();
    let tables = aws::Tables { employees: "employees".into(), control: "control".into() };
    let store = aws::DynamoStore::with_client(aws_sdk_dynamodb::Client::from_conf(nowhere), tables);
    let error = store.account("acme").await.unwrap_err();
    assert!(matches!(error, StoreError::Service { .. }));
    assert_eq!(error.to_string(), "DynamoDB failed: GetItem: no connection");
}
