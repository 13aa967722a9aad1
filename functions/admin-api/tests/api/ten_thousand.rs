//! Ten thousand people: the first page of a review and of the directory in under 300 ms. Measured in a release build; a debug
//! build takes a smaller company, to see that it works.

use std::time::{Duration, Instant};

use crate::company::people;
use crate::world::World;

const PEOPLE: usize = if cfg!(debug_assertions) { 300 } else { 10_000 };
const FIRST_PAGE_MAX: Duration = Duration::from_millis(if cfg!(debug_assertions) { 5_000 } else { 300 });

#[expect(clippy::print_stdout, reason = "a figure")]
async fn timed(world: &World, what: &str, path: &str) -> Duration {
    let begun = Instant::now();
    let answer = world.get(path).await;
    let took = begun.elapsed();
    assert_eq!(answer.status, 200, "{path}");
    println!("figure: {PEOPLE} people, {what}: {} ms", took.as_millis());
    took
}

#[tokio::test]
async fn the_first_page_of_a_large_company_comes_at_once() {
    let world = World::new().await;
    let created = world.planned(people(PEOPLE)).await;
    let plan = |digest: &domain::Digest| format!("/v1/accounts/acme/plans/{digest}");
    let mut first_views = vec![
        timed(&world, "a plan of creations", &format!("{}?changes=false", plan(&created.digest))).await,
        timed(&world, "its first changes", &format!("{}/changes", plan(&created.digest))).await,
        timed(&world, "its changes searched", &format!("{}/changes?search=zoe77", plan(&created.digest))).await,
        timed(&world, "its findings", &format!("{}/findings", plan(&created.digest))).await,
    ];
    world.commit(&created).await;
    let mut next = people(PEOPLE);
    for person in &mut next {
        person.service_date = Some("2020-01-06".to_owned());
    }
    let updated = world.planned(next).await;
    assert_eq!(updated.plan.counts.update, PEOPLE);
    first_views.extend([
        timed(&world, "a plan of updates, its first changes", &format!("{}/changes", plan(&updated.digest))).await,
        timed(&world, "the directory", "/v1/accounts/acme/employees").await,
        timed(&world, "the directory again", "/v1/accounts/acme/employees?limit=200").await,
        timed(&world, "the directory searched", "/v1/accounts/acme/employees?search=zoe99").await,
        timed(&world, "the changes searched", &format!("{}/changes?search=zoe77", plan(&updated.digest))).await,
    ]);
    assert!(first_views.iter().all(|took| *took < FIRST_PAGE_MAX), "{first_views:?}");
}
