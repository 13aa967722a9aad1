//! What every answer has in common.

use admin_api::edge::RequestId;
use admin_api::signin::Machine;
use axum::body::Body;
use axum::http::Request;

use crate::world::World;

#[tokio::test]
async fn every_answer_is_kept_nowhere_framed_nowhere_and_has_an_id() {
    let world = World::new().await;
    for (method, path, status) in [
        ("GET", "/v1/health", 200),
        ("GET", "/v1/accounts/acme/integration", 200),
        ("GET", "/", 404),
        ("GET", "/v1/accounts", 404),
        ("GET", "/v1/accounts/acme/runs/run_unknown", 404),
        ("DELETE", "/v1/accounts/acme/integration", 405),
        ("PUT", "/v1/accounts/acme/auto-sync", 400),
    ] {
        let answer = world.send(method, path, "").await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert!(answer.header("strict-transport-security").starts_with("max-age="));
        assert!(answer.header("x-request-id").starts_with("req_"), "{method} {path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "no other origin may ask");
        if status >= 400 {
            assert_eq!(answer.problem().0, status);
        }
    }
}

#[tokio::test]
async fn a_method_that_is_not_taken_is_told_which_are() {
    let answer = World::new().await.send("DELETE", "/v1/accounts/acme/mapping", "").await;
    assert_eq!(answer.problem(), (405, "method_not_allowed"));
    assert_eq!(answer.header("allow"), "GET,HEAD,PUT");
}

#[tokio::test]
async fn who_asks_is_what_the_server_says_and_not_what_a_header_says() {
    let world = World::new().await;
    world.set_up().await;
    let ask = || {
        let request = Request::builder().method("POST").uri("/v1/accounts/acme/reviews");
        let request = request.header("x-user", "mallory").header("x-request-id", "chosen");
        request.header("idempotency-key", "k").body(Body::empty()).unwrap()
    };
    let plain = world.as_machine(ask()).await;
    assert_eq!(plain.body["actor"], "administrator");
    assert_ne!(plain.header("x-request-id"), "chosen");
    let mut known = ask();
    known.extensions_mut().insert(Machine("arn:aws:iam::000000000000:user/ann".to_owned()));
    known.extensions_mut().insert(RequestId("gateway-1".to_owned()));
    let known = world.request(known).await;
    assert_eq!(known.body["actor"], "arn:aws:iam::000000000000:user/ann");
    assert_eq!(known.header("x-request-id"), "gateway-1");
}
