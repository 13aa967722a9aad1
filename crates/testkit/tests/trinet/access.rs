//! Tokens, credentials, scopes, endpoints, companies and quotas.

use crate::reader::{Reader, ask_token, body, client};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::Value;
use testkit::trinet::{Credential, Endpoint, MissingScope, Quota, Scope, SimulatedTriNet, World};

const EMPLOYEES: &str = "/v1/company/A1B/employees?viewType=All";

async fn status_and_errorcode(reader: &Reader, path: &str) -> (u16, String) {
    let answer = reader.get(path).await;
    let status = answer.status().as_u16();
    let body = body(answer).await;
    let code = body["fault"]["detail"]["errorcode"].as_str().or(body["_error"]["errorCode"].as_str());
    (status, code.unwrap_or_default().rsplit('.').next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_token_answer_has_only_strings_but_for_the_product_list() {
    let server = SimulatedTriNet::start(World::bundled()).await.unwrap();
    for method in [Method::GET, Method::POST] {
        let url = format!("{}/oauth/accesstoken?grant_type=client_credentials", server.url());
        let request = client().request(method, url).basic_auth("acme-full", Some("acme-full-secret"));
        let token = body(request.send().await.unwrap()).await;
        assert_eq!(token["expires_in"], "3599");
        assert_eq!(token["token_type"], "BearerToken");
        assert_eq!(token["access_token"].as_str().unwrap().len(), 28);
        for (key, value) in token.as_object().unwrap() {
            assert!(value.is_string() || key == "api_product_list_json", "{key}");
        }
    }
}

#[tokio::test]
async fn a_form_may_carry_the_grant_type() {
    let server = SimulatedTriNet::start(World::bundled()).await.unwrap();
    let url = format!("{}/oauth/accesstoken", server.url());
    let request = client().post(url).basic_auth("acme-full", Some("acme-full-secret"));
    let answer = request.body("scope=x&grant_type=client_credentials").send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn bad_token_requests_are_refused_in_the_gateways_two_key_shape() {
    let server = SimulatedTriNet::start(World::bundled()).await.unwrap();
    let token_path = format!("{}/oauth/accesstoken", server.url());
    let good = ("acme-full", Some("acme-full-secret"));
    for (query, login, status, code) in [
        ("?grant_type=client_credentials", Some(("acme-full", Some("wrong"))), 401, "invalid_client"),
        ("?grant_type=client_credentials", Some(("nobody", Some("acme-full-secret"))), 401, "invalid_client"),
        ("?grant_type=client_credentials", None, 401, "invalid_client"),
        ("", Some(good), 400, "invalid_request"),
        ("?grant_type=password", Some(good), 400, "invalid_request"),
    ] {
        let request = client().get(format!("{token_path}{query}"));
        let request = if let Some((id, secret)) = login { request.basic_auth(id, secret) } else { request };
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status, "{query}");
        assert_eq!(body(answer).await["ErrorCode"], code);
    }
}

#[tokio::test]
async fn an_unknown_or_missing_token_is_refused() {
    let mut reader = Reader::of(World::bundled()).await;
    reader.token = "garbage".to_owned();
    assert_eq!(status_and_errorcode(&reader, EMPLOYEES).await, (401, "invalid_access_token".to_owned()));
    let bare = reader.client.get(format!("{}{EMPLOYEES}", reader.server.url())).send().await.unwrap();
    assert_eq!(bare.status(), 401);
}

#[tokio::test]
async fn a_token_expires_with_the_simulated_clock_only() {
    let reader = Reader::of(World::bundled()).await;
    reader.server.with_world(|world| world.clock.advance(SignedDuration::from_secs(3598)));
    assert_eq!(reader.status(EMPLOYEES).await, 200);
    reader.server.with_world(|world| world.clock.advance(SignedDuration::from_secs(1)));
    assert_eq!(status_and_errorcode(&reader, EMPLOYEES).await, (401, "access_token_expired".to_owned()));
}

#[tokio::test]
async fn the_life_of_a_token_can_be_cut_short() {
    let reader = Reader::of(World::bundled()).await;
    reader.server.with_world(World::expire_tokens);
    assert_eq!(status_and_errorcode(&reader, EMPLOYEES).await, (401, "access_token_expired".to_owned()));
    reader.server.with_world(|world| world.token_ttl_s = 60);
    let answer = ask_token(&reader.client, &reader.server, "acme-full", "acme-full-secret").await;
    assert_eq!(body(answer).await["expires_in"], "60");
}

#[tokio::test]
async fn a_revoked_credential_loses_its_tokens_and_gets_no_more() {
    let reader = Reader::of(World::bundled()).await;
    reader.server.with_world(|world| world.credentials[0].revoked = true);
    assert_eq!(reader.status(EMPLOYEES).await, 401);
    let again = ask_token(&reader.client, &reader.server, "acme-full", "acme-full-secret").await;
    assert_eq!(again.status(), 401);
}

#[tokio::test]
async fn an_endpoint_outside_the_product_is_a_401() {
    let server = SimulatedTriNet::start(World::bundled()).await.unwrap();
    let reader = Reader::with_credentials(server, "acme-basic", "acme-basic-secret").await;
    let refusal = status_and_errorcode(&reader, "/v1/company/A1B/departments").await;
    assert_eq!(refusal, (401, "InvalidAPICallAsNoApiProductMatchFound".to_owned()));
    assert_eq!(reader.status("/v1/manage-company/A1B/org-details").await, 200);
}

#[tokio::test]
async fn another_company_is_a_403_in_the_envelope() {
    let reader = Reader::of(World::bundled()).await;
    let refusal = status_and_errorcode(&reader, "/v1/company/Z9Y/employees").await;
    assert_eq!(refusal, (403, "COMPANY_NOT_AUTHORIZED".to_owned()));
    let server = reader.server.clone();
    let other = Reader::with_credentials(server, "zephyr-full", "zephyr-full-secret").await;
    let rows = other.json("/v1/company/Z9Y/employees").await;
    assert_eq!(rows["data"]["employeeData"].as_array().unwrap().len(), 14);
}

#[tokio::test]
async fn a_used_up_quota_is_429_or_500_until_the_period_is_over() {
    let mut world = World::bundled();
    world.credentials[0].quota = Some(Quota { calls: 2, period: SignedDuration::from_secs(60) });
    let reader = Reader::of(world).await;
    assert_eq!((reader.status(EMPLOYEES).await, reader.status(EMPLOYEES).await), (200, 200));
    assert_eq!(status_and_errorcode(&reader, EMPLOYEES).await, (429, "QuotaViolation".to_owned()));
    reader.server.with_world(|world| world.quota_status = 500);
    assert_eq!(status_and_errorcode(&reader, EMPLOYEES).await, (500, "QuotaViolation".to_owned()));
    reader.server.with_world(|world| world.clock.advance(SignedDuration::from_secs(60)));
    assert_eq!(reader.status(EMPLOYEES).await, 200);
}

async fn reader_with_scopes(mode: MissingScope, scopes: &[Scope]) -> Reader {
    let mut world = World::bundled();
    world.missing_scope = mode;
    world.credentials.insert(0, Credential::full("narrow", "narrow-secret", &["A1B"]).with_scopes(scopes));
    Reader::of(world).await
}

#[tokio::test]
async fn a_missing_scope_leaves_values_out_makes_them_null_or_refuses() {
    let scopes = [Scope::BasicRead];
    let omitting = reader_with_scopes(MissingScope::OmitSections, &scopes).await.one("00001000040").await;
    assert!(omitting.get("bioInfo").is_none() && omitting.get("payInfo").is_none());
    assert!(omitting["employmentInfo"].get("terminationDate").is_none());
    assert!(omitting["employmentInfo"].get("supervisor").is_none());
    assert!(omitting["employmentInfo"]["workEmail"].is_string());

    let nulling = reader_with_scopes(MissingScope::NullSections, &scopes).await.one("00001000040").await;
    assert_eq!(nulling.get("bioInfo"), Some(&Value::Null));
    assert_eq!(nulling["employmentInfo"].get("serviceDate"), Some(&Value::Null));

    let forbidding = reader_with_scopes(MissingScope::Forbid, &scopes).await;
    assert_eq!(status_and_errorcode(&forbidding, EMPLOYEES).await, (403, "InsufficientScope".to_owned()));
    assert_eq!(forbidding.status("/v1/company/A1B/employees").await, 200);
}

#[tokio::test]
async fn each_scope_opens_its_own_part() {
    let scopes = [Scope::BasicRead, Scope::HrAdminRead];
    let person = reader_with_scopes(MissingScope::OmitSections, &scopes).await.one("00001000040").await;
    assert!(person["employmentInfo"]["serviceDate"].is_string());
    assert!(person.get("bioInfo").is_none() && person.get("homeAddress").is_none() && person.get("payInfo").is_none());
    let scopes = [Scope::BasicRead, Scope::HrPersonalRead];
    let person = reader_with_scopes(MissingScope::OmitSections, &scopes).await.one("00001000040").await;
    assert!(person["bioInfo"]["birthdate"].is_string());
    assert!(person["employmentInfo"].get("serviceDate").is_none());
}

#[tokio::test]
async fn an_endpoint_list_may_allow_just_one() {
    let mut world = World::bundled();
    world.credentials[0].endpoints = Some(vec![Endpoint::Departments]);
    let reader = Reader::of(world).await;
    assert_eq!(reader.status("/v1/company/A1B/departments").await, 200);
    assert_eq!(reader.status(EMPLOYEES).await, 401);
}
