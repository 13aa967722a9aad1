//! The answer of the token endpoint.

use std::time::Duration;

use crate::target::{MARK, Target, behaviour, check_error};

pub(super) const TARGET: Target = Target { name: "token-answer", seeds, words: &WORDS, execute };

const WORDS: [&str; 5] = ["\"access_token\":", "\"expires_in\":", "4294967295", "4294967296", "\"soon\""];

fn seeds() -> Vec<Vec<u8>> {
    [
        r#"{"access_token":"abczq7x","token_type":"BearerToken","expires_in":"3599"}"#,
        r#"{"issued_at":1700000000000,"access_token":"abczq7x","expires_in":60}"#,
        r#"{"access_token":123,"expires_in":null}"#,
        r#"{"error":"invalid_client","error_description":"zq7x"}"#,
        "{\"access_token\":\"zq7x\\nX-Other: 1\"}",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into()
}

fn execute(body: &[u8]) -> u64 {
    match trinet::fuzz::token(body) {
        Err(error) => {
            assert_eq!(error.code(), "source_malformed", "an answer is called something else than malformed");
            check_error(&error.to_string());
            behaviour(error.to_string())
        }
        Ok((life, header)) => {
            assert!(!header.contains(MARK) && !header.contains("Bearer"), "a log would show the token");
            assert!(life <= Duration::from_secs(u32::MAX.into()), "a token lives for centuries");
            behaviour((life.as_secs().leading_zeros(), life == Duration::from_secs(25 * 60)))
        }
    }
}
