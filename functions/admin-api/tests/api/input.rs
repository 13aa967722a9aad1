//! What is not known is refused, and nothing of it is quoted back.

use axum::body::Body;
use axum::http::Request;

use crate::world::World;

#[tokio::test]
async fn an_account_id_is_letters_digits_and_two_marks() {
    let world = World::new().await;
    for (id, fine) in [
        ("acme", true),
        ("A-1_b", true),
        (&"x".repeat(64), true),
        (&"x".repeat(65), false),
        ("a.b", false),
        ("a%2Fb", false),
        ("a%23b", false),
        ("%E2%98%83", false),
        ("a%20b", false),
    ] {
        let answer = world.get(&format!("/v1/accounts/{id}/integration")).await;
        assert_eq!(answer.status, if fine { 200 } else { 400 }, "{id}");
    }
}

#[tokio::test]
async fn a_body_is_json_of_the_documented_form_and_no_larger_than_it_need_be() {
    let world = World::new().await;
    let path = "/v1/accounts/acme/auto-sync";
    for (body, problem) in [
        ("", (400, "bad_request")),
        ("{", (400, "bad_request")),
        ("[]", (400, "bad_request")),
        (r#"{"on":"yes"}"#, (400, "bad_request")),
        (r#"{"on":true,"on":false}"#, (400, "bad_request")),
        (r#"{"on":true,"canary":1}"#, (400, "bad_request")),
        (r#"{"on":true} {"on":true}"#, (400, "bad_request")),
        (&format!(r#"{{"on":true,"x":"{}"}}"#, "x".repeat(64 * 1024)), (413, "body_too_large")),
    ] {
        let answer = world.send("PUT", path, body).await;
        assert_eq!(answer.problem(), problem, "{}", body.get(..20).unwrap_or(body));
        assert!(!answer.body["detail"].as_str().unwrap().contains("canary"), "a request is not quoted back");
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
        let tag = world.version("PUT", path).await.unwrap();
        let request = Request::builder().method("PUT").uri(path).header("content-type", kind).header("if-match", tag);
        let answer = world.as_machine(request.body(Body::from(r#"{"on":true}"#)).unwrap()).await;
        assert_eq!(answer.problem(), (415, "not_json"), "{kind:?}");
    }
    let tag = world.version("PUT", path).await.unwrap();
    let request = Request::builder().method("PUT").uri(path).header("if-match", tag);
    let request = request.header("content-type", "application/json; charset=utf-8");
    let answer = world.as_machine(request.body(Body::from(r#"{"on":false}"#)).unwrap()).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn what_is_wrong_with_a_body_is_said_place_by_place_and_not_quoted() {
    let world = World::new().await;
    let check = async |body: &str, pointer: &str, code: &str| {
        let answer = world.send("PUT", "/v1/accounts/acme/mapping", body).await;
        assert_eq!(answer.problem(), (400, "bad_request"), "{body}");
        let error = &answer.body["errors"][0];
        assert_eq!((error["pointer"].as_str(), error["code"].as_str()), (Some(pointer), Some(code)), "{body}: {error}");
        assert!(!answer.body.to_string().contains("canary"), "{}", answer.body);
    };
    check(r#"{"lock":true}"#, "/demographics", "missing").await;
    check(r#"{"demographics":[{"name":"Team"}]}"#, "/demographics/0/field", "missing").await;
    check(r#"{"demographics":[{"name":"a","field":"b"},{"name":7,"field":"b"}]}"#, "/demographics/1/name", "type").await;
    check(r#"{"demographics":[],"lock":"canary"}"#, "/lock", "type").await;
    check(r#"{"demographics":[],"Canary-canary":1}"#, "", "unknown").await;
    let broken = world.send("PUT", "/v1/accounts/acme/mapping", "{").await;
    assert_eq!(broken.body.get("errors"), None, "there are no places in what is no JSON");
}

#[tokio::test]
async fn a_query_has_known_parameters_with_known_values() {
    let world = World::new().await;
    for path in ["employees?status=gone", "employees?name=ada", "runs?limit=0", "runs?limit=201", "runs?limit=x", "runs?page=2"] {
        assert_eq!(world.get(&format!("/v1/accounts/acme/{path}")).await.problem(), (400, "bad_request"), "{path}");
    }
}

#[tokio::test]
async fn a_reason_has_an_end() {
    let world = World::new().await;
    let stored = world.reviewed().await;
    let path = format!("/v1/accounts/acme/plans/{}/commit", stored.digest);
    let body = serde_json::json!({"confirm": "x".repeat(1001)});
    assert_eq!(world.ask("POST", &path, "\"any\"", body).await.problem(), (400, "bad_request"));
}
