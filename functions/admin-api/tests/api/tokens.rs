//! Which tokens let somebody in.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use admin_api::signin::{Expected, SignIn};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use serde_json::{Value, json};

use crate::issuer::{self, NOW, claims, header, key, other_key, part, signed, token};
use crate::world::World;

const PATH: &str = "/v1/accounts/acme/integration";

/// The claims of an administrator with some of them changed; `null` takes one away.
fn changed(changes: &Value) -> Value {
    let mut claims = claims(&json!(["acme:account-administrator"]));
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => claims.as_object_mut().unwrap().remove(name),
            value => claims.as_object_mut().unwrap().insert(name.clone(), value.clone()),
        };
    }
    claims
}

fn with(changes: &Value) -> String {
    signed(&key(), &header(), &changed(changes))
}

#[tokio::test]
async fn a_right_token_lets_its_person_in_and_gives_the_history_a_name() {
    let world = World::new().await;
    let answer = world.as_person(&token(&["acme:account-administrator"]), "GET", "/v1/session", "").await;
    assert_eq!((answer.status, &answer.body["subject"], &answer.body["name"]), (200, &json!("sub-1"), &json!("ann")));
    assert_eq!(answer.body["accounts"], json!([{"account": "acme", "roles": ["account-administrator"]}]));
    assert_eq!(answer.body["expires_at"], "2026-02-25T06:28:20Z");
    world.set_up().await;
    let begun = world.as_person(&token(&["acme:account-administrator"]), "POST", "/v1/accounts/acme/reviews", "").await;
    assert_eq!((begun.status, &begun.body["actor"]), (202, &json!("ann")));
    let unnamed = with(&json!({"username": null}));
    let begun = world.as_person(&unnamed, "POST", "/v1/accounts/acme/reviews", "").await;
    assert_eq!((begun.status, &begun.body["actor"]), (202, &json!("sub-1")));
    for fine in
        [json!({"exp": NOW - 59}), json!({"nbf": NOW + 60}), json!({"iat": null, "nbf": null}), json!({"exp": NOW as f64 + 0.5})]
    {
        assert_eq!(world.as_person(&with(&fine), "GET", PATH, "").await.status, 200, "{fine}");
    }
    let rfc9068 = signed(&key(), &json!({"alg": "RS256", "kid": "k1", "typ": "at+jwt"}), &changed(&json!({"token_use": null})));
    assert_eq!(world.as_person(&rfc9068, "GET", PATH, "").await.status, 200);
}

/// Tokens that are wrong or forged, each with what is wrong about it.
fn forgeries() -> Vec<(&'static str, String)> {
    let right = token(&["acme:account-administrator"]);
    let (head, rest) = right.split_once('.').unwrap();
    let (payload, signature) = rest.split_once('.').unwrap();
    let good = changed(&json!({}));
    let none = |alg: &str| format!("{}.{}.", part(&json!({"alg": alg, "kid": "k1"})), part(&good));
    // The public key, used as if it were a shared secret.
    let shared = |secret: &[u8]| {
        let signed = format!("{}.{}", part(&json!({"alg": "HS256", "kid": "k1"})), part(&good));
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(tag))
    };
    let (public, _) = issuer::public();
    let by = |header: Value| signed(&key(), &header, &good);
    let more = part(&changed(&json!({"cognito:groups": ["acme:account-administrator", "other:account-administrator"]})));
    vec![
        ("algorithm none", none("none")),
        ("algorithm None", none("None")),
        ("no algorithm", by(json!({"kid": "k1"}))),
        ("HS256 with the public key", shared(&public)),
        ("HS256 with a key of the set", shared(b"secret")),
        ("RS512", by(json!({"alg": "RS512", "kid": "k1"}))),
        ("ES256 on an RSA key", by(json!({"alg": "ES256", "kid": "k1"}))),
        ("a critical extension", by(json!({"alg": "RS256", "kid": "k1", "crit": ["exp"]}))),
        ("somebody else's key", signed(&other_key(), &header(), &good)),
        (
            "a key in the token",
            signed(
                &other_key(),
                &json!({"alg": "RS256", "kid": "k1", "jwk": {"kty": "RSA"}, "jku": "https://evil.example"}),
                &good,
            ),
        ),
        ("an unknown key", by(json!({"alg": "RS256", "kid": "k9"}))),
        ("no key", by(json!({"alg": "RS256"}))),
        ("a key for encryption", by(json!({"alg": "RS256", "kid": "for-encryption"}))),
        ("expired", with(&json!({"exp": NOW - 60}))),
        ("without an end", with(&json!({"exp": null}))),
        ("an end that is no number", with(&json!({"exp": "9999999999"}))),
        ("not yet valid", with(&json!({"nbf": NOW + 61}))),
        ("issued in the future", with(&json!({"iat": NOW + 61}))),
        ("another issuer", with(&json!({"iss": "https://evil.example/pool"}))),
        ("an issuer that begins like ours", with(&json!({"iss": "https://issuer.example/pool/"}))),
        ("an id token", with(&json!({"token_use": "id"}))),
        ("of no stated use", with(&json!({"token_use": null}))),
        ("for another client", with(&json!({"client_id": "client-2"}))),
        ("for a client among others", with(&json!({"client_id": ["client-1"]}))),
        ("for an audience and no client", with(&json!({"client_id": null, "aud": "client-1"}))),
        ("without a scope", with(&json!({"scope": null}))),
        ("with a scope that begins like ours", with(&json!({"scope": "rollcall/administrator openid"}))),
        ("of nobody", with(&json!({"sub": ""}))),
        ("of somebody with a line break", with(&json!({"username": "ann\nbob"}))),
        ("more roles written into it", format!("{head}.{more}.{signature}")),
        ("another's signature", format!("{head}.{payload}.{}", token(&[]).rsplit_once('.').unwrap().1)),
        ("half a signature", format!("{head}.{payload}.{}", &signature[..signature.len() / 2])),
        ("no signature", format!("{head}.{payload}")),
        ("a fourth part", format!("{right}.{signature}")),
        ("oversized", with(&json!({"padding": "x".repeat(9000)}))),
        ("an encrypted one", format!("{}.a.b.c.d", part(&json!({"alg": "RSA-OAEP", "enc": "A256GCM"})))),
        ("garbage", "garbage".to_owned()),
        ("dots", "...".to_owned()),
        ("padding", format!("{right}=")),
    ]
}

#[tokio::test]
async fn a_token_that_is_wrong_in_any_way_lets_nobody_in_and_is_told_nothing() {
    let world = World::new().await;
    let first = world.as_person("garbage", "GET", PATH, "").await.body["detail"].clone();
    let forgeries = forgeries();
    for (what, token) in &forgeries {
        let answer = world.as_person(token, "GET", PATH, "").await;
        assert_eq!(answer.problem(), (401, "not_signed_in"), "{what}");
        assert_eq!((answer.header("www-authenticate"), &answer.body["detail"]), ("Bearer", &first), "{what}");
    }
    println!("figure: {} kinds of wrong tokens refused", forgeries.len());
}

#[tokio::test]
async fn a_role_is_in_its_account_and_an_unknown_form_of_the_claim_is_none() {
    let world = World::new().await;
    for (groups, status) in [
        (json!(["acme:employee-data-administrator"]), 200),
        (json!("[acme:employee-data-administrator x:y]"), 200),
        (json!("acme:employee-data-administrator"), 200),
        (json!("[\"acme:employee-data-administrator\"]"), 404),
        (json!({"acme": "account-administrator"}), 404),
        (json!(["other:account-administrator"]), 404),
        (json!(["acme:root"]), 404),
        (json!([]), 404),
    ] {
        let token = signed(&key(), &header(), &claims(&groups));
        let answer = world.as_person(&token, "GET", PATH, "").await;
        assert_eq!(answer.status, status, "{groups}");
    }
}

#[tokio::test]
async fn a_token_is_taken_from_one_header_and_from_nowhere_else() {
    let world = World::new().await;
    let token = token(&["acme:account-administrator"]);
    for (headers, uri, status) in [
        (vec![format!("bearer {token}")], PATH.to_owned(), 200),
        (vec![format!("Basic {token}")], PATH.to_owned(), 401),
        (vec![token.clone()], PATH.to_owned(), 401),
        (vec![format!("Bearer {token} x")], PATH.to_owned(), 401),
        (vec![format!("Bearer {token}"), format!("Bearer {token}")], PATH.to_owned(), 401),
        (vec![], format!("{PATH}?access_token={token}"), 401),
    ] {
        let mut request = axum::http::Request::builder().uri(uri);
        for value in &headers {
            request = request.header("authorization", value);
        }
        let answer = world.request(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{headers:?}");
    }
}

#[tokio::test]
async fn the_issuers_keys_are_asked_for_once_and_again_for_a_new_key_once_a_minute() {
    let world = World::new().await;
    let asked = || world.provider.asked.lock().unwrap().iter().filter(|url| url.ends_with("jwks")).count();
    let later = |seconds| world.sign_in_clock.0.fetch_add(seconds, Ordering::SeqCst);
    let right = token(&["acme:account-administrator"]);
    let new = signed(&key(), &json!({"alg": "RS256", "kid": "k2"}), &changed(&json!({})));
    for _ in 0..3 {
        assert_eq!(world.as_person(&right, "GET", PATH, "").await.status, 200);
        assert_eq!(world.as_person(&new, "GET", PATH, "").await.status, 401);
    }
    assert_eq!(asked(), 1);
    *world.provider.kid.lock().unwrap() = "k2";
    later(59);
    assert_eq!((world.as_person(&new, "GET", PATH, "").await.status, asked()), (401, 1));
    later(1);
    assert_eq!((world.as_person(&new, "GET", PATH, "").await.status, asked()), (200, 2));
    assert_eq!(world.as_person(&right, "GET", PATH, "").await.status, 401, "the old key is gone");
}

#[tokio::test]
async fn nobody_is_let_in_while_the_provider_does_not_answer_as_it_must() {
    let world = World::new().await;
    let right = token(&["acme:account-administrator"]);
    *world.provider.down.lock().unwrap() = true;
    assert_eq!(world.as_person(&right, "GET", PATH, "").await.problem(), (503, "sign_in_unavailable"));
    assert_eq!(world.get("/v1/config").await.problem(), (503, "sign_in_unavailable"));
    *world.provider.down.lock().unwrap() = false;
    for (name, wrong) in
        [("jwks_uri", "http://issuer.example/jwks"), ("issuer", "https://evil.example"), ("token_endpoint", "http://x")]
    {
        let before = std::mem::replace(&mut world.provider.discovery.lock().unwrap()[name], json!(wrong));
        world.sign_in_clock.0.fetch_add(5, Ordering::SeqCst);
        assert_eq!(world.as_person(&right, "GET", PATH, "").await.problem(), (503, "sign_in_unavailable"), "{name}");
        world.provider.discovery.lock().unwrap()[name] = before;
    }
    world.sign_in_clock.0.fetch_add(5, Ordering::SeqCst);
    assert_eq!(world.as_person(&right, "GET", PATH, "").await.status, 200);
    let config = world.get("/v1/config").await.body;
    assert_eq!((&config["client_id"], &config["local"]), (&json!(issuer::CLIENT), &json!(false)));
    assert_eq!(config["authorization_endpoint"], "https://issuer.example/authorize");
}

#[test]
fn an_issuer_is_on_https() {
    for (issuer, fine) in [
        ("https://issuer.example", true),
        ("http://issuer.example", false),
        ("http://127.0.0.1:8080/dev", false),
        ("", false),
        ("https://", false),
    ] {
        let expected = Expected { issuer: issuer.to_owned(), ..issuer::expected() };
        let made = SignIn::at(expected, Arc::new(issuer::Provider::default()), Arc::new(issuer::StoppedClock::default()));
        assert_eq!(made.is_ok(), fine, "{issuer}");
    }
}
