//! The envelope around every answer, and pages of people.

use std::borrow::Cow;
use std::fmt;

use reqwest::StatusCode;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use sync::SourceError;

/// A page of people. Rows are still JSON text.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) rows: Vec<&'a RawValue>,
    pub(crate) more: More,
}

/// What a page says about the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum More {
    Yes,
    No,
    /// There was no `hasMore`.
    Unsaid,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default, deserialize_with = "present")]
    data: Option<&'a RawValue>,
    #[serde(borrow, rename = "hasMore")]
    has_more: Option<Scalar<'a>>,
    #[serde(borrow, rename = "_statusCode")]
    status: Option<Scalar<'a>>,
    #[serde(borrow, rename = "_error")]
    error: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct People<'a> {
    #[serde(borrow, rename = "employeeData")]
    rows: Option<Vec<&'a RawValue>>,
    #[serde(borrow, rename = "hasMore")]
    has_more: Option<Scalar<'a>>,
}

impl<'a> Page<'a> {
    /// Reads a page: `data.employeeData`, or `data` as the list itself (the form of 2016), or `data: null` for nobody.
    ///
    /// # Errors
    /// [`SourceError::Malformed`] for anything else, an envelope that reports an error under status 200 included.
    pub(crate) fn parse(body: &'a [u8], name: &str) -> Result<Self, SourceError> {
        let (data, outer) = open(body, name)?;
        let wrong = |what: &str| malformed(name, what);
        match data.get().as_bytes().first() {
            Some(b'n') => Ok(Self { rows: Vec::new(), more: More::No }),
            Some(b'[') => {
                let rows = serde_json::from_str(data.get()).map_err(|_| wrong("a list that is not JSON"))?;
                Ok(Self { rows, more: more(outer.as_ref(), name)? })
            }
            Some(b'{') => {
                let people: People<'_> =
                    serde_json::from_str(data.get()).map_err(|_| wrong("employeeData of the wrong shape"))?;
                let rows = people.rows.ok_or_else(|| wrong("no employeeData"))?;
                Ok(Self { rows, more: more(people.has_more.as_ref().or(outer.as_ref()), name)? })
            }
            _ => Err(wrong("data of the wrong shape")),
        }
    }
}

/// Opens an envelope: its `data`, as JSON text.
///
/// # Errors
/// [`SourceError::Malformed`] when it is not JSON, not an envelope, or reports an error under status 200.
pub(crate) fn data<'a>(body: &'a [u8], name: &str) -> Result<&'a RawValue, SourceError> {
    open(body, name).map(|(data, _)| data)
}

/// Reads JSON that a byte order mark may precede.
///
/// # Errors
/// [`SourceError::Malformed`], which says what it is instead.
pub(crate) fn json<'a, T: Deserialize<'a>>(body: &'a [u8], name: &str) -> Result<T, SourceError> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let Ok(text) = std::str::from_utf8(body) else {
        return Err(malformed(name, "text that is not UTF-8"));
    };
    serde_json::from_str(text).map_err(|error| {
        let what = match text.trim_start().bytes().next() {
            None => "nothing",
            Some(b'<') => "HTML (is this the address of TriNet PEO? TriNet HR Plus and HR Platform are not supported)",
            Some(_) if error.is_eof() => "JSON that breaks off",
            Some(_) if error.is_syntax() => "text that is not JSON",
            Some(_) => "JSON of the wrong shape",
        };
        malformed(name, what)
    })
}

/// The error for a status that is neither success nor about permissions.
pub(crate) fn unexpected(status: StatusCode, name: &str) -> SourceError {
    let code = status.as_u16();
    let hint = match code {
        300..=399 => " (a redirect, which is not followed)",
        404 => " (is this the address of TriNet PEO? TriNet HR Plus and HR Platform are not supported)",
        _ => "",
    };
    SourceError::Malformed { what: format!("status {code} for {name}{hint}") }
}

fn open<'a>(body: &'a [u8], name: &str) -> Result<(&'a RawValue, Option<Scalar<'a>>), SourceError> {
    let envelope: Envelope<'a> = json(body, name)?;
    let status = envelope.status.as_ref().and_then(Scalar::text);
    if status.is_some_and(|status| !status.trim().starts_with('2')) || envelope.error.is_some() {
        return Err(malformed(name, "an error under status 200"));
    }
    let data = envelope.data.ok_or_else(|| malformed(name, "no data"))?;
    Ok((data, envelope.has_more))
}

fn more(flag: Option<&Scalar<'_>>, name: &str) -> Result<More, SourceError> {
    match flag.and_then(Scalar::text) {
        None => Ok(More::Unsaid),
        Some(text) if text.trim().eq_ignore_ascii_case("true") => Ok(More::Yes),
        Some(text) if text.trim().eq_ignore_ascii_case("false") => Ok(More::No),
        Some(_) => Err(malformed(name, "hasMore that is neither true nor false")),
    }
}

fn malformed(name: &str, what: &str) -> SourceError {
    SourceError::Malformed { what: format!("{what} for {name}") }
}

/// Tells `null` (present) from absent.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// A value that may be text, a number or a truth value: the API sends one where the documentation says another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scalar<'a>(Option<Cow<'a, str>>);

impl Scalar<'_> {
    /// Its text; `None` when blank, null, a list or an object.
    pub(crate) fn text(&self) -> Option<&str> {
        self.0.as_deref().filter(|text| !text.trim().is_empty())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor).map(Scalar)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }
    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(if flag { "true" } else { "false" })))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_in_every_form_that_was_seen() {
        let check = |body: &str, rows: usize, more: More| {
            let page = Page::parse(body.as_bytes(), "x").unwrap();
            assert_eq!((page.rows.len(), page.more), (rows, more), "{body}");
        };
        check(r#"{"data":{"employeesTotal":2,"hasMore":true,"employeeData":[{},{}]}}"#, 2, More::Yes);
        check(r#"{"data":{"employeeData":[{}],"hasMore":"false"},"_statusCode":"200"}"#, 1, More::No);
        check(r#"{"data":{"employeeData":[],"hasMore":"True"},"_statusCode":200,"_error":null}"#, 0, More::Yes);
        check(r#"{"data":{"employeeData":[{}]}}"#, 1, More::Unsaid);
        check(r#"{"data":{"employeeData":[{}],"hasMore":null}}"#, 1, More::Unsaid);
        check(r#"{"data":null,"_statusCode":"200"}"#, 0, More::No);
        check(r#"{"data":[{},{},{}]}"#, 3, More::Unsaid);
        check(r#"{"hasMore":false,"data":[{}]}"#, 1, More::No);
        check("\u{feff}{\"data\":null}", 0, More::No);
        check(r#"{"data":null,"new":{"deep":[1,2]}}"#, 0, More::No);
    }

    #[test]
    fn anything_else_is_malformed_and_says_what_without_content() {
        let check = |body: &[u8], expect: &str| {
            let error = Page::parse(body, "GET employees").unwrap_err();
            let SourceError::Malformed { what } = &error else { panic!("{error:?}") };
            assert_eq!(what, &format!("{expect} for GET employees"));
        };
        let html = "HTML (is this the address of TriNet PEO? TriNet HR Plus and HR Platform are not supported)";
        check(b"<html>Bad gateway</html>", html);
        check(b"  <!doctype html>", html);
        check(b"", "nothing");
        check(b"Service busy", "text that is not JSON");
        check(br#"{"data":{"employeeData":[{"employeeId":"1""#, "JSON that breaks off");
        check(b"{\"data\":{\"employeeData\":[{\"name\":\"Ren\xE9\"}]}}", "text that is not UTF-8");
        check(br"[]", "JSON of the wrong shape");
        check(br"{}", "no data");
        check(br#"{"data":{}}"#, "no employeeData");
        check(br#"{"data":{"employeeData":null,"hasMore":false}}"#, "no employeeData");
        check(br#"{"data":{"employeeData":{},"hasMore":false}}"#, "employeeData of the wrong shape");
        check(br#"{"data":"none"}"#, "data of the wrong shape");
        check(br#"{"data":{"employeeData":[],"hasMore":"maybe"}}"#, "hasMore that is neither true nor false");
        check(br#"{"data":null,"_statusCode":"500"}"#, "an error under status 200");
        check(br#"{"data":null,"_statusCode":"200","_error":{"errorCode":"x"}}"#, "an error under status 200");
        check(br#"{"data":null,"data":null}"#, "JSON of the wrong shape");
    }
}
