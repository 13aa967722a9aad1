//! Plans, history and the directory, in the shapes that scripts depend on.

use serde_json::{Value, json};

use crate::world::World;

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap_or_else(|| panic!("no object: {object}")).keys().map(String::as_str).collect()
}

#[tokio::test]
async fn a_plan_is_shown_with_everything_that_a_reviewer_needs() {
    let world = World::new().await;
    let stored = world.reviewed().await;
    let plan = world.get(&format!("/v1/accounts/acme/plans/{}", stored.digest)).await.body;
    assert_eq!((&plan["plan_id"], &plan["digest"]), (&json!(stored.id), &json!(stored.digest)));
    assert_eq!((&plan["verdict"], &plan["blocked_by"]), (&json!("apply"), &json!([])));
    let counts =
        ["cleared", "create", "deactivate", "ended_not_imported", "excluded", "held", "missing_from_source", "reactivate"];
    assert_eq!(keys(&plan["counts"])[..8], counts);
    assert_eq!(plan["counts"]["create"], 2);
    let ada = &plan["changes"][0];
    assert_eq!(
        keys(ada),
        ["action", "duplicates", "email", "employee", "employee_id", "fields", "flags", "id", "name", "name_before", "source_id"],
        "no key was lost or renamed"
    );
    assert_eq!((&ada["id"], &ada["action"], &ada["source_id"]), (&json!("c0001"), &json!("create"), &json!("1")));
    assert_eq!((&ada["email"], &ada["employee_id"]), (&json!("ada@acme.example"), &json!("E1")));
    assert_eq!(ada["fields"][0], json!({"field": "name", "before": null, "after": "Ada Byron"}));
    let bare = world.get(&format!("/v1/accounts/acme/plans/{}", stored.digest.short(64))).await.body;
    assert_eq!(bare, plan, "the prefix of a digest may be left out");
}

#[tokio::test]
async fn the_directory_is_listed_by_name_and_by_status() {
    let world = World::new().await;
    world.imported().await;
    let all = world.get("/v1/accounts/acme/employees").await.body;
    let names: Vec<_> = all["items"].as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Ada Byron", "Bob Able"]);
    let mut ada = all["items"][0].clone();
    assert!(ada["id"].as_str().unwrap().starts_with("emp_"));
    ada["id"] = json!("emp");
    let wanted = json!({
        "id": "emp", "email": "ada@acme.example", "employee_id": "E1", "source_id": "1", "name": "Ada Byron",
        "preferred_name": null, "date_of_birth": null, "start_date": null, "end_date": null, "manager_email": null,
        "status": "active", "demographics": {}, "missing": null,
    });
    assert_eq!(ada, wanted);
    assert_eq!(world.get("/v1/accounts/acme/employees?status=active").await.body, all);
    assert_eq!(world.get("/v1/accounts/acme/employees?status=former").await.body, json!({"items": [], "next_cursor": null}));
    assert_eq!(
        world.get("/v1/accounts/other/employees").await.body,
        json!({"items": [], "next_cursor": null}),
        "of its own account only"
    );
}

#[tokio::test]
async fn the_history_is_listed_newest_first_and_a_run_told_in_detail() {
    let world = World::new().await;
    let stored = world.imported().await;
    world.send("POST", "/v1/accounts/acme/reviews", "").await;
    let runs = world.get("/v1/accounts/acme/runs").await.body;
    let kinds: Vec<_> = runs["items"].as_array().unwrap().iter().map(|run| run["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["review", "manual"]);
    let entry = &runs["items"][1];
    let wanted = [
        "act",
        "actor",
        "blocked_by",
        "colour",
        "counts",
        "digest",
        "duration_ms",
        "error",
        "findings",
        "finished_at",
        "kind",
        "mapping_version",
        "run_id",
        "started_at",
        "state",
    ];
    assert_eq!(keys(entry), wanted);
    assert_eq!((&entry["state"], &entry["digest"], &entry["actor"]), (&json!("committed"), &json!(stored.digest), &json!("ann")));
    let run = world.get(&format!("/v1/accounts/acme/runs/{}", entry["run_id"].as_str().unwrap())).await.body;
    assert_eq!((&run["applied"], &run["refused"], &run["reason"]), (&json!(2), &json!([]), &json!("First import")));
    assert_eq!(world.get("/v1/accounts/acme/runs?limit=1").await.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(world.get("/v1/accounts/other/runs").await.body, json!({"items": [], "next_cursor": null}));
    let others = format!("/v1/accounts/other/runs/{}", entry["run_id"].as_str().unwrap());
    assert_eq!(world.get(&others).await.problem(), (404, "not_found"));
}
