//! `docs/scenarios.md`: which scenarios show which rule.

use crate::parse::Scenario;

/// The page: a row a rule, with the titles of its scenarios.
pub(crate) fn page(rules: &[String], scenarios: &[Scenario]) -> String {
    let mut page = format!(
        "# Scenarios by rule\n\n\
         {} scenarios, written so that somebody who knows people data and no Rust can check them. The rules are those of \
         [requirements](requirements.md).\n\n\
         Written by `UPDATE_DOCS=1 cargo test -p domain --test scenarios` from the `shows:` lines of the scenarios; \
         the same test without it fails when this page is out of date or a rule has no scenario.\n\n\
         | rule | scenarios |\n|---|---|\n",
        scenarios.len()
    );
    for rule in rules {
        let of_rule = scenarios.iter().filter(|scenario| scenario.shows.contains(rule));
        let titles: Vec<String> = of_rule.map(|scenario| format!("{} ({})", scenario.title, file(scenario))).collect();
        page += &format!("| {rule} | {} |\n", titles.join("<br>"));
    }
    page
}

fn file(scenario: &Scenario) -> String {
    let file = scenario.place.split(':').next().unwrap_or_default();
    format!("[{}](../crates/domain/tests/scenarios/{file})", file.trim_end_matches(".txt"))
}
