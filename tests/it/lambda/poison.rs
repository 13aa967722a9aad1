//! What no function can use ends in the dead letters, one message at a time, and harms no other.

use serde_json::{Value, json};
use testkit::runtime_api::InvocationResult;

use super::events::{api, queue_of, stream};
use super::function::Function;

/// Everything that a function asks for, leading nowhere.
const NOWHERE: [(&str, &str); 16] = [
    ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
    ("EMPLOYEES_TABLE", "employees"),
    ("CONTROL_TABLE", "control"),
    ("SECRET_PREFIX", "rollcall/test/"),
    ("TRINET_URL", "http://127.0.0.1:9"),
    ("SETUP_QUEUE_URL", "http://127.0.0.1:9/setup"),
    ("REVIEW_QUEUE_URL", "http://127.0.0.1:9/review"),
    ("DAILY_QUEUE_URL", "http://127.0.0.1:9/daily"),
    ("COMMIT_QUEUE_URL", "http://127.0.0.1:9/commit"),
    ("DAILY_QUEUE_ARN", "arn:aws:sqs:eu-central-1:000000000000:daily"),
    ("SCHEDULE_GROUP", "default"),
    ("SCHEDULE_ROLE_ARN", "arn:aws:iam::000000000000:role/schedule"),
    ("MAIL_FROM", "rollcall@acme.example"),
    ("MAIL_QUEUE_URL", "http://127.0.0.1:9/mail"),
    ("MAIL_LINK_BASE", "https://people.acme.example"),
    ("UNUSED", ""),
];

/// Each function of a queue with a piece of work that is another's.
const MISDIRECTED: [(&str, &str); 5] = [
    ("setup-sync", r#"{"work":"daily","account":"acme","scheduled_at":"2026-01-05T07:00:00Z"}"#),
    ("import-review", r#"{"work":"check_connection","account":"acme"}"#),
    ("auto-sync", r#"{"work":"review","account":"acme","actor":"ann","run":"run_1"}"#),
    ("import-commit", r#"{"work":"setup","account":"acme","actor":"ann"}"#),
    ("notify", r#"{"work":"setup","account":"acme","actor":"ann"}"#),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_no_function_can_use_fails_alone_and_says_why() {
    for (name, misdirected) in MISDIRECTED {
        let mut function = Function::start(name, &NOWHERE).await;
        let bodies = [
            "canary@acme.example is not json",
            "",
            "{}",
            "[]",
            r#"{"work":"delete_everybody","account":"acme"}"#,
            r#"{"work":"setup","account":"acme","actor":"ann","canary":1}"#,
            misdirected,
        ];
        let given_back = function.given_back(queue_of(&bodies)).await;
        assert_eq!(given_back, ["m-0", "m-1", "m-2", "m-3", "m-4", "m-5", "m-6"], "{name}");
        function.accepts(queue_of(&[])).await;
        let log = function.stop(&["canary".to_owned()]).await;
        assert_eq!(log.count("Failures", Some("message_malformed")), 6, "{name}");
        assert_eq!(log.count("Failures", Some("work_misdirected")), 1, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_none_is_an_error_with_a_code_and_no_quotation() {
    for name in MISDIRECTED.map(|(name, _)| name) {
        let mut function = Function::start(name, &NOWHERE).await;
        for event in [json!({"email": "canary@acme.example"}), json!(null), json!([1]), json!({"Records": "canary"})] {
            let result = function.result(event.clone()).await;
            let InvocationResult::Error { kind, message } = result else { panic!("{name}: {event} {result:?}") };
            assert_eq!(kind, "event_malformed", "{name}: {event}");
            assert!(!message.contains("canary"), "{message}");
        }
        function.stop(&["canary".to_owned()]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_message_without_a_time_is_none() {
    let mut function = Function::start("auto-sync", &NOWHERE).await;
    let body = r#"{"work":"daily","account":"acme","scheduled_at":"canary"}"#;
    assert_eq!(function.given_back(queue_of(&[body])).await.len(), 1);
    let log = function.stop(&["canary".to_owned()]).await;
    assert_eq!(log.count("Failures", Some("message_malformed")), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_away_gives_the_message_back() {
    let mut function = Function::start("import-commit", &NOWHERE).await;
    let digest = format!("sha256:{}", "0".repeat(64));
    let body = json!({"work": "commit", "account": "acme", "digest": digest, "actor": "ann"}).to_string();
    assert_eq!(function.given_back(queue_of(&[&body])).await.len(), 1);
    assert_eq!(function.stop(&[]).await.count("Failures", Some("store_failed")), 1);
    let mut function = Function::start("notify", &NOWHERE).await;
    function.accepts(stream(&[json!({"pk": {"S": "acme"}, "sk": {"S": "RUN#1"}})])).await;
    function.stop(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_that_is_not_configured_says_what_is_missing_and_ends() {
    for name in ["setup-sync", "import-review", "auto-sync", "import-commit", "notify", "admin-api"] {
        let mut function = Function::start(name, &[]).await;
        let result = function.result(json!({})).await;
        assert!(matches!(result, InvocationResult::Exited { .. }), "{name}: {result:?}");
        let log = function.ended().await;
        assert_eq!(log.lines("ERROR", "config_missing"), 1, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_answers_without_anything_behind_it_and_takes_no_gateways_word_for_a_sign_in() {
    let mut function = Function::start("admin-api", &NOWHERE).await;
    let healthy = function.answer(api("GET", "/v1/health", None)).await;
    assert_eq!((&healthy["statusCode"], &healthy["headers"]["cache-control"]), (&json!(200), &json!("no-store")));

    let away = function.answer(api("GET", "/v1/accounts/acme/integration", None)).await;
    assert_eq!((&away["statusCode"], code(&away)), (&json!(503), "store_failed".to_owned()));
    assert_eq!(away["headers"]["content-type"], "application/problem+json");

    let mut signed_in = api("GET", "/v1/accounts/acme/employees", None);
    let claims = json!({"sub": "canary", "cognito:groups": "[Account_Administrator]"});
    signed_in["requestContext"]["authorizer"] = json!({"jwt": {"claims": claims, "scopes": null}});
    let refused = function.answer(signed_in).await;
    assert_eq!((&refused["statusCode"], code(&refused)), (&json!(401), "not_signed_in".to_owned()));
    let log = function.stop(&["canary".to_owned()]).await;
    assert_eq!(log.lines("ERROR", "store_failed"), 1);
}

fn code(answer: &Value) -> String {
    let body: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
    body["code"].as_str().unwrap().to_owned()
}
