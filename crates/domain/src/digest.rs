//! SHA-256 digests over canonical forms.

use std::fmt;
use std::io::{self, Write};

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
        Self(format!("sha256:{}", hex(&Sha256::digest(bytes))))
    }

    /// The digest of a value's JSON, which is never in memory as a whole. The same as [`Self::of`] over its bytes.
    #[must_use]
    pub fn of_json(value: &impl Serialize) -> Self {
        let mut digesting = Digesting::into(io::sink());
        // Neither the sink nor a value of this project can fail; were it so, nothing would have this digest.
        let digest = serde_json::to_writer(&mut digesting, value).ok().and_then(|()| digesting.finish().ok());
        digest.map_or_else(|| Self::of(b""), |(digest, _)| digest)
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

/// Passes on what is written to it, and digests it on the way.
pub struct Digesting<W> {
    hash: Sha256,
    written: Vec<u8>,
    to: W,
}

impl<W> fmt::Debug for Digesting<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Digesting").finish_non_exhaustive()
    }
}

impl<W: Write> Digesting<W> {
    /// Bytes that are kept until they are worth digesting: a serialiser writes a few at a time.
    const KEPT: usize = 64 * 1024;

    /// One that passes on to `to`.
    pub fn into(to: W) -> Self {
        Self { hash: Sha256::new(), written: Vec::with_capacity(Self::KEPT), to }
    }

    /// The digest of all that was written, and what it was passed on to.
    ///
    /// # Errors
    /// When the last bytes cannot be passed on.
    pub fn finish(mut self) -> io::Result<(Digest, W)> {
        self.pass_on()?;
        Ok((Digest(format!("sha256:{}", hex(&self.hash.finalize()))), self.to))
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.hash.update(&self.written);
        let passed = self.to.write_all(&self.written);
        self.written.clear();
        passed
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.written.len() + bytes.len() > Self::KEPT {
            self.pass_on()?;
        }
        self.written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.to.flush()
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
    fn the_digest_of_a_json_is_that_of_its_bytes_however_long_it_is() {
        for length in [0, 1, 1_000, 40_000] {
            let value: Vec<String> = (0..length).map(|number| format!("no. {number}, \u{e9}")).collect();
            let json = serde_json::to_vec(&value).unwrap();
            assert_eq!(Digest::of_json(&value), Digest::of(&json), "{length}");
            let mut digesting = Digesting::into(Vec::new());
            digesting.write_all(&json).unwrap();
            assert_eq!(digesting.finish().unwrap(), (Digest::of(&json), json), "{length}");
        }
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
