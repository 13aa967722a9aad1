//! `tidy`: demographics that nothing fills any more are deleted by a reviewed plan (R60).

use serde_json::json;
use testkit::trinet::World;

use crate::command::{Rollcall, digest};

/// A live account whose mapping no longer fills the work location.
fn with_an_unused_demographic() -> Rollcall {
    let rollcall = Rollcall::against(World::generated(12, 3));
    rollcall.live();
    rollcall.expect(0, &["support", "unlock-mapping"]);
    let file = rollcall.folder().join("less.toml");
    let mapping = "[[demographic]]\nname = \"Department\"\nfield = \"employmentInfo.department.deptName\"\n";
    std::fs::write(&file, mapping).unwrap();
    rollcall.expect(0, &["map", file.to_str().unwrap(), "--lock"]);
    rollcall
}

#[test]
fn a_demographic_that_nothing_fills_is_deleted_of_everybody_after_a_review_and_comes_back_by_undo() {
    let rollcall = with_an_unused_demographic();
    let before = rollcall.employees();
    let plan = rollcall.expect(0, &["tidy", "Work Location"]);
    assert_eq!((&plan["verdict"], &plan["counts"]["update"]), (&json!("apply"), &json!(12)));
    assert_eq!(rollcall.employees(), before, "a plan writes nobody");
    let done = rollcall.expect(0, &["commit", digest(&plan)]);
    assert_eq!((&done["run"]["state"], &done["run"]["applied"]), (&json!("committed"), &json!(12)));
    let mut expect = before.clone();
    for employee in expect.as_array_mut().unwrap() {
        employee["demographics"].as_object_mut().unwrap().remove("Work Location").unwrap();
    }
    assert_eq!(rollcall.employees(), expect);
    let review = rollcall.expect(0, &["plan"]);
    assert_eq!((&review["verdict"], &review["counts"]["update"]), (&json!("no_changes"), &json!(0)), "no sync brings it back");
    rollcall.expect(1, &["tidy", "Work Location"]);
    let undo = rollcall.expect(0, &["undo", done["run"]["id"].as_str().unwrap()]);
    rollcall.expect(0, &["commit", digest(&undo)]);
    assert_eq!(rollcall.employees(), before);
}

#[test]
fn what_the_mapping_fills_and_what_nobody_has_is_not_deleted_and_nothing_is_before_the_first_import() {
    let rollcall = Rollcall::against(World::generated(12, 3));
    rollcall.set_up();
    let check = |arguments: &[&str], words: &str| {
        let refused = rollcall.expect(1, &[&["tidy"], arguments].concat());
        assert!(refused["detail"].as_str().unwrap().contains(words), "{refused}");
    };
    check(&["Work Location"], "after the first good import");
    rollcall.expect(0, &["commit", digest(&rollcall.expect(0, &["plan"]))]);
    check(&["Work Location"], "would bring it back");
    check(&["work location"], "letter by letter");
    assert_eq!(rollcall.run(&["tidy"]).code, 2);
}
