//! Faults in the rows of pages: what a plain client would end up with.

use std::collections::BTreeSet;

use crate::reader::Reader;
use testkit::trinet::{Endpoint, Fault, Target, World, WorldPerson};

/// Pages asked, rows read and different ids of a plain reading of the bundled company under a fault.
async fn reading(prepare: impl FnOnce(&mut World)) -> (usize, usize, usize) {
    let reader = Reader::of(World::bundled()).await;
    reader.server.with_world(prepare);
    let ids = reader.ids().await;
    (reader.server.request_count("/employees"), ids.len(), ids.iter().collect::<BTreeSet<_>>().len())
}

fn once_at(offset: usize, fault: Fault) -> impl FnOnce(&mut World) {
    move |world| world.faults.next(1, Target::EmployeesAt(offset), fault)
}

fn always(fault: Fault) -> impl FnOnce(&mut World) {
    move |world| world.faults.always(Target::At(Endpoint::Employees), fault)
}

#[tokio::test]
async fn the_bundled_company_is_three_pages_when_nothing_goes_wrong() {
    assert_eq!(reading(|_| {}).await, (3, 266, 266));
}

#[tokio::test]
async fn nobody_at_all() {
    assert_eq!(reading(always(Fault::ZeroPeople)).await, (1, 0, 0));
}

#[tokio::test]
async fn a_short_page_in_the_middle_loses_rows_for_whoever_steps_by_hundreds() {
    assert_eq!(reading(once_at(101, Fault::ShortPage { rows: 60 })).await, (3, 226, 226));
}

#[tokio::test]
async fn an_empty_page_that_promises_more_never_ends() {
    let prepare = |world: &mut World| world.faults.always(Target::EmployeesFrom(201), Fault::EmptyPageWithMore);
    assert_eq!(reading(prepare).await, (20, 200, 200));
}

#[tokio::test]
async fn the_same_page_for_ever_yields_only_its_people() {
    assert_eq!(reading(always(Fault::SamePageForEver)).await, (20, 2_000, 100));
}

#[tokio::test]
async fn an_early_end_loses_the_tail_silently() {
    assert_eq!(reading(once_at(101, Fault::EndsEarly)).await, (2, 200, 200));
}

#[tokio::test]
async fn a_dropped_page_is_lost_without_a_repeat() {
    assert_eq!(reading(|world| world.faults.drop_page(101, 100)).await, (2, 166, 166));
}

#[tokio::test]
async fn a_repeated_row_is_read_twice() {
    for differing in [false, true] {
        let reader = Reader::of(World::bundled()).await;
        reader.server.with_world(once_at(101, Fault::RepeatRow { differing }));
        let people = reader.everybody().await;
        let twice: Vec<_> = people.iter().filter(|it| it["employeeId"] == "00001000100").collect();
        assert_eq!((people.len(), twice.len()), (267, 2));
        assert_eq!(twice[0] != twice[1], differing);
    }
}

#[tokio::test]
async fn a_row_that_joins_before_the_cursor_shifts_one_row_into_view_twice() {
    let newcomer = Box::new(WorldPerson::new("00000000001", "Early", "Bird"));
    assert_eq!(reading(once_at(1, Fault::ThenInsert(newcomer))).await, (3, 267, 266));
}

#[tokio::test]
async fn a_row_that_goes_before_the_cursor_hides_another() {
    let fault = Fault::ThenRemove("00001000050".to_owned());
    assert_eq!(reading(once_at(1, fault)).await, (3, 265, 265));
}

#[tokio::test]
async fn the_rows_of_a_page_may_come_in_any_order() {
    let reader = Reader::of(World::bundled()).await;
    reader.server.with_world(always(Fault::ReverseRows));
    let ids = reader.ids().await;
    assert_eq!((ids.len(), ids[0].as_str()), (266, "00001000100"));
}

#[tokio::test]
async fn a_token_may_be_refused_once_in_mid_paging() {
    let reader = Reader::of(World::bundled()).await;
    reader.server.with_world(|world| world.faults.after(1, 1, Target::EmployeesAll, Fault::TokenExpired));
    let page = "/v1/company/A1B/employees?viewType=All&offset=";
    let mut statuses = Vec::new();
    for offset in [1, 101, 101, 201] {
        statuses.push(reader.status(&format!("{page}{offset}")).await);
    }
    assert_eq!(statuses, [200, 401, 200, 200]);
}
