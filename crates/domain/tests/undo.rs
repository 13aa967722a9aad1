//! What an undo takes back, what it leaves alone, and what it tells of that.

use std::collections::{BTreeMap, BTreeSet};

use domain::employee::Provenance;
use domain::lint::lint;
use domain::undo::{Import, undo};
use domain::{Action, Basis, Change, Code, Digest, Employee, EmployeeStatus, Field, Plan, Settings, Verdict};
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};

#[path = "properties/apply.rs"]
#[expect(dead_code, reason = "the other tests apply plans in more ways")]
mod apply;
#[path = "undo/cases.rs"]
mod cases;
#[path = "properties/world.rs"]
#[expect(dead_code, reason = "the other tests use more of the worlds")]
mod world;

use apply::apply;
use world::{TODAY, World, worlds_of_any_settings};

/// The directory after a commit under a run, with the provenance that the store writes.
fn commit(directory: &[Employee], plan: &Plan, run: &str) -> Vec<Employee> {
    let mut after = apply(directory, plan);
    let from = Provenance { mapping: plan.provenance_mapping(), run: run.to_owned() };
    for change in &plan.changes {
        let written = after.iter_mut().filter(|employee| employee.id == change.employee);
        for employee in written {
            employee.provenance.extend(change.fields.iter().map(|field| (field.field.clone(), from.clone())));
        }
    }
    after
}

/// The undo of a run that committed all of a plan.
fn undo_of(plan: &Plan, run: &str, directory: &[Employee], settings: &Settings, undos: &[&str]) -> Plan {
    undo_changes(plan, &plan.changes, run, directory, settings, undos)
}

fn undo_changes(plan: &Plan, changes: &[Change], run: &str, directory: &[Employee], settings: &Settings, undos: &[&str]) -> Plan {
    let basis = Basis { account: "local", company: "ACME", today: TODAY, base_epoch: 2, mapping_version: 1, settings, directory };
    let undos = undos.iter().map(|&run| run.to_owned()).collect();
    undo(&basis, &Import { run, digest: &plan.digest(), changes, undos: &undos })
}

/// Everybody's values, without version and provenance.
fn values(directory: &[Employee]) -> BTreeMap<(String, Field), Option<String>> {
    let names = directory.iter().flat_map(|employee| employee.profile.demographics.keys().cloned());
    let fields: BTreeSet<Field> = Field::CORE.into_iter().chain(names.map(Field::Demographic)).collect();
    let of = |employee: &Employee| {
        let of_field = |field: &Field| ((employee.id.0.clone(), field.clone()), employee.value(field));
        fields.iter().map(of_field).collect::<Vec<_>>()
    };
    directory.iter().flat_map(of).filter(|(_, value)| value.is_some()).collect()
}

fn sound(plan: &Plan, settings: &Settings) -> Result<(), TestCaseError> {
    let flaws: Vec<String> = lint(plan, &plan.digest(), settings).iter().map(ToString::to_string).collect();
    prop_assert!(flaws.is_empty(), "{flaws:?}");
    prop_assert!(plan.changes.iter().all(|change| change.action != Action::Create));
    Ok(())
}

/// What the directory should hold: everything as before, and the created ended with all their values.
fn taken_back(before: &[Employee], after: &[Employee], plan: &Plan) -> BTreeMap<(String, Field), Option<String>> {
    let created = plan.changes.iter().filter(|change| change.action == Action::Create).map(|change| &change.employee);
    let created: BTreeSet<_> = created.collect();
    let mut expected = values(before);
    expected.extend(values(after).into_iter().filter(|((id, _), _)| created.iter().any(|created| created.0 == *id)));
    for id in created {
        expected.insert((id.0.clone(), Field::Status), Some("deactivated".to_owned()));
    }
    expected
}

/// What was not restored, by source id and field.
fn told(plan: &Plan) -> BTreeSet<(Option<String>, Option<Field>)> {
    let told = plan.findings.iter().filter(|finding| finding.code == Code::NotRestored);
    told.map(|finding| (finding.source_id.clone(), finding.field.clone())).collect()
}

fn config() -> Config {
    let failure_persistence = Some(Box::new(FileFailurePersistence::WithSource("regressions")) as Box<_>);
    Config { failure_persistence, max_global_rejects: 1_000_000, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_import_that_nobody_touched_is_taken_back_whole_and_only_once(world in worlds_of_any_settings()) {
        let plan = world.plan();
        let after = commit(&world.directory, &plan, "run_1");
        let undo = undo_of(&plan, "run_1", &after, &world.settings, &[]);
        sound(&undo, &world.settings)?;
        let undone = commit(&after, &undo, "run_2");
        let mut expected = taken_back(&world.directory, &after, &plan);
        let mut held = values(&undone);
        // An identifier that a created person now has stays with that person.
        for (source_id, field) in told(&undo) {
            let field = field.unwrap_or(Field::SourceId);
            prop_assert!(matches!(field, Field::Email | Field::EmployeeId | Field::SourceId), "{field} of {source_id:?}");
            expected.retain(|(_, other), _| *other != field);
            held.retain(|(_, other), _| *other != field);
        }
        prop_assert_eq!(held, expected);
        let again = undo_of(&plan, "run_1", &undone, &world.settings, &["run_2"]);
        prop_assert!(again.changes.is_empty(), "taken back twice: {:?}", again.changes);
    }

    #[test]
    fn an_undo_can_be_undone_and_the_import_be_taken_back_again(world in worlds_of_any_settings()) {
        let plan = world.plan();
        let after = commit(&world.directory, &plan, "run_1");
        let undo = undo_of(&plan, "run_1", &after, &world.settings, &[]);
        let undone = commit(&after, &undo, "run_2");
        let redo = undo_of(&undo, "run_2", &undone, &world.settings, &["run_2"]);
        sound(&redo, &world.settings)?;
        let redone = commit(&undone, &redo, "run_3");
        prop_assert_eq!(values(&redone), values(&after));
        prop_assert!(told(&redo).is_empty(), "{:?}", redo.findings);
        let third = undo_of(&plan, "run_1", &redone, &world.settings, &["run_2", "run_3"]);
        prop_assert_eq!(values(&commit(&redone, &third, "run_4")), values(&undone));
    }

    #[test]
    fn what_somebody_changed_since_is_left_alone_and_told(world in worlds_of_any_settings(), every in 1_usize..5) {
        let plan = world.plan();
        let mut after = commit(&world.directory, &plan, "run_1");
        let mut touched: BTreeMap<(String, Field), String> = BTreeMap::new();
        let all = plan.changes.iter().flat_map(|change| change.fields.iter().map(move |field| (change, &field.field)));
        for (number, (change, field)) in all.enumerate().filter(|(number, _)| number % every == 0) {
            let employee = after.iter_mut().find(|employee| employee.id == change.employee);
            let Some(employee) = employee else { continue };
            let value = match field {
                Field::Status => EmployeeStatus::Former.as_str().to_owned(),
                Field::DateOfBirth | Field::StartDate | Field::EndDate => "2001-02-03".to_owned(),
                _ => format!("by.hand{number}@acme.example"),
            };
            if employee.value(field).as_ref() != Some(&value) && employee.set(field, Some(&value)) {
                employee.provenance.remove(field);
                touched.insert((change.employee.0.clone(), field.clone()), value);
            }
        }
        let undo = undo_of(&plan, "run_1", &after, &world.settings, &[]);
        sound(&undo, &world.settings)?;
        let undone = values(&commit(&after, &undo, "run_2"));
        for (place, value) in &touched {
            prop_assert_eq!(undone.get(place), Some(&Some(value.clone())), "{:?}", place);
        }
        for change in plan.changes.iter().filter(|change| change.action != Action::Create) {
            for field in &change.fields {
                let place = (change.employee.0.clone(), field.field.clone());
                let told = undo.findings.iter().any(|finding| {
                    let of_source = finding.source_id.is_some() && finding.field.as_ref() == Some(&field.field);
                    finding.code == Code::NotRestored && (of_source || finding.message.contains(&change.employee.0))
                });
                let restored = undone.get(&place).cloned().flatten() == field.before;
                prop_assert!(restored || told, "{:?} is neither restored nor told", place);
                prop_assert!(!touched.contains_key(&place) || restored || told);
            }
        }
    }

    #[test]
    fn the_order_of_people_and_changes_does_not_matter(
        (world, seed) in worlds_of_any_settings().prop_flat_map(|world| (Just(world), any::<prop::sample::Index>()))
    ) {
        let plan = world.plan();
        let mut after = commit(&world.directory, &plan, "run_1");
        let digest = |directory: &[Employee], changes: &[Change]| -> Digest {
            undo_changes(&plan, changes, "run_1", directory, &world.settings, &[]).digest()
        };
        let mut changes = plan.changes.clone();
        let straight = digest(&after, &changes);
        after.reverse();
        if !changes.is_empty() {
            let by = seed.index(changes.len());
            changes.rotate_left(by);
            changes.reverse();
        }
        prop_assert_eq!(straight, digest(&after, &changes));
    }

    #[test]
    fn a_plan_without_changes_has_nothing_to_take_back(world in worlds_of_any_settings()) {
        let plan = Plan { changes: Vec::new(), ..world.plan() };
        let undo = undo_of(&plan, "run_1", &world.directory, &World::clone(&world).settings, &[]);
        prop_assert_eq!((undo.verdict, undo.findings.len()), (Verdict::NoChanges, 0));
    }
}
