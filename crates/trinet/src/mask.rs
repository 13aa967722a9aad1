//! Masks a value: its shape and length, never the value.

/// The longest mask, in characters.
const CHARS_MAX: usize = 12;

/// Letters become `x`, digits `9`; ASCII punctuation and blanks stay; anything else becomes `?`.
pub(crate) fn mask(text: &str) -> String {
    let class = |c: char| match c {
        c if c.is_alphabetic() => 'x',
        c if c.is_numeric() => '9',
        c if c.is_ascii_punctuation() || c == ' ' => c,
        _ => '?',
    };
    text.trim().chars().take(CHARS_MAX).map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_shape_and_length_only() {
        let check = |text: &str, expect: &str| assert_eq!(mask(text), expect);
        check("Engineering", "xxxxxxxxxxx");
        check("1990-04-12", "9999-99-99");
        check(" A1B ", "x9x");
        check("ann.lee@acme.example", "xxx.xxx@xxxx");
        check("Zoë 李", "xxx x");
        check("a\u{202e}b\n\u{1f600}", "x?x??");
        check("", "");
    }
}
