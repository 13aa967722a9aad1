//! SHA-256 digests over canonical forms.

use std::fmt;

use digest_io::IoWrapper;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A SHA-256 digest, written `sha256:` and 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Sha256::new_with_prefix(bytes).into()
    }

    /// The digest of a value's JSON, which is never in memory as a whole: that of a large company's plan is a gigabyte.
    #[must_use]
    pub fn of_json(value: &(impl Serialize + ?Sized)) -> Self {
        let mut json = IoWrapper(Sha256::new());
        let written = serde_json::to_writer(&mut json, value);
        // A plain value has no keys but texts and writes nowhere that could fail.
        written.map(|()| json.0).unwrap_or_default().into()
    }

    /// Reads a digest as a person types it: `sha256:` may be left out. `None` when it is not 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix("sha256:").unwrap_or(text.trim());
        let well_formed = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        well_formed.then(|| Self(format!("sha256:{}", digits.to_ascii_lowercase())))
    }

    /// `sha256:…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first `length` hexadecimal digits.
    #[must_use]
    pub fn short(&self, length: usize) -> &str {
        let digits = self.0.strip_prefix("sha256:").unwrap_or(&self.0);
        digits.get(..length).unwrap_or(digits)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Sha256> for Digest {
    /// The digest of all that was hashed.
    fn from(hashed: Sha256) -> Self {
        Self(format!("sha256:{}", hex(&hashed.finalize())))
    }
}

fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_a_value_is_that_of_its_json() {
        let value = serde_json::json!({"people": ["Ana", "Zoë"], "count": 2});
        assert_eq!(Digest::of_json(&value), Digest::of(value.to_string().as_bytes()));
    }

    #[test]
    fn a_digest_is_read_as_people_type_it_and_shown_in_full_or_in_short() {
        let digits = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
        let digest = Digest::of(b"hello world");
        assert_eq!((digest.as_str(), digest.to_string()), (&*format!("sha256:{digits}"), format!("sha256:{digits}")));
        assert_eq!((digest.short(4), digest.short(64), digest.short(65)), ("b94d", digits, digits));
        let check = |text: &str, reads: bool| assert_eq!(Digest::parse(text), reads.then(|| digest.clone()), "{text}");
        check(digits, true);
        check(&format!(" sha256:{digits} "), true);
        check(&digits.to_uppercase(), true);
        check(&digits[1..], false);
        check(&format!("{digits}0"), false);
        check(&digits.replace('b', "g"), false);
        check("", false);
    }
}
