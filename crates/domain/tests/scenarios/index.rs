//! `docs/scenarios.md`: which scenarios show which requirement.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::parse::Scenario;

/// The page. Rules are sorted by letter and number; of `shows:` only requirements and decisions count.
pub(crate) fn page(scenarios: &[Scenario]) -> String {
    let rows: BTreeSet<_> =
        scenarios.iter().flat_map(|scenario| scenario.shows.iter().map(move |rule| row(rule, scenario))).collect();
    let mut page = String::from(
        "# Scenarios by requirement\n\n\
         Written by `UPDATE_DOCS=1 cargo test -p domain --test scenarios` from the `shows:` lines of the scenarios; \
         the same test without it fails when this page is out of date.\n\n\
         | requirement | scenario | file |\n|---|---|---|\n",
    );
    for ((Reverse(letter), number), title, file) in rows.iter().flatten() {
        page += &format!("| {letter}{number} | {title} | [{file}](../crates/domain/tests/scenarios/{file}) |\n");
    }
    page
}

/// Requirements before decisions, then by number; `None` for guards and whatever else a scenario shows.
fn row(rule: &str, scenario: &Scenario) -> Option<((Reverse<char>, u32), String, String)> {
    let letter = rule.chars().next().filter(|letter| ['R', 'D'].contains(letter))?;
    let number = rule.get(1..)?.parse().ok()?;
    let file = scenario.place.split(':').next()?.to_owned();
    Some(((Reverse(letter), number), scenario.title.replace('|', "\\|"), file))
}
