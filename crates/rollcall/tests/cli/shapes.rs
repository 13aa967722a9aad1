//! The JSON shapes that scripts depend on.

use serde_json::{Value, json};
use testkit::trinet::World;

use crate::command::{Rollcall, digest};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn has(value: &Value, expected: &[&str]) {
    for key in expected {
        assert!(value.get(key).is_some(), "{key} is not among {:?}", keys(value));
    }
}

#[test]
fn plans_runs_employees_and_problems_have_their_documented_keys() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.set_up();
    let plan = rollcall.expect(0, &["plan"]);
    let plan_keys = ["plan_id", "digest", "verdict", "blocked_by", "counts", "changes", "findings"];
    has(&plan, &plan_keys);
    has(
        &plan["counts"],
        &[
            "create",
            "update",
            "deactivate",
            "reactivate",
            "unchanged",
            "excluded",
            "ended_not_imported",
            "held",
            "refused",
            "missing_from_source",
        ],
    );
    let change = &plan["changes"][0];
    has(change, &["id", "action", "source_id", "email", "employee_id", "fields", "flags"]);
    has(&change["fields"][0], &["field", "before", "after"]);
    assert_eq!(change["id"], "c0001");
    has(&plan["findings"][0], &["code", "severity", "source_id", "field", "message"]);
    assert_eq!(rollcall.expect(0, &["show", digest(&plan)]), plan);

    let committed = rollcall.expect(0, &["commit", digest(&plan)]);
    has(&committed, &plan_keys);
    has(&committed["run"], &["id", "state", "applied", "refused", "already_true"]);

    let employees = rollcall.employees();
    let fields = [
        "id",
        "email",
        "employee_id",
        "source_id",
        "name",
        "preferred_name",
        "date_of_birth",
        "start_date",
        "end_date",
        "manager_email",
        "status",
        "demographics",
    ];
    has(&employees[0], &fields);
    let sort_keys: Vec<_> = employees.as_array().unwrap().iter().map(|e| (e["name"].as_str(), e["id"].as_str())).collect();
    assert!(sort_keys.is_sorted(), "by name, then id");

    let problem = rollcall.expect(21, &["show", "nonsense"]);
    has(&problem, &["type", "title", "status", "detail", "code"]);
}

#[test]
fn history_lists_runs_newest_first() {
    let rollcall = Rollcall::against(World::generated(5, 2));
    rollcall.live();
    let history = rollcall.expect(0, &["history"]);
    let entry = [
        "run_id",
        "kind",
        "state",
        "colour",
        "actor",
        "started_at",
        "finished_at",
        "digest",
        "mapping_version",
        "counts",
        "findings",
    ];
    has(&history[0], &entry);
    let kinds: Vec<_> = history.as_array().unwrap().iter().map(|run| run["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["manual", "review", "setup"], "newest first");
}

#[test]
fn employees_are_filtered_by_status() {
    let rollcall = Rollcall::against(World::generated(9, 5));
    rollcall.live();
    let counts = ["active", "former", "deactivated"]
        .map(|status| rollcall.expect(0, &["employees", "--status", status]).as_array().unwrap().len());
    assert_eq!(counts, [9, 0, 0]);
    assert_eq!(rollcall.expect(0, &["employees", "--missing"]), json!([]));
}

#[test]
fn wrong_use_ends_with_two() {
    let rollcall = Rollcall::against(World::generated(1, 1));
    for arguments in [
        &["nonsense"][..],
        &["commit"],
        &["plan", "--no-such-flag"],
        &["employees", "--status", "gone"],
        &["--today", "tomorrow", "plan"],
    ] {
        assert_eq!(rollcall.run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn a_company_of_one_is_imported() {
    let rollcall = Rollcall::against(World::generated(1, 9));
    rollcall.live();
    assert_eq!(rollcall.employees().as_array().unwrap().len(), 1);
}
