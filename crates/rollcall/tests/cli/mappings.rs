//! Mapping fields: what it would do, transforms, names that are nearly the same, unlocking.

use serde_json::json;
use testkit::trinet::{World, cast};

use crate::command::{Rollcall, digest};

fn write(rollcall: &Rollcall, text: &str) -> String {
    let file = rollcall.folder().join("other.toml");
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn a_mapping_is_tried_on_the_companys_own_people_before_it_is_locked() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.connect();
    let file = write(
        &rollcall,
        "exclude = \"employmentInfo.customGroupA\"\n[[demographic]]\nname = \"Department\"\nfield = \"employmentInfo.department.deptName\"\n",
    );
    let tried = rollcall.expect(0, &["map", &file, "--what-if"]);
    assert_eq!(tried["people"].as_array().unwrap().len(), 19, "every 13th of 241 people");
    let department = &tried["demographics"][0];
    assert_eq!((&department["name"], &department["near"]), (&json!("Department"), &json!([])));
    assert!(department["filled"].as_u64().unwrap() > 200 && department["distinct"].as_u64().unwrap() > 2, "{department}");
    assert_eq!(tried["excluded"], json!(cast::EXCLUDED));
    assert_eq!(tried["counts"]["create"], 241);
    let fields = tried["people"][0]["fields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["field"] == "Department"), "{fields:?}");
    assert_eq!(rollcall.expect(0, &["map"])["version"], 0, "nothing was saved");
    rollcall.expect(2, &["map", &file, "--what-if", "--lock"]);
}

#[test]
fn values_are_transformed_on_their_way() {
    let rollcall = Rollcall::against(World::generated(12, 3));
    rollcall.connect();
    let mapping = r#"
[[demographic]]
name = "Department"
field = "employmentInfo.department.deptName"
transforms = ["trim", { case = "upper" }]
[[demographic]]
name = "Place"
field = "employmentInfo.department.deptName"
transforms = [{ concatenate = { fields = ["employmentInfo.location.locationName"], separator = " / " } }]
"#;
    let mapped = rollcall.expect(0, &["map", &write(&rollcall, mapping), "--lock"]);
    assert_eq!(mapped["demographics"][0]["transforms"], json!(["trim", {"case": "upper"}]));
    rollcall.expect(0, &["setup"]);
    let plan = rollcall.expect(0, &["plan"]);
    rollcall.expect(0, &["commit", digest(&plan)]);
    for employee in rollcall.employees().as_array().unwrap() {
        let department = employee["demographics"]["Department"].as_str().unwrap();
        assert_eq!(department, department.to_uppercase());
        assert!(employee["demographics"]["Place"].as_str().unwrap().contains(" / "), "{employee}");
    }
    assert_eq!(rollcall.expect(0, &["plan"])["verdict"], "no_changes");
}

#[test]
fn each_field_is_shown_with_its_endpoint_its_label_and_where_it_goes() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.set_up();
    let fields = rollcall.expect(0, &["fields"]);
    let check = |path: &str, endpoint: &str, label: &str, destinations: serde_json::Value| {
        let field = fields.as_array().unwrap().iter().find(|field| field["path"] == path).unwrap();
        assert_eq!((&field["endpoint"], &field["label"]), (&json!(endpoint), &json!(label)), "{path}");
        assert_eq!(field["destinations"], destinations, "{path}");
    };
    let all = "GET employees?viewType=All";
    check("employmentInfo.department.deptName", all, "Department", json!(["Department"]));
    check("employmentInfo.workEmail", all, "Work Email", json!(["email"]));
    check("employeeId", all, "TriNet employee id", json!(["source_id", "employee_id"]));
    check("employmentInfo.customGroupA", all, "Custom Group A", json!(["(excludes)"]));
    check("employmentInfo.department.deptCode", "GET departments", "Department Code", json!([]));
}

#[test]
fn a_transform_that_means_nothing_is_refused() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    rollcall.connect();
    for transform in
        ["\"shout\"", "{ case = \"sideways\" }", "{ values = { table = {} } }", "{ date = { from = \"YYYY\", to = \"YYYY\" } }"]
    {
        let text = format!(
            "[[demographic]]\nname = \"Team\"\nfield = \"employmentInfo.department.deptName\"\ntransforms = [{transform}]\n"
        );
        rollcall.expect(2, &["map", &write(&rollcall, &text)]);
    }
    assert_eq!(rollcall.expect(0, &["map"])["version"], 0);
}

#[test]
fn a_specialist_unlocks_and_a_name_that_is_nearly_an_existing_one_is_told_of() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    rollcall.live();
    let renamed = write(&rollcall, "[[demographic]]\nname = \"Departments\"\nfield = \"employmentInfo.department.deptName\"\n");
    rollcall.expect(40, &["map", &renamed]);
    let unlocked = rollcall.expect(0, &["support", "unlock-mapping"]);
    assert_eq!((&unlocked["version"], &unlocked["locked"]), (&json!(2), &json!(false)));
    let mapped = rollcall.expect(0, &["map", &renamed, "--lock"]);
    assert_eq!(mapped["near_names"], json!([{"mapped": "Departments", "existing": "Department"}]));
    let plan = rollcall.expect(0, &["plan"]);
    let near = plan["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "near_demographic_name").unwrap();
    assert_eq!(near["field"], "Departments");
    assert!(near["next_step"].as_str().unwrap().contains("letter by letter"), "{near}");
    assert_eq!(plan["blocked_by"], json!(["mapping_changed"]));
}
