//! `edit`: one person by hand, as the guide to possible duplicates wants it (R24, R25).

use serde_json::{Value, json};
use testkit::trinet::{World, WorldPerson};

use crate::command::{Rollcall, answer, digest};

fn ann(id: &str, email: &str) -> WorldPerson {
    let (born, start) = ("1990-04-12".parse().unwrap(), "2020-01-06".parse().unwrap());
    WorldPerson::new(id, "Ann", "Lee").email(email).born(born).started(start)
}

fn bob() -> WorldPerson {
    WorldPerson::new("2", "Bob", "Ray").email("bob@acme.example")
}

/// Ann, who comes again under another id and email, and Bob.
fn with_a_second_ann() -> Rollcall {
    let rollcall = Rollcall::against(World::with_people(vec![ann("1", "ann@acme.example"), bob()]));
    rollcall.live();
    rollcall.trinet.with_world(|world| {
        world.companies[0].people.remove(0);
        world.companies[0].people.push(ann("9", "ann.lee@acme.example"));
    });
    rollcall
}

fn of<'a>(employees: &'a Value, email: &str) -> &'a Value {
    employees.as_array().unwrap().iter().find(|employee| employee["email"] == email).unwrap()
}

#[test]
fn an_email_set_to_that_of_trinet_turns_a_possible_duplicate_into_an_update() {
    let rollcall = with_a_second_ann();
    let plan = rollcall.expect(0, &["plan"]);
    assert_eq!((&plan["counts"]["create"], &plan["changes"][0]["flags"]), (&json!(1), &json!(["possible_duplicate"])));
    let done = rollcall.expect(0, &["edit", "ann@acme.example", "email=ann.lee@acme.example"]);
    assert_eq!((&done["run"]["state"], &done["run"]["applied"]), (&json!("committed"), &json!(1)));
    assert_eq!(done["changes"][0]["fields"][0]["after"], "ann.lee@acme.example");
    let plan = rollcall.expect(0, &["plan"]);
    assert_eq!((&plan["counts"]["create"], &plan["counts"]["update"]), (&json!(0), &json!(1)));
    rollcall.expect(0, &["commit", digest(&plan)]);
    assert_eq!(rollcall.employees().as_array().unwrap().len(), 2, "nobody stands there twice");
}

#[test]
fn the_newer_duplicate_gets_dummy_identifiers_and_the_original_goes_on() {
    let rollcall = with_a_second_ann();
    rollcall.expect(0, &["commit", digest(&rollcall.expect(0, &["plan"]))]);
    let employees = rollcall.employees();
    let id = |email: &str| of(&employees, email)["id"].as_str().unwrap().to_owned();
    let (original, newer) = (id("ann@acme.example"), id("ann.lee@acme.example"));
    let taken = rollcall.expect(2, &["edit", &original, "email=ann.lee@acme.example"]);
    assert!(taken["detail"].as_str().unwrap().contains(&newer), "{taken}");
    rollcall.expect(0, &["edit", &newer, "email=duplicate.ann@acme.example", "employee_id=duplicate-9", "--deactivate"]);
    rollcall.expect(0, &["edit", &original, "email=ann.lee@acme.example"]);
    let employees = rollcall.employees();
    assert_eq!(of(&employees, "ann.lee@acme.example")["id"], json!(original));
    assert_eq!(of(&employees, "duplicate.ann@acme.example")["status"], "deactivated");
    assert_eq!(employees.as_array().unwrap().len(), 3);
    rollcall.expect(0, &["edit", &newer, "--reactivate"]);
    assert_eq!(of(&rollcall.employees(), "duplicate.ann@acme.example")["status"], "active");
}

#[test]
fn an_edit_is_in_history_explained_and_can_be_undone_and_changes_nothing_about_the_daily_sync() {
    let rollcall = Rollcall::against(World::with_people(vec![ann("1", "ann@acme.example"), bob()]));
    rollcall.live();
    let before = rollcall.employees();
    let done = rollcall.expect(0, &["edit", "bob@acme.example", "preferred_name=Bobby", "Work Location=Oslo"]);
    let run = done["run"]["id"].as_str().unwrap();
    let entry = rollcall.expect(0, &["history", run]);
    assert_eq!((&entry["kind"], &entry["state"], &entry["counts"]["update"]), (&json!("manual"), &json!("committed"), &json!(1)));
    let explained = rollcall.expect(0, &["explain", "bob@acme.example", "preferred_name"]);
    let sentence = explained[0]["sentence"].as_str().unwrap();
    assert!(sentence.starts_with("preferred_name is Bobby, edited by hand by ") && sentence.contains(run), "{sentence}");
    let other = rollcall.expect(0, &["explain", "bob@acme.example", "name"]);
    assert!(other[0]["sentence"].as_str().unwrap().contains("under mapping version 1"), "{other}");

    let again = rollcall.expect(0, &["edit", "bob@acme.example", "preferred_name=Bobby"]);
    assert_eq!((&again["verdict"], &again["run"]["state"]), (&json!("no_changes"), &json!("skipped")));
    let undo = rollcall.expect(0, &["undo", run]);
    rollcall.expect(0, &["commit", digest(&undo)]);
    assert_eq!(rollcall.employees(), before);
}

#[test]
fn an_edit_neither_stops_a_live_account_nor_frees_a_blocked_one() {
    let rollcall = Rollcall::against(World::with_people(vec![ann("1", "ann@acme.example"), bob()]));
    rollcall.live();
    rollcall.expect(0, &["edit", "1", "preferred_name=Annie"]);
    assert_eq!(rollcall.expect(0, &["auto", "run"])["run"]["state"], "committed");
    rollcall.trinet.with_world(|world| {
        let person = world.person_mut("2").unwrap();
        (person.first_name, person.work_email) = ("Zed".to_owned(), "zed@acme.example".to_owned());
        person.alternate_id = "2".to_owned();
    });
    rollcall.expect(20, &["auto", "run"]);
    rollcall.trinet.with_world(|world| *world.person_mut("2").unwrap() = bob());
    rollcall.expect(0, &["edit", "1", "preferred_name=Nan"]);
    let waiting = rollcall.expect(20, &["auto", "run"]);
    assert_eq!(waiting["blocked_by"], json!(["high_risk_change"]));
}

#[test]
fn an_edit_that_may_not_be_made_says_why_and_writes_nothing() {
    let rollcall = Rollcall::against(World::with_people(vec![ann("1", "ann@acme.example"), bob()]));
    rollcall.live();
    let before = rollcall.employees();
    let check = |code: i32, arguments: &[&str], words: &str| {
        let refused = rollcall.expect(code, &[&["edit"], arguments].concat());
        assert!(refused["detail"].as_str().unwrap().contains(words), "{refused}");
    };
    check(2, &["nobody@acme.example", "name=Zed"], "rollcall employees");
    check(2, &["1", "email=nowhere"], "no valid email");
    check(2, &["1", "nickname=Zed"], "no field nickname");
    check(2, &["1", "status=former"], "--deactivate");
    check(2, &["1", "email=BOB@acme.example"], "belongs to one person");
    check(20, &["1", "name=Zed Fay", "email=zed@acme.example"], "--confirm");
    rollcall.expect(0, &["settings", "redacted=date_of_birth"]);
    check(2, &["1", "date_of_birth=1991-01-01"], "redacted");
    rollcall.expect(0, &["settings", "redacted="]);
    assert_eq!(rollcall.employees(), before);
    rollcall.expect(0, &["edit", "1", "name=Zed Fay", "email=zed@acme.example", "--confirm", "a new name"]);
}

#[test]
fn of_edits_at_once_each_is_made_whole_or_told_to_wait() {
    let rollcall = Rollcall::against(World::with_people(vec![ann("1", "ann@acme.example"), bob()]));
    rollcall.live();
    let edits = ["Anna", "Anne", "Annie"].map(|name| {
        let value = format!("preferred_name={name}");
        (name, rollcall.start(&["edit", "1", &value]))
    });
    let mut made = Vec::new();
    for (name, child) in edits {
        let answer = answer(child.wait_with_output().unwrap());
        match answer.code {
            0 => made.push(name),
            code => assert_eq!((code, &answer.json["code"]), (1, &json!("busy")), "{} {}", answer.json, answer.stderr),
        }
    }
    let employees = rollcall.employees();
    let now = of(&employees, "ann@acme.example")["preferred_name"].as_str().unwrap();
    assert!(made.contains(&now), "{now} is what one of {made:?} wrote");
    let history = rollcall.expect(0, &["history"]);
    let committed = history.as_array().unwrap().iter().filter(|run| run["kind"] == "manual" && run["counts"]["update"] == 1);
    assert_eq!(committed.count(), made.len(), "one entry for each that was made");
}
