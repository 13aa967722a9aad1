//! Dates of birth, which every answer of the API hides until somebody asks for one, and is noted for it.

use std::fmt;

use domain::{Field, FieldChange};
use jiff::civil::Date;
use serde::Serialize;
use sync::explain::Explanation;

/// What stands in place of a date of birth.
pub use sync::lookup::HIDDEN as MASKED;

/// A date of birth, or that there is one.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum DateOfBirth {
    /// The date.
    Clear(Date),
    /// [`MASKED`].
    Masked(&'static str),
}

impl fmt::Debug for DateOfBirth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DateOfBirth")
    }
}

impl DateOfBirth {
    /// That there is one.
    pub const HIDDEN: Self = Self::Masked(MASKED);
}

/// Hides dates of birth among fields. A change of one remains a change.
pub fn hide(fields: &mut [FieldChange]) {
    for change in fields.iter_mut().filter(|change| change.field == Field::DateOfBirth) {
        for value in [&mut change.before, &mut change.after].into_iter().flatten() {
            MASKED.clone_into(value);
        }
    }
}

/// Hides the date in what is told about the field.
pub(crate) fn hide_explained(explanation: &mut Explanation) {
    if explanation.field != Field::DateOfBirth {
        return;
    }
    explanation.value = explanation.value.take().map(|_| MASKED.to_owned());
    explanation.sentence = without_days(&explanation.sentence);
    for reason in &mut explanation.not_changed {
        reason.sentence = without_days(&reason.sentence);
    }
}

/// The text with every day hidden but those of a moment, which say when something was done: "2026-03-02 at 09:30".
fn without_days(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let day = rest.get(..10).filter(|day| is_day(day));
        match day.and_then(|day| rest.strip_prefix(day)) {
            Some(behind) if !behind.starts_with(" at ") => {
                hidden.push_str(MASKED);
                rest = behind;
            }
            _ => {
                hidden.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    hidden
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_birth_is_hidden_in_a_sentence_and_the_moment_of_writing_stays() {
        for (text, expect) in [
            (
                "date_of_birth is 1990-04-12, written on 2026-03-02 at 09:30 UTC.",
                "date_of_birth is ••••-••-••, written on 2026-03-02 at 09:30 UTC.",
            ),
            (
                "date_of_birth would become 1990-04-12 by the newest plan.",
                "date_of_birth would become ••••-••-•• by the newest plan.",
            ),
            ("1990-04-12", "••••-••-••"),
            ("Zoë 1990-13-12", "Zoë 1990-13-12"),
            ("", ""),
        ] {
            assert_eq!(without_days(text), expect);
        }
    }
}
