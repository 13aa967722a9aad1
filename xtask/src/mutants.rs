//! The row of mutants: they take too long to be made here, so their last figures are read from the page that keeps them.

use crate::Outcome;
use crate::repository::{read, root};

const PAGE: &str = "docs/mutants.md";

/// The scores of the page, with its date.
///
/// # Errors
/// When the page has none.
pub(crate) fn row() -> Outcome<String> {
    let page = read(&root().join(PAGE))?;
    scores(&page).ok_or_else(|| format!("FAILED: {PAGE} has no row that begins with `score of`"))
}

fn scores(page: &str) -> Option<String> {
    let date = page.lines().find_map(|line| line.strip_prefix("## Figures of "))?;
    let score = |line: &str| {
        let (package, figures) = line.strip_prefix("| score of ")?.trim_end_matches([' ', '|']).split_once(" | ")?;
        Some(format!("{package}: {figures}"))
    };
    let scores: Vec<String> = page.lines().filter_map(score).collect();
    (!scores.is_empty()).then(|| format!("{} ({PAGE}, {date})", scores.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read_with_their_date() {
        let page = "# Mutants\n## Figures of 2026-11-25\n| score of `a` | 9 of 10 |\n| other | 1 |\n| score of `b` | 3 of 3 |\n";
        assert_eq!(scores(page).unwrap(), "`a`: 9 of 10; `b`: 3 of 3 (docs/mutants.md, 2026-11-25)");
        assert_eq!(scores("## Figures of 2026-11-25\n| other | 1 |\n"), None);
    }
}
