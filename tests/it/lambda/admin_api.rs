//! `admin-api`, as API Gateway calls it.

use serde_json::{Value, json};
use sync::IntegrationState;

use super::events::{api, api_seen};
use super::function::{Function, binary};
use super::world::{ACCOUNT, World};

fn body(answer: &Value) -> Value {
    serde_json::from_str(answer["body"].as_str().unwrap_or_default()).unwrap_or_default()
}

async fn call(function: &mut Function, method: &str, path: &str, input: Option<&Value>) -> (u64, Value) {
    let answer = function.answer(api(method, path, input)).await;
    (answer["statusCode"].as_u64().unwrap(), body(&answer))
}

/// The version of what is at an address.
async fn tag(function: &mut Function, path: &str) -> String {
    let answer = function.answer(api("GET", path, None)).await;
    answer["headers"]["etag"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_goes_to_the_vault_and_its_test_to_the_queue() {
    let Some(world) = World::start().await else { return };
    let mut function = world.function("admin-api").await;
    let (client_id, client_secret) = world.trinet.credentials();
    let input = json!({"company": "A1B", "client_id": client_id, "client_secret": client_secret,
        "recipients": [world.recipient], "time_zone": "UTC"});
    for _ in 0..2 {
        let tag = tag(&mut function, "/v1/accounts/acme/integration").await;
        let answer = function.answer(api_seen("PUT", "/v1/accounts/acme/connection", &tag, &input)).await;
        assert_eq!(
            (&answer["statusCode"], &answer["headers"]["location"]),
            (&json!(202), &json!("/v1/accounts/acme/integration"))
        );
        assert_eq!(answer["headers"]["x-request-id"], "JKJaXmPLvHcESHA=", "the gateway's id of the request");
        assert!(!answer.to_string().contains(&client_secret));
    }
    assert_eq!(world.messages("setup").await[0], json!({"work": "check_connection", "account": ACCOUNT}));
    let account = world.account().await;
    assert_eq!((account.state, account.recipients.len()), (IntegrationState::Connecting, 1));
    assert_eq!(account.connection.unwrap().connected_by, "arn:aws:iam::000000000000:user/operator");

    // What was stored opens the source: the next function takes it from there.
    let mut setup = world.function("setup-sync").await;
    let check = super::events::queue(&json!({"work": "check_connection", "account": ACCOUNT}));
    setup.accepts(check).await;
    assert_eq!(world.account().await.state, IntegrationState::Connected);
    setup.stop(&world.canaries()).await;
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_and_its_commit_are_asked_for_and_done_by_others() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::ReadyToFinalise).await;
    let mut function = world.function("admin-api").await;
    let (status, run) = call(&mut function, "POST", "/v1/accounts/acme/reviews", None).await;
    assert_eq!((status, &run["state"]), (202, &json!("running")));
    let message = world.messages("review").await.remove(0);
    assert_eq!((&message["work"], &message["run"]), (&json!("review"), &run["run_id"]));

    let stored = world.reviewed().await;
    let path = format!("/v1/accounts/acme/plans/{}", stored.digest);
    let (status, plan) = call(&mut function, "GET", &path, None).await;
    assert_eq!((status, &plan["counts"]["create"], &plan["whole"]), (200, &json!(stored.plan.changes.len()), &json!(false)));
    let (status, first) = call(&mut function, "GET", &format!("{path}/changes"), None).await;
    assert_eq!((status, first["items"][0]["id"].as_str()), (200, Some(stored.plan.changes[0].id.0.as_str())));
    let (seen, checked) = (format!("\"{}\"", stored.digest), json!({"confirm": "checked"}));
    let answer = function.answer(api_seen("POST", &format!("{path}/commit"), &seen, &checked)).await;
    assert_eq!(answer["statusCode"], 202, "{answer}");
    let message = world.messages("commit").await.remove(0);
    assert_eq!((&message["digest"], &message["confirm"]), (&json!(stored.digest), &json!("checked")));

    let (status, history) = call(&mut function, "GET", "/v1/accounts/acme/runs", None).await;
    assert_eq!((status, history["items"].as_array().unwrap().len()), (200, 3));
    let (status, people) = call(&mut function, "GET", "/v1/accounts/acme/employees", None).await;
    assert_eq!((status, people), (200, json!({"items": [], "next_cursor": null})));
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auto_sync_keeps_a_schedule() {
    let Some(world) = World::start().await else { return };
    world.live().await;
    let mut function = world.function("admin-api").await;
    for on in [true, false, false] {
        let tag = tag(&mut function, "/v1/accounts/acme/integration").await;
        let answer = function.answer(api_seen("PUT", "/v1/accounts/acme/auto-sync", &tag, &json!({"on": on}))).await;
        let shown = body(&answer);
        assert_eq!((&answer["statusCode"], &shown["auto_sync"]["on"]), (&json!(200), &json!(on)), "{shown}");
    }
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disconnected_account_has_no_secret_left_and_can_be_connected_again() {
    let Some(world) = World::start().await else { return };
    world.live().await;
    let mut function = world.function("admin-api").await;
    let seen = tag(&mut function, "/v1/accounts/acme/integration").await;
    let company = json!({"company": "A1B"});
    let answer = function.answer(api_seen("POST", "/v1/accounts/acme/disconnect", &seen, &company)).await;
    assert_eq!((&answer["statusCode"], &body(&answer)["state"]), (&json!(200), &json!("not_connected")), "{answer}");
    let account = world.account().await;
    assert!(account.connection.is_none() && !account.auto_sync);
    let (client_id, client_secret) = world.trinet.credentials();
    let input = json!({"company": "A1B", "client_id": client_id, "client_secret": client_secret});
    let seen = tag(&mut function, "/v1/accounts/acme/integration").await;
    let answer = function.answer(api_seen("PUT", "/v1/accounts/acme/connection", &seen, &input)).await;
    assert_eq!(answer["statusCode"], 202, "{answer}");
    function.stop(&world.canaries()).await;
}

#[test]
fn the_function_has_no_issuer_of_its_own() {
    let program = std::fs::read(binary("admin-api")).unwrap();
    let holds = |text: &str| program.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("/v1/config"), "its text was not found");
    for text in ["/dev/authorize", "/dev/token", "rollcall-local", "Nora No Role"] {
        assert!(!holds(text), "the function holds {text}");
    }
}
