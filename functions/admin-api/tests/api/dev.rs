//! Signing in to a development system.

use std::collections::HashMap;
use std::sync::Arc;

use admin_api::signin::SignIn;
use admin_api::signin::dev::{CLIENT, DevIssuer, PERSONAS, SCOPE};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tower::ServiceExt as _;
use url::{Url, form_urlencoded};

use crate::issuer::StoppedClock;
use crate::world::World;

const ORIGIN: &str = "http://127.0.0.1:8080";
const VERIFIER: &str = "a-verifier-of-forty-three-characters-0123456789";

struct System {
    world: World,
    pages: Router,
}

impl System {
    async fn new() -> Self {
        let clock = Arc::new(StoppedClock::default());
        let issuer = DevIssuer::new(ORIGIN, "acme", clock.clone()).unwrap();
        let sign_in = SignIn::local(issuer.expected(), issuer.clone(), clock);
        Self { world: World::with(sign_in).await, pages: issuer.router() }
    }

    async fn ask(&self, request: Request<Body>) -> (u16, String, String) {
        let response = self.pages.clone().oneshot(request).await.unwrap();
        let location = response.headers().get("location").map_or("", |value| value.to_str().unwrap()).to_owned();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, location, String::from_utf8(body.to_vec()).unwrap())
    }

    /// Begins to sign in with these parameters changed.
    async fn authorize(&self, changes: &[(&str, &str)]) -> (u16, String, String) {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let redirect = format!("{ORIGIN}/signed-in");
        let mut query: HashMap<&str, &str> = [
            ("response_type", "code"),
            ("client_id", CLIENT),
            ("redirect_uri", &*redirect),
            ("scope", "openid rollcall/admin"),
            ("state", "s&1"),
            ("code_challenge", &*challenge),
            ("code_challenge_method", "S256"),
        ]
        .into();
        query.extend(changes.iter().copied());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&query).finish();
        self.ask(Request::builder().uri(format!("/dev/authorize?{query}")).body(Body::empty()).unwrap()).await
    }

    /// Exchanges a code with these parameters changed.
    async fn exchange(&self, code: &str, changes: &[(&str, &str)]) -> (u16, Value) {
        let redirect = format!("{ORIGIN}/signed-in");
        let mut form: HashMap<&str, &str> = [
            ("grant_type", "authorization_code"),
            ("client_id", CLIENT),
            ("code", code),
            ("redirect_uri", &*redirect),
            ("code_verifier", VERIFIER),
        ]
        .into();
        form.extend(changes.iter().copied());
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
        let request =
            Request::builder().method("POST").uri("/dev/token").header("content-type", "application/x-www-form-urlencoded");
        let (status, _, body) = self.ask(request.body(Body::from(form)).unwrap()).await;
        (status, serde_json::from_str(&body).unwrap())
    }

    async fn code(&self, persona: &str) -> String {
        let (status, location, _) = self.authorize(&[("persona", persona)]).await;
        assert_eq!(status, 302, "{persona}");
        let back: HashMap<String, String> = Url::parse(&location).unwrap().query_pairs().into_owned().collect();
        assert!(location.starts_with("http://127.0.0.1:8080/signed-in?") && back["state"] == "s&1", "{location}");
        back["code"].clone()
    }
}

#[tokio::test]
async fn one_signs_in_as_anybody_of_the_list_and_gets_what_their_role_gives() {
    let system = System::new().await;
    let (status, _, page) = system.authorize(&[]).await;
    assert_eq!(status, 200);
    for persona in &PERSONAS {
        assert!(page.contains(&persona.name.replace('\'', "&#39;")), "{}", persona.name);
        let (status, answer) = system.exchange(&system.code(persona.id).await, &[]).await;
        assert_eq!((status, &answer["expires_in"]), (200, &serde_json::json!(900)), "{answer}");
        let token = answer["access_token"].as_str().unwrap();
        let session = system.world.as_person(token, "GET", "/v1/session", "").await.body;
        assert_eq!(session["name"], persona.name);
        let shown = system.world.as_person(token, "GET", "/v1/accounts/acme/integration", "").await;
        let here = persona.role.is_some() && !persona.elsewhere;
        assert_eq!(shown.status, if here { 200 } else { 404 }, "{}", persona.name);
    }
    let config = system.world.get("/v1/config").await.body;
    assert_eq!((&config["local"], &config["client_id"]), (&serde_json::json!(true), &serde_json::json!(CLIENT)));
}

#[tokio::test]
async fn who_signed_in_is_remembered_until_they_sign_out() {
    let system = System::new().await;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let authorize = format!(
        "/dev/authorize?response_type=code&client_id={CLIENT}&redirect_uri={ORIGIN}/signed-in&scope={SCOPE}\
         &code_challenge={challenge}&code_challenge_method=S256"
    );
    let ask = async |address: &str, cookie: &str| {
        let request = Request::builder().uri(address).header("cookie", cookie).body(Body::empty()).unwrap();
        let response = system.pages.clone().oneshot(request).await.unwrap();
        let header = |name| response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        (response.status().as_u16(), header("location"), header("set-cookie"))
    };

    let (_, _, given) = ask(&format!("{authorize}&persona=no-role"), "").await;
    assert_eq!(given, "rollcall-dev-persona=no-role; Path=/dev; HttpOnly; SameSite=Lax");
    for (cookie, status) in [
        ("other=1; rollcall-dev-persona=no-role", 302),
        ("rollcall-dev-persona=nobody", 200),
        ("rollcall-dev-persona-2=no-role", 200),
        ("", 200),
    ] {
        assert_eq!(ask(&authorize, cookie).await.0, status, "{cookie}");
    }

    for (back, to) in [
        ("http://127.0.0.1:8080/signed-out", "http://127.0.0.1:8080/signed-out"),
        ("https://evil.example/", "/"),
        ("http://127.0.0.1:8080.evil.example/", "/"),
    ] {
        let (status, location, gone) = ask(&format!("/dev/end?post_logout_redirect_uri={back}"), "").await;
        assert_eq!((status, location.as_str()), (302, to), "{back}");
        assert_eq!(gone, "rollcall-dev-persona=; Path=/dev; HttpOnly; SameSite=Lax; Max-Age=0");
    }
}

#[tokio::test]
async fn a_sign_in_that_leads_elsewhere_or_proves_nothing_is_refused() {
    let system = System::new().await;
    for change in [
        ("client_id", "another"),
        ("redirect_uri", "https://evil.example/"),
        ("redirect_uri", "http://127.0.0.1:8080.evil.example/"),
        ("redirect_uri", "http://127.0.0.1:80801/"),
        ("redirect_uri", "http://127.0.0.1:8080/a#b"),
        ("response_type", "token"),
        ("code_challenge_method", "plain"),
        ("code_challenge", "short"),
        ("scope", "openid"),
        ("persona", "<script>"),
    ] {
        let (status, location, page) = system.authorize(&[change]).await;
        assert_eq!((status, location.as_str()), (400, ""), "{change:?}");
        assert!(!page.contains("evil") && !page.contains("<script>"), "{change:?}");
    }
    let (_, _, page) = system.authorize(&[("state", "\"><script>")]).await;
    assert!(!page.contains("<script>"));
}

#[tokio::test]
async fn a_code_works_once_and_only_for_whoever_began() {
    let system = System::new().await;
    let other = "another-verifier-of-forty-three-characters-012345";
    for change in [("code_verifier", other), ("code_verifier", ""), ("redirect_uri", "http://127.0.0.1:8080/elsewhere")] {
        let code = system.code("no-role").await;
        assert_eq!(system.exchange(&code, &[change]).await, (400, serde_json::json!({"error": "invalid_grant"})), "{change:?}");
        assert_eq!(system.exchange(&code, &[]).await.0, 400, "it is gone after {change:?}");
    }
    let code = system.code("no-role").await;
    assert_eq!(system.exchange(&code, &[]).await.0, 200);
    assert_eq!(system.exchange(&code, &[]).await.0, 400);
    assert_eq!(system.exchange("nonsense", &[]).await.0, 400);
}
