//! Accounts and what is saved with them; history.

use domain::{EmployeeId, Mapping, Missing};
use jiff::{Timestamp, ToSpan as _};
use sync::StoreError;
use sync::account::{Account, IntegrationState};
use sync::ports::{AlongWith, ControlStore as _, Leases as _, Listed, Outbox as _, RunStore as _, Trigger};
use sync::run::{OutboxMail, Run, RunKind, RunState};

use crate::support::on_every_engine;

fn now() -> Timestamp {
    Timestamp::now()
}

fn run(id: &str) -> Run {
    Run::begin(id.into(), RunKind::Review, "ann", "2026-01-01T00:00:00Z".parse().unwrap())
}

fn trigger(run: &str, again: Option<&str>) -> Trigger {
    Trigger { key: "daily 1".into(), run: run.into(), again: again.map(str::to_owned), lasts: false }
}

/// Stores a run, and nothing else of the account.
async fn put(store: &aws::DynamoStore, account: &str, run: &Run) -> Result<Account, StoreError> {
    let account = store.account(account).await?;
    store.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await
}

fn missing(people: usize) -> Vec<Missing> {
    let since = "2026-01-01".parse().unwrap();
    // Digests as ids: they do not compress, as real ids do not.
    let id = |n: usize| EmployeeId(format!("emp_{}", domain::Digest::of(&n.to_le_bytes()).short(20)));
    (0..people).map(|n| Missing { employee: id(n), since, first_run: n as u64 }).collect()
}

#[tokio::test]
async fn an_account_that_was_never_saved_is_new() {
    on_every_engine(async |world| {
        assert_eq!(world.store.account("acme").await.unwrap(), Account::new("acme"));
    })
    .await;
}

#[tokio::test]
async fn an_account_is_saved_with_everything_that_became_true_with_it() {
    on_every_engine(async |world| {
        let store = &world.store;
        let mapping = Mapping { version: 1, locked: true, ..Mapping::default() };
        let mail = OutboxMail {
            id: "mail_1".into(),
            account: "acme".into(),
            to: vec!["ops@acme.example".into()],
            subject: "Blocked".into(),
            body: "2 deactivations. ".repeat(100),
            created_at: now(),
        };
        let along = vec![
            AlongWith::Run(Box::new(run("run_1"))),
            AlongWith::Mapping(mapping.clone()),
            AlongWith::Missing(missing(2)),
            AlongWith::Trigger(trigger("run_1", None)),
            AlongWith::Mail(mail.clone()),
        ];
        let account = Account { state: IntegrationState::Blocked, recipients: vec!["x".repeat(3000)], ..Account::new("acme") };
        let saved = store.save(account, along).await.unwrap();
        assert_eq!(saved.revision, 1);
        assert_eq!(store.account("acme").await.unwrap(), saved);
        assert_eq!(store.run("acme", "run_1").await.unwrap(), Some(run("run_1")));
        assert_eq!(store.mapping("acme", 1).await.unwrap(), Some(mapping));
        assert_eq!(store.mapping("acme", 2).await.unwrap(), None);
        assert_eq!(store.missing("acme").await.unwrap(), missing(2));
        assert_eq!(store.trigger("acme", "daily 1").await.unwrap().as_deref(), Some("run_1"));
        assert_eq!(store.pending("acme").await.unwrap(), [mail]);
        let again = store.save(saved, vec![]).await.unwrap();
        assert_eq!(again.revision, 2);
    })
    .await;
}

#[tokio::test]
async fn a_save_of_a_stale_account_is_a_conflict_and_saves_nothing() {
    on_every_engine(async |world| {
        let store = &world.store;
        let first = store.save(Account::new("acme"), vec![]).await.unwrap();
        let newer = store.save(first.clone(), vec![]).await.unwrap();
        for stale in [Account::new("acme"), first] {
            let along = vec![AlongWith::Run(Box::new(run("run_9")))];
            assert!(matches!(store.save(stale, along).await, Err(StoreError::Conflict)));
        }
        assert_eq!(store.run("acme", "run_9").await.unwrap(), None);
        assert_eq!(store.account("acme").await.unwrap(), newer);
    })
    .await;
}

#[tokio::test]
async fn a_trigger_counts_once_until_it_expires() {
    on_every_engine(async |world| {
        let with = |run: &str| vec![AlongWith::Trigger(trigger(run, None))];
        let store = &world.store;
        let account = store.save(Account::new("acme"), with("run_1")).await.unwrap();
        assert!(matches!(store.save(account.clone(), with("run_2")).await, Err(StoreError::AlreadyDone)));
        let stale = Account::new("acme");
        assert!(matches!(store.save(stale, with("run_2")).await, Err(StoreError::AlreadyDone)), "also when both fail");
        assert_eq!(store.trigger("acme", "daily 1").await.unwrap().as_deref(), Some("run_1"));

        let later = store.clone().with_clock(|| now() + (36 * 24).hours());
        assert_eq!(later.trigger("acme", "daily 1").await.unwrap(), None);
        let lasting = vec![AlongWith::Trigger(Trigger { lasts: true, ..trigger("run_3", None) })];
        let account = later.save(account, lasting).await.unwrap();
        let much_later = store.clone().with_clock(|| now() + (36 * 240).hours());
        assert_eq!(much_later.trigger("acme", "daily 1").await.unwrap().as_deref(), Some("run_3"), "one that lasts");
        assert!(matches!(much_later.save(account, with("run_4")).await, Err(StoreError::AlreadyDone)));
    })
    .await;
}

#[tokio::test]
async fn a_trigger_passes_to_the_run_that_tries_its_failed_one_again_and_to_no_other() {
    on_every_engine(async |world| {
        let store = &world.store;
        let with = |run: &str, again| vec![AlongWith::Trigger(trigger(run, again))];
        let account = store.save(Account::new("acme"), with("run_1", None)).await.unwrap();
        let wrong = store.save(account.clone(), with("run_3", Some("run_2"))).await;
        assert!(matches!(wrong, Err(StoreError::AlreadyDone)));
        store.save(account, with("run_2", Some("run_1"))).await.unwrap();
        assert_eq!(store.trigger("acme", "daily 1").await.unwrap().as_deref(), Some("run_2"));
    })
    .await;
}

#[tokio::test]
async fn two_runs_never_share_an_id() {
    on_every_engine(async |world| {
        let store = &world.store;
        let other = Run { started_at: now(), ..run("run_1") };
        put(store, "acme", &run("run_1")).await.unwrap();
        assert!(matches!(put(store, "acme", &other).await, Err(StoreError::Conflict)));
        let lease = store.acquire("acme", "one", now(), now() + 1.hour()).await.unwrap();
        assert!(matches!(store.checkpoint(&lease, &other).await, Err(StoreError::Conflict)));
        assert_eq!(store.run("acme", "run_1").await.unwrap(), Some(run("run_1")));
    })
    .await;
}

#[tokio::test]
async fn a_run_that_has_ended_never_changes() {
    on_every_engine(async |world| {
        let store = &world.store;
        let ended = Run { state: RunState::Committed, finished_at: Some(now()), ..run("run_1") };
        put(store, "acme", &run("run_1")).await.unwrap();
        put(store, "acme", &ended).await.unwrap();
        let again = Run { applied: 7, ..ended.clone() };
        for other in [run("run_1"), again] {
            assert!(matches!(put(store, "acme", &other).await, Err(StoreError::AlreadyDone)));
            let lease = store.acquire("acme", "one", now(), now() + 1.hour()).await.unwrap();
            assert!(matches!(store.checkpoint(&lease, &other).await, Err(StoreError::AlreadyDone)));
        }
        assert_eq!(store.run("acme", "run_1").await.unwrap(), Some(ended.clone()));
        let bytes = serde_json::to_vec(&ended).unwrap();
        assert_eq!(store.recorded("acme").await.unwrap(), [(ended, domain::Digest::of(&bytes))]);
    })
    .await;
}

#[tokio::test]
async fn the_missing_are_replaced_as_a_whole_whatever_their_number() {
    on_every_engine(async |world| {
        let store = &world.store;
        let mut account = store.account("acme").await.unwrap();
        assert_eq!(store.missing("acme").await.unwrap(), []);
        for people in [400_000, 3, 25_000, 0] {
            account = store.save(account, vec![AlongWith::Missing(missing(people))]).await.unwrap();
            let read = store.missing("acme").await.unwrap();
            assert!(read == missing(people), "{people}: read {}", read.len());
        }
    })
    .await;
}

#[tokio::test]
async fn runs_come_newest_first_and_at_most_as_many_as_asked() {
    on_every_engine(async |world| {
        let store = &world.store;
        for n in 1..=5 {
            put(store, "acme", &run(&format!("run_{n}"))).await.unwrap();
        }
        put(store, "other", &run("run_9")).await.unwrap();
        put(store, "acme", &Run { state: RunState::Failed, ..run("run_5") }).await.unwrap();
        let ids = async |limit: usize| store.runs("acme", limit).await.unwrap().into_iter().map(|run| run.id).collect::<Vec<_>>();
        assert_eq!(ids(2).await, ["run_5", "run_4"]);
        assert_eq!(ids(50).await.len(), 5);
        assert_eq!(ids(0).await, [""; 0]);
        let older = async |listed: Listed, before: &str, limit: usize| {
            let runs = store.older_runs("acme", listed, Some(before), limit).await.unwrap();
            runs.into_iter().map(|run| run.id).collect::<Vec<_>>()
        };
        for n in [2, 3] {
            put(store, "acme", &run(&format!("act_{n}"))).await.unwrap();
        }
        assert_eq!(ids(50).await.len(), 5, "an act is in no list of runs");
        assert_eq!(older(Listed::Runs, "4", 2).await, ["run_3", "run_2"]);
        assert_eq!(older(Listed::Runs, "35", 50).await, ["run_3", "run_2", "run_1"], "there need not be a run of that id");
        assert_eq!(older(Listed::Acts, "9", 50).await, ["act_3", "act_2"]);
        assert_eq!(older(Listed::Acts, "2", 50).await, [""; 0]);
        assert_eq!(store.recorded("acme").await.unwrap().len(), 7, "the chain has all of them");
        assert_eq!(store.run("acme", "run_5").await.unwrap().unwrap().state, RunState::Failed);
    })
    .await;
}
