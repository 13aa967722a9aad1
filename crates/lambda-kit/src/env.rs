//! Configuration from environment variables, read once in `main` and nowhere else.
//!
//! The names are those in `infra/template.yaml`; a test compares the two, so pass each name as a literal.

use crate::Failure;

/// The code of a failure to start because a variable is absent or empty.
pub const CONFIG_MISSING: &str = "config_missing";

/// The value of the variable `name`.
///
/// # Errors
/// `config_missing`, naming the variable, when it is absent, empty or not UTF-8.
pub fn required(name: &str) -> Result<String, Failure> {
    std::env::var(name).ok().filter(|value| !value.is_empty()).ok_or_else(|| {
        Failure::new(
            CONFIG_MISSING,
            format!("The environment variable {name} is not set. The template sets it; see infra/README.md."),
        )
    })
}

/// The value of the variable `name`, which may be absent or empty.
#[must_use]
pub fn optional(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_is_set_is_returned() {
        // Cargo sets this one for every test that it runs.
        assert_eq!(required("CARGO_PKG_NAME").unwrap(), "lambda-kit");
        assert_eq!(optional("CARGO_PKG_NAME").unwrap(), "lambda-kit");
        assert_eq!(optional("NO_SUCH_VARIABLE"), None);
    }

    #[test]
    fn a_missing_variable_is_named() {
        let failure = required("NO_SUCH_VARIABLE").unwrap_err();
        assert_eq!(failure.code(), CONFIG_MISSING);
        assert!(failure.to_string().contains("NO_SUCH_VARIABLE"), "{failure}");
    }
}
