//! Java, which AWS's DynamoDB Local needs.

use std::process::Command;

use crate::Outcome;
use crate::process::{command, works};

const OLDEST: u32 = 17;

/// Makes sure that `java` is there and new enough.
pub(crate) fn installed() -> Outcome {
    if version().is_some_and(|version| version >= OLDEST) {
        return Ok(());
    }
    println!("Installing Java {OLDEST} or later ...");
    let _ = works(&mut command("apt-get", &["update"]));
    let apt = ["install", "--yes", "--no-install-recommends", "default-jre-headless"];
    let _ = works(command("apt-get", &apt).env("DEBIAN_FRONTEND", "noninteractive"));
    match version() {
        Some(version) if version >= OLDEST => Ok(()),
        _ => Err(format!(
            "Java {OLDEST} or later is missing and could not be installed; install it, for example with `apt-get install default-jre-headless` as root"
        )),
    }
}

/// The feature release of the `java` on the path.
fn version() -> Option<u32> {
    let output = Command::new("java").arg("-version").output().ok()?;
    number(&String::from_utf8_lossy(&output.stderr))
}

/// 17 of `openjdk version "17.0.15" 2025-04-15`.
fn number(text: &str) -> Option<u32> {
    let quoted = text.split('"').nth(1)?;
    quoted.split(['.', '-', '+']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn the_feature_release_is_read_from_what_java_prints() {
        assert_eq!(number("openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime"), Some(17));
        assert_eq!(number("openjdk version \"25-ea\" 2025-09-16"), Some(25));
        assert_eq!(number("java version \"1.8.0_402\""), Some(1));
        assert_eq!(number("no such program"), None);
    }
}
