//! The directory: found, shown, edited, explained.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use sync::ports::ControlStore as _;

use crate::company::{name, people};
use crate::world::World;

const MASKED: &str = "••••-••-••";

fn names(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

async fn a_company(world: &World) {
    let mut company = people(12);
    company[0].names = vec![name("Ada", "Byron")];
    let stored = world.planned(company).await;
    world.commit(&stored).await;
}

/// The path of an employee, by a text that finds one.
async fn path(world: &World, search: &str) -> String {
    let found = world.get(&format!("/v1/accounts/acme/employees?search={search}")).await.body;
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    format!("/v1/accounts/acme/employees/{}", found["items"][0]["id"].as_str().unwrap())
}

#[tokio::test]
async fn what_is_searched_for_has_no_place_in_an_address() {
    let world = World::new().await;
    let stored = world.planned(people(2)).await;
    for list in ["employees".to_owned(), format!("plans/{}/changes", stored.digest)] {
        let uri = format!("/v1/accounts/acme/{list}");
        let named = Request::builder().uri(format!("{uri}?search=byron")).body(Body::empty()).unwrap();
        assert_eq!(world.as_machine(named).await.problem(), (400, "bad_request"));
        for (header, status) in [("byron", 200), ("Zo%C3%AB", 200), ("", 200), ("%FF", 200), (&"%C3%AB".repeat(101), 400)] {
            let asked = Request::builder().uri(&uri).header("rollcall-search", header).body(Body::empty()).unwrap();
            assert_eq!(world.as_machine(asked).await.status, status, "{header}");
        }
    }
}

#[tokio::test]
async fn people_are_searched_and_paged_by_name() {
    let world = World::new().await;
    a_company(&world).await;
    let list = async |query: &str| world.get(&format!("/v1/accounts/acme/employees{query}")).await.body;
    for (query, expect) in [
        ("?search=byron", vec!["Ada Byron"]),
        ("?search=ZOE10", vec!["Zoë10 Müller"]),
        ("?search=zoe3%40ACME", vec!["Zoë3 Müller"]),
        ("?search=e12", vec!["Zoë12 Müller"]),
        ("?search=19", vec![]),
        ("?missing=true", vec![]),
        ("?status=former", vec![]),
        ("?limit=2", vec!["Ada Byron", "Zoë10 Müller"]),
    ] {
        assert_eq!(names(&list(query).await), expect, "{query}");
    }
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = list(&format!("?limit=5{cursor}")).await;
        all.extend(names(&page).into_iter().map(str::to_owned));
        let Some(next) = page["next_cursor"].as_str() else { break };
        assert!(!next.contains("Zoë"), "no name is in a cursor");
        cursor = format!("&cursor={}", next);
    }
    assert_eq!((all.len(), all.is_sorted()), (12, true));
    let mut account = world.store.account("acme").await.unwrap();
    account.settings.redacted.insert(domain::Field::Email);
    world.store.save(account, Vec::new()).await.unwrap();
    assert_eq!(names(&list("?search=acme.example").await), [""; 0], "what is redacted finds nobody");
}

#[tokio::test]
async fn an_import_is_seen_at_once() {
    let world = World::new().await;
    a_company(&world).await;
    assert_eq!(names(&world.get("/v1/accounts/acme/employees?search=grace").await.body), [""; 0]);
    let mut company = people(12);
    company[0].names = vec![name("Grace", "Hopper")];
    let stored = world.planned(company).await;
    world.commit(&stored).await;
    assert_eq!(names(&world.get("/v1/accounts/acme/employees?search=grace").await.body), ["Grace Hopper"]);
}

#[tokio::test]
async fn a_date_of_birth_is_shown_to_who_asks_and_is_noted() {
    let world = World::new().await;
    a_company(&world).await;
    let path = path(&world, "byron").await;
    let shown = world.get(&path).await.body;
    assert_eq!((&shown["date_of_birth"], &shown["source"], &shown["edited"]), (&json!(MASKED), &json!("trinet"), &json!([])));
    let explained = world.get(&format!("{path}/explanation?field=date_of_birth")).await.body;
    assert_eq!(explained[0]["value"], MASKED);
    let everything = [
        world.get("/v1/accounts/acme/employees").await.body,
        world.get(&format!("{path}/explanation")).await.body,
        world.get(&format!("{path}/history")).await.body,
    ];
    assert!(everything.iter().all(|body| !body.to_string().contains("1961-02-11") && body.to_string().contains(MASKED)));
    let clear = world.ask("POST", &format!("{path}/reveals"), "", json!({})).await.body;
    assert_eq!(clear["date_of_birth"], "1961-02-11");
    let acts = world.get("/v1/accounts/acme/runs?kind=act").await.body;
    assert_eq!(acts["items"][0]["act"], json!({"what": "revealed_employee", "about": shown["id"]}));
}

#[tokio::test]
async fn an_edit_is_planned_and_committed_through_the_queue() {
    let world = World::new().await;
    a_company(&world).await;
    let path = path(&world, "byron").await;
    let tag = world.get(&path).await.header("etag").to_owned();
    let edit = json!({"email": "ada@acme.example", "employee_id": "A1"});
    assert_eq!(world.send("PATCH", &path, &edit.to_string()).await.problem(), (428, "precondition_required"));
    assert_eq!(world.ask("PATCH", &path, "\"other\"", edit.clone()).await.problem(), (412, "changed_meanwhile"));
    for (wrong, code) in [
        (json!({"email": "nonsense"}), (400, "bad_request")),
        (json!({"email": "zoe3@acme.example"}), (400, "bad_request")),
        (json!({"employee_id": " "}), (400, "bad_request")),
        (json!({"name": "Eve"}), (400, "bad_request")),
        (json!({"status": "active"}), (400, "bad_request")),
    ] {
        assert_eq!(world.ask("PATCH", &path, &tag, wrong.clone()).await.problem(), code, "{wrong}");
    }
    let answer = world.ask("PATCH", &path, &tag, edit.clone()).await;
    assert_eq!((answer.status, &answer.body["kind"], &answer.body["state"]), (202, &json!("manual"), &json!("running")));
    let run = world.work_off().await;
    assert_eq!(answer.body["run_id"], run);
    let shown = world.get(&path).await;
    assert_eq!((&shown.body["email"], &shown.body["employee_id"]), (&json!("ada@acme.example"), &json!("A1")));
    assert_eq!((&shown.body["source"], &shown.body["edited"]), (&json!("edited"), &json!(["email", "employee_id"])));
    assert_eq!(world.ask("PATCH", &path, &tag, edit.clone()).await.problem(), (412, "changed_meanwhile"));
    let again = world.ask("PATCH", &path, shown.header("etag"), edit).await;
    assert_eq!((again.status, &again.body["state"]), (202, &json!("skipped")), "there is nothing to write");
    assert!(world.outside.work.lock().unwrap().is_empty());
    assert_eq!(world.get(again.header("location")).await.body["state"], "skipped");
}

#[tokio::test]
async fn what_was_written_to_somebody_is_told_newest_first_down_to_the_creation() {
    let world = World::new().await;
    a_company(&world).await;
    let path = path(&world, "byron").await;
    let tag = world.get(&path).await.header("etag").to_owned();
    world.ask("PATCH", &path, &tag, json!({"status": "deactivated"})).await;
    world.work_off().await;
    let history = world.get(&format!("{path}/history")).await.body;
    let actions: Vec<_> = history["items"].as_array().unwrap().iter().map(|it| it["action"].as_str().unwrap()).collect();
    assert_eq!((actions, &history["next_cursor"]), (vec!["deactivate", "create"], &Value::Null));
    assert_eq!(history["items"][0]["fields"], json!([{"field": "status", "before": "active", "after": "deactivated"}]));
    assert_eq!(history["items"][0]["actor"], "administrator");
    let one = world.get(&format!("{path}/history?limit=1")).await.body;
    let cursor = one["next_cursor"].as_str().unwrap();
    let two = world.get(&format!("{path}/history?limit=1&cursor={cursor}")).await.body;
    assert_eq!((&one["items"][0], &two["items"][0]), (&history["items"][0], &history["items"][1]));
}

#[tokio::test]
async fn an_employee_of_another_account_or_of_none_is_not_found() {
    let world = World::new().await;
    a_company(&world).await;
    let own = path(&world, "byron").await;
    let id = own.rsplit('/').next().unwrap();
    for employee in [format!("other/employees/{id}"), "acme/employees/emp_none".to_owned(), "acme/employees/E3".to_owned()] {
        for (method, behind) in [("GET", ""), ("GET", "/explanation"), ("GET", "/history"), ("POST", "/reveals"), ("PATCH", "")] {
            let answer = world.ask(method, &format!("/v1/accounts/{employee}{behind}"), "\"any\"", json!({})).await;
            assert_eq!(answer.problem(), (404, "not_found"), "{method} {employee}{behind}");
        }
    }
}
