//! What holds for every plan, whatever the world. `PROPTEST_CASES=20000 cargo test -p domain --test properties` looks longer.

use std::collections::{BTreeMap, BTreeSet};

use domain::choices::{Choices, remaining};
use domain::dates::DateOrder;
use domain::lint::lint;
use domain::text::email_key;
use domain::{
    Action, Change, ChangeId, Code, Employee, EmployeeStatus, Field, Plan, Redaction, Settings, Trigger, Verdict, dates,
};
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};

#[path = "properties/apply.rs"]
mod apply;
#[path = "properties/world.rs"]
mod world;

use apply::{apply, apply_as_same_person, apply_some};
use world::{World, settings, worlds, worlds_of_any_settings};

fn config() -> Config {
    let failure_persistence = Some(Box::new(FileFailurePersistence::WithSource("regressions")) as Box<_>);
    Config { failure_persistence, max_global_rejects: 1_000_000, ..Config::default() }
}

/// Nothing is left to do in this world: a manual sync says so; an auto-sync may still be stopped by rows that were refused
/// `before`.
fn nothing_left(world: &World, before: &Plan) -> Result<(), TestCaseError> {
    let again = world.plan();
    prop_assert!(again.changes.is_empty(), "planned again: {}", shown(&again));
    let refused = [Code::IdentifierConflict, Code::IdentifierSwap, Code::DuplicateInSource, Code::HierarchyBlocked];
    let settled = match again.verdict {
        Verdict::NoChanges | Verdict::Incomplete => true,
        Verdict::Blocked => {
            world.trigger == Trigger::Auto
                && again.blocked_by().iter().all(|code| refused.contains(code) && before.blocked_by().contains(code))
        }
        Verdict::Apply => false,
    };
    prop_assert!(settled, "verdict {:?} {:?}", again.verdict, again.blocked_by());
    Ok(())
}

fn shown(plan: &Plan) -> String {
    serde_json::to_string_pretty(plan).unwrap_or_default()
}

fn after_field<'a>(change: &'a Change, field: &Field) -> Option<&'a str> {
    change.fields.iter().find(|change| change.field == *field)?.after.as_deref()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_order_of_people_does_not_matter(
        (world, people, directory) in worlds_of_any_settings().prop_flat_map(|world| {
            let people = Just(world.snapshot.people.clone()).prop_shuffle();
            let directory = Just(world.directory.clone()).prop_shuffle();
            (Just(world), people, directory)
        })
    ) {
        let mut shuffled = world.clone();
        (shuffled.snapshot.people, shuffled.directory) = (people, directory);
        prop_assert_eq!(world.plan().digest(), shuffled.plan().digest());
    }

    #[test]
    fn no_plan_contradicts_itself(world in worlds_of_any_settings()) {
        let plan = world.plan();
        let flaws: Vec<String> = lint(&plan, &plan.digest(), &world.settings).iter().map(ToString::to_string).collect();
        prop_assert!(flaws.is_empty(), "{flaws:?}");
    }

    #[test]
    fn a_plan_applied_leaves_nothing_to_plan(world in worlds_of_any_settings()) {
        let plan = world.plan();
        nothing_left(&World { directory: apply(&world.directory, &plan), ..world }, &plan)?;
    }

    #[test]
    fn what_a_reviewer_left_out_comes_again_and_then_nothing(world in worlds(), left_out in subsequence((0..8).collect::<Vec<usize>>(), 0..8)) {
        let plan = world.plan();
        let chosen = |change: &Change| !left_out.iter().any(|number| change.id.0 == format!("c{:04}", number + 1));
        let some = World { directory: apply_some(&world.directory, &plan, chosen), ..world };
        let rest = some.plan();
        nothing_left(&World { directory: apply(&some.directory, &rest), ..some }, &rest)?;
    }

    #[test]
    fn somebody_called_the_same_person_is_matched_ever_after(world in worlds()) {
        let world = World { trigger: Trigger::Manual, ..world };
        let plan = world.plan();
        let merged = World { directory: apply_as_same_person(&world.directory, &plan), ..world };
        let rest = merged.plan();
        nothing_left(&World { directory: apply(&merged.directory, &rest), ..merged }, &rest)?;
    }

    #[test]
    fn only_an_end_date_that_was_reached_deactivates(world in worlds()) {
        let plan = world.plan();
        let missing: BTreeSet<_> = plan.missing.iter().cloned().collect();
        for change in plan.changes {
            let Some(status) = after_field(&change, &Field::Status).filter(|status| *status != "active") else { continue };
            // What support asks for by name, and a person reviews (R13).
            if status == "deactivated" && world.trigger == Trigger::DeactivateMissing && missing.contains(&change.employee) {
                continue;
            }
            let stored = world.directory.iter().find(|employee| employee.id == change.employee).and_then(|e| e.profile.end_date);
            let rows = world.snapshot.people.iter().filter(|person| Some(&person.source_id) == change.source_id.as_ref());
            let sent = rows.filter_map(|row| dates::parse(row.termination_date.as_deref()?, DateOrder::Undeclared));
            prop_assert_eq!(status, "former");
            prop_assert!(stored.into_iter().chain(sent).any(|end| end <= world.today), "{:?}", change.id);
        }
    }

    #[test]
    fn the_excluded_are_left_exactly_as_they_are(world in worlds()) {
        let excluded: BTreeSet<&str> =
            world.snapshot.people.iter().filter(|row| World::is_excluded(row)).map(|row| row.source_id.as_str()).collect();
        let anchor = |change: &Change| world.directory.iter().find(|e| e.id == change.employee).and_then(|e| e.source_id.clone());
        for change in world.plan().changes {
            prop_assert!(!change.source_id.as_deref().is_some_and(|id| excluded.contains(id)));
            prop_assert!(!anchor(&change).is_some_and(|id| excluded.contains(id.as_str())));
        }
    }

    #[test]
    fn a_redacted_field_is_nowhere_in_the_plan((field, pools) in redactable(), world in worlds()) {
        let settings = Settings { redacted: [field].into(), ..world.settings.clone() };
        let world = World { settings, ..world };
        let mut plan = serde_json::to_value(world.plan()).unwrap_or_default();
        plan["today"] = serde_json::Value::Null;
        let text = plan.to_string();
        for value in pools.iter().filter(|value| !value.trim().is_empty()) {
            prop_assert!(!text.contains(value.trim()), "{} in {}", value, text);
        }
        nothing_left(&World { directory: apply_redacted(&world), ..world.clone() }, &world.plan())?;
    }

    #[test]
    fn people_without_what_is_redacted_give_the_same_plan((field, pools) in redactable(), world in worlds()) {
        let settings = Settings { redacted: [field].into(), ..world.settings.clone() };
        let world = World { settings, ..world };
        // Where a read names somebody twice, which no whole read does, the order of the two is that of all their values.
        let ids: BTreeSet<_> = world.snapshot.people.iter().map(|person| &person.source_id).collect();
        prop_assume!(ids.len() == world.snapshot.people.len());
        let mut blind = world.clone();
        let redaction = Redaction::of(&world.mapping, &world.settings, world.today);
        blind.snapshot.people.iter_mut().for_each(|person| redaction.apply(person));
        let mut people = blind.snapshot.people.clone();
        // Days of a name may look like other days.
        people.iter_mut().flat_map(|person| &mut person.names).for_each(|name| name.effective = None);
        let text = serde_json::to_string(&people).unwrap_or_default();
        prop_assert!(pools.iter().all(|value| value.trim().is_empty() || !text.contains(value)), "{pools:?} in {text}");
        prop_assert_eq!(Plan { snapshot: world.plan().snapshot, ..blind.plan() }, world.plan());
    }

    #[test]
    fn a_blank_clears_what_the_mapping_lets_it_and_the_end_date_of_somebody_who_came_back(world in worlds_of_any_settings()) {
        for change in world.plan().changes {
            prop_assert!(change.fields.iter().filter_map(|field| field.after.as_ref()).all(|after| after == after.trim() && !after.is_empty()));
            let cleared = change.fields.iter().filter(|field| field.before.is_some() && field.after.is_none());
            for cleared in cleared.filter(|cleared| !may_clear(&world, &change, &cleared.field)) {
                prop_assert_eq!(&cleared.field, &Field::EndDate);
                let row = world.row(change.source_id.as_deref());
                let day = |text: Option<&String>| text.and_then(|text| dates::parse(text, DateOrder::Undeclared));
                let overtaken = row.is_some_and(|row| day(row.service_date.as_ref()) > day(row.termination_date.as_ref()));
                prop_assert!(change.action == Action::Reactivate || overtaken);
            }
        }
    }

    #[test]
    fn everybody_has_at_most_one_change_and_is_counted_once(world in worlds_of_any_settings()) {
        let plan = world.plan();
        let changed: BTreeSet<_> = plan.changes.iter().map(|change| &change.employee).collect();
        let ids: BTreeSet<_> = plan.changes.iter().map(|change| &change.id).collect();
        prop_assert_eq!((changed.len(), ids.len()), (plan.changes.len(), plan.changes.len()));
        let doing = |action| plan.changes.iter().filter(|change| change.action == action).count();
        let counts = &plan.counts;
        prop_assert_eq!(counts.create, doing(Action::Create));
        prop_assert_eq!(counts.update, doing(Action::Update));
        prop_assert_eq!(counts.deactivate, doing(Action::Deactivate));
        prop_assert_eq!(counts.reactivate, doing(Action::Reactivate));
        prop_assert_eq!(counts.missing_from_source, plan.missing.len());
        let findings = plan.finding_counts();
        prop_assert_eq!(findings.values().sum::<usize>(), plan.findings.len());
        prop_assert!(findings.iter().all(|(code, number)| plan.findings.iter().filter(|it| it.code == *code).count() == *number));
        if plan.verdict != Verdict::Incomplete {
            let rows: BTreeSet<&str> = world.snapshot.people.iter().map(|row| row.source_id.as_str()).collect();
            let excluded: BTreeSet<&str> =
                world.snapshot.people.iter().filter(|row| World::is_excluded(row)).map(|row| row.source_id.as_str()).collect();
            let of_a_row = |change: &&Change| change.source_id.as_deref().is_some_and(|id| rows.contains(id) && !excluded.contains(id));
            let judged = plan.changes.iter().filter(of_a_row).count()
                + counts.unchanged + counts.excluded + counts.ended_not_imported + counts.held + counts.refused;
            prop_assert_eq!(judged, world.snapshot.people.len());
        }
    }

    #[test]
    fn identifiers_stay_unique(world in worlds_of_any_settings()) {
        let after = apply(&world.directory, &world.plan());
        let unique = |value: &dyn Fn(&Employee) -> Option<String>| {
            let values: Vec<String> = after.iter().filter_map(value).collect();
            values.iter().collect::<BTreeSet<_>>().len() == values.len()
        };
        prop_assert!(unique(&|employee| employee.profile.email.as_deref().map(email_key)), "emails");
        prop_assert!(unique(&|employee| employee.profile.employee_id.clone()), "Employee IDs");
        prop_assert!(unique(&|employee| employee.source_id.clone()), "source ids");
    }

    #[test]
    fn a_stricter_limit_never_lets_more_pass(world in worlds(), left in settings(), right in settings()) {
        let (lenient, strict) = (World { settings: left.clone(), ..world.clone() }, World { settings: stricter(&left, &right), ..world });
        let (lenient, strict) = (lenient.plan(), strict.plan());
        for code in &lenient.blocked_by() {
            prop_assert!(strict.blocked_by().contains(code), "{code}");
        }
        prop_assert!(lenient.verdict == strict.verdict || strict.verdict == Verdict::Blocked);
    }

    #[test]
    fn a_quiet_read_stays_quiet_until_something_falls_due(world in worlds(), days in 1_i32..300) {
        let plan = world.plan();
        let settled = World { directory: apply(&world.directory, &plan), ..world };
        let quiet = settled.plan();
        let due = quiet.next_due;
        let later = settled.today.saturating_add(jiff::Span::new().days(days));
        if due.is_none_or(|due| later < due) {
            nothing_left(&World { today: later, ..settled }, &quiet)?;
        }
    }

    #[test]
    fn nobody_comes_to_report_to_themselves(world in worlds()) {
        let plan = world.plan();
        // Where emails change hands, stored reporting lines come to mean other people; no manager of this plan is to blame.
        let moved = plan.changes.iter().flat_map(|change| &change.fields).any(|field| field.field == Field::Email);
        prop_assume!(!moved && !has_loop(&world.directory));
        prop_assert!(!has_loop(&apply(&world.directory, &plan)));
    }

    #[test]
    fn whoever_becomes_a_manager_works_here_afterwards(world in worlds_of_any_settings()) {
        let plan = world.plan();
        let after = apply(&world.directory, &plan);
        let works = |email: &str| {
            let named = after.iter().filter(|employee| employee.profile.email.as_deref().map(email_key) == Some(email_key(email)));
            named.into_iter().any(|employee| employee.status == EmployeeStatus::Active)
        };
        for change in &plan.changes {
            if let Some(manager) = after_field(change, &Field::ManagerEmail) {
                prop_assert!(works(manager), "{:?}", change.id);
            }
        }
    }

    #[test]
    fn whatever_is_left_out_nobody_reports_to_an_email_that_nobody_has(
        world in worlds_of_any_settings(), left_out in subsequence((0..8).collect::<Vec<usize>>(), 0..8)
    ) {
        let plan = world.plan();
        let skip: Vec<ChangeId> = left_out.iter().filter_map(|number| Some(plan.changes.get(*number)?.id.clone())).collect();
        let remaining = remaining(&plan, Choices { skip: &skip, same_person: &BTreeMap::new() });
        prop_assert!(remaining.changes.iter().all(|change| !skip.contains(&change.id) && !change.fields.is_empty()));
        let after = apply(&world.directory, &Plan { changes: remaining.changes.to_vec(), ..plan.clone() });
        let emails: BTreeSet<String> = after.iter().filter_map(|it| it.profile.email.as_deref().map(email_key)).collect();
        for manager in remaining.changes.iter().filter_map(|change| after_field(change, &Field::ManagerEmail)) {
            prop_assert!(emails.contains(&email_key(manager)));
        }
    }

    #[test]
    fn a_stored_plan_read_again_has_the_same_digest(world in worlds()) {
        let plan = world.plan();
        let read: Plan = serde_json::from_str(&shown(&plan)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read.digest(), plan.digest());
    }
}

/// Whether the mapping lets a blank clear the field, the row is blank there and somebody else's is not.
fn may_clear(world: &World, change: &Change, field: &Field) -> bool {
    let sent = |row: &domain::SourcePerson| match field {
        Field::PreferredName => Some(row.names.iter().any(|name| name.kind == domain::NameKind::Preferred)),
        Field::DateOfBirth => Some(row.birth_date.is_some()),
        Field::StartDate => Some(row.service_date.is_some()),
        Field::EndDate => Some(row.termination_date.is_some()),
        Field::ManagerEmail => Some(row.manager_source_id.is_some()),
        Field::Demographic(_) => row.custom.get("team").map(|team| !team.trim().is_empty()),
        _ => None,
    };
    let blank = |row: &domain::SourcePerson| !sent(row).unwrap_or_default() || *field == Field::PreferredName;
    let row = world.row(change.source_id.as_deref());
    world.mapping.blank_clears.contains(field)
        && !world.snapshot.not_granted.contains(field)
        && row.is_some_and(blank)
        && world.snapshot.people.iter().any(|row| sent(row).unwrap_or_default())
}

/// Fields with the values that they may have in these worlds.
fn redactable() -> impl Strategy<Value = (Field, Vec<&'static str>)> {
    let emails = [&world::EMAILS[..], &world::BAD_EMAILS[..]].concat();
    proptest::sample::select(vec![
        // Last names may stand in preferred names, too.
        (Field::Name, world::FIRST.to_vec()),
        (Field::PreferredName, world::NICK.to_vec()),
        (Field::Email, emails),
        (Field::EmployeeId, world::IDS.to_vec()),
        (Field::DateOfBirth, world::BIRTHS.to_vec()),
        (Field::StartDate, world::STARTS.to_vec()),
        (Field::EndDate, world::ENDS.to_vec()),
        (Field::Demographic("Team".to_owned()), world::TEAMS.to_vec()),
    ])
}

/// The directory after a plan in a world that redacts: the store no longer holds what is redacted.
fn apply_redacted(world: &World) -> Vec<Employee> {
    let mut directory = world.directory.clone();
    directory.iter_mut().for_each(|employee| employee.profile.redact(&world.settings));
    apply(&directory, &world.plan())
}

/// Settings of which each is at least as strict as that of the left.
fn stricter(left: &Settings, right: &Settings) -> Settings {
    let limit = |left: domain::settings::VolumeLimit, right: domain::settings::VolumeLimit| domain::settings::VolumeLimit {
        percent: left.percent.min(right.percent),
        people: left.people.min(right.people),
    };
    let hierarchy = if right.hierarchy == domain::settings::Hierarchy::Block { right.hierarchy } else { left.hierarchy };
    Settings {
        deactivate: limit(left.deactivate, right.deactivate),
        create: limit(left.create, right.create),
        identifiers: limit(left.identifiers, right.identifiers),
        high_risk: domain::settings::HighRisk {
            fields: &left.high_risk.fields | &right.high_risk.fields,
            minimum: left.high_risk.minimum.min(right.high_risk.minimum),
        },
        hierarchy,
        ..left.clone()
    }
}

/// Whether some line of managers leads back to where it began.
fn has_loop(directory: &[Employee]) -> bool {
    let line = |employee: &Employee| {
        Some((email_key(employee.profile.email.as_deref()?), email_key(employee.profile.manager_email.as_deref()?)))
    };
    let manager: BTreeMap<String, String> = directory.iter().filter_map(line).collect();
    manager.keys().any(|start| {
        let mut at = start;
        (0..=manager.len()).any(|_| match manager.get(at) {
            Some(next) if next == start => true,
            Some(next) => {
                at = next;
                false
            }
            None => false,
        })
    })
}

#[test]
fn the_worlds_reach_every_outcome() {
    let mut runner = TestRunner::deterministic();
    let (mut actions, mut codes) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..4000 {
        let Ok(tree) = worlds().new_tree(&mut runner) else { panic!("no world") };
        let plan = tree.current().plan();
        actions.extend(plan.changes.iter().map(|change| change.action));
        codes.extend(plan.findings.iter().map(|finding| finding.code).chain(plan.blocked_by()));
    }
    assert_eq!(actions, [Action::Create, Action::Update, Action::Deactivate, Action::Reactivate].into());
    // Small worlds pass no volume limit; the others are not for the planner to find.
    let elsewhere = [
        Code::VolumeDeactivate,
        Code::VolumeCreate,
        Code::VolumeIdentifiers,
        Code::HierarchyBlocked,
        Code::SourceUnstable,
        Code::ChangedSinceReview,
        Code::GuardUndecided,
        Code::NotRestored,
        Code::ImportUndone,
    ];
    let unseen: Vec<Code> = Code::ALL.iter().copied().filter(|code| !codes.contains(code) && !elsewhere.contains(code)).collect();
    assert!(unseen.is_empty(), "no world leads to {unseen:?}");
}
