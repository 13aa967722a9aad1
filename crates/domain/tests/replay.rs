//! A plan made again from what was kept of its inputs is the same, and what was kept holds nothing redacted or unmapped.

use domain::{Field, Inputs, PlanInput, Redaction};
use proptest::prelude::*;

#[path = "properties/world.rs"]
#[expect(dead_code, reason = "the worlds of the properties, of which this needs a part")]
mod world;

use world::{World, worlds_of_any_settings};

fn input(world: &World) -> PlanInput<'_> {
    PlanInput {
        account: "local",
        company: "ACME",
        trigger: world.trigger,
        today: world.today,
        base_epoch: 1,
        mapping: &world.mapping,
        settings: &world.settings,
        snapshot: &world.snapshot,
        directory: &world.directory,
        last_import: world.last_import,
    }
}

/// Fields to redact, none in half of the worlds.
fn redacted() -> impl Strategy<Value = Vec<Field>> {
    let redactable: Vec<Field> = Field::CORE
        .into_iter()
        .filter(|field| !matches!(field, Field::Status | Field::SourceId))
        .chain([Field::Demographic("Team".to_owned())])
        .collect();
    prop::sample::subsequence(redactable, 0..=3)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_kept_and_read_back_comes_to_the_same_plan(world in worlds_of_any_settings(), redacted in redacted()) {
        let mut world = world;
        world.settings.redacted.extend(redacted);
        let redaction = Redaction::of(&world.mapping, &world.settings, world.today);
        world.snapshot.people.iter_mut().for_each(|person| redaction.apply(person));
        let plan = domain::plan(&input(&world));
        let kept = serde_json::to_string(&Inputs::of(&input(&world))).unwrap();
        let read: Inputs = serde_json::from_str(&kept).unwrap();
        prop_assert_eq!(read.plan().digest(), plan.digest());
    }

    #[test]
    fn what_was_kept_holds_no_redacted_and_no_unmapped_value(world in worlds_of_any_settings(), redacted in redacted()) {
        const CANARY: &str = "canary-7f3a";
        let mut world = world;
        world.settings.redacted.extend(redacted);
        let redacts = |field: &Field| world.settings.redacts(field);
        let canary = || Some(CANARY.to_owned());
        for person in &mut world.snapshot.people {
            for name in &mut person.names {
                if redacts(&Field::Name) && name.kind == domain::NameKind::Primary || redacts(&Field::PreferredName) && name.kind == domain::NameKind::Preferred {
                    (name.first, name.last) = (canary(), canary());
                }
            }
            for (field, value) in [
                (Field::Email, &mut person.email),
                (Field::EmployeeId, &mut person.employee_id),
                (Field::DateOfBirth, &mut person.birth_date),
                (Field::StartDate, &mut person.service_date),
                (Field::EndDate, &mut person.termination_date),
                (Field::ManagerEmail, &mut person.manager_source_id),
            ] {
                if redacts(&field) {
                    *value = canary();
                }
            }
            person.custom.insert("payroll.salary".to_owned(), CANARY.to_owned());
        }
        for employee in &mut world.directory {
            employee.profile.demographics.insert("Salary band".to_owned(), CANARY.to_owned());
            for field in Field::CORE.iter().filter(|field| redacts(field)) {
                employee.set(field, Some(CANARY));
            }
        }
        let kept = serde_json::to_string(&Inputs::of(&input(&world))).unwrap();
        prop_assert!(!kept.contains(CANARY));
    }
}
