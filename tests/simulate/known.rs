//! What the simulation finds and what is not mended yet. The list may only shrink.

/// The promise, what the finding says, and why it is so.
const KNOWN: [(&str, &str, &str); 1] = [(
    "at rest",
    "nobody took it up",
    "the admin API announces a run before it sends its work; when it dies in between, the run stays open, and the person asks again",
)];

/// The findings that are not known.
pub(crate) fn unknown(findings: impl IntoIterator<Item = String>) -> Vec<String> {
    let known = |finding: &str| KNOWN.iter().any(|(promise, says, _)| finding.contains(promise) && finding.contains(says));
    findings.into_iter().filter(|finding| !known(finding)).collect()
}

/// Each known finding that is none of these any more.
pub(crate) fn gone(findings: &[String]) -> Vec<&'static str> {
    let found = |says: &str| findings.iter().any(|finding| finding.contains(says));
    KNOWN.iter().filter(|(_, says, _)| !found(says)).map(|(_, says, _)| *says).collect()
}
