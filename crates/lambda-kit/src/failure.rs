//! A failed run, as Lambda, the logs and the alarms see it.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use lambda_runtime::Diagnostic;

/// Why a run as a whole failed: a stable code, a sentence that a person can act on, and the error underneath.
///
/// Neither the sentence nor the chain may hold a name, an e-mail address, a date of birth, a secret or a body: both are
/// logged. As a [`Diagnostic`] the code becomes `errorType`, on which alarms key; the chain stays in the log.
pub struct Failure {
    code: Cow<'static, str>,
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
    settled: bool,
}

impl Failure {
    /// A failure with the stable `code` and a `message` for people.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), source: None, settled: false }
    }

    /// The failure that `error` is: its sentence, and its own causes as the chain.
    pub fn from_error(code: impl Into<Cow<'static, str>>, error: impl Error + Send + Sync + 'static) -> Self {
        let message = error.to_string();
        Self { code: code.into(), message, source: Some(Box::new(error)), settled: false }
    }

    /// The same failure as the end of the matter if `settled`: no repetition mends it, and whom it concerns can see it
    /// elsewhere. A queue is then done with the message.
    #[must_use]
    pub fn settled_if(mut self, settled: bool) -> Self {
        self.settled = settled;
        self
    }

    /// Whether the matter ends with it; see [`settled_if`](Self::settled_if).
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The sentence and the sentences of everything underneath, each once, for the log.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut text = self.message.clone();
        let mut last = self.message.clone();
        let mut cause = self.source.as_deref().map(|error| error as &dyn Error);
        while let Some(error) = cause {
            let sentence = error.to_string();
            if sentence != last {
                text.push_str(" <- ");
                text.push_str(&sentence);
                last = sentence;
            }
            cause = error.source();
        }
        text
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

/// Only the code: the runtime prints every handler error with `Debug`, and the chain is already in the log by then.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Failure({})", self.code)
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|error| error as &(dyn Error + 'static))
    }
}

impl From<Failure> for Diagnostic {
    fn from(failure: Failure) -> Self {
        Self { error_type: failure.code.into_owned(), error_message: failure.message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("The read is incomplete.")]
    struct Incomplete(#[source] std::io::Error);

    #[test]
    fn the_code_is_the_error_type_that_alarms_key_on() {
        let diagnostic = Diagnostic::from(Failure::new("source_incomplete", "The read is incomplete; run it again."));
        assert_eq!(diagnostic.error_type, "source_incomplete");
        assert_eq!(diagnostic.error_message, "The read is incomplete; run it again.");
    }

    #[test]
    fn the_chain_tells_each_cause_once() {
        let failure = Failure::from_error("source_incomplete", Incomplete(std::io::Error::other("connection reset")));
        assert_eq!(failure.chain(), "The read is incomplete. <- connection reset");
    }

    #[test]
    fn the_answer_to_the_caller_does_not_hold_the_chain() {
        let failure = Failure::from_error("source_incomplete", Incomplete(std::io::Error::other("connection reset")));
        assert!(!format!("{failure} {failure:?}").contains("connection reset"));
        assert!(!Diagnostic::from(failure).error_message.contains("connection reset"));
    }
}
