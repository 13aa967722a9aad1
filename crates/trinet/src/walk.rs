//! Walks one row of JSON and hands out its values by path, without building a tree.
//!
//! A row is untyped on purpose: the same value has several spellings and places (see [`crate::spelling`]), both may be
//! present, and a mapping may ask for any path. Pay and national identity numbers are skipped here, before anything
//! else could see them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::spelling;

/// Receives the values of a row in the order sent.
pub(crate) trait Values {
    /// A text, number (as text), truth value (as text) or null (`None`).
    fn value(&mut self, path: &Path, text: Option<Cow<'_, str>>);
}

/// Where a value stands, such as `employmentInfo.department.deptName` or `names[0].firstName`.
#[derive(Debug, Default)]
pub(crate) struct Path {
    /// As sent.
    pub(crate) sent: String,
    /// In lower case: keys are compared without case.
    pub(crate) folded: String,
}

impl Path {
    fn key(&mut self, key: &str) {
        for text in [&mut self.sent, &mut self.folded] {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(key);
        }
        self.fold();
    }

    fn index(&mut self, index: usize) {
        let index = format!("[{index}]");
        self.sent.push_str(&index);
        self.folded.push_str(&index);
    }

    fn fold(&mut self) {
        self.folded.make_ascii_lowercase();
    }

    fn truncate(&mut self, len: usize) {
        self.sent.truncate(len);
        self.folded.truncate(len);
    }
}

/// Walks a row. `path` is scratch space that is empty before and after.
///
/// # Errors
/// When the row is not a JSON object, or is nested too deeply.
pub(crate) fn walk<V: Values>(row: &str, path: &mut Path, values: &mut V) -> Result<(), serde_json::Error> {
    path.truncate(0);
    let row = mended(row);
    let mut json = serde_json::Deserializer::from_str(&row);
    let walked = json.deserialize_map(Here { path, values });
    path.truncate(0);
    walked
}

/// Replaces escaped halves of surrogate pairs (`\ud83d` alone), which no text can hold, by `\ufffd`: one spoilt name must
/// not keep a company from being read.
fn mended(row: &str) -> Cow<'_, str> {
    if !row.contains("\\ud") && !row.contains("\\uD") {
        return Cow::Borrowed(row);
    }
    let unit = |at: usize| match row.get(at..at + 2) {
        Some("\\u") => row.get(at + 2..at + 6).and_then(|digits| u16::from_str_radix(digits, 16).ok()),
        _ => None,
    };
    let mut mended = String::with_capacity(row.len());
    let mut at = 0;
    while let Some(c) = row[at..].chars().next() {
        let (end, text) = match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (at + 12, None),
            (Some(0xD800..=0xDFFF), _) => (at + 6, Some("\\ufffd")),
            // An escaped backslash must not lend its second half to what follows.
            _ if c == '\\' => (at + 1 + row[at + 1..].chars().next().map_or(0, char::len_utf8), None),
            _ => (at + c.len_utf8(), None),
        };
        mended.push_str(text.unwrap_or(&row[at..end]));
        at = end;
    }
    Cow::Owned(mended)
}

/// The value at the current path.
struct Here<'w, V> {
    path: &'w mut Path,
    values: &'w mut V,
}

impl<'de, V: Values> DeserializeSeed<'de> for Here<'_, V> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, V: Values> Visitor<'de> for Here<'_, V> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.values.value(self.path, Some(Cow::Borrowed(text)));
        Ok(())
    }
    fn visit_bool<E: Error>(self, flag: bool) -> Result<(), E> {
        self.visit_str(if flag { "true" } else { "false" })
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.values.value(self.path, None);
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let len = self.path.sent.len();
        for index in 0.. {
            self.path.index(index);
            let element = list.next_element_seed(Here { path: &mut *self.path, values: &mut *self.values })?;
            self.path.truncate(len);
            if element.is_none() {
                break;
            }
        }
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let len = self.path.sent.len();
        while let Some(may_be_read) = map.next_key_seed(Key(&mut *self.path))? {
            if may_be_read {
                map.next_value_seed(Here { path: &mut *self.path, values: &mut *self.values })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            self.path.truncate(len);
        }
        Ok(())
    }
}

/// Appends a key to the path and says whether its value may be read.
struct Key<'w>(&'w mut Path);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        self.0.key(key);
        Ok(!spelling::is_never_read(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Listing(Vec<String>);

    impl Values for Listing {
        fn value(&mut self, path: &Path, text: Option<Cow<'_, str>>) {
            assert_eq!(path.folded, path.sent.to_ascii_lowercase());
            self.0.push(format!("{}={}", path.sent, text.as_deref().unwrap_or("null")));
        }
    }

    #[test]
    fn values_come_with_their_paths() {
        let check = |row: &str, expect: &[&str]| {
            let mut listing = Listing::default();
            walk(row, &mut Path::default(), &mut listing).unwrap();
            assert_eq!(listing.0, expect);
        };
        check("{}", &[]);
        check(
            r#"{"a":"x","B":{"c":null,"d":{"e":1}},"f":2.5,"g":-3,"h":true}"#,
            &["a=x", "B.c=null", "B.d.e=1", "f=2.5", "g=-3", "h=true"],
        );
        check(r#"{"a":[{"b":"1"},[],"x",{"b":"\u00e9"}],"c":{}}"#, &["a[0].b=1", "a[2]=x", "a[3].b=é"]);
        check(r#"{"id":18446744073709551615,"big":40.0}"#, &["id=18446744073709551615", "big=40"]);
        check(r#"{"a":1,"A":2,"a":3}"#, &["a=1", "A=2", "a=3"]);
    }

    #[test]
    fn pay_and_identity_numbers_are_skipped_at_any_depth() {
        let row = r#"{"payInfo":{"compRate":"1"},"bioInfo":{"ssn":"2","SSN":"3","nationalId":{"x":"4"},"gender":"F"},
            "list":[{"SocialSecurityNumber":5,"payGroup":"A"}],"className":"n"}"#;
        let mut listing = Listing::default();
        walk(row, &mut Path::default(), &mut listing).unwrap();
        assert_eq!(listing.0, ["bioInfo.gender=F", "list[0].payGroup=A", "className=n"]);
    }

    #[test]
    fn half_a_surrogate_pair_is_replaced_and_the_row_is_read() {
        let check = |text: &str, expect: &str| {
            let mut listing = Listing::default();
            walk(&format!(r#"{{"a":"{text}"}}"#), &mut Path::default(), &mut listing).unwrap();
            assert_eq!(listing.0, [format!("a={expect}")], "{text}");
        };
        check(r"x\ud83dy", "x\u{fffd}y");
        check(r"\uDE00", "\u{fffd}");
        check(r"\ud83d\ud83d\ude00", "\u{fffd}\u{1f600}");
        check(r"\ud83d\u0041", "\u{fffd}A");
        check(r"\ud83d\ude00", "\u{1f600}");
        check(r"\\ud83d", r"\ud83d");
        check(r"\\\ud83d\n", "\\\u{fffd}\n");
        check(r"é\ud83dé", "é\u{fffd}é");
    }

    #[test]
    fn a_row_that_is_no_object_or_too_deep_is_refused() {
        let deep = format!("{}1{}", r#"{"a":"#.repeat(200), "}".repeat(200));
        for row in ["[]", "1", "null", "\"x\"", "{\"a\":", &deep] {
            walk(row, &mut Path::default(), &mut Listing::default()).unwrap_err();
        }
    }
}
