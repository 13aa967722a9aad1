//! The bundled company is sane, and what is planted in it is there.

use std::collections::{BTreeMap, BTreeSet};

use testkit::trinet::{BUNDLED_TODAY, World, WorldPerson, cast};

fn visible(world: &World) -> Vec<&WorldPerson> {
    world.companies[0].people.iter().filter(|person| person.is_visible(BUNDLED_TODAY)).collect()
}

fn assert_unique<T: Ord + std::fmt::Debug>(values: impl IntoIterator<Item = T>) {
    let mut seen = BTreeSet::new();
    for value in values {
        assert!(!seen.contains(&value), "twice: {value:?}");
        seen.insert(value);
    }
}

#[test]
fn every_status_appears_as_often_as_documented() {
    let world = World::bundled();
    let mut counts = BTreeMap::new();
    for person in visible(&world) {
        *counts.entry(person.shown_status(BUNDLED_TODAY)).or_insert(0) += 1;
    }
    let expected = [("A", 236), ("D", 1), ("L", 4), ("P", 3), ("S", 2), ("T", 18), ("U", 2)];
    assert_eq!(counts, BTreeMap::from(expected));
}

#[test]
fn identifiers_and_identities_are_unique() {
    for world in [World::bundled(), World::generated(3_000, 1)] {
        let platform = world.companies.iter().flat_map(|company| &company.people);
        assert_unique(platform.map(|it| &it.employee_id));
        let people = || world.companies[0].people.iter();
        assert_unique(people().map(|it| &it.work_email).filter(|email| !email.is_empty()));
        assert_unique(people().map(|it| (&it.first_name, &it.last_name, it.birth_date)));
        assert_unique(people().map(|it| (&it.first_name, &it.last_name, it.service_date)));
        assert_unique(people().map(|it| &it.alternate_id).filter(|id| !id.is_empty()));
    }
}

#[test]
fn ids_emails_and_dates_are_well_formed() {
    for world in [World::bundled(), World::generated(3_000, 1)] {
        for person in &world.companies[0].people {
            assert!(person.employee_id.len() == 11 && person.employee_id.bytes().all(|byte| byte.is_ascii_digit()));
            let email = &person.work_email;
            assert!(email.is_empty() || (email.is_ascii() && email.ends_with("@acme.example")), "{email}");
            let (born, start) = (person.birth_date.unwrap(), person.service_date.unwrap());
            assert!(born.year() + 18 < start.year() + 1, "{born} {start}");
            let rehired = person.employee_id == cast::REHIRED;
            assert!(person.termination_date.is_none_or(|end| rehired || start < end));
        }
    }
}

#[test]
fn managers_are_active_and_listed_but_for_the_planted_ones() {
    let world = World::bundled();
    let company = &world.companies[0];
    for person in visible(&world) {
        let planted = person.employee_id == cast::MANAGER_NOT_LISTED;
        let top = person.employee_id == cast::CHIEF;
        match company.person(&person.manager) {
            Some(manager) => {
                assert_eq!(manager.status, "A");
                assert!(manager.termination_date.is_none() && manager.custom_group_a.is_empty());
                assert!(!manager.work_email.is_empty());
            }
            None => assert!(planted || top, "{}", person.employee_id),
        }
    }
}

#[test]
fn the_only_loop_is_the_planted_one() {
    let world = World::bundled();
    let company = &world.companies[0];
    let [one, other] = cast::CYCLE;
    assert_eq!(world.person(one).map(|it| it.manager.as_str()), Some(other));
    assert_eq!(world.person(other).map(|it| it.manager.as_str()), Some(one));
    for person in &company.people {
        let mut at = person;
        let mut steps = 0;
        while let Some(manager) = company.person(&at.manager).filter(|_| steps < 20) {
            at = manager;
            steps += 1;
        }
        let looping = steps == 20;
        assert_eq!(looping, cast::CYCLE.contains(&person.employee_id.as_str()));
    }
}

#[test]
fn the_planted_people_are_there() {
    let world = World::bundled();
    let person = |id: &str| world.person(id).unwrap();
    assert_eq!(visible(&world).iter().filter(|it| it.work_email.is_empty()).count(), cast::NO_EMAIL.len());
    assert!(cast::EXCLUDED.iter().all(|id| person(id).custom_group_a == "Yes"));
    assert_eq!(person(cast::NOT_EXCLUDED).custom_group_a, "No");
    assert!(cast::LEAVING.iter().all(|id| person(id).termination_date.unwrap() > BUNDLED_TODAY));
    let rehired = person(cast::REHIRED);
    assert!(rehired.status == "A" && rehired.service_date > rehired.termination_date);
    assert!(cast::REPORTS_OF_LATE_MANAGER.iter().all(|id| person(id).manager == cast::LATE_MANAGER));
    let preferred = visible(&world).iter().filter(|it| !it.preferred_first.is_empty()).count();
    assert!((10..20).contains(&preferred), "{preferred}");
    assert!(visible(&world).iter().any(|it| !it.first_name.is_ascii()));
    assert!(visible(&world).iter().any(|it| it.alternate_id.is_empty()));
}

#[test]
fn the_same_call_builds_the_same_company() {
    let people = |world: World| world.companies[0].people.clone();
    assert_eq!(people(World::bundled()), people(World::acme()));
    assert_eq!(people(World::generated(500, 3)), people(World::generated(500, 3)));
    assert_ne!(people(World::generated(500, 3)), people(World::generated(500, 4)));
}
