//! `explain`: where a value came from, or why it was not changed.

use serde_json::{Value, json};
use testkit::trinet::{World, cast};

use crate::command::Rollcall;

#[test]
fn a_value_is_explained_by_its_source_field_rule_mapping_and_run() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    let manual = rollcall.expect(0, &["history"])[0]["run_id"].clone();
    let check = |field: &str, source: Value, written: bool| {
        let explained = rollcall.expect(0, &["explain", cast::CHIEF, field]);
        assert_eq!((&explained[0]["field"], &explained[0]["source"]), (&json!(field), &source));
        let run = if written { manual.clone() } else { Value::Null };
        assert_eq!(explained[0]["written"]["run"], run, "{field}");
        assert_eq!(explained[0]["written"]["mapping_version"], if written { json!(1) } else { Value::Null });
    };
    check("Department", json!("employmentInfo.department.deptName"), true);
    check("name", json!("names[PRI]"), true);
    check("employee_id", json!("employeeId"), true);
    check("end_date", json!("employmentInfo.terminationDate"), false);
}

#[test]
fn a_value_that_was_not_changed_is_explained_by_what_the_last_plan_found() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    let explained = rollcall.expect(0, &["explain", cast::MANAGER_NOT_LISTED, "manager_email"]);
    assert_eq!(explained[0]["value"], Value::Null);
    assert_eq!(explained[0]["findings"][0]["code"], "manager_not_found");
}

#[test]
fn everything_about_a_person_is_explained_by_any_of_the_ids() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    let employee = rollcall.employees()[0].clone();
    for key in ["id", "email", "employee_id", "source_id"] {
        let explained = rollcall.expect(0, &["explain", employee[key].as_str().unwrap()]);
        assert_eq!(explained.as_array().unwrap().len(), 12, "ten core fields and two demographics");
    }
    rollcall.expect(2, &["explain", "nobody@acme.example"]);
}

#[test]
fn somebody_of_trinet_who_is_not_in_the_directory_is_explained_too() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    let check = |id: &str, words: &str| {
        let explained = rollcall.expect(0, &["explain", id]);
        assert_eq!(explained[0]["field"], Value::Null);
        let findings = explained[0]["findings"].to_string();
        assert!(findings.contains(words), "{id}: {findings}");
    };
    check(cast::EXCLUDED[0], "excludes this person");
    check(cast::DECEASED, "had left before the first import");
}
