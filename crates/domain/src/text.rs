//! Comparing text: what counts as the same name, email or yes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The trimmed text; `None` when nothing is left (a blank is no value, D8).
#[must_use]
pub fn present(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Folds a value for comparing identities (D4): NFKC, letter case, accents and white space do not count.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        // The general way gives the same, more slowly.
        return text.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let plain: String = text.nfkc().flat_map(char::to_lowercase).nfkd().filter(|&c| !is_combining_mark(c)).collect();
    plain.replace('ß', "ss").replace('ς', "σ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form of an email by which it is compared and kept unique: without letter case (D14), in one Unicode form.
#[must_use]
pub fn email_key(email: &str) -> String {
    let email = email.trim();
    if email.is_ascii() {
        // The general way gives the same, more slowly.
        return email.to_ascii_lowercase();
    }
    // Letter case and the Unicode form undo a little of each other, and either may bring white space to the front.
    let key: String = email.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    key.trim().to_owned()
}

/// Whether a text may be stored as an email (D14).
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let labels_ok = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    let clean = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    !local.is_empty() && labels_ok && !domain.contains('@') && clean && text.chars().count() <= 254
}

/// Whether a value excludes a person: `yes`, trimmed and without letter case, and nothing else (D19).
#[must_use]
pub fn is_yes(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("yes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_case_accents_width_and_space() {
        let check = |left: &str, right: &str, same: bool| assert_eq!(fold(left) == fold(right), same, "{left:?} {right:?}");
        check("Zoë  Müller", "zoe muller", true);
        check("Ｊｏｓé", "jose", true);
        check("e\u{301}", "é", true);
        check(" Straße ", "STRASSE", true);
        check("Ann Lee", "Anne Lee", false);
        check("李雷", "李蕾", false);
        check("ΓΙΑΝΝΗΣ", "Γιάννης", true);
    }

    #[test]
    fn emails_are_compared_without_letter_case_in_one_unicode_form() {
        let check =
            |left: &str, right: &str, same: bool| assert_eq!(email_key(left) == email_key(right), same, "{left:?} {right:?}");
        check(" Ann@ACME.example ", "ann@acme.example", true);
        check("Zo\u{eb}@acme.example", "ZOE\u{308}@acme.example", true);
        check("zoe@acme.example", "zoë@acme.example", false);
        check("\u{a8}a@acme.example", "\u{308}a@acme.example", true);
        check("ann@acme.example", "ann@acme.example.org", false);
    }

    #[test]
    fn an_email_has_one_at_a_local_part_and_a_dotted_domain() {
        let check = |text: &str, expect: bool| assert_eq!(is_email(text), expect, "{text:?}");
        check("ann@acme.example", true);
        check("ann+tag@mail.acme.example", true);
        check("ann@acme", false);
        check("@acme.example", false);
        check("ann@@acme.example", false);
        check("ann@b@acme.example", false);
        check("ann lee@acme.example", false);
        check("ann@acme..example", false);
        check("ann@acme.example.", false);
        check("n/a", false);
        check(&format!("{}@acme.example", "a".repeat(241)), true);
        check(&format!("{}@acme.example", "a".repeat(242)), false);
        check(&format!("{}@acme.example", "é".repeat(241)), true);
    }

    #[test]
    fn only_yes_excludes() {
        for (text, expect) in
            [("Yes", true), (" yes ", true), ("YES", true), ("Y", false), ("true", false), ("No", false), ("", false)]
        {
            assert_eq!(is_yes(text), expect, "{text:?}");
        }
    }
}
