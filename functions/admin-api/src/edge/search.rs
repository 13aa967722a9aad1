//! What people look for is their data: it comes in a header, because addresses end up in logs.

use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::header::HeaderName;
use axum::http::request::Parts;
use percent_encoding::percent_decode;

use super::Problem;

/// The header, in the lower case of HTTP/2. Its value is percent-encoded UTF-8.
pub(crate) const SEARCH: HeaderName = HeaderName::from_static("rollcall-search");

/// How long a text to search for may be.
const CHARS_MAX: usize = 100;

/// A text to search for, folded; `None` when there is none or it is blank.
#[derive(Debug)]
pub(crate) struct Search(pub(crate) Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Search {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut values = parts.headers.get_all(SEARCH).iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(Self(None)),
            (Some(value), None) => text(value).map(|text| Self(Some(text).filter(|text| !text.is_empty()))),
            (Some(_), Some(_)) => Err(Problem::bad_request("Send one text to search for.")),
        }
    }
}

/// What is no UTF-8 finds nobody; it is not worth an error.
fn text(value: &HeaderValue) -> Result<String, Problem> {
    let text = percent_decode(value.as_bytes()).decode_utf8_lossy();
    if text.chars().count() > CHARS_MAX {
        return Err(Problem::bad_request("A text to search for has at most 100 characters."));
    }
    Ok(domain::text::fold(&text))
}
