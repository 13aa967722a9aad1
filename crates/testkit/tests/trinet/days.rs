//! Scripted days change what they say, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use crate::reader::Reader;
use jiff::ToSpan as _;
use serde_json::Value;
use testkit::trinet::{BUNDLED_TODAY, DayReport, ScriptedDay, World, WorldPerson, apply_day};

type People = BTreeMap<String, WorldPerson>;

fn people(world: &World) -> People {
    world.companies[0].people.iter().map(|person| (person.employee_id.clone(), person.clone())).collect()
}

fn next_day(world: &mut World, day: ScriptedDay) -> (People, DayReport, People) {
    let before = people(world);
    world.clock.set_today(world.clock.today().saturating_add(1.days()));
    let report = apply_day(world, day);
    (before, report, people(world))
}

fn touched(before: &People, after: &People) -> BTreeSet<String> {
    let ids = before.keys().chain(after.keys());
    ids.filter(|id| before.get(*id) != after.get(*id)).cloned().collect()
}

fn named(report: &DayReport) -> BTreeSet<String> {
    let DayReport {
        hired,
        moved,
        married,
        new_manager,
        preferred_added,
        resigned,
        ended,
        vanished,
        rehired,
        overwritten,
        renumbered,
    } = report;
    let lists =
        [hired, moved, married, new_manager, preferred_added, resigned, ended, vanished, rehired, overwritten, renumbered];
    lists.into_iter().flatten().cloned().collect()
}

#[test]
fn a_quiet_day_changes_nobody() {
    let mut world = World::bundled();
    let (before, report, after) = next_day(&mut world, ScriptedDay::Quiet);
    assert_eq!(report, DayReport::default());
    assert_eq!(before, after);
    let visible = |world: &World, today| world.companies[0].people.iter().filter(|it| it.is_visible(today)).count();
    assert_eq!(visible(&world, BUNDLED_TODAY), visible(&world, world.clock.today()));
}

#[test]
fn a_day_of_changes_does_what_it_says_on_every_day() {
    for mut world in [World::bundled(), World::generated(1_000, 5)] {
        for _ in 0..8 {
            let (before, report, after) = next_day(&mut world, ScriptedDay::Changes);
            assert_eq!(touched(&before, &after), named(&report));
            let counts = [
                (report.hired.len(), 2),
                (report.moved.len(), 4),
                (report.married.len(), 1),
                (report.new_manager.len(), 1),
                (report.preferred_added.len(), 1),
                (report.resigned.len(), 1),
                (report.ended.len(), 2),
                (report.vanished.len(), 1),
                (report.rehired.len(), 1),
                (report.overwritten.len(), 0),
            ];
            assert!(counts.iter().all(|(real, expected)| real == expected), "{report:?}");
        }
    }
}

#[test]
fn each_change_touches_just_its_fields() {
    let mut world = World::bundled();
    let (before, report, after) = next_day(&mut world, ScriptedDay::Changes);
    let today = world.clock.today();
    type Copy = fn(&mut WorldPerson, &WorldPerson);
    let edits: [(&[String], Copy); 5] = [
        (&report.moved, |old, new| old.department.clone_from(&new.department)),
        (&report.married, |old, new| old.last_name.clone_from(&new.last_name)),
        (&report.new_manager, |old, new| old.manager.clone_from(&new.manager)),
        (&report.preferred_added, |old, new| old.preferred_first.clone_from(&new.preferred_first)),
        (&report.resigned, |old, new| old.termination_date = new.termination_date),
    ];
    for (ids, copy) in edits {
        for id in ids {
            let mut old = before[id].clone();
            assert_ne!(old, after[id]);
            copy(&mut old, &after[id]);
            assert_eq!(old, after[id]);
        }
    }
    assert!(report.resigned.iter().all(|id| after[id].termination_date.unwrap() > today));
    assert!(report.ended.iter().all(|id| after[id].termination_date.unwrap() <= today));
    let shown: Vec<&str> = report.ended.iter().map(|id| after[id].shown_status(today)).collect();
    assert_eq!(shown, ["T", "A"]);
    assert!(report.vanished.iter().all(|id| !after.contains_key(id) && before[id].termination_date.is_none()));
    assert!(report.hired.iter().all(|id| !before.contains_key(id) && after[id].is_visible(today)));
    let rehired = &after[&report.rehired[0]];
    assert!(before[&report.rehired[0]].status == "T" && rehired.status == "A");
    assert!(rehired.service_date > rehired.termination_date);
}

#[test]
fn the_second_day_of_changes_brings_back_somebody_whom_the_first_one_ended() {
    let mut world = World::bundled();
    let (_, first, _) = next_day(&mut world, ScriptedDay::Changes);
    let (_, second, _) = next_day(&mut world, ScriptedDay::Changes);
    assert!(first.ended.contains(&second.rehired[0]));
}

#[test]
fn a_blocked_day_overwrites_one_identity_and_makes_one_ordinary_change() {
    let mut world = World::bundled();
    let (before, report, after) = next_day(&mut world, ScriptedDay::Blocked);
    assert_eq!(touched(&before, &after), named(&report));
    assert_eq!((report.overwritten.len(), report.moved.len()), (1, 1));
    let (old, new) = (&before[&report.overwritten[0]], &after[&report.overwritten[0]]);
    assert!(old.first_name != new.first_name && old.last_name != new.last_name);
    assert!(old.birth_date != new.birth_date && old.work_email != new.work_email);
    assert!(before.values().all(|it| it.work_email != new.work_email));
}

#[test]
fn a_renumbered_person_keeps_name_and_birth_and_nothing_by_which_one_is_found() {
    let mut world = World::bundled();
    let (before, report, after) = next_day(&mut world, ScriptedDay::Renumbered);
    assert_eq!(touched(&before, &after), named(&report));
    let [old, new] = [&before[&report.renumbered[0]], &after[&report.renumbered[1]]];
    assert!(!after.contains_key(&old.employee_id) && !before.contains_key(&new.employee_id));
    assert_eq!((&old.first_name, &old.last_name, old.birth_date), (&new.first_name, &new.last_name, new.birth_date));
    assert!(before.values().all(|it| it.work_email != new.work_email));
}

#[test]
fn scripted_people_have_a_manager_and_an_email_and_lead_nobody() {
    let mut world = World::bundled();
    let (before, report, _) = next_day(&mut world, ScriptedDay::Changes);
    for id in named(&report).difference(&report.hired.iter().cloned().collect()) {
        assert!(before.values().all(|it| it.manager != *id));
        assert!(before.contains_key(&before[id].manager) && !before[id].work_email.is_empty());
    }
}

#[test]
fn the_same_days_always_give_the_same_people() {
    let days = [ScriptedDay::Changes, ScriptedDay::Quiet, ScriptedDay::Blocked, ScriptedDay::Changes];
    let run = || {
        let mut world = World::bundled();
        days.map(|day| next_day(&mut world, day))
    };
    assert_eq!(run(), run());
}

#[tokio::test]
async fn the_change_feed_lists_what_the_day_touched() {
    let reader = Reader::of(World::bundled()).await;
    let report = reader.server.with_world(|world| apply_day(world, ScriptedDay::Changes));
    let feed = |query: &'static str| {
        let path = format!("/v1/company/A1B/employee-changes{query}");
        let reader = &reader;
        async move { reader.json(&path).await["data"].take() }
    };
    let all = feed("?startDate=2026-03-02&endDate=2026-03-02").await;
    let rows = all["employeeChanges"].as_array().unwrap();
    let ids: BTreeSet<String> = rows.iter().map(|row| row["employeeId"].as_str().unwrap().to_owned()).collect();
    // A record that vanishes leaves no entry.
    let vanished: BTreeSet<String> = report.vanished.iter().cloned().collect();
    assert_eq!(ids, named(&report).difference(&vanished).cloned().collect());
    assert_eq!(feed("?startDate=2026-03-03").await["employeeChanges"], Value::Array(Vec::new()));
    assert_eq!(feed("?limit=1").await["hasMore"], true);
}
