//! A read that is killed, or runs out of time, goes on where it stood: no page is asked for twice beyond the one in flight.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use aws::DynamoStore;
use domain::{Demographic, Field, SourcePerson, Trigger};
use sync::daily::Daily;
use sync::planning::Planning;
use sync::ports::{ControlStore as _, Purpose, ReadStore, SavedRead, Silent};
use sync::{RunError, StoreError};
use testkit::trinet::{Fault, Target, WorldPerson};
use trinet::Limits;

use crate::deployment::{ACCOUNT, Deployment, Dying, Moment};

/// People, ten to a page.
const PEOPLE: usize = 115;
const PAGES: usize = 12;

fn ten_to_a_page(two_pass_below: usize) -> Limits {
    Limits { page_size: 10, two_pass_below, retry_delay_ms_base: 0, ..Limits::default() }
}

/// The digest of a review's plan and the pages asked for, without any interruption.
async fn uninterrupted(limits: &Limits, pages: usize) -> String {
    let whole = Deployment::new(PEOPLE, limits.clone()).await;
    let digest = whole.review(&|| false).await.unwrap();
    assert_eq!(whole.pages(), pages);
    digest
}

/// One pass of twelve pages, and two.
fn companies() -> [(Limits, usize); 2] {
    [(ten_to_a_page(0), PAGES), (ten_to_a_page(5_000), 2 * PAGES)]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_killed_around_any_save_repeats_no_more_than_one_page() {
    for (limits, pages) in companies() {
        let expected = uninterrupted(&limits, pages).await;
        for save in 1..pages {
            for moment in [Moment::Before, Moment::After] {
                let company = Deployment::new(PEOPLE, limits.clone()).await;
                let dying = Arc::new(Dying::at(save, moment, company.store.clone()));
                company.killed_while_reviewing(dying.clone()).await;
                let digest = company.review(&|| false).await.unwrap();
                let repeated = usize::from(moment == Moment::Before);
                assert_eq!(company.pages(), pages + repeated, "killed {moment:?} save {save} of {pages} pages");
                assert_eq!(digest, expected);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_killed_while_any_page_is_in_flight_repeats_that_page_alone() {
    for (limits, pages) in companies() {
        let expected = uninterrupted(&limits, pages).await;
        for page in 0..pages {
            let company = Deployment::new(PEOPLE, limits.clone()).await;
            let hangs = Fault::SlowHeaders(Duration::from_secs(3600));
            company.trinet.with_world(|world| world.faults.after(u32::try_from(page).unwrap(), 1, Target::EmployeesAll, hangs));
            company.killed_when(|company| company.pages() == page + 1).await;
            let digest = company.review(&|| false).await.unwrap();
            assert_eq!(company.pages(), pages + 1, "killed in page {} of {pages}", page + 1);
            assert_eq!(digest, expected);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_time_behind_every_page_it_still_ends_and_asks_for_no_page_twice() {
    for (limits, pages) in companies() {
        let expected = uninterrupted(&limits, pages).await;
        let company = Deployment::new(PEOPLE, limits).await;
        let mut pauses = 0;
        let digest = loop {
            match company.review(&|| true).await {
                Some(digest) => break digest,
                None => pauses += 1,
            }
        };
        assert_eq!((company.pages(), pauses, digest), (pages, pages - 1, expected));
    }
}

/// A queue gives the message of an invocation that died to another one after an hour and a half.
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_read_is_gone_on_with_when_its_message_comes_again_and_done_anew_when_it_is_old() {
    for (minutes, pages) in [(95, PAGES), (125, PAGES + 1)] {
        let company = Deployment::new(PEOPLE, ten_to_a_page(0)).await;
        assert_eq!(company.review(&|| true).await, None);
        let saved = company.store.saved_read(ACCOUNT, Purpose::Review).await.unwrap().unwrap();
        let saved_at = saved.saved_at - Duration::from_secs(60 * minutes);
        company.store.save_read(ACCOUNT, SavedRead { saved_at, ..saved }, None).await.unwrap();
        company.review(&|| false).await.unwrap();
        assert_eq!(company.pages(), pages, "{minutes} minutes later");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_time_with_a_page_that_could_not_be_saved_it_stops_and_the_same_work_is_done_again() {
    let company = Deployment::new(PEOPLE, ten_to_a_page(0)).await;
    let refusing = Planning { reads: Arc::new(Refusing(company.store.clone())), ..company.planning.clone() };
    let stopped = refusing.review(ACCOUNT, "ann", None, Trigger::Manual, &Silent, &|| true).await.unwrap_err();
    assert!(matches!(stopped, RunError::Store(StoreError::Service { .. })), "{stopped:?}");
    assert_eq!((stopped.worth_retrying(), company.pages()), (true, 1));
    company.review(&|| false).await.unwrap();
}

/// A store that saves no read.
struct Refusing(Arc<DynamoStore>);

#[async_trait]
impl ReadStore for Refusing {
    async fn saved_read(&self, account: &str, purpose: Purpose) -> Result<Option<SavedRead>, StoreError> {
        self.0.saved_read(account, purpose).await
    }

    async fn people_so_far(&self, account: &str, read: &SavedRead) -> Result<Vec<SourcePerson>, StoreError> {
        self.0.people_so_far(account, read).await
    }

    async fn save_read(&self, _: &str, _: SavedRead, _: Option<&[SourcePerson]>) -> Result<SavedRead, StoreError> {
        Err(StoreError::Service { service: "DynamoDB", what: "it is away".to_owned() })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_run_and_a_set_up_go_on_in_the_same_run() {
    let company = Deployment::new(PEOPLE, ten_to_a_page(0)).await;
    let mut account = company.store.account(ACCOUNT).await.unwrap();
    (account.auto_sync, account.state) = (true, sync::IntegrationState::Live);
    company.store.save(account, Vec::new()).await.unwrap();
    let mut runs = std::collections::BTreeSet::new();
    loop {
        match company.planning.daily(ACCOUNT, "2026-01-01T02:00:00Z", "", &sync::ports::Silent, &|| true).await.unwrap() {
            Daily::Paused(run) => runs.extend([run.id]),
            Daily::Blocked(run, _) | Daily::HandOver(run, ..) => break runs.extend([run.id]),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((runs.len(), company.pages()), (1, PAGES));
    let mut set_ups = 1;
    while company.planning.set_up(ACCOUNT, "ann", &sync::ports::Silent, &|| true).await.unwrap().is_none() {
        set_ups += 1;
    }
    assert_eq!((set_ups, company.pages()), (PAGES, 2 * PAGES), "of another purpose, and so anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_move_between_two_invocations_are_noticed_as_within_one() {
    let moves = AtomicUsize::new(0);
    let company = Deployment::new(PEOPLE, ten_to_a_page(5_000)).await;
    let error = loop {
        company.trinet.with_world(|world| {
            let first = format!("{:011}", 1_000 - moves.fetch_add(1, Ordering::Relaxed));
            world.companies[0].people.insert(0, WorldPerson::new(&first, "New", "Comer"));
        });
        match company.try_review(&|| true).await {
            Ok(None) => {}
            Ok(Some(_)) => panic!("nobody can prove that this read is whole"),
            Err(error) => break error,
        }
    };
    assert_eq!(error.code(), "source_unstable");
    assert_eq!(company.pages(), 6, "each of three passes ends at its second page");
    let before = company.pages();
    company.review(&|| false).await.unwrap();
    assert_eq!(company.pages(), before + 2 * 13, "what was found unstable is read anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_goes_on_under_the_same_connection_mapping_redaction_and_directory_only() {
    type Edit = fn(&mut sync::Account);
    let edits: [(&str, Edit, usize); 5] = [
        ("nothing", |_| {}, PAGES),
        ("mail", |account| account.recipients.push("hr@acme.example".to_owned()), PAGES),
        // What was read before an import would take its values back.
        ("directory", |account| account.epoch += 1, PAGES + 1),
        ("redaction", |account| account.settings.redacted.extend([Field::DateOfBirth]), PAGES + 1),
        ("connection", |account| account.connection.as_mut().unwrap().connected_at += Duration::from_secs(1), PAGES + 1),
    ];
    for (what, edit, pages) in edits {
        let company = Deployment::new(PEOPLE, ten_to_a_page(0)).await;
        assert_eq!(company.review(&|| true).await, None);
        let mut account = company.store.account(ACCOUNT).await.unwrap();
        edit(&mut account);
        company.store.save(account, Vec::new()).await.unwrap();
        company.review(&|| false).await.unwrap();
        assert_eq!(company.pages(), pages, "{what} changed");
        let before = company.pages();
        company.review(&|| false).await.unwrap();
        assert_eq!(company.pages(), before + PAGES, "a read that was whole is not gone on with");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_of_a_read_holds_nothing_redacted_and_nothing_unmapped() {
    let company = Deployment::new(PEOPLE, ten_to_a_page(0)).await;
    let redacted = [Field::Name, Field::DateOfBirth, Field::Demographic("Department".to_owned())];
    let mut account = company.store.account(ACCOUNT).await.unwrap();
    account.settings.redacted = redacted.into();
    company.store.save(account, Vec::new()).await.unwrap();
    company
        .map(vec![
            Demographic::plain("Department", "employmentInfo.department.deptName"),
            Demographic::plain("Work Location", "employmentInfo.location.locationName"),
        ])
        .await;
    let mut canaries = Vec::new();
    company.trinet.with_world(|world| {
        for (number, person) in world.companies[0].people.iter_mut().enumerate() {
            person.last_name = format!("Quillon{number}");
            person.department = format!("Aviary{number}");
            person.business_title = format!("Falconer{number}");
            canaries.extend([&person.last_name, &person.department, &person.business_title].map(Clone::clone));
            canaries.extend(person.birth_date.map(|date| date.to_string()));
        }
    });
    for _ in 0..5 {
        assert_eq!(company.review(&|| true).await, None);
    }
    let read = company.store.saved_read(ACCOUNT, Purpose::Review).await.unwrap().unwrap();
    let people = company.store.people_so_far(ACCOUNT, &read).await.unwrap();
    let saved = serde_json::to_string(&(&read, &people)).unwrap();
    assert!(people.len() == 50 && saved.contains("@acme.example") && saved.contains("locationName"), "the rest is there");
    for canary in canaries {
        assert!(!saved.contains(&canary), "{canary} is saved");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_that_ended_whole_right_after_it_was_gone_on_with_is_not_gone_on_with_again() {
    let company = Deployment::new(PEOPLE, ten_to_a_page(0)).await;
    for _ in 1..PAGES {
        assert_eq!(company.review(&|| true).await, None);
    }
    let first = company.review(&|| true).await.unwrap();
    company.trinet.with_world(|world| world.companies[0].people[0].preferred_first = "Zed".to_owned());
    let second = company.review(&|| false).await.unwrap();
    assert!(first != second, "everybody is read anew");
    assert_eq!(company.pages(), 2 * PAGES);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_go_on_with_one_read_at_once_both_end_and_with_the_same_plan() {
    let company = Deployment::new(PEOPLE, ten_to_a_page(5_000)).await;
    for _ in 0..3 {
        assert_eq!(company.review(&|| true).await, None);
    }
    let (one, two) = tokio::join!(company.review(&|| false), company.review(&|| false));
    assert!(one.is_some() && one == two);
    assert!(company.pages() <= 2 * 2 * PAGES);
}
