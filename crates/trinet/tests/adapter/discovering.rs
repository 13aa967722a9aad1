//! The fields that a company's people have (`fields` command).

use sync::ports::{FieldProfile, Silent};
use testkit::trinet::{Fault, Target, WireVariant, World, cast};

use crate::support::{Fixture, limits, on_wire};

async fn discover(world: World) -> Vec<FieldProfile> {
    Fixture::new(world, limits()).await.source.discover(&Silent).await.unwrap()
}

fn find<'a>(profiles: &'a [FieldProfile], path: &str) -> &'a FieldProfile {
    profiles.iter().find(|profile| profile.path == path).unwrap_or_else(|| panic!("{path}"))
}

#[tokio::test]
async fn fields_have_labels_fill_rates_and_counts() {
    let profiles = discover(World::bundled()).await;
    assert!(profiles.is_sorted_by(|a, b| a.path < b.path), "in order and without repeats");
    let department = find(&profiles, "employmentInfo.department.deptName");
    assert_eq!((department.label.as_str(), department.fill_rate, department.distinct), ("Department", 1.0, 6));
    let email = find(&profiles, "employmentInfo.workEmail");
    let expect = f64::from(266 - u16::try_from(cast::NO_EMAIL.len()).unwrap()) / 266.0;
    assert!((email.fill_rate - expect).abs() < 1e-9, "{}", email.fill_rate);
    assert_eq!(find(&profiles, "employeeId").distinct, 266);
    let group = find(&profiles, "employmentInfo.customGroupA");
    assert_eq!((group.distinct, group.samples.len()), (2, 2));
    assert_eq!(find(&profiles, "employmentInfo.customGroupB").fill_rate, 0.0);
    let code = find(&profiles, "employmentInfo.department.deptCode");
    assert_eq!((code.distinct, code.endpoint.as_str()), (6, "GET departments"), "taken from the list of departments");
    assert_eq!(department.endpoint, "GET employees?viewType=All");
}

#[tokio::test]
async fn samples_are_masks_and_names_pay_and_identity_numbers_are_not_listed() {
    let profiles = discover(World::bundled()).await;
    let masked = |c: char| c == 'x' || c == '9' || c == '?' || c == ' ' || c.is_ascii_punctuation();
    for profile in &profiles {
        assert!(profile.samples.len() <= 3);
        for sample in &profile.samples {
            assert!(sample.chars().all(masked) && sample.chars().count() <= 12, "{}: {sample}", profile.path);
        }
        let path = profile.path.to_lowercase();
        assert!(!["names", "ssn", "payinfo", "photo"].iter().any(|hidden| path.contains(hidden)), "{path}");
    }
}

#[tokio::test]
async fn both_spellings_list_the_same_canonical_fields() {
    let wire = WireVariant { omit_sections: vec!["departmentSplit".to_owned()], ..WireVariant::documented() };
    let documented = discover(on_wire(wire, World::bundled())).await;
    for path in [
        "employmentInfo.department.deptId",
        "employmentInfo.department.deptName",
        "employmentInfo.location.locationName",
        "employmentInfo.supervisor.supervisorId",
        "employmentInfo.customGroupA",
        "employmentInfo.regularTemporary",
        "bioInfo.birthdate",
    ] {
        assert!(find(&documented, path).fill_rate > 0.0, "{path}");
    }
    let name = find(&documented, "employmentInfo.department.deptName");
    assert_eq!((name.fill_rate, name.distinct), (1.0, 6), "looked up by id");
}

#[tokio::test]
async fn a_list_of_departments_that_may_not_be_read_only_costs_its_fields() {
    let mut world = World::bundled();
    world.faults.always(Target::At(testkit::trinet::Endpoint::Departments), Fault::Forbidden);
    let profiles = discover(world).await;
    assert!(!profiles.iter().any(|profile| profile.path.ends_with("deptCode")));
    find(&profiles, "employmentInfo.department.deptName");
}

#[tokio::test]
async fn a_discovery_needs_a_whole_read_too() {
    let mut world = World::bundled();
    world.faults.always(Target::EmployeesAll, Fault::SamePageForEver);
    let error = Fixture::new(world, limits()).await.source.discover(&Silent).await.unwrap_err();
    assert_eq!(error.code(), "source_unstable");
    assert!(discover(World::with_people(Vec::new())).await.is_empty());
}
