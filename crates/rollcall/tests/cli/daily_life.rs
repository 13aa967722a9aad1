//! The main job: first import, quiet days, changes, a blocked day and its override.

use serde_json::{Value, json};
use testkit::trinet::{ScriptedDay, WireVariant, World, apply_day};

use crate::command::{Rollcall, digest};

fn next_day(rollcall: &mut Rollcall, date: &'static str, script: ScriptedDay) {
    rollcall.today = date;
    rollcall.trinet.with_world(|world| {
        world.clock.set_today(date.parse().unwrap());
        apply_day(world, script);
    });
}

fn by_source<'a>(employees: &'a Value, source_id: &str) -> &'a Value {
    employees.as_array().unwrap().iter().find(|employee| employee["source_id"] == source_id).unwrap()
}

#[test]
fn a_company_is_imported_and_kept_true_in_either_spelling_of_the_wire() {
    for wire in [WireVariant::observed(), WireVariant::documented()] {
        let mut world = World::bundled();
        world.wire = wire;
        let mut rollcall = Rollcall::against(world);
        rollcall.live();
        let first = rollcall.employees();
        assert_eq!(first.as_array().unwrap().len(), 241, "245 employed, 4 of them excluded");

        next_day(&mut rollcall, "2026-03-03", ScriptedDay::Quiet);
        let quiet = rollcall.expect(0, &["auto", "run"]);
        assert_eq!((&quiet["verdict"], &quiet["run"]["applied"]), (&json!("no_changes"), &json!(0)));
        assert_eq!(rollcall.employees(), first, "a quiet day writes nothing");

        next_day(&mut rollcall, "2026-03-04", ScriptedDay::Changes);
        let changes = rollcall.expect(0, &["auto", "run"]);
        assert_eq!(changes["verdict"], "apply");
        assert_eq!(changes["counts"]["create"], 3);
        assert_eq!(changes["counts"]["deactivate"], 2);
        assert_eq!(changes["counts"]["missing_from_source"], 1);
        let missing = rollcall.expect(0, &["employees", "--missing"]);
        assert_eq!(missing[0]["missing"], json!({"since": "2026-03-04", "runs": 1}));
        assert_eq!(missing[0]["status"], "active", "absence deactivates nobody");

        let again = rollcall.expect(0, &["auto", "run"]);
        assert_eq!(again["verdict"], "no_changes");
        assert_eq!(rollcall.trinet.write_attempts(), 0);
    }
}

#[test]
fn a_day_that_looks_like_another_person_changes_nothing_until_a_person_confirms_it() {
    let mut rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    let before = rollcall.employees();
    next_day(&mut rollcall, "2026-03-03", ScriptedDay::Blocked);

    let blocked = rollcall.expect(20, &["auto", "run"]);
    assert_eq!((&blocked["verdict"], &blocked["blocked_by"]), (&json!("blocked"), &json!(["high_risk_change"])));
    assert_eq!(blocked["run"]["state"], "blocked");
    assert_eq!(rollcall.employees(), before);
    let mail = std::fs::read_to_string(blocked["mail"][0].as_str().unwrap()).unwrap();
    assert!(mail.contains("stopped") && mail.contains("high_risk_change"), "{mail}");

    let still = rollcall.expect(20, &["auto", "run"]);
    assert_eq!(still["mail"], json!([]), "the same cause is mailed once");

    let review = rollcall.expect(0, &["plan"]);
    rollcall.expect(20, &["commit", digest(&review)]);
    rollcall.expect(20, &["commit", digest(&review), "--confirm", " "]);
    assert_eq!(rollcall.employees(), before);
    let done = rollcall.expect(0, &["commit", digest(&review), "--confirm", "checked by hand"]);
    assert_eq!(done["run"]["applied"], 2);
    let run = rollcall.expect(0, &["history", done["run"]["id"].as_str().unwrap()]);
    assert_eq!(run["reason"], "checked by hand");
    assert_eq!(rollcall.expect(0, &["auto", "run"])["verdict"], "no_changes");
}

#[test]
fn rows_left_out_of_a_commit_stay_as_they_were_and_come_back_in_the_next_review() {
    let mut rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    next_day(&mut rollcall, "2026-03-03", ScriptedDay::Blocked);
    let review = rollcall.expect(0, &["plan"]);
    let flagged = |change: &&Value| change["flags"].as_array().unwrap().contains(&json!("high_risk_change"));
    let risky = review["changes"].as_array().unwrap().iter().find(flagged).unwrap().clone();

    let done = rollcall.expect(0, &["commit", digest(&review), "--skip", risky["id"].as_str().unwrap()]);
    assert_eq!(done["run"]["applied"], 1, "without the risky row no guard objects");
    let employees = rollcall.employees();
    let name = risky["fields"].as_array().unwrap().iter().find(|field| field["field"] == "name").unwrap();
    assert_eq!(by_source(&employees, risky["source_id"].as_str().unwrap())["name"], name["before"]);
    let next = rollcall.expect(0, &["plan"]);
    assert_eq!(next["changes"].as_array().unwrap().len(), 1);
}

#[test]
fn somebody_whose_identifiers_both_changed_is_the_same_person_when_the_reviewer_says_so() {
    let rollcall = Rollcall::against(World::generated(30, 7));
    rollcall.live();
    let before = rollcall.employees();
    let old = before[3]["source_id"].as_str().unwrap().to_owned();
    rollcall.trinet.with_world(|world| {
        let mut person = world.remove_person(&old).unwrap();
        person.employee_id = "00009999999".to_owned();
        person.work_email = "somebody.new@acme.example".to_owned();
        world.companies[0].people.push(person);
    });

    let held = rollcall.expect(0, &["auto", "run"]);
    assert_eq!((&held["counts"]["held"], &held["counts"]["create"]), (&json!(1), &json!(0)), "an auto-sync does not decide it");
    let review = rollcall.expect(0, &["plan"]);
    let create = &review["changes"][0];
    assert_eq!((&create["action"], &create["flags"]), (&json!("create"), &json!(["possible_duplicate"])));
    let same = format!("{}={}", create["id"].as_str().unwrap(), before[3]["id"].as_str().unwrap());
    rollcall.expect(2, &["commit", digest(&review), "--same-person", "c0001=emp_nobody"]);
    rollcall.expect(0, &["commit", digest(&review), "--same-person", &same]);

    let after = rollcall.employees();
    assert_eq!(after.as_array().unwrap().len(), before.as_array().unwrap().len());
    let person = by_source(&after, "00009999999");
    assert_eq!((&person["id"], &person["email"]), (&before[3]["id"], &json!("somebody.new@acme.example")));
    assert_eq!(rollcall.expect(0, &["plan"])["verdict"], "no_changes");
}

#[test]
fn steps_are_taken_in_order_and_auto_sync_only_runs_behind_the_first_import() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    for command in [vec!["fields"], vec!["map", "--lock"], vec!["setup"], vec!["plan"], vec!["auto", "on"]] {
        assert_eq!(rollcall.expect(1, &command)["code"], "not_ready", "{command:?}");
    }
    rollcall.connect();
    assert_eq!(rollcall.expect(1, &["setup"])["code"], "not_ready");
    rollcall.expect(0, &["map", "--lock"]);
    assert_eq!(rollcall.expect(1, &["plan"])["code"], "not_ready");
    rollcall.expect(0, &["setup"]);
    assert_eq!(rollcall.employees(), json!([]), "the set-up sync imports nobody");
    rollcall.expect(1, &["auto", "on"]);
    let plan = rollcall.expect(0, &["plan"]);
    assert_eq!(rollcall.employees(), json!([]), "a review writes nobody");
    rollcall.expect(0, &["commit", digest(&plan)]);

    rollcall.trinet.clear_requests();
    assert_eq!(rollcall.expect(0, &["auto", "run"])["run"]["state"], "skipped", "auto-sync is off by default");
    assert_eq!(rollcall.trinet.requests().len(), 0, "TriNet is not asked");
    rollcall.expect(0, &["auto", "on"]);
    assert_eq!(rollcall.expect(0, &["auto", "run"])["run"]["state"], "committed");
}

#[test]
fn a_locked_mapping_is_changed_by_nobody_here() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    rollcall.set_up();
    let file = rollcall.folder().join("other.toml");
    std::fs::write(&file, "[[demographic]]\nname = \"Team\"\nfield = \"employmentInfo.department.deptName\"\n").unwrap();
    assert_eq!(rollcall.expect(40, &["map", file.to_str().unwrap()])["code"], "not_permitted");
    for text in ["demographic = 3", "[[demographic]]\nname = \"email\"\nfield = \"x\"", "unknown = 1"] {
        std::fs::write(&file, text).unwrap();
        rollcall.expect(2, &["map", file.to_str().unwrap()]);
    }
}

#[test]
fn a_plan_is_stale_once_another_import_came_between_and_unknown_digests_are_refused() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    rollcall.set_up();
    let first = rollcall.expect(0, &["plan"]);
    rollcall.trinet.with_world(|world| world.companies[0].people[2].preferred_first = "Zed".to_owned());
    let second = rollcall.expect(0, &["plan"]);
    assert_ne!(digest(&first), digest(&second));
    rollcall.expect(0, &["commit", digest(&second)]);
    let employees = rollcall.employees();
    assert_eq!(rollcall.expect(21, &["commit", digest(&first)])["code"], "stale_plan");
    for unknown in ["sha256:0000000000000000000000000000000000000000000000000000000000000000", "nonsense"] {
        assert_eq!(rollcall.expect(21, &["commit", unknown])["code"], "unknown_plan");
        assert_eq!(rollcall.expect(21, &["show", unknown])["code"], "unknown_plan");
    }
    let again = rollcall.expect(0, &["commit", digest(&second)]);
    assert_eq!(
        again["run"],
        json!({"id": again["run"]["id"], "state": "committed", "applied": 0, "refused": 0, "already_true": 5})
    );
    assert_eq!(rollcall.employees(), employees);
}
