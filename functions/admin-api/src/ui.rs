//! The admin UI: files that `build.rs` put into this program, served from the API's own origin.
//!
//! Everything below `/assets/` has a hash in its name and never changes. Any other address that a person opens gets
//! `index.html`, which is kept nowhere: the page itself finds out where in the UI it is.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::FutureExt as _;
use futures::future::BoxFuture;

use crate::edge::Problem;
use crate::signin::SignIn;

/// A file of the built UI.
#[derive(Debug, Clone, Copy)]
struct UiFile {
    /// Its address, such as `/assets/index-1a2b3c.js`.
    path: &'static str,
    bytes: &'static [u8],
}

const BUILT: &[UiFile] = include!(concat!(env!("OUT_DIR"), "/ui_files.rs"));

/// Shown where the program was built without the UI.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><title>Rollcall</title><h1>The UI was not built</h1>\
    <p>This program has the API and no pages. Build it with <code>cargo xtask demo</code>, or run \
    <code>npm ci</code> and <code>npm run build</code> in <code>functions/admin-api/ui</code> and build the program again.</p></html>";

/// The UI of one deployment.
#[derive(Debug, Clone)]
pub(crate) struct Ui {
    files: &'static [UiFile],
    sign_in: Option<Arc<SignIn>>,
}

impl Ui {
    /// A UI whose pages may also speak with the provider where people sign in.
    pub(crate) fn new(sign_in: Option<Arc<SignIn>>) -> Self {
        Self { files: BUILT, sign_in }
    }

    /// The handler for every request that no route of the API takes: the UI's answer, or that there is nothing.
    pub(crate) fn fallback(self) -> impl Fn(Request) -> BoxFuture<'static, Response> + Clone + Send + Sync + 'static {
        move |request| {
            let ui = self.clone();
            async move {
                let policy = policy(&ui.origins().await);
                ui.answer(&request, &policy).unwrap_or_else(|| Problem::not_found("this address").into_response())
            }
            .boxed()
        }
    }

    /// The origins of the provider's pages; the issuer's alone while it does not answer. A token may be had elsewhere than
    /// where people sign in.
    async fn origins(&self) -> Vec<String> {
        let Some(sign_in) = &self.sign_in else { return Vec::new() };
        let mut addresses = vec![sign_in.expected().issuer.clone()];
        if let Ok(known) = sign_in.discovery().await {
            addresses.extend([known.authorization_endpoint, known.token_endpoint]);
            addresses.extend(known.end_session_endpoint);
        }
        let mut origins: Vec<String> = addresses.iter().filter_map(|address| origin(address)).collect();
        origins.sort_unstable();
        origins.dedup();
        origins
    }

    /// The answer to such a request; `None` when the UI has none either.
    fn answer(&self, request: &Request, policy: &HeaderValue) -> Option<Response> {
        let path = request.uri().path();
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        if !reads || is_of_the_api(path) {
            return None;
        }
        match self.file(path) {
            Some(_) if path == "/index.html" => Some(self.index(policy)),
            Some(file) => Some(self.sent(file, request.headers())),
            None if path.starts_with("/assets/") => None,
            None => accepts(request.headers(), header::ACCEPT, "text/html").then(|| self.index(policy)),
        }
    }

    fn index(&self, policy: &HeaderValue) -> Response {
        let (status, bytes) = match self.file("/index.html") {
            Some(file) => (StatusCode::OK, file.bytes),
            None => (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT.as_bytes()),
        };
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::CONTENT_SECURITY_POLICY, policy.clone()),
            (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
        ];
        (status, headers, Body::from(bytes)).into_response()
    }

    /// The file, as it was packed at the build where the browser takes that.
    fn sent(&self, file: UiFile, asked: &HeaderMap) -> Response {
        let cached = if file.path.starts_with("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(file.path)));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cached));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let packed = self.file(&format!("{}.gz", file.path)).filter(|_| accepts(asked, header::ACCEPT_ENCODING, "gzip"));
        if packed.is_some() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        (headers, Body::from(packed.unwrap_or(file).bytes)).into_response()
    }

    fn file(&self, path: &str) -> Option<UiFile> {
        self.files.iter().find(|file| file.path == path).copied()
    }
}

/// Addresses below these are answered by a route or by a problem, never by a page.
fn is_of_the_api(path: &str) -> bool {
    ["/v1", "/dev"].iter().any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Scheme, host and port of an address; none where it would not be whole in a header's list.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    (plain(scheme) && plain(host)).then(|| format!("{scheme}://{host}"))
}

/// What a page may load and where it may send (no inline script, no inline style, no frame).
fn policy(origins: &[String]) -> HeaderValue {
    let origins: String = origins.iter().map(|origin| format!(" {origin}")).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{origins}; \
         font-src 'self'; form-action 'self'{origins}; frame-ancestors 'none'; base-uri 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// Whether a list such as `gzip, br;q=0.9` has `wanted` and does not refuse it.
fn accepts(headers: &HeaderMap, name: HeaderName, wanted: &str) -> bool {
    let lists = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|entry| {
        let (value, weight) = entry.split_once(';').unwrap_or((entry, ""));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse::<f32>().ok());
        value.trim().eq_ignore_ascii_case(wanted) && weight != Some(0.0)
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &[UiFile] = &[
        UiFile { path: "/assets/index-1a2b.js", bytes: b"script" },
        UiFile { path: "/assets/index-1a2b.js.gz", bytes: b"packed" },
        UiFile { path: "/favicon.svg", bytes: b"<svg/>" },
        UiFile { path: "/index.html", bytes: b"<p>the page" },
    ];

    fn asked(method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Option<Response> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let ui = Ui { files: FILES, sign_in: None };
        ui.answer(&request.body(Body::empty()).unwrap(), &policy(&["https://sign-in.example".to_owned()]))
    }

    fn header_of(response: &Response, name: HeaderName) -> &str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    const PERSON: (HeaderName, &str) = (header::ACCEPT, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");

    #[test]
    fn an_address_that_a_person_opens_is_the_page_and_is_not_kept() {
        for path in ["/", "/local/users", "/index.html", "/v1beta", "/devices"] {
            let page = asked(Method::GET, path, &[PERSON]).unwrap();
            assert_eq!(page.status(), StatusCode::OK, "{path}");
            assert_eq!(header_of(&page, header::CACHE_CONTROL), "no-store");
            assert_eq!(header_of(&page, header::CONTENT_TYPE), "text/html; charset=utf-8");
            let policy = header_of(&page, header::CONTENT_SECURITY_POLICY);
            assert!(policy.contains("connect-src 'self' https://sign-in.example;"), "{policy}");
            assert!(policy.contains("form-action 'self' https://sign-in.example;"), "{policy}");
            assert!(!policy.contains("unsafe"));
        }
    }

    #[test]
    fn what_belongs_to_the_api_or_to_a_program_is_no_page() {
        let cases = [
            (Method::GET, "/v1/nothing", vec![PERSON]),
            (Method::GET, "/v1", vec![PERSON]),
            (Method::GET, "/dev/nothing", vec![PERSON]),
            (Method::GET, "/assets/of-an-older-build.js", vec![PERSON]),
            (Method::POST, "/local/users", vec![PERSON]),
            (Method::GET, "/local/users", vec![(header::ACCEPT, "application/json")]),
            (Method::GET, "/local/users", vec![(header::ACCEPT, "text/html;q=0")]),
            (Method::GET, "/local/users", vec![]),
        ];
        for (method, path, headers) in cases {
            assert!(asked(method.clone(), path, &headers).is_none(), "{method} {path} {headers:?}");
        }
    }

    #[test]
    fn a_file_with_a_hash_in_its_name_is_kept_for_ever_and_another_is_asked_about() {
        let script = asked(Method::GET, "/assets/index-1a2b.js", &[]).unwrap();
        assert_eq!(header_of(&script, header::CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(header_of(&script, header::CONTENT_TYPE), "text/javascript; charset=utf-8");
        let icon = asked(Method::GET, "/favicon.svg", &[]).unwrap();
        assert_eq!(header_of(&icon, header::CACHE_CONTROL), "no-cache");
        assert_eq!(header_of(&icon, header::CONTENT_TYPE), "image/svg+xml");
    }

    #[tokio::test]
    async fn a_browser_that_takes_gzip_gets_the_packed_file() {
        for (accepted, encoding, body) in
            [("br, gzip", "gzip", "packed"), ("gzip;q=0.5", "gzip", "packed"), ("gzip;q=0", "", "script"), ("br", "", "script")]
        {
            let script = asked(Method::GET, "/assets/index-1a2b.js", &[(header::ACCEPT_ENCODING, accepted)]).unwrap();
            assert_eq!(header_of(&script, header::CONTENT_ENCODING), encoding, "{accepted}");
            assert_eq!(header_of(&script, header::VARY), "accept-encoding");
            let bytes = axum::body::to_bytes(script.into_body(), 100).await.unwrap();
            assert_eq!(bytes, body);
        }
    }

    #[test]
    fn an_origin_that_would_change_the_policy_is_none() {
        for (address, expect) in [
            ("https://a.example/pool", Some("https://a.example")),
            ("http://127.0.0.1:8080/dev/token?x", Some("http://127.0.0.1:8080")),
            ("https://b.example; script-src *", None),
            ("https://*", None),
            ("https:///path", None),
            ("a.example", None),
            ("", None),
        ] {
            assert_eq!(origin(address).as_deref(), expect, "{address}");
        }
    }

    #[test]
    fn a_program_without_the_ui_says_how_to_build_it() {
        let ui = Ui { files: &[], sign_in: None };
        let request = Request::builder().uri("/").header(PERSON.0, PERSON.1).body(Body::empty()).unwrap();
        let page = ui.answer(&request, &policy(&[])).unwrap();
        assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(NOT_BUILT.contains("cargo xtask demo"));
    }
}
