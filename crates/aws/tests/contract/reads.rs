//! Reads under way: saved page by page, gone on with as they were or not at all.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{Digest, Field, SourcePerson};
use jiff::{Timestamp, ToSpan as _};
use sync::StoreError;
use sync::ports::{Cursor, Purpose, ReadStore as _, SavedRead};

use crate::support::{World, on_every_engine};

fn read(id: &str) -> SavedRead {
    SavedRead {
        id: id.into(),
        purpose: Purpose::Review,
        run: "run_1".into(),
        basis: Digest::of(b"basis"),
        revision: 0,
        saved_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        begun_anew: 0,
        cursor: Cursor { pass: 1, ..Cursor::default() },
        pages: None,
    }
}

/// Three people of a page.
fn people(page: usize) -> Vec<SourcePerson> {
    let person = |n| SourcePerson {
        source_id: format!("S{page}-{n}"),
        email: Some(format!("p{page}.{n}@acme.example")),
        custom: [("department".to_owned(), "Sales".to_owned())].into(),
        ..SourcePerson::default()
    };
    (0..3).map(person).collect()
}

/// The read behind its next page of three.
fn next(read: &SavedRead) -> SavedRead {
    let cursor = Cursor { pages: read.cursor.pages + 1, people: read.cursor.people + 3, ..read.cursor.clone() };
    SavedRead { cursor, ..read.clone() }
}

async fn save(world: &World, read: &SavedRead) -> SavedRead {
    let read = next(read);
    let page = people(read.cursor.pages);
    world.store.save_read("acme", read, Some(&page)).await.unwrap()
}

async fn so_far(world: &World) -> Result<Vec<String>, StoreError> {
    let read = world.store.saved_read("acme", Purpose::Review).await?.unwrap();
    let people = world.store.people_so_far("acme", &read).await?;
    Ok(people.into_iter().map(|person| person.source_id).collect())
}

fn ids(pages: std::ops::RangeInclusive<usize>) -> Vec<String> {
    pages.flat_map(people).map(|person| person.source_id).collect()
}

async fn items(world: &World) -> Vec<HashMap<String, AttributeValue>> {
    let scan = world.client.scan().table_name(&world.tables.control).consistent_read(true).send().await.unwrap();
    scan.items.unwrap()
}

#[tokio::test]
async fn the_people_of_all_pages_come_back_in_order_and_the_cursor_as_it_was() {
    on_every_engine(async |world| {
        let mut saved = read("read_1");
        for pages in 1..=12 {
            saved = save(&world, &saved).await;
            assert_eq!(world.store.saved_read("acme", Purpose::Review).await.unwrap(), Some(saved.clone()));
            assert_eq!(so_far(&world).await.unwrap(), ids(1..=pages));
        }
        let people_back = world.store.people_so_far("acme", &saved).await.unwrap();
        assert!(people_back == (1..=12).flat_map(people).collect::<Vec<_>>(), "every value is there");
    })
    .await;
}

#[tokio::test]
async fn another_pass_begins_with_nobody_and_knows_what_the_first_one_found() {
    on_every_engine(async |world| {
        let saved = save(&world, &save(&world, &read("read_1")).await).await;
        let not_granted = BTreeSet::from([Field::DateOfBirth]);
        let cursor = Cursor { pass: 2, not_granted, whole: vec![Digest::of(b"ids")], ..Cursor::default() };
        world.wire.take();
        let second = world.store.save_read("acme", SavedRead { cursor, ..saved }, None).await.unwrap();
        assert_eq!(world.wire.take().into_iter().collect::<Vec<_>>(), [("PutItem".to_owned(), 1)], "one write unit");
        assert_eq!(world.store.saved_read("acme", Purpose::Review).await.unwrap(), Some(second.clone()));
        assert_eq!(so_far(&world).await.unwrap(), Vec::<String>::new());
        save(&world, &second).await;
        assert_eq!(so_far(&world).await.unwrap(), ids(1..=1));
    })
    .await;
}

#[tokio::test]
async fn reads_of_other_accounts_and_purposes_are_not_seen() {
    on_every_engine(async |world| {
        save(&world, &read("read_1")).await;
        assert_eq!(world.store.saved_read("other", Purpose::Review).await.unwrap(), None);
        for purpose in [Purpose::Auto, Purpose::Setup] {
            assert_eq!(world.store.saved_read("acme", purpose).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_at_once_the_one_that_saves_second_is_told_so_and_spoils_nothing() {
    on_every_engine(async |world| {
        let (one, two) = (save(&world, &read("read_1")).await, next(&read("read_2")));
        assert!(matches!(world.store.save_read("acme", two, Some(&people(7))).await, Err(StoreError::Conflict)));
        let one = save(&world, &one).await;
        assert_eq!(so_far(&world).await.unwrap(), ids(1..=2));
        let anew = SavedRead { revision: one.revision, ..read("read_3") };
        save(&world, &anew).await;
        assert!(matches!(world.store.save_read("acme", next(&one), Some(&people(3))).await, Err(StoreError::Conflict)));
        assert_eq!(so_far(&world).await.unwrap(), ids(1..=1));
    })
    .await;
}

#[tokio::test]
async fn who_goes_on_with_a_read_takes_it_with_one_write_and_whoever_had_it_saves_no_more() {
    on_every_engine(async |world| {
        let had = save(&world, &save(&world, &read("read_1")).await).await;
        world.wire.take();
        let taken = world.store.save_read("acme", SavedRead { run: "run_2".into(), ..had.clone() }, None).await.unwrap();
        assert_eq!(world.wire.take().into_iter().collect::<Vec<_>>(), [("PutItem".to_owned(), 1)]);
        assert_eq!(so_far(&world).await.unwrap(), ids(1..=2));
        for late in [next(&had), had] {
            assert!(matches!(world.store.save_read("acme", late, None).await, Err(StoreError::Conflict)));
        }
        save(&world, &taken).await;
        assert_eq!(so_far(&world).await.unwrap(), ids(1..=3));
    })
    .await;
}

#[tokio::test]
async fn pages_that_were_mixed_by_two_who_went_on_with_one_read_are_not_believed() {
    on_every_engine(async |world| {
        let one = save(&world, &read("read_1")).await;
        let three = save(&world, &save(&world, &one).await).await;
        let late = world.store.save_read("acme", next(&one), Some(&people(9))).await;
        assert!(matches!(late, Err(StoreError::Conflict)));
        assert!(matches!(world.store.people_so_far("acme", &three).await, Err(StoreError::Corrupt { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_missing_or_damaged_is_noticed() {
    on_every_engine(async |world| {
        let saved = save(&world, &save(&world, &read("read_1")).await).await;
        let page = "READ#review#read_1#01#000002";
        let key = [("pk", "acme"), ("sk", page)].map(|(name, value)| (name.to_owned(), AttributeValue::S(value.into())));
        let removed = world.client.delete_item().table_name(&world.tables.control).set_key(Some(key.into()));
        removed.send().await.unwrap();
        assert!(matches!(world.store.people_so_far("acme", &saved).await, Err(StoreError::Corrupt { .. })));
    })
    .await;
}

#[tokio::test]
async fn after_two_days_a_read_is_gone_although_it_is_still_stored_and_another_may_begin() {
    on_every_engine(async |world| {
        let now = Timestamp::now();
        save(&world, &read("read_1")).await;
        for item in items(&world).await {
            let expires: i64 = item["expires_at"].as_n().unwrap().parse().unwrap();
            let days = Timestamp::from_second(expires).unwrap().duration_since(now).as_hours();
            assert!((47..=48).contains(&days), "every item of a read expires");
        }
        for (hours, there) in [(47, true), (49, false)] {
            let later = world.store.clone().with_clock(move || now + hours.hours());
            assert_eq!(later.saved_read("acme", Purpose::Review).await.unwrap().is_some(), there, "after {hours} hours");
            let anew = later.save_read("acme", next(&read("read_2")), Some(&people(1))).await;
            assert_eq!(anew.is_ok(), !there, "after {hours} hours");
        }
    })
    .await;
}
