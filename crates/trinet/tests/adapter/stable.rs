//! The proof that a read is whole (D13), under drift, repeats and odd pages.

use testkit::trinet::{Fault, Faults, Target, World, WorldPerson};
use trinet::Limits;

use crate::support::{Fixture, ids, limits, one_pass};

/// 250 people, three pages.
async fn fixture(limits: Limits, faults: impl FnOnce(&mut Faults)) -> Fixture {
    let mut world = World::generated(250, 7);
    faults(&mut world.faults);
    Fixture::new(world, limits).await
}

/// Somebody who sorts before everybody else and so moves every row by one.
fn newcomer(number: usize) -> WorldPerson {
    WorldPerson::new(&format!("{number:011}"), "New", "Comer")
}

#[tokio::test]
async fn a_fault_in_one_pass_is_outvoted_by_two_that_agree() {
    let check = async |target: Target, fault: Fault| {
        let name = fault.name();
        let fixture = fixture(limits(), |faults| faults.next(1, target, fault)).await;
        let snapshot = fixture.fetch().await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(ids(&snapshot), fixture.ids_in_the_world(), "{name}");
        assert_eq!(fixture.fired(name), 1);
    };
    check(Target::EmployeesAt(101), Fault::RepeatRow { differing: false }).await;
    check(Target::EmployeesAt(101), Fault::RepeatRow { differing: true }).await;
    check(Target::EmployeesAt(101), Fault::SkipRows { rows: 1 }).await;
    check(Target::EmployeesAt(101), Fault::SkipRows { rows: 100 }).await;
    check(Target::EmployeesAt(101), Fault::EndsEarly).await;
    check(Target::EmployeesAt(101), Fault::NullData).await;
    check(Target::EmployeesAt(101), Fault::ZeroPeople).await;
    check(Target::EmployeesAt(1), Fault::ZeroPeople).await;
    check(Target::EmployeesAt(101), Fault::SamePageForEver).await;
    check(Target::EmployeesAt(1), Fault::ThenInsert(Box::new(newcomer(1)))).await;
    check(Target::EmployeesAt(101), Fault::ThenRemove("00002000000".to_owned())).await;
    check(Target::EmployeesAt(1), Fault::ThenRemove("00002000099".to_owned())).await;
}

#[tokio::test]
async fn pages_of_any_length_and_order_skip_nobody() {
    let check = async |target: Target, fault: Fault, requests: usize| {
        let name = fault.name();
        let fixture = fixture(one_pass(), |faults| faults.always(target, fault)).await;
        let mut read = ids(&fixture.fetch().await.unwrap_or_else(|error| panic!("{name}: {error}")));
        read.sort();
        assert_eq!(read, fixture.ids_in_the_world(), "{name}");
        assert_eq!(fixture.server.request_count("/employees"), requests, "{name}");
    };
    check(Target::EmployeesAt(1), Fault::ShortPage { rows: 60 }, 3).await;
    check(Target::EmployeesAt(101), Fault::ShortPage { rows: 1 }, 4).await;
    check(Target::EmployeesAll, Fault::ReverseRows, 3).await;
}

#[tokio::test]
async fn people_who_keep_moving_end_the_read_as_unstable() {
    let check = async |requests: usize, name: &str, faults: &dyn Fn(&mut Faults)| {
        let fixture = fixture(limits(), faults).await;
        let error = fixture.fetch().await.unwrap_err();
        assert_eq!(error.code(), "source_unstable", "{name}");
        assert_eq!(fixture.server.request_count("/employees"), requests, "{name}");
    };
    check(6, "an id comes twice in every pass", &|faults| {
        faults.always(Target::EmployeesAt(101), Fault::RepeatRow { differing: false });
    })
    .await;
    check(6, "the same page for ever", &|faults| faults.always(Target::EmployeesAll, Fault::SamePageForEver)).await;
    check(9, "somebody else leaves during each pass", &|faults| {
        for number in 0..3 {
            faults.next(1, Target::EmployeesAt(1), Fault::ThenRemove(format!("{:011}", 2_000_000 + number)));
        }
    })
    .await;
    check(6, "somebody joins during each pass", &|faults| {
        for number in 0..3 {
            faults.next(1, Target::EmployeesAt(1), Fault::ThenInsert(Box::new(newcomer(9 - number))));
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_contradicts_itself_ends_the_read_as_incomplete() {
    let fixture = fixture(limits(), |faults| faults.next(1, Target::EmployeesAt(201), Fault::EmptyPageWithMore)).await;
    let error = fixture.fetch().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the read is not whole: an empty page says that more people follow; nothing was inferred from it"
    );
    assert_eq!(fixture.server.request_count("/employees"), 3);
}

#[tokio::test]
async fn a_row_without_an_id_ends_the_read_as_incomplete() {
    for edit in [
        testkit::trinet::WireEdit::Remove("/employeeId".to_owned()),
        testkit::trinet::WireEdit::Set("/employeeId".to_owned(), "".into()),
    ] {
        let mut world = World::generated(150, 7);
        world.companies[0].people[120].edits.push(edit);
        let error = Fixture::new(world, limits()).await.fetch().await.unwrap_err();
        assert_eq!(error.to_string(), "the read is not whole: a row on page 2 has no employeeId; nothing was inferred from it");
    }
}

#[tokio::test]
async fn a_record_that_is_listed_twice_is_never_accepted() {
    let mut world = World::generated(150, 7);
    let twin = world.companies[0].people[10].clone();
    world.companies[0].people.push(twin);
    assert_eq!(Fixture::new(world, limits()).await.fetch().await.unwrap_err().code(), "source_unstable");
}

#[tokio::test]
async fn every_loop_has_a_cap() {
    let check = async |limits: Limits, expect: &str| {
        let error = fixture(limits, |_| {}).await.fetch().await.unwrap_err();
        assert_eq!(error.code(), "source_too_big");
        assert_eq!(error.to_string(), format!("the source sent more than {expect}; nothing was inferred from it"));
    };
    check(Limits { pages_max: 2, ..limits() }, "2 pages").await;
    check(Limits { rows_max: 249, ..limits() }, "249 people").await;
    check(Limits { body_bytes_max: 1_000, ..limits() }, "1000 bytes in one page").await;
    for limits in [Limits { pages_max: 3, ..limits() }, Limits { rows_max: 250, ..limits() }] {
        fixture(limits, |_| {}).await.fetch().await.unwrap();
    }
}
