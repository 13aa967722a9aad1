//! The colour of a run: what somebody sees who only glances at the history (D20).

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Severity};

/// The colour of a run (D20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Clean.
    Green,
    /// Applied; some values or rows were ignored, each with its reason.
    Yellow,
    /// Nothing applied.
    Red,
}

/// The colour of a run that was not stopped: green when nothing was ignored, red when all that it wanted to write was refused.
#[must_use]
pub fn colour(codes: impl IntoIterator<Item = Code>, applied: usize, refused: usize) -> Colour {
    let ignored = codes.into_iter().any(|code| code.severity() > Severity::Info);
    match (applied, refused) {
        (0, 1..) => Colour::Red,
        (_, 1..) => Colour::Yellow,
        _ if ignored => Colour::Yellow,
        _ => Colour::Green,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn green_is_clean_yellow_left_something_out_and_red_applied_nothing() {
        let check = |codes: &[Code], applied, refused, expect| {
            assert_eq!(colour(codes.iter().copied(), applied, refused), expect, "{codes:?} {applied} {refused}");
        };
        check(&[], 0, 0, Colour::Green);
        check(&[], 3, 0, Colour::Green);
        check(&[Code::BlankEmployeeId], 3, 0, Colour::Green);
        check(&[Code::BadDate], 3, 0, Colour::Yellow);
        check(&[Code::NoIdentifier], 0, 0, Colour::Yellow);
        check(&[], 2, 1, Colour::Yellow);
        check(&[], 0, 1, Colour::Red);
    }
}
