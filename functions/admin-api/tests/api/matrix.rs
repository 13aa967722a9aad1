//! Every operation of the description, by every kind of caller.

use std::collections::BTreeSet;

use admin_api::signin::{Role, TABLE};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::issuer::{NOW, claims, header, key, signed, token};
use crate::world::{Answer, World};

/// What must come of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Let through to the route, whatever that says.
    Through,
    NotSignedIn,
    NotThere,
    Forbidden,
}

struct Operation {
    method: String,
    path: String,
    /// `public`, `signed_in`, or a permission.
    access: String,
    has_body: bool,
}

/// The operations of the description, in whatever number it has them.
fn operations() -> Vec<Operation> {
    let document = admin_api::document();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(method, _)| *method != "parameters") {
            let public = operation["security"] == json!([]);
            let access = operation["x-permission"].as_str().unwrap_or(if public { "public" } else { "signed_in" });
            all.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                access: access.to_owned(),
                has_body: operation.get("requestBody").is_some(),
            });
        }
    }
    all
}

/// A caller's name, their token where they have one, and their role in `acme`: an error where nobody is signed in.
type CallerOf = (&'static str, Option<String>, Result<Option<Role>, ()>);

fn callers() -> Vec<CallerOf> {
    let with = |changes: Value| {
        let mut claims = claims(&json!(["acme:account-administrator"]));
        claims.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        Some(signed(&key(), &header(), &claims))
    };
    let of = |role: Role| Some(token(&[&format!("acme:{}", role.name())]));
    vec![
        ("nobody", None, Err(())),
        ("expired", with(json!({"exp": NOW - 3600})), Err(())),
        ("wrong audience", with(json!({"client_id": "another"})), Err(())),
        ("id token", with(json!({"token_use": "id"})), Err(())),
        ("no role", Some(token(&[])), Ok(None)),
        ("other tenant", Some(token(&["other:account-administrator"])), Ok(None)),
        ("Support", of(Role::SupportSpecialist), Ok(Some(Role::SupportSpecialist))),
        ("DIS", of(Role::DataSpecialist), Ok(Some(Role::DataSpecialist))),
        ("EDA", of(Role::EmployeeDataAdministrator), Ok(Some(Role::EmployeeDataAdministrator))),
        ("AA", of(Role::AccountAdministrator), Ok(Some(Role::AccountAdministrator))),
    ]
}

fn wanted(access: &str, caller: Result<Option<Role>, ()>) -> Wanted {
    match (access, caller) {
        ("public", _) => Wanted::Through,
        (_, Err(())) => Wanted::NotSignedIn,
        ("signed_in", _) => Wanted::Through,
        (_, Ok(None)) => Wanted::NotThere,
        (permission, Ok(Some(role))) => {
            let (.., roles) = TABLE.iter().find(|(known, ..)| known.name() == permission).unwrap();
            if roles.contains(&role) { Wanted::Through } else { Wanted::Forbidden }
        }
    }
}

fn came(answer: &Answer) -> Wanted {
    match (answer.status, answer.body["code"].as_str()) {
        (401, Some("not_signed_in")) => Wanted::NotSignedIn,
        (404, Some("not_found")) => Wanted::NotThere,
        (403, Some("forbidden")) => Wanted::Forbidden,
        _ => Wanted::Through,
    }
}

fn request(operation: &Operation, token: Option<&String>) -> Request<Body> {
    // Ids that are nobody's: a route that a caller reaches finds nothing, and says so otherwise or with `unknown_plan`.
    let path = operation.path.replace("{account}", "acme").replace("{code}", "not_found");
    let path = path.replace("{digest}", &format!("sha256:{}", "0".repeat(64))).replace(['{', '}'], "");
    let mut request = Request::builder().method(operation.method.as_str()).uri(path).header("idempotency-key", "k");
    if operation.has_body {
        request = request.header("content-type", "application/json");
    }
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    request.body(Body::from(if operation.has_body { "{\"nothing\":0}" } else { "" })).unwrap()
}

#[tokio::test]
async fn each_caller_reaches_what_the_table_gives_them_and_nothing_else() {
    let world = World::new().await;
    let (operations, callers) = (operations(), callers());
    assert!(operations.len() >= 15, "the description was not read");
    let mut problems = Vec::new();
    for operation in &operations {
        for (name, token, role) in &callers {
            let answer = world.request(request(operation, token.as_ref())).await;
            let (wanted, came) = (wanted(&operation.access, *role), came(&answer));
            // What a route itself does not find is told as by one who may not know; a role that is let through may get it.
            let as_wanted = came == wanted || (wanted == Wanted::Through && answer.status == 404);
            if !as_wanted {
                problems.push(format!("{} {} by {name}: {came:?} instead of {wanted:?}", operation.method, operation.path));
            }
        }
        let machine = world.as_machine(request(operation, None)).await;
        if matches!(came(&machine), Wanted::NotSignedIn | Wanted::Forbidden) {
            problems.push(format!("{} {} by IAM: {:?}", operation.method, operation.path, came(&machine)));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    println!("figure: {} callers x {} operations", callers.len() + 1, operations.len());
}

#[tokio::test]
async fn who_may_not_is_told_who_may() {
    let world = World::new().await;
    let support = token(&["acme:product-support-specialist"]);
    let answer = world.as_person(&support, "POST", "/v1/accounts/acme/reviews", "").await;
    assert_eq!(answer.problem(), (403, "forbidden"));
    let detail = answer.body["detail"].as_str().unwrap();
    assert!(detail.contains("Account Administrator, Employee Data Administrator"), "{detail}");
}

#[tokio::test]
async fn another_accounts_plan_is_no_different_from_none() {
    let world = World::new().await;
    let stored = world.reviewed().await;
    let path = format!("/v1/accounts/acme/plans/{}", stored.digest);
    let stranger = token(&["other:account-administrator"]);
    let (there, not_there) = (
        world.as_person(&stranger, "GET", &path, "").await,
        world.as_person(&stranger, "GET", "/v1/accounts/nobody/plans/x", "").await,
    );
    assert_eq!(there.problem(), (404, "not_found"));
    assert_eq!((there.status, &there.body["detail"]), (not_there.status, &not_there.body["detail"]));
    let own = path.replace("acme", "other");
    assert_eq!(world.as_person(&stranger, "GET", &own, "").await.problem(), (404, "unknown_plan"));
}

#[test]
fn every_operation_of_an_account_names_a_permission_and_none_is_public() {
    for operation in operations() {
        let known: BTreeSet<&str> = TABLE.iter().map(|(permission, ..)| permission.name()).collect();
        let of_account = operation.path.starts_with("/v1/accounts/");
        assert_eq!(known.contains(operation.access.as_str()), of_account, "{} {}", operation.method, operation.path);
    }
}
