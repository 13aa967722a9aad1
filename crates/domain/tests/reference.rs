//! A second planner, written from the requirements alone: slow, with plain texts and loops in loops. In every world it
//! and the real one must say the same. `PROPTEST_CASES=20000 cargo test -p domain --test reference` looks longer.

use std::collections::BTreeSet;

use domain::{Action, Change, Code, Counts, Field, FieldChange, Flag, Plan};
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};

#[path = "reference/clearing.rs"]
mod clearing;
#[path = "reference/close.rs"]
mod close;
#[path = "reference/fields.rs"]
mod fields;
#[path = "reference/identity.rs"]
mod identity;
#[path = "reference/judge.rs"]
mod judge;
#[path = "reference/read.rs"]
mod read;
#[path = "reference/reporting.rs"]
mod reporting;
#[path = "reference/teams.rs"]
mod teams;
#[path = "reference/values.rs"]
mod values;
#[path = "properties/world.rs"]
#[expect(dead_code, reason = "the other tests use more of the worlds")]
mod world;

use close::close_worlds;
use world::{World, worlds_of_any_settings};

/// What both say of a world.
#[derive(Debug, Default, PartialEq)]
struct Picture {
    /// Source id (of the row, or of a person whom no row has), what is done, and to whom.
    changes: BTreeSet<(Option<String>, Action, String)>,
    /// What changes on people of the directory: whose, which field, before, after.
    fields: BTreeSet<(String, Field, Option<String>, Option<String>)>,
    /// The managers of new people, by source id.
    new_managers: BTreeSet<(String, String)>,
    /// The teams of new people, by source id.
    new_teams: BTreeSet<(String, String)>,
    /// Rows that cannot be told apart or told who they are.
    refused: BTreeSet<(String, Code)>,
    held: BTreeSet<String>,
    missing: BTreeSet<String>,
    high_risk: BTreeSet<String>,
    counts: Counts,
}

/// How a new person is called in both pictures: the planner's ids for them are its own affair.
const NEW: &str = "(new)";

const REFUSALS: [Code; 4] = [Code::NoIdentifier, Code::DuplicateInSource, Code::IdentifierConflict, Code::IdentifierSwap];

fn planned(plan: &Plan) -> Picture {
    let changes = plan.changes.iter().map(|change| {
        let whom = if change.action == Action::Create { NEW } else { &change.employee.0 };
        (change.source_id.clone(), change.action, whom.to_owned())
    });
    let created: BTreeSet<_> = plan
        .changes
        .iter()
        .filter(|change| change.action == Action::Create)
        .filter_map(|change| change.source_id.clone())
        .collect();
    let with = |codes: &'static [Code]| {
        let found = plan.findings.iter().filter(|finding| codes.contains(&finding.code));
        found.filter_map(|finding| Some((finding.source_id.clone()?, finding.code)))
    };
    let doubtful = with(&[Code::PossibleDuplicate]).map(|(id, _)| id);
    let risky = plan.changes.iter().filter(|change| change.flags.contains(&Flag::HighRiskChange));
    let (new, old): (Vec<&Change>, Vec<&Change>) = plan.changes.iter().partition(|change| change.action == Action::Create);
    let fields = old.iter().flat_map(|change| {
        let of =
            |field: &FieldChange| (change.employee.0.clone(), field.field.clone(), field.before.clone(), field.after.clone());
        change.fields.iter().map(of)
    });
    let of_new = |wanted: &Field| {
        let found = new.iter().filter_map(|change| {
            let written = change.fields.iter().find(|field| field.field == *wanted)?;
            Some((change.source_id.clone()?, written.after.clone()?))
        });
        found.collect()
    };
    Picture {
        fields: fields.collect(),
        new_managers: of_new(&Field::ManagerEmail),
        new_teams: of_new(&Field::Demographic("Team".to_owned())),
        changes: changes.collect(),
        refused: with(&REFUSALS).collect(),
        held: doubtful.filter(|id| !created.contains(id)).collect(),
        missing: plan.missing.iter().map(|id| id.0.clone()).collect(),
        high_risk: risky.map(|change| change.employee.0.clone()).collect(),
        counts: plan.counts.clone(),
    }
}

fn config() -> Config {
    let failure_persistence = Some(Box::new(FileFailurePersistence::WithSource("regressions")) as Box<_>);
    Config { failure_persistence, ..Config::default() }
}

fn check(world: &World) -> Result<(), TestCaseError> {
    prop_assert_eq!(planned(&world.plan()), judge::picture(world));
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_planner_says_what_the_requirements_say(world in worlds_of_any_settings()) {
        check(&world)?;
    }

    #[test]
    fn on_any_later_day_too(world in worlds_of_any_settings(), days in 0_i32..200) {
        let today = world.today.saturating_add(jiff::Span::new().days(days));
        check(&World { today, ..world })?;
    }

    #[test]
    fn managers_duplicates_and_returns_are_judged_alike(world in close_worlds()) {
        check(&world)?;
    }
}
