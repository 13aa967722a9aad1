//! Envelopes, those of errors among them, the list of departments, and what an error's head says.

use std::time::Duration;

use jiff::Timestamp;

use crate::target::{Target, behaviour, check_error, roughly};

pub(super) const TARGET: Target = Target { name: "error-envelope", seeds, words: &WORDS, execute };

const WORDS: [&str; 10] = [
    "\"data\":",
    "\"_error\":",
    "\"_statusCode\":",
    "\"2",
    "\"deptId\":",
    "\"deptName\":",
    "Wed, 21 Oct 2026 07:28:00 GMT",
    "GMT",
    "QuotaViolation",
    "\u{feff}",
];

fn seeds() -> Vec<Vec<u8>> {
    [
        r#"{"_statusCode":"401","_error":{"errorCode":"zq7x","errorMessage":"zq7x of annzq7x@acme.example"}}"#,
        r#"{"fault":{"faultstring":"zq7x","detail":{"errorcode":"policies.ratelimit.QuotaViolation"}}}"#,
        r#"{"data":{"companyId":"zq7x"},"_statusCode":200}"#,
        r#"{"data":[{"deptId":"1","deptName":"zq7x","deptCode":"Z"},{"deptId":7,"deptName":null}]}"#,
        "<html>zq7x</html>",
        "120",
        "Wed, 21 Oct 2026 07:28:00 GMT",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into()
}

fn execute(input: &[u8]) -> u64 {
    let data = trinet::fuzz::envelope(input);
    let departments = trinet::fuzz::departments(input);
    for error in [data.as_ref().err(), departments.as_ref().err()].into_iter().flatten() {
        check_error(&error.to_string());
        check_error(&format!("{error:?}"));
    }
    assert!(data.as_ref().is_ok_and(|length| *length <= input.len()) || data.is_err(), "more came out than went in");
    let status = u16::from_le_bytes([input.first().copied().unwrap_or(0), input.get(1).copied().unwrap_or(0)]);
    let unexpected = trinet::fuzz::unexpected(status % 1_200);
    unexpected.iter().for_each(|error| check_error(&error.to_string()));
    let wait = wait(&String::from_utf8_lossy(input));
    let sentence = data.err().map(|error| error.to_string());
    behaviour((sentence, departments.map(roughly).ok(), unexpected.is_some(), wait))
}

/// How long an error asks to wait, as a number of digits.
fn wait(header: &str) -> Option<u32> {
    let now = Timestamp::from_second(1_790_000_000).unwrap_or_default();
    let wait = trinet::fuzz::retry_after(header, now)?;
    let again = trinet::fuzz::retry_after(header, now);
    assert_eq!(again, Some(wait), "the same header asks for two waits");
    Some(wait.min(Duration::from_secs(u32::MAX.into())).as_secs().leading_zeros())
}
