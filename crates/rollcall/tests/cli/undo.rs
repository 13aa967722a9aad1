//! `undo`: an import taken back, what stays, and the daily sync that waits afterwards.

use serde_json::{Value, json};
use testkit::trinet::{World, WorldPerson};

use crate::command::{Rollcall, digest};

fn person(id: &str, first: &str) -> WorldPerson {
    WorldPerson::new(id, first, "Lee").email(&format!("{}@acme.example", first.to_lowercase()))
}

/// Four people; then a second import of a new person, a leaver, a changed name and a changed email. Gives the directory before
/// and after it, and its run.
fn twice_imported() -> (Rollcall, Value, Value, String) {
    let people = ["Ann", "Bob", "Cyd", "Dan"].iter().enumerate();
    let people = people.map(|(at, first)| person(&at.to_string(), first)).collect();
    let rollcall = Rollcall::against(World::with_people(people));
    rollcall.live();
    let before = rollcall.employees();
    rollcall.trinet.with_world(|world| {
        world.companies[0].people.push(person("9", "Zoe"));
        world.person_mut("0").unwrap().last_name = "Ray".to_owned();
        world.person_mut("1").unwrap().work_email = "robert@acme.example".to_owned();
        let leaver = world.person_mut("2").unwrap();
        *leaver = leaver.clone().terminated("2026-03-01".parse().unwrap());
    });
    let done = rollcall.expect(0, &["commit", digest(&rollcall.expect(0, &["plan"]))]);
    assert_eq!(done["run"]["applied"], 4);
    let run = done["run"]["id"].as_str().unwrap().to_owned();
    let after = rollcall.employees();
    (rollcall, before, after, run)
}

fn of<'a>(employees: &'a Value, source_id: &str) -> &'a Value {
    employees.as_array().unwrap().iter().find(|employee| employee["source_id"] == source_id).unwrap()
}

/// The first employees as before, and the one whom the import created ended with all values.
fn assert_taken_back(rollcall: &Rollcall, before: &Value, after: &Value) {
    let now = rollcall.employees();
    for employee in before.as_array().unwrap() {
        assert_eq!(of(&now, employee["source_id"].as_str().unwrap()), employee);
    }
    let mut created = of(after, "9").clone();
    created["status"] = json!("deactivated");
    assert_eq!(of(&now, "9"), &created, "nobody is deleted");
}

#[test]
fn an_import_is_taken_back_by_a_reviewed_plan_and_the_daily_sync_waits_for_a_person() {
    let (rollcall, before, after, run) = twice_imported();
    let undo = rollcall.expect(0, &["undo", &run]);
    assert_eq!((&undo["verdict"], &undo["blocked_by"], &undo["findings"]), (&json!("apply"), &json!([]), &json!([])));
    let counts = ["create", "update", "deactivate", "reactivate"].map(|count| undo["counts"][count].clone());
    assert_eq!(counts, [json!(0), json!(2), json!(1), json!(1)]);
    assert_eq!(rollcall.employees(), after, "planning writes nobody");
    assert_eq!(rollcall.expect(0, &["show", digest(&undo)])["changes"], undo["changes"]);

    let done = rollcall.expect(0, &["commit", digest(&undo)]);
    assert_eq!((&done["run"]["state"], &done["run"]["applied"]), (&json!("committed"), &json!(4)));
    assert_taken_back(&rollcall, &before, &after);
    let entry = rollcall.expect(0, &["history", done["run"]["id"].as_str().unwrap()]);
    assert_eq!((&entry["kind"], &entry["undoes"]), (&json!("undo"), &json!(run)));
    let again = rollcall.expect(0, &["commit", digest(&undo)]);
    assert_eq!((&again["run"]["applied"], &again["run"]["already_true"]), (&json!(0), &json!(4)));

    for _ in 0..2 {
        let waiting = rollcall.expect(20, &["auto", "run"]);
        assert_eq!((&waiting["blocked_by"], &waiting["mail"]), (&json!(["import_undone"]), &json!([])));
        assert_taken_back(&rollcall, &before, &after);
    }
    let plan = rollcall.expect(0, &["plan"]);
    rollcall.expect(0, &["commit", digest(&plan)]);
    assert_eq!(rollcall.expect(0, &["auto", "run"])["verdict"], "no_changes", "a person imported, and the days go on");
    assert_eq!(of(&rollcall.employees(), "0"), of(&after, "0"));
}

#[test]
fn what_was_edited_since_is_kept_and_told() {
    let (rollcall, before, _, run) = twice_imported();
    rollcall.expect(0, &["edit", "0", "name=Annabel Lee"]);
    let undo = rollcall.expect(0, &["undo", &run]);
    let told: Vec<_> =
        undo["findings"].as_array().unwrap().iter().map(|it| (&it["code"], &it["source_id"], &it["field"])).collect();
    assert_eq!(told, [(&json!("not_restored"), &json!("0"), &json!("name"))]);
    let done = rollcall.expect(0, &["commit", digest(&undo)]);
    assert_eq!(done["run"]["applied"], 3);
    let now = rollcall.employees();
    assert_eq!(of(&now, "0")["name"], "Annabel Lee");
    for id in ["1", "2", "3"] {
        assert_eq!(of(&now, id), of(&before, id));
    }
    let entry = rollcall.expect(0, &["history", done["run"]["id"].as_str().unwrap()]);
    assert_eq!((&entry["colour"], &entry["findings"]["not_restored"]), (&json!("yellow"), &json!(1)));
}

#[test]
fn an_import_is_taken_back_once_and_an_undo_can_be_undone() {
    let (rollcall, before, after, run) = twice_imported();
    let undo = rollcall.expect(0, &["undo", &run]);
    let undone = rollcall.expect(0, &["commit", digest(&undo)]);
    let twice = rollcall.expect(0, &["undo", &run]);
    assert_eq!((&twice["verdict"], &twice["findings"]), (&json!("no_changes"), &json!([])));

    let redo = rollcall.expect(0, &["undo", undone["run"]["id"].as_str().unwrap()]);
    rollcall.expect(0, &["commit", digest(&redo)]);
    assert_eq!(rollcall.employees(), after);
    let third = rollcall.expect(0, &["undo", &run]);
    rollcall.expect(0, &["commit", digest(&third)]);
    assert_taken_back(&rollcall, &before, &after);
}

#[test]
fn two_imports_are_taken_back_newest_first() {
    let (rollcall, before, after, first) = twice_imported();
    rollcall.trinet.with_world(|world| world.person_mut("0").unwrap().last_name = "Fay".to_owned());
    let second = rollcall.expect(0, &["commit", digest(&rollcall.expect(0, &["plan"]))]);
    for run in [second["run"]["id"].as_str().unwrap(), &first] {
        let undo = rollcall.expect(0, &["undo", run]);
        assert_eq!(undo["findings"], json!([]));
        rollcall.expect(0, &["commit", digest(&undo)]);
    }
    assert_taken_back(&rollcall, &before, &after);
}

#[test]
fn what_an_undo_restored_is_explained_by_it() {
    let (rollcall, _, _, run) = twice_imported();
    rollcall.expect(0, &["commit", digest(&rollcall.expect(0, &["undo", &run]))]);
    let explained = rollcall.expect(0, &["explain", "0", "name"]);
    let sentence = explained[0]["sentence"].as_str().unwrap();
    assert!(sentence.contains(&format!("restored by the undo of {run} by ")), "{sentence}");
    assert_eq!(explained[0]["written"]["mapping_version"], 0);
    // Somebody of whom only the status was undone keeps the origin of everything else.
    let explained = rollcall.expect(0, &["explain", "9"]);
    let of = |field: &str| explained.as_array().unwrap().iter().find(|it| it["field"] == field).unwrap()["sentence"].to_string();
    assert!(of("status").contains("restored by the undo") && of("name").contains(&run), "{explained}");
}

#[test]
fn taking_back_a_first_import_needs_a_reason_and_one_that_is_overtaken_is_stale() {
    let rollcall = Rollcall::against(World::generated(20, 5));
    rollcall.live();
    let history = rollcall.expect(0, &["history"]);
    let run = history[0]["run_id"].as_str().unwrap();
    let undo = rollcall.expect(0, &["undo", run]);
    assert_eq!((&undo["verdict"], &undo["blocked_by"]), (&json!("blocked"), &json!(["volume_deactivate"])));
    assert_eq!(rollcall.expect(20, &["commit", digest(&undo)])["blocked_by"], json!(["volume_deactivate"]));
    rollcall.trinet.with_world(|world| world.companies[0].people[3].preferred_first = "Zed".to_owned());
    rollcall.expect(0, &["commit", digest(&rollcall.expect(0, &["plan"]))]);
    let stale = rollcall.expect(21, &["commit", digest(&undo), "--confirm", "wrong company"]);
    assert!(stale["detail"].as_str().unwrap().contains("rollcall undo"), "{stale}");
    let undo = rollcall.expect(0, &["undo", run]);
    rollcall.expect(0, &["commit", digest(&undo), "--confirm", "wrong company"]);
    assert_eq!(rollcall.expect(0, &["employees", "--status", "active"]), json!([]));
}

#[test]
fn who_is_edited_after_an_undo_was_planned_is_refused_alone() {
    let rollcall = Rollcall::against(World::generated(20, 5));
    rollcall.live();
    let undo = rollcall.expect(0, &["undo", rollcall.expect(0, &["history"])[0]["run_id"].as_str().unwrap()]);
    let somebody = rollcall.employees()[0]["id"].as_str().unwrap().to_owned();
    rollcall.expect(0, &["edit", &somebody, "preferred_name=Zed"]);
    let done = rollcall.expect(0, &["commit", digest(&undo), "--confirm", "wrong company"]);
    assert_eq!(done["run"]["refused"], 1);
    let left = rollcall.expect(0, &["employees", "--status", "active"]);
    assert_eq!(left.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect::<Vec<_>>(), [somebody]);
}

#[test]
fn only_a_committed_run_can_be_undone_and_the_command_says_which_that_is() {
    let rollcall = Rollcall::against(World::generated(3, 5));
    rollcall.live();
    let check = |code: i32, run: &str, name: &str, words: &str| {
        let refused = rollcall.expect(code, &["undo", run]);
        assert_eq!(refused["code"], name, "{refused}");
        assert!(refused["detail"].as_str().unwrap().contains(words), "{refused}");
    };
    let history = rollcall.expect(0, &["history"]);
    let of_kind =
        |kind: &str| history.as_array().unwrap().iter().find(|it| it["kind"] == kind).unwrap()["run_id"].as_str().unwrap();
    check(2, "run_none", "bad_request", "rollcall history");
    check(1, of_kind("review"), "not_ready", "the run that committed it");
    check(1, of_kind("setup"), "not_ready", "imported nothing");
    let quiet = rollcall.expect(0, &["auto", "run"]);
    let undo = rollcall.expect(0, &["undo", quiet["run"]["id"].as_str().unwrap()]);
    assert_eq!(undo["verdict"], "no_changes");
}

#[test]
fn an_undo_killed_at_any_moment_is_finished_by_the_same_commit_and_no_daily_sync_comes_between() {
    for delay_ms in [20_u64, 50, 80, 120] {
        let rollcall = Rollcall::against(World::generated(300, 11));
        rollcall.live();
        let before = rollcall.employees();
        rollcall.trinet.with_world(|world| {
            for person in &mut world.companies[0].people {
                person.department = "Moved".to_owned();
            }
        });
        let moved = rollcall.expect(0, &["commit", digest(&rollcall.expect(0, &["plan"]))]);
        let undo = rollcall.expect(0, &["undo", moved["run"]["id"].as_str().unwrap()]);
        let mut child = rollcall.start(&["commit", digest(&undo)]);
        std::thread::sleep(std::time::Duration::from_millis(delay_ms));
        let _ = child.kill();
        child.wait().unwrap();
        let newest = rollcall.expect(0, &["history"])[0].clone();
        let (begun, running) = (newest["kind"] == "undo" && newest["state"] != "planned", newest["state"] == "running");
        if running {
            let somebody = before[0]["id"].as_str().unwrap();
            let refused = rollcall.expect(1, &["edit", somebody, "preferred_name=Zed"]);
            assert_eq!(refused["code"], "not_ready");
            assert!(refused["detail"].as_str().unwrap().contains(digest(&undo)), "{refused}");
        }
        if begun {
            rollcall.expect(20, &["auto", "run"]);
        }
        let done = rollcall.expect(0, &["commit", digest(&undo)]);
        assert_eq!((&done["run"]["state"], &done["run"]["refused"]), (&json!("committed"), &json!(0)), "after {delay_ms} ms");
        assert_eq!(rollcall.employees(), before, "killed after {delay_ms} ms");
        rollcall.expect(20, &["auto", "run"]);
    }
}
