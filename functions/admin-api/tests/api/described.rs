//! The API as it is described: the committed document, the pages of problems, the page of roles.

use std::collections::{BTreeMap, BTreeSet};

use admin_api::edge::registry;
use admin_api::signin::{Role, TABLE};
use serde_json::Value;

use crate::world::World;

#[test]
fn the_committed_description_is_that_of_the_code() {
    let made = serde_json::to_string_pretty(&admin_api::document()).unwrap() + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    if std::env::var_os("ROLLCALL_WRITE_OPENAPI").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(made == committed, "openapi.json is out of date: run `cargo xtask openapi`");
}

#[test]
fn every_operation_has_a_name_of_its_own_a_group_a_summary_and_its_problems() {
    let document = admin_api::document();
    let groups: BTreeSet<&str> = document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{method} {path}: {name} is taken");
            assert!(operation["tags"].as_array().unwrap().iter().all(|tag| groups.contains(tag.as_str().unwrap())), "{name}");
            assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{name}");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{name}");
            assert!(responses.contains_key("500"), "{name}");
            if operation["security"] != serde_json::json!([]) {
                assert!(responses.contains_key("401"), "{name}");
            }
        }
    }
}

#[test]
fn a_page_of_a_list_shows_its_items_whole() {
    let document = admin_api::document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, page) in schemas.iter().filter(|(name, _)| name.contains('_')) {
        let item = page["properties"]["items"]["items"]["$ref"].as_str().unwrap();
        assert!(schemas.contains_key(item.trim_start_matches("#/components/schemas/")), "{name} is of {item}");
    }
}

#[test]
fn the_words_of_answers_are_listed_and_stay_open() {
    let document = admin_api::document();
    let schemas = &document["components"]["schemas"];
    let colours = serde_json::json!(["green", "yellow", "red"]);
    assert_eq!((&schemas["Colour"]["x-extensible-enum"], &schemas["Colour"]["type"]), (&colours, &"string".into()));
    assert_eq!(schemas["Colour"].get("enum"), None, "a client that reads must take what it does not know");
    let runs = document["paths"]["/v1/accounts/{account}/runs"]["get"]["parameters"].as_array().unwrap();
    let filter = runs.iter().find(|parameter| parameter["name"] == "colour").unwrap();
    assert_eq!(filter["schema"]["enum"], colours, "a filter takes what is listed and nothing else");
}

#[test]
fn what_is_begun_leads_to_where_it_is_seen_and_a_page_to_the_next_one() {
    let document = admin_api::document();
    let operations = operations(&document);
    let mut links = 0;
    for (name, operation) in &operations {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let leads = response["links"].as_object().cloned().unwrap_or_default();
            assert!(!leads.is_empty() || !["201", "202"].contains(&status.as_str()), "{name} {status} leads nowhere");
            let schema = response["content"]["application/json"]["schema"]["$ref"].as_str().unwrap_or_default();
            let shape = &document["components"]["schemas"][schema.rsplit('/').next().unwrap()];
            assert_eq!(leads.contains_key("next"), shape["properties"]["next_cursor"].is_object(), "{name} {status}");
            for link in leads.values() {
                links += 1;
                let target = operations[link["operationId"].as_str().unwrap()];
                let takes = |it: &String| target["parameters"].as_array().unwrap().iter().any(|known| known["name"] == **it);
                assert!(link["parameters"].as_object().unwrap().keys().all(takes), "{name} {status}: {link}");
            }
        }
    }
    assert!(links > 30, "only {links} links were found");
}

/// The operations by their names.
fn operations(document: &Value) -> BTreeMap<&str, &Value> {
    let paths = document["paths"].as_object().unwrap().values();
    let all = paths.flat_map(|methods| methods.as_object().unwrap().values());
    all.map(|operation| (operation["operationId"].as_str().unwrap(), operation)).collect()
}

#[tokio::test]
async fn every_code_has_a_page_that_anybody_may_read() {
    let world = World::new().await;
    let codes: BTreeSet<&str> = registry::ALL.iter().map(|entry| entry.code).collect();
    assert_eq!(codes.len(), registry::ALL.len(), "a code stands twice");
    for code in codes {
        let request = axum::http::Request::builder().uri(format!("/v1/problems/{code}"));
        let answer = world.request(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"), "{code}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; style-src 'sha256-"), "{code}");
    }
    assert_eq!(world.get("/v1/problems/nonsense").await.problem(), (404, "not_found"));
}

#[test]
fn the_page_of_codes_and_the_registry_agree() {
    let page = include_str!("../../../../docs/codes.md");
    let errors = page.split("\n## Errors").nth(1).unwrap();
    for entry in registry::ALL {
        let row = format!("| `{}` | {} |", entry.code, entry.meaning);
        assert!(errors.contains(&row), "docs/codes.md has no row that begins {row:?}");
    }
    // Codes that no request can be answered with.
    let elsewhere = [
        "event_malformed",
        "message_malformed",
        "work_misdirected",
        "config_missing",
        "runtime_api",
        "usage",
        "local_failure",
        "bundle_unreadable",
    ];
    for row in errors.lines().filter_map(|line| line.strip_prefix("| `")) {
        let code = row.split('`').next().unwrap();
        assert!(registry::entry(code).is_some() || elsewhere.contains(&code), "{code} is not in the registry");
    }
}

#[test]
fn the_page_of_roles_is_that_of_the_table() {
    let heads: Vec<&str> = Role::ALL.iter().map(|role| role.title()).collect();
    let mut table = format!("| permission | what it lets a person do | {} |\n|---|---|{}\n", heads.join(" | "), "---|".repeat(4));
    for (permission, what, roles) in TABLE {
        let marks: Vec<&str> = Role::ALL.iter().map(|role| if roles.contains(role) { "yes" } else { "–" }).collect();
        table += &format!("| `{}` | {what} | {} |\n", permission.name(), marks.join(" | "));
    }
    assert!(include_str!("../../../../docs/roles.md").contains(&table), "docs/roles.md must have this table:\n{table}");
    let names: BTreeSet<Option<Role>> = Role::ALL.iter().map(|role| Role::of(role.name())).collect();
    assert_eq!(names.len(), 4);
    assert!(admin_api::document()["paths"].as_object().is_some_and(|paths| paths.values().all(Value::is_object)));
}
