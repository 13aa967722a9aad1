//! The permission tests of a connection (R34–R38).

use sync::SourceError;
use sync::ports::{PermissionCheck, SourceOpener};
use testkit::trinet::{Credential, Endpoint, Fault, Faults, MissingScope, Scope, Target, World};
use trinet::TriNet;

use crate::support::{Fixture, connection, credentials, limits};

async fn check_with(edit: impl FnOnce(&mut World)) -> Result<Vec<PermissionCheck>, SourceError> {
    let mut world = World::bundled();
    edit(&mut world);
    Fixture::new(world, limits()).await.source.check().await
}

async fn check_under(faults: impl FnOnce(&mut Faults)) -> Result<Vec<PermissionCheck>, SourceError> {
    check_with(|world| faults(&mut world.faults)).await
}

/// The names of failed checks; those that are required have a mark.
fn failed(checks: &[PermissionCheck]) -> Vec<String> {
    let name = |check: &PermissionCheck| format!("{}{}", check.name, if check.required { "!" } else { "" });
    checks.iter().filter(|check| !check.passed).map(name).collect()
}

fn detail<'a>(checks: &'a [PermissionCheck], name: &str) -> &'a str {
    &checks.iter().find(|check| check.name == name).unwrap().detail
}

#[tokio::test]
async fn with_every_permission_all_checks_pass_and_little_is_read() {
    let fixture = Fixture::new(World::bundled(), limits()).await;
    let checks = fixture.source.check().await.unwrap();
    let names: Vec<&str> = checks.iter().map(|check| check.name.as_str()).collect();
    assert_eq!(names, ["token", "company", "employees", "employees_all", "departments"]);
    let required: Vec<bool> = checks.iter().map(|check| check.required).collect();
    assert_eq!(required, [true, false, true, true, false]);
    assert!(failed(&checks).is_empty(), "{checks:?}");
    let queries: Vec<String> = fixture.server.requests().into_iter().map(|request| request.query).collect();
    assert_eq!(
        queries,
        [
            "grant_type=client_credentials",
            "viewType=Basic",
            "viewType=Basic&limit=1&offset=1",
            "viewType=All&limit=1&offset=1",
            ""
        ]
    );
}

#[tokio::test]
async fn a_missing_permission_is_a_failed_check_that_names_what_is_lost() {
    for fault in [Fault::Forbidden, Fault::EndpointNotAllowed] {
        let checks = check_under(|faults| faults.always(Target::EmployeesAll, fault.clone())).await.unwrap();
        assert_eq!(failed(&checks), ["employees_all!"]);
        for lost in ["Start Date", "End Date", "Manager Email", "GET employees?viewType=All"] {
            assert!(detail(&checks, "employees_all").contains(lost), "{lost}");
        }
        let checks = check_under(|faults| faults.always(Target::At(Endpoint::Departments), fault.clone())).await.unwrap();
        assert_eq!(failed(&checks), ["departments"]);
        assert!(detail(&checks, "departments").contains("Department Code"));
        let checks = check_under(|faults| faults.always(Target::At(Endpoint::OrgDetails), fault.clone())).await.unwrap();
        assert_eq!(failed(&checks), ["company"]);
        let checks = check_under(|faults| faults.always(Target::EmployeesBasic, fault.clone())).await.unwrap();
        assert_eq!(failed(&checks), ["employees!"]);
    }
}

#[tokio::test]
async fn a_credential_with_the_basic_view_only_is_told_before_anything_is_imported() {
    let basic = |world: &mut World| {
        world.missing_scope = MissingScope::Forbid;
        world.credentials = vec![Credential::full("c", "s", &["A1B"]).with_scopes(&[Scope::BasicRead])];
    };
    let checks = check_with(basic).await.unwrap();
    assert_eq!(failed(&checks), ["employees_all!", "departments"]);
    let mut world = World::bundled();
    basic(&mut world);
    let error = Fixture::new(world, limits()).await.fetch().await.unwrap_err();
    assert_eq!(error.code(), "permission_missing");
}

#[tokio::test]
async fn a_view_that_lacks_sections_names_the_fields_that_may_be_missing() {
    let scopes = |scopes: &'static [Scope]| {
        move |world: &mut World| world.credentials = vec![Credential::full("c", "s", &["A1B"]).with_scopes(scopes)]
    };
    let checks = check_with(scopes(&[Scope::BasicRead, Scope::HrAdminRead])).await.unwrap();
    assert!(failed(&checks).is_empty());
    assert!(detail(&checks, "employees_all").contains("no place for Date of Birth:"), "{checks:?}");
    let checks = check_with(scopes(&[Scope::BasicRead])).await.unwrap();
    assert!(detail(&checks, "employees_all").contains("Date of Birth, Start Date, End Date, Manager Email"), "{checks:?}");
}

#[tokio::test]
async fn a_company_that_the_credentials_do_not_cover_is_an_error() {
    let fixture = Fixture::new(World::bundled(), limits()).await;
    let (client_id, secret) = fixture.server.credentials();
    let source = TriNet::new(limits()).open(&connection(&fixture.server.url(), "Z9Y"), credentials(&client_id, &secret)).unwrap();
    let error = source.check().await.unwrap_err();
    assert!(matches!(&error, SourceError::NotPermitted { what } if what.contains("company Z9Y")), "{error}");
}

#[tokio::test]
async fn something_that_is_not_trinet_peo_is_refused_with_the_reason() {
    let check = async |fault: Fault| {
        let error = check_under(|faults| faults.always(Target::Any, fault.clone())).await.unwrap_err();
        assert_eq!(error.code(), "source_malformed", "{fault:?}");
        assert!(error.to_string().contains("HR Platform are not supported"), "{error}");
    };
    check(Fault::Status(404)).await;
    check(Fault::HtmlWith200).await;
    check(Fault::Html(404)).await;
}

#[tokio::test]
async fn details_of_undocumented_form_do_not_keep_a_company_from_connecting() {
    for fault in [Fault::Status(404), Fault::WrongShape, Fault::HtmlWith200] {
        let checks = check_under(|faults| faults.always(Target::At(Endpoint::OrgDetails), fault.clone())).await.unwrap();
        assert_eq!(failed(&checks), ["company"], "{fault:?}");
    }
    let error = check_under(|faults| faults.always(Target::EmployeesBasic, Fault::WrongShape)).await.unwrap_err();
    assert_eq!(error.code(), "source_malformed");
}

#[tokio::test]
async fn a_source_that_is_down_is_an_error_and_no_failed_check() {
    for target in [Target::At(Endpoint::OrgDetails), Target::EmployeesAll, Target::At(Endpoint::Departments), Target::Any] {
        let error = check_under(|faults| faults.always(target.clone(), Fault::Status(503))).await.unwrap_err();
        assert_eq!(error.code(), "source_unreachable", "{target:?}");
    }
}
