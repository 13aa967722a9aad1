//! What staff set and do: settings, the Employee ID field, unlocking, deactivating the missing.

use serde_json::{Value, json};
use testkit::trinet::World;

use crate::command::{Rollcall, digest};

#[test]
fn settings_are_shown_changed_and_refused_when_planning_could_not_go_by_them() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    rollcall.connect();
    let shown = rollcall.expect(0, &["settings"]);
    assert_eq!((&shown["deactivate"], &shown["hierarchy"]), (&json!({"percent": 20, "people": 5}), &json!("warn")));
    assert_eq!((&shown["employee_id_source"], &shown["redacted"]), (&json!("employeeId"), &json!([])));
    let changes = ["settings", "hierarchy=block", "deactivate.percent=30", "redacted=date_of_birth", "time_zone=Europe/Oslo"];
    let changed = rollcall.expect(0, &changes);
    assert_eq!(changed["deactivate"], json!({"percent": 30, "people": 5}));
    assert_eq!((&changed["hierarchy"], &changed["redacted"]), (&json!("block"), &json!(["date_of_birth"])));
    assert_eq!(rollcall.expect(0, &["settings"]), changed);
    let refused = [
        "nothing=1",
        "hierarchy=sideways",
        "deactivate=3",
        "deactivate.people=0",
        "deactivate.percent=many",
        "high_risk.minimum=4",
        "guards_off=high_risk_change",
        "redacted=email,employee_id",
        "blank_clears=email",
        "time_zone=Mars/Olympus",
        "daily_hour=24",
        "recipients=nobody",
        "hierarchy",
    ];
    for change in refused {
        rollcall.expect(2, &["settings", change]);
    }
    assert_eq!(rollcall.expect(0, &["settings"]), changed, "nothing of what was refused is saved");
}

#[test]
fn a_redacted_field_is_neither_imported_nor_shown() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    let filled = |employees: &Value| employees.as_array().unwrap().iter().filter(|it| !it["date_of_birth"].is_null()).count();
    assert!(filled(&rollcall.employees()) > 200);
    let first = rollcall.expect(0, &["history"])[0]["digest"].as_str().unwrap().to_owned();
    assert!(rollcall.expect(0, &["show", &first]).to_string().contains("date_of_birth"));
    rollcall.expect(0, &["settings", "redacted=date_of_birth"]);
    assert_eq!(filled(&rollcall.employees()), 0);
    assert!(!rollcall.expect(0, &["show", &first]).to_string().contains("date_of_birth"), "an old plan does not show it either");
    rollcall.trinet.with_world(|world| {
        let person = world.companies[0].people.iter_mut().find(|person| person.birth_date.is_some()).unwrap();
        person.birth_date = Some("1991-01-01".parse().unwrap());
    });
    let plan = rollcall.expect(0, &["plan"]);
    assert_eq!(plan["verdict"], "no_changes");
    let id = rollcall.employees()[0]["id"].as_str().unwrap().to_owned();
    let explained = rollcall.expect(0, &["explain", &id, "date_of_birth"]);
    assert_eq!(explained[0]["value"], Value::Null);
    assert!(explained[0]["sentence"].as_str().unwrap().contains("redacted"), "{explained}");
}

#[test]
fn another_employee_id_field_is_a_new_mapping_that_a_person_reviews_first() {
    let rollcall = Rollcall::against(World::generated(8, 1));
    rollcall.live();
    let people = rollcall.employees().as_array().unwrap().len();
    rollcall.trinet.with_world(|world| {
        for (number, person) in world.companies[0].people.iter_mut().enumerate() {
            *person = person.clone().with_json("/alternateId", json!(format!("ALT-{number}")));
        }
    });
    rollcall.expect(0, &["settings", "employee_id_source=alternateId"]);
    let mapping = rollcall.expect(0, &["map"]);
    assert_eq!((&mapping["version"], &mapping["locked"]), (&json!(2), &json!(true)));
    let blocked = rollcall.expect(20, &["auto", "run"]);
    assert_eq!(blocked["blocked_by"], json!(["volume_identifiers", "mapping_changed"]));
    let objection = &blocked["objections"][0];
    assert_eq!((&objection["guard"], &objection["concerned"]), (&json!("volume_identifiers"), &json!(people)));
    assert_eq!(objection["people"][0]["fields"], json!(["employee_id"]));
    let review = rollcall.expect(0, &["plan"]);
    rollcall.expect(20, &["commit", digest(&review)]);
    rollcall.expect(0, &["commit", digest(&review), "--confirm", "the customer asked for it"]);
    assert_eq!(rollcall.expect(0, &["auto", "run"])["verdict"], "no_changes");
}

#[test]
fn the_missing_are_ended_by_support_alone_and_only_after_a_review() {
    let rollcall = Rollcall::against(World::generated(30, 7));
    rollcall.live();
    let before = rollcall.employees();
    let gone = before[3]["source_id"].as_str().unwrap().to_owned();
    rollcall.trinet.with_world(|world| drop(world.remove_person(&gone).unwrap()));
    assert_eq!(rollcall.expect(0, &["plan"])["verdict"], "no_changes", "the administrator's manual sync ends nobody");
    let review = rollcall.expect(0, &["support", "deactivate-missing"]);
    assert_eq!((&review["counts"]["deactivate"], &review["counts"]["missing_from_source"]), (&json!(1), &json!(1)));
    assert_eq!(rollcall.employees(), before, "a review writes nobody");
    rollcall.expect(0, &["commit", digest(&review)]);
    let ended = rollcall.expect(0, &["employees", "--status", "deactivated"]);
    assert_eq!((&ended[0]["source_id"], &ended[0]["end_date"]), (&json!(gone), &Value::Null));
    assert_eq!(rollcall.expect(0, &["employees", "--missing"]), json!([]));
    assert_eq!(rollcall.expect(0, &["auto", "run"])["verdict"], "no_changes");
    let kinds: Vec<Value> = rollcall.expect(0, &["history"]).as_array().unwrap().iter().map(|run| run["kind"].clone()).collect();
    assert!(kinds.contains(&json!("support")), "{kinds:?}");
}

#[test]
fn a_quiet_day_is_planned_anew_once_a_setting_changed() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    for _ in 0..3 {
        assert_eq!(rollcall.expect(0, &["auto", "run"])["verdict"], "no_changes");
    }
    rollcall.expect(0, &["settings", "hierarchy=block"]);
    assert_eq!(rollcall.expect(20, &["auto", "run"])["blocked_by"], json!(["hierarchy_blocked"]));
}
