//! A page in HTML for people: no script, one style, light and dark.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

const STYLE: &str = "\
:root{color-scheme:light dark;--line:light-dark(#c6cbd3,#4a505a);--link:light-dark(#0b57d0,#a8c7fa)}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:2rem 1rem;\
color:light-dark(#1b1f24,#e6e8eb);background:light-dark(#fff,#14171b)}\
h1{font-size:1.5rem;line-height:1.25}code{overflow-wrap:anywhere}a{color:var(--link)}\
ul.people{list-style:none;padding:0;display:grid;gap:.5rem}\
ul.people a{display:block;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;text-decoration:none}\
ul.people a:hover{text-decoration:underline}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}\
ul.people small{display:block;color:light-dark(#4d5661,#b3bac4)}";

/// A page. `title` is plain text; `body` is HTML, in which whatever is not ours went through [`escaped`].
pub(crate) fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let title = escaped(title);
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} – Rollcall</title>\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>"
    );
    let style = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let policy =
        format!("default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    let kept_nowhere = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    let mut response = (status, kept_nowhere, Html(html)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Text for a place in HTML, also between double quotes.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
