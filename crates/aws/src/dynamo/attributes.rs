//! The names of attributes and the forms of sort keys. Attribute names of employees are short because every item repeats
//! them and DynamoDB bills by the kilobyte; they are readable through this module only.

use domain::{Digest, Field};

use super::Item;
use aws_sdk_dynamodb::types::AttributeValue;
use sync::StoreError;

/// Partition key of both tables: the account.
pub(crate) const PARTITION: &str = "pk";
/// Sort key of both tables: the employee's id, or one of the forms below.
pub(crate) const SORT: &str = "sk";

/// Employee: moves by one with every write.
pub(super) const VERSION: &str = "v";
/// Employee: the plan that wrote this version, 32 bytes.
pub(super) const RECEIPT_PLAN: &str = "rp";
/// Employee: the change of that plan.
pub(super) const RECEIPT_CHANGE: &str = "rc";
/// Employee: where all values came from whose field has no provenance of its own.
pub(super) const PROVENANCE: &str = "p";

/// Control: an object as JSON.
pub(super) const DOCUMENT: &str = "doc";
/// Control: an object, or a part of one, as gzip of JSON.
pub(super) const PACKED: &str = "zip";
/// Control: how many parts a packed object has.
pub(super) const PARTS: &str = "parts";
/// Control: digest of the packed bytes of all parts.
pub(super) const DIGEST: &str = "digest";
/// Control: seconds since 1970 after which the item is gone (time to live).
pub(crate) const EXPIRES: &str = "expires_at";
/// Account: its revision, on which saves are conditional.
pub(super) const REVISION: &str = "rev";
/// Uniqueness items: the employee that has the identifier.
pub(super) const EMPLOYEE: &str = "employee";
/// Trigger: the run that it began.
pub(super) const RUN: &str = "run";
/// Lease: who has it; absent when nobody has.
pub(super) const HOLDER: &str = "holder";
/// Lease: the number of the last holder; never goes back.
pub(super) const FENCE: &str = "fence";
/// Lease: milliseconds since 1970 until which it holds.
pub(super) const UNTIL: &str = "until";
/// Run: when it began, in nanoseconds since 1970.
pub(super) const BEGAN: &str = "began";
/// Run or lookup: present once it has ended; nothing replaces it then.
pub(super) const ENDED: &str = "ended";
/// Outbox: where the mail that was sent can be found.
pub(super) const SENT: &str = "sent";
/// Outbox: how many times sending the mail was tried.
pub(super) const TRIES: &str = "tries";
/// Outbox: when it was tried last, in milliseconds since 1970.
pub(super) const TRIED: &str = "tried";
/// Outbox: when the mail was given up, in seconds since 1970.
pub(super) const GIVEN_UP: &str = "given_up";

/// Kept answer: the attempt that has the key.
pub(super) const ATTEMPT: &str = "attempt";
/// Kept answer: seconds since 1970 until which the key is taken.
pub(super) const TAKEN: &str = "taken_until";

/// Sort key of the account.
pub(super) const ACCOUNT: &str = "ACCOUNT";
/// Sort key of the people missing from the source; further parts begin with it.
pub(super) const MISSING: &str = "MISSING";
/// Sort key of the lease.
pub(super) const LEASE: &str = "LEASE";
/// Prefix of runs.
pub(super) const RUNS: &str = "RUN#";
/// Prefix of mail that waits or was sent.
pub(super) const OUTBOX: &str = "OUTBOX#";

/// Sort key of a mapping version.
pub(super) fn mapping(version: u32) -> String {
    format!("MAPPING#{version:06}")
}

/// Sort key of a lookup.
pub(super) fn lookup(id: &str) -> String {
    format!("LOOKUP#{id}")
}

/// Sort key of a run.
pub(super) fn run(id: &str) -> String {
    format!("{RUNS}{id}")
}

/// Sort key of a plan; its parts follow it.
pub(super) fn plan(digest: &Digest) -> String {
    format!("PLAN#{digest}")
}

/// Sort key of a part, counted from 1.
pub(super) fn part(of: &str, number: usize) -> String {
    format!("{of}#{number:04}")
}

/// Sort key of where a read for a purpose stands; its pages follow it.
pub(super) fn read(purpose: &str) -> String {
    format!("READ#{purpose}")
}

/// Sort key of a mail.
pub(super) fn outbox(id: &str) -> String {
    format!("{OUTBOX}{id}")
}

/// Sort key of an idempotency record.
pub(super) fn trigger(key: &str) -> String {
    bounded("TRIGGER#", key)
}

/// Sort key of an answer that is kept.
pub(super) fn answer(key: &str) -> String {
    bounded("ANSWER#", key)
}

/// Sort key that an identifier occupies; `None` for a field that is none.
pub(super) fn identifier(field: &Field, value: &str) -> Option<String> {
    match field {
        Field::Email => Some(bounded("EMAIL#", &domain::text::email_key(value))),
        Field::EmployeeId => Some(bounded("EMPID#", value.trim())),
        Field::SourceId => Some(bounded("SOURCE#", value)),
        _ => None,
    }
}

/// Sort keys end at 1,024 bytes; a longer text is replaced by its digest.
fn bounded(prefix: &str, text: &str) -> String {
    if text.len() <= 512 { format!("{prefix}{text}") } else { format!("{prefix}{}", Digest::of(text.as_bytes())) }
}

/// The primary key of an item.
pub(super) fn key(account: &str, sort: &str) -> Item {
    [(PARTITION.to_owned(), text(account)), (SORT.to_owned(), text(sort))].into()
}

/// A text attribute.
pub(super) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

/// A number attribute.
pub(super) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// Reads a text attribute.
pub(super) fn text_of<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name).and_then(|value| value.as_s().ok()).map(String::as_str)
}

/// Reads a number attribute.
pub(super) fn number_of<T: std::str::FromStr>(item: &Item, name: &str) -> Option<T> {
    item.get(name).and_then(|value| value.as_n().ok()).and_then(|digits| digits.parse().ok())
}

/// The error of an item that is not what was stored.
pub(super) fn corrupt(what: impl Into<String>) -> StoreError {
    StoreError::Corrupt { what: what.into() }
}
