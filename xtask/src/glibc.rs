//! Whether a binary runs on Amazon Linux 2023, whose C library is glibc 2.34.

use std::path::Path;

use crate::Outcome;

const NEWEST: (u32, u32) = (2, 34);
const PREFIX: &[u8] = b"GLIBC_";

/// Fails when the binary at `path` asks for symbols of a newer C library.
pub(crate) fn check(path: &Path) -> Outcome {
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    match newest(&bytes) {
        Some(needed) if needed > NEWEST => Err(format!(
            "{} needs glibc {}.{}, and provided.al2023 has {}.{}; build it with `sam build`, which links against an older one",
            path.display(),
            needed.0,
            needed.1,
            NEWEST.0,
            NEWEST.1
        )),
        _ => Ok(()),
    }
}

/// The newest version among the names `GLIBC_x.y` in the file: the version table is plain text.
fn newest(bytes: &[u8]) -> Option<(u32, u32)> {
    let starts = bytes.windows(PREFIX.len()).enumerate().filter(|(_, window)| *window == PREFIX);
    starts.filter_map(|(at, _)| version(bytes.get(at + PREFIX.len()..)?)).max()
}

fn version(text: &[u8]) -> Option<(u32, u32)> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit() && *byte != b'.')?;
    let text = std::str::from_utf8(text.get(..end)?).ok()?;
    let mut numbers = text.split('.').map(str::parse::<u32>);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::newest;

    #[test]
    fn the_newest_version_wins_whatever_the_order() {
        assert_eq!(newest(b"\0GLIBC_2.9\0x\0GLIBC_2.34\0GLIBC_2.2.5\0GLIBC_PRIVATE\0"), Some((2, 34)));
        assert_eq!(newest(b"static"), None);
    }
}
