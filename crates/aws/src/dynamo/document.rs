//! Objects in items: JSON where it is small, gzip where that saves a write unit.

use std::borrow::Cow;
use std::io::{BufWriter, Read as _, Write as _};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use digest_io::HashWriter;
use domain::Digest;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use sync::StoreError;

use super::Item;
use super::attributes::{self, DOCUMENT, PACKED, corrupt};

/// JSON up to this length stays readable; longer JSON would cost a second write unit.
const READABLE: usize = 900;
/// Bytes in one part: an item ends at 400 KB, and a transaction at 4 MB.
pub(super) const PART: usize = 300 * 1024;
/// What no object exceeds once unpacked; more is damage. The plan of a first import of a million people is some
/// 0.9 GB, and more with many demographics.
const UNPACKED: u64 = 4 << 30;

/// An item that holds one object.
pub(super) fn item<T: Serialize>(account: &str, sort: &str, object: &T) -> Result<Item, StoreError> {
    let mut item = attributes::key(account, sort);
    let json = json(object, sort)?;
    if json.len() <= READABLE {
        let json = String::from_utf8(json).map_err(|_| corrupt(sort))?;
        item.insert(DOCUMENT.to_owned(), AttributeValue::S(json));
    } else {
        item.insert(PACKED.to_owned(), blob(&pack(&json)?));
    }
    Ok(item)
}

/// The object of an item.
pub(super) fn read<T: DeserializeOwned>(item: &Item) -> Result<T, StoreError> {
    serde_json::from_slice(&bytes(item)?).map_err(|_| damaged(item))
}

/// The JSON of an item, byte for byte as it was stored.
pub(super) fn bytes(item: &Item) -> Result<Cow<'_, [u8]>, StoreError> {
    match attributes::text_of(item, DOCUMENT) {
        Some(json) => Ok(Cow::Borrowed(json.as_bytes())),
        None => packed(item).and_then(unpack).map(Cow::Owned).ok_or_else(|| damaged(item)),
    }
}

fn damaged(item: &Item) -> StoreError {
    corrupt(attributes::text_of(item, attributes::SORT).unwrap_or("an item"))
}

/// The packed bytes of several items, one after the other; `None` when one has none.
pub(super) fn join(items: &[Item]) -> Option<Vec<u8>> {
    items.iter().map(packed).collect::<Option<Vec<_>>>().map(|parts| parts.concat())
}

/// Packs bytes; the same bytes always give the same result.
pub(super) fn pack(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|_| corrupt("what was to be packed"))
}

/// Packs an object's JSON, which is never in memory as a whole, and gives the digest of the JSON.
pub(super) fn pack_json<T: Serialize>(object: &T, what: &str) -> Result<(Digest, Vec<u8>), StoreError> {
    let packing = HashWriter::<Sha256, _>::new(GzEncoder::new(Vec::new(), Compression::default()));
    // A serialiser writes a few bytes at a time.
    let mut buffered = BufWriter::with_capacity(64 * 1024, packing);
    serde_json::to_writer(&mut buffered, object).map_err(|_| corrupt(what))?;
    let (hashed, packed) = buffered.into_inner().map_err(|_| corrupt(what))?.into_parts();
    Ok((hashed.into(), packed.finish().map_err(|_| corrupt(what))?))
}

/// Unpacks bytes; `None` when they are damaged.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes).take(UNPACKED).read_to_end(&mut unpacked).ok()?;
    Some(unpacked)
}

/// A binary attribute.
pub(super) fn blob(bytes: &[u8]) -> AttributeValue {
    AttributeValue::B(Blob::new(bytes))
}

fn packed(item: &Item) -> Option<&[u8]> {
    item.get(PACKED).and_then(|value| value.as_b().ok()).map(AsRef::as_ref)
}

pub(super) fn json<T: Serialize>(object: &T, what: &str) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(object).map_err(|_| corrupt(what))
}
