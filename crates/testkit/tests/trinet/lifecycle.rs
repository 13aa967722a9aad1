//! What the clock lets through: hires, terminations, rehires.

use crate::reader::Reader;
use jiff::civil::{Date, date};
use serde_json::Value;
use testkit::trinet::{Clock, TerminationVisibility, World, WorldPerson, cast};

const TODAY: Date = date(2026, 3, 2);
const ID: &str = "00001000017";

fn pat() -> WorldPerson {
    WorldPerson::new(ID, "Pat", "Doe").started(date(2020, 1, 6))
}

async fn shown_on(today: Date, mode: TerminationVisibility, person: WorldPerson) -> Option<(String, Value)> {
    let mut world = World::with_people(vec![person]);
    world.clock.set_today(today);
    world.termination_visibility = mode;
    let employee = Reader::of(world).await.one(ID).await;
    let info = &employee["employmentInfo"];
    let status = info["employmentStatus"].as_str()?.to_owned();
    Some((status, info["terminationDate"].clone()))
}

#[tokio::test]
async fn a_hire_to_come_is_hidden_until_the_day_or_the_early_access_date() {
    let reader = Reader::of(World::bundled()).await;
    let mut seen = Vec::new();
    for days in [29, 30, 39, 40, 60] {
        reader.server.with_world(|world| world.clock.set_today(TODAY + jiff::Span::new().days(days)));
        let token = crate::reader::ask_token(&reader.client, &reader.server, "acme-full", "acme-full-secret").await;
        let token = crate::reader::body(token).await["access_token"].as_str().unwrap().to_owned();
        let reader = Reader { token, server: reader.server.clone(), client: reader.client.clone() };
        let listed = |person: Value| !person.is_null();
        seen.push((listed(reader.one(cast::FUTURE_HIRE).await), listed(reader.one(cast::EARLY_ACCESS_HIRE).await)));
    }
    assert_eq!(seen, [(false, false), (false, true), (false, true), (true, true), (true, true)]);
}

#[test]
fn the_day_begins_at_midnight_in_us_central_time() {
    let before: jiff::Timestamp = "2026-03-02T05:59:59Z".parse().unwrap();
    let after: jiff::Timestamp = "2026-03-02T06:00:00Z".parse().unwrap();
    let in_summer: jiff::Timestamp = "2026-07-02T05:00:00Z".parse().unwrap();
    assert_eq!(Clock::at(before).today(), date(2026, 3, 1));
    assert_eq!(Clock::at(after).today(), TODAY);
    assert_eq!(Clock::at(in_summer).today(), date(2026, 7, 2));
}

#[tokio::test]
async fn an_ended_status_waits_for_its_date_and_the_final_check() {
    use TerminationVisibility::{BeforeStatus, WithStatus};
    let end = date(2026, 3, 10);
    let date_text = Value::from("2026-03-10");
    let processed = || pat().terminated(end);
    let unprocessed = || WorldPerson { final_check_processed: false, ..processed() };
    let before = date(2026, 3, 9);
    for (today, mode, person, status, termination) in [
        (before, BeforeStatus, processed(), "A", &date_text),
        (before, WithStatus, processed(), "A", &Value::Null),
        (end, BeforeStatus, processed(), "T", &date_text),
        (end, WithStatus, processed(), "T", &date_text),
        (end, BeforeStatus, unprocessed(), "A", &date_text),
        (end, WithStatus, unprocessed(), "A", &Value::Null),
        (end, BeforeStatus, pat().ends(end), "A", &date_text),
    ] {
        let shown = shown_on(today, mode, person).await;
        assert_eq!(shown, Some((status.to_owned(), termination.clone())), "{today} {mode:?}");
    }
}

#[tokio::test]
async fn an_ended_status_without_a_date_is_shown_at_once() {
    let person = WorldPerson { status: "T".to_owned(), ..pat() };
    let shown = shown_on(TODAY, TerminationVisibility::BeforeStatus, person).await;
    assert_eq!(shown, Some(("T".to_owned(), Value::Null)));
}

#[tokio::test]
async fn somebody_about_to_come_back_stays_listed() {
    let person = pat().ends(date(2024, 5, 31)).started(date(2026, 4, 1));
    assert!(shown_on(TODAY, TerminationVisibility::BeforeStatus, person).await.is_some());
}
