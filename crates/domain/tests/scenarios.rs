//! Every scenario of `tests/scenarios/*.txt`: a source, a directory and the plan that must come of them, written so that
//! somebody who knows people data and no Rust can check them. `tests/scenarios/README.md` describes the form.

use std::collections::BTreeSet;
use std::path::Path;

#[path = "scenarios/commit.rs"]
mod commit;
#[path = "scenarios/given.rs"]
mod given;
#[path = "scenarios/index.rs"]
mod index;
#[path = "scenarios/parse.rs"]
mod parse;
#[path = "scenarios/show.rs"]
mod show;
#[path = "scenarios/tell.rs"]
mod tell;
#[path = "scenarios/undoing.rs"]
mod undoing;
#[path = "scenarios/world.rs"]
mod world;

use parse::{Scenario, scenarios};
use world::World;

#[expect(clippy::disallowed_methods, reason = "the scenarios are files")]
fn all() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    files.iter().flat_map(|path| scenarios(&path.file_name().unwrap_or_default().to_string_lossy(), &read(path))).collect()
}

/// Lives through the scenario and says how the first step that differs from the expected one does.
fn check(scenario: &Scenario) -> Option<String> {
    let mut world = World::default();
    scenario.steps.iter().enumerate().find_map(|(number, step)| {
        let actual = world.live(step);
        let step_of = format!("{} (step {})\n  {}", scenario.place, number + 1, scenario.title);
        (step.expect != actual).then(|| format!("{step_of}\n{}", show::difference(&step.expect, &actual)))
    })
}

#[test]
fn every_scenario_comes_out_as_written() {
    let scenarios = all();
    let failed: Vec<String> = scenarios.iter().filter_map(check).collect();
    assert!(failed.is_empty(), "{} of {} scenarios differ\n\n{}", failed.len(), scenarios.len(), failed.join("\n"));
}

#[test]
fn every_scenario_has_its_own_title_and_says_what_it_shows() {
    let mut titles = BTreeSet::new();
    for scenario in all() {
        assert!(titles.insert(scenario.title.clone()), "{}: the title stands twice", scenario.place);
        assert!(!scenario.shows.is_empty(), "{}: the line `shows:` is missing", scenario.place);
    }
}

/// The rules about who is who, what changes and what must not happen.
fn rules() -> Vec<String> {
    let lists = [('R', 10..=33), ('R', 47..=65), ('R', 88..=95), ('D', 1..=22), ('G', 1..=7)];
    lists.into_iter().flat_map(|(letter, numbers)| numbers.map(move |number| format!("{letter}{number}"))).collect()
}

#[test]
fn every_rule_about_planning_has_a_scenario() {
    let shown: BTreeSet<String> = all().into_iter().flat_map(|scenario| scenario.shows).collect();
    let unshown: Vec<String> = rules().into_iter().filter(|rule| !shown.contains(rule)).collect();
    assert!(unshown.is_empty(), "no scenario shows {unshown:?}");
}

/// `UPDATE_DOCS=1` writes the page instead.
#[test]
#[expect(clippy::disallowed_methods, reason = "the page is a file")]
fn the_page_of_scenarios_by_requirement_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/scenarios.md");
    let page = index::page(&rules(), &all());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let differing: Vec<&str> = page.lines().filter(|line| !committed.lines().any(|old| old == *line)).collect();
    assert!(committed == page, "docs/scenarios.md is out of date (UPDATE_DOCS=1 rewrites it); new: {differing:#?}");
}
