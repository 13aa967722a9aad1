//! Reads items as they lie in the tables. This is a second reader of the format, so that an error of the adapter's own is seen.

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::simulation::database::text;

/// The object of an item: JSON, or gzip of JSON.
#[must_use]
pub fn document<T: DeserializeOwned>(item: &Value) -> Option<T> {
    serde_json::from_slice(&document_bytes(item)?).ok()
}

/// The JSON of an item's object, byte for byte.
#[must_use]
pub fn document_bytes(item: &Value) -> Option<Vec<u8>> {
    match item["doc"]["S"].as_str() {
        Some(json) => Some(json.as_bytes().to_vec()),
        None => unzip(&bytes(item, "zip")?),
    }
}

/// A binary attribute.
#[must_use]
pub fn bytes(item: &Value, name: &str) -> Option<Vec<u8>> {
    STANDARD.decode(item[name]["B"].as_str()?).ok()
}

/// A number attribute.
#[must_use]
pub fn number(item: &Value, name: &str) -> Option<i64> {
    item[name]["N"].as_str()?.parse().ok()
}

/// Unpacks gzip.
#[must_use]
pub fn unzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut unpacked).ok()?;
    Some(unpacked)
}

/// The receipt of an employee: digest and change.
#[must_use]
pub fn receipt(item: &Value) -> Option<(String, String)> {
    use std::fmt::Write as _;
    let hex = bytes(item, "rp")?.iter().fold("sha256:".to_owned(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    Some((hex, text(item, "rc")))
}

/// The sort key.
#[must_use]
pub fn sort(item: &Value) -> String {
    text(item, "sk")
}

/// The partition key: the account.
#[must_use]
pub fn account(item: &Value) -> String {
    text(item, "pk")
}
