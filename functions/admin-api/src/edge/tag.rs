//! Versions of what is shown: `ETag` on answers, `If-Match` on what changes them, `304` for what is known already.

use axum::Json;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Digest;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Problem, registry};

/// A strong entity tag, with its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag(String);

impl Tag {
    /// The tag of a view: the beginning of the SHA-256 of its JSON.
    pub(crate) fn of(view: &impl Serialize) -> Self {
        let json = serde_json::to_vec(view).unwrap_or_default();
        let hex: String = Sha256::digest(&json)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        Self(format!("\"{hex}\""))
    }

    /// The tag of a plan: plans are never edited, so the digest says it all.
    pub(crate) fn of_plan(digest: &Digest) -> Self {
        Self(format!("\"{digest}\""))
    }
}

/// A view as JSON with its tag; asked for with `If-None-Match` it is `304` as long as it is the same, unless more of it moves.
#[derive(Debug)]
pub(crate) struct Tagged<T> {
    view: T,
    tag: Tag,
    moves: bool,
}

/// On an answer of which more than its tag says may move, so that it is never `304`.
#[derive(Debug, Clone, Copy)]
struct Moves;

impl<T: Serialize> Tagged<T> {
    /// A view with the tag of its JSON.
    pub(crate) fn of(view: T) -> Self {
        let tag = Tag::of(&view);
        Self { view, tag, moves: false }
    }

    /// A view with the tag of what it shows, which also says what became of that since: for `If-Match` alone.
    pub(crate) fn with(tag: Tag, view: T) -> Self {
        Self { view, tag, moves: true }
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.view).into_response();
        if let Ok(tag) = HeaderValue::from_str(&self.tag.0) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        if self.moves {
            response.extensions_mut().insert(Moves);
        }
        response
    }
}

/// `304` instead of a tagged answer that the asker has.
pub(crate) async fn not_modified(request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = listed(request.headers(), &header::IF_NONE_MATCH);
    let response = next.run(request).await;
    let tag = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()).unwrap_or_default();
    // For reading, a weak tag is as good (RFC 9110, 13.1.2).
    let same = |it: &String| !tag.is_empty() && (it == "*" || it.strip_prefix("W/").unwrap_or(it) == tag);
    let moves = response.extensions().get::<Moves>().is_some();
    if moves || !(asks && response.status() == StatusCode::OK && known.iter().any(same)) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

/// Which version the asker saw. `428` when it does not say.
#[derive(Debug)]
pub(crate) struct IfMatch(Vec<String>);

impl IfMatch {
    /// Refuses when what is there now is not what the asker saw.
    pub(crate) fn holds_for(&self, now: &Tag) -> Result<(), Problem> {
        // A weak tag never matches here (RFC 9110, 13.1.1), nor does `*`: it would save over what nobody saw.
        let detail = "It was changed since you read it. Read it again and decide on what is there now.";
        if self.0.contains(&now.0) { Ok(()) } else { Err(Problem::of(&registry::CHANGED_MEANWHILE, detail)) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let tags = listed(&parts.headers, &header::IF_MATCH);
        if tags.is_empty() {
            let detail = "Send the header If-Match with the ETag of what you read, so that nobody's change is overwritten.";
            return Err(Problem::of(&registry::PRECONDITION_REQUIRED, detail));
        }
        Ok(Self(tags))
    }
}

/// The tags that a header lists. None of ours has a comma.
fn listed(headers: &HeaderMap, name: &header::HeaderName) -> Vec<String> {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_tag_is_of_the_content_and_of_nothing_else() {
        let tag = Tag::of(&json!({"a": 1}));
        assert_eq!(tag, Tag::of(&json!({"a": 1})));
        assert_ne!(tag, Tag::of(&json!({"a": 2})));
        assert!(tag.0.len() == 34 && tag.0.starts_with('"') && tag.0.ends_with('"'), "{tag:?}");
    }

    #[test]
    fn only_the_very_tag_that_was_seen_lets_a_change_through() {
        let now = Tag::of(&1);
        let other = Tag::of(&2);
        for (sent, fine) in [
            (now.0.clone(), true),
            (format!("{}, {}", other.0, now.0), true),
            (other.0.clone(), false),
            (format!("W/{}", now.0), false),
            ("*".to_owned(), false),
            (now.0.trim_matches('"').to_owned(), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_MATCH, sent.parse().unwrap());
            let seen = IfMatch(listed(&headers, &header::IF_MATCH));
            assert_eq!(seen.holds_for(&now).is_ok(), fine, "{sent}");
        }
    }
}
