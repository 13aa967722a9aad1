//! Whole reads: sizes, spellings, views.

use domain::{Employment, Field, NameKind};
use sync::ports::{Silent, Wanted};
use testkit::trinet::{AbsentStyle, Credential, DateStyle, MissingScope, Scope, Totals, WireVariant, World, WorldPerson, cast};
use trinet::Limits;

use crate::support::{Fixture, Heard, ids, limits, on_wire, one_pass};

#[tokio::test]
async fn everybody_is_read_once_whatever_the_size() {
    for (people, pages) in [(1, 1), (99, 1), (100, 1), (101, 2), (200, 2), (250, 3)] {
        let fixture = Fixture::new(World::generated(people, 7), one_pass()).await;
        let progress = Heard::default();
        let snapshot = fixture.source.fetch(&Wanted::default(), &progress).await.unwrap();
        assert_eq!(ids(&snapshot), fixture.ids_in_the_world(), "{people}");
        assert_eq!(fixture.server.request_count("/employees"), pages, "{people}");
        assert_eq!(fixture.server.request_count("/oauth/accesstoken"), 1);
        let heard = progress.0.into_inner().unwrap();
        assert_eq!((heard.len(), heard.last()), (pages, Some(&people)));
    }
}

#[tokio::test]
async fn a_small_company_is_read_twice_and_a_large_one_once() {
    for (people, below, requests) in [(150, 151, 4), (150, 150, 2), (5, 5_000, 2)] {
        let fixture = Fixture::new(World::generated(people, 7), Limits { two_pass_below: below, ..limits() }).await;
        assert_eq!(fixture.fetch().await.unwrap().people.len(), people);
        assert_eq!(fixture.server.request_count("/employees"), requests, "{people} below {below}");
    }
}

#[tokio::test]
async fn the_bundled_company_is_the_same_people_in_every_wire_variant() {
    let wanted = Wanted {
        custom_paths: [
            "employmentInfo.department.deptName",
            "employmentInfo.location.locationName",
            "employmentInfo.customGroupA",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..Wanted::default()
    };
    let plain = Fixture::new(World::bundled(), limits()).await.source.fetch(&wanted, &Silent).await.unwrap();
    assert_eq!(plain.people.len(), 266);
    assert!(plain.not_granted.is_empty());
    let variants = [
        WireVariant { absent: AbsentStyle::Omitted, meta: false, totals: Totals::Omitted, ..WireVariant::observed() },
        WireVariant { absent: AbsentStyle::Blank, totals: Totals::Overall, ..WireVariant::observed() },
        WireVariant { typo_keys: true, birth_date_camel_case: true, ..WireVariant::observed() },
        WireVariant { enum_words: true, name_type_words: true, unknown_fields: true, ..WireVariant::observed() },
        WireVariant { dates: DateStyle::Date, ..WireVariant::documented() },
    ];
    for wire in variants {
        let fixture = Fixture::new(on_wire(wire.clone(), World::bundled()), limits()).await;
        let snapshot = fixture.source.fetch(&wanted, &Silent).await.unwrap();
        assert!(snapshot.not_granted.is_empty(), "{wire:?}");
        assert_eq!(snapshot.people.len(), plain.people.len());
        for (person, expect) in snapshot.people.iter().zip(&plain.people) {
            assert!(person == expect, "{} differs under {wire:?}", person.source_id);
        }
    }
}

#[tokio::test]
async fn people_come_as_the_source_has_them() {
    let fixture = Fixture::new(World::bundled(), limits()).await;
    let snapshot = fixture.fetch().await.unwrap();
    let find = |id: &str| snapshot.people.iter().find(|person| person.source_id == id).unwrap();
    let in_world = fixture.server.with_world(|world| world.person(cast::LATE_MANAGER).unwrap().clone());
    let person = find(cast::LATE_MANAGER);
    assert_eq!(person.employee_id.as_deref(), Some(cast::LATE_MANAGER));
    assert_eq!(person.email.as_deref(), Some(in_world.work_email.as_str()));
    assert_eq!(person.birth_date, in_world.birth_date.map(|date| date.to_string()));
    assert_eq!(person.service_date, in_world.service_date.map(|date| date.to_string()));
    assert_eq!(person.manager_source_id.as_deref(), Some(in_world.manager.as_str()));
    assert_eq!(person.names[0].kind, NameKind::Primary);
    assert_eq!(person.names[0].first.as_deref(), Some(in_world.first_name.as_str()));
    assert_eq!(find(cast::CHIEF).manager_source_id, None);
    assert_eq!(find(cast::NO_EMAIL[0]).email, None);
    assert_eq!(find(cast::DECEASED).employment, Employment::Ended);
    assert_eq!(find(cast::ON_LEAVE[0]).employment, Employment::Employed);
    assert!(find(cast::LEAVING[0]).termination_date.is_some());
}

#[tokio::test]
async fn a_department_name_is_looked_up_when_only_its_id_is_sent() {
    let wire = WireVariant { omit_sections: vec!["departmentSplit".to_owned()], ..WireVariant::documented() };
    let fixture = Fixture::new(on_wire(wire, World::generated(120, 7)), limits()).await;
    let name = "employmentInfo.department.deptName";
    let code = "employmentInfo.department.deptCode";
    let wanted = Wanted { custom_paths: vec![name.to_owned(), code.to_owned()], ..Wanted::default() };
    let snapshot = fixture.source.fetch(&wanted, &Silent).await.unwrap();
    assert_eq!(fixture.server.request_count("/departments"), 1);
    fixture.server.with_world(|world| {
        for person in &snapshot.people {
            let department = &world.person(&person.source_id).unwrap().department;
            let listed = world.companies[0].departments.iter().find(|it| it.name == *department).unwrap();
            assert_eq!(person.custom[name], listed.name);
            assert_eq!(person.custom[code], listed.code);
        }
    });
    fixture.server.clear_requests();
    fixture.fetch().await.unwrap();
    assert_eq!(fixture.server.request_count("/departments"), 0, "nobody asked for a department name");
}

#[tokio::test]
async fn a_needed_list_of_departments_that_may_not_be_read_ends_the_read() {
    let mut world = World::generated(3, 7);
    world.wire = WireVariant { omit_sections: vec!["departmentSplit".to_owned()], ..WireVariant::documented() };
    world.credentials = vec![Credential::full("c", "s", &["A1B"]).with_endpoints(&[testkit::trinet::Endpoint::Employees])];
    let fixture = Fixture::new(world, limits()).await;
    let wanted = Wanted { custom_paths: vec!["employmentInfo.department.deptName".to_owned()], ..Wanted::default() };
    let error = fixture.source.fetch(&wanted, &Silent).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the credentials may not read GET departments; ask a TriNet Integration Administrator to grant it"
    );
    fixture.fetch().await.unwrap();
}

#[tokio::test]
async fn what_a_scope_does_not_open_is_not_granted() {
    use Scope::{BasicRead, HrAdminRead, HrPersonalRead};
    let check = async |missing_scope: MissingScope, scopes: &[Scope], expect: &[Field]| {
        let mut world = World::generated(120, 7);
        world.missing_scope = missing_scope;
        world.credentials = vec![Credential::full("c", "s", &["A1B"]).with_scopes(scopes)];
        let snapshot = Fixture::new(world, limits()).await.fetch().await.unwrap();
        assert_eq!(snapshot.not_granted.into_iter().collect::<Vec<_>>(), expect, "{missing_scope:?} {scopes:?}");
    };
    let all = [BasicRead, HrAdminRead, HrPersonalRead];
    check(MissingScope::OmitSections, &all, &[]).await;
    check(MissingScope::OmitSections, &[BasicRead, HrAdminRead], &[Field::DateOfBirth]).await;
    check(MissingScope::NullSections, &[BasicRead, HrAdminRead], &[Field::DateOfBirth]).await;
    let admin = [Field::StartDate, Field::EndDate, Field::ManagerEmail];
    check(MissingScope::OmitSections, &[BasicRead, HrPersonalRead], &admin).await;
}

#[tokio::test]
async fn a_company_without_people_is_an_empty_snapshot() {
    let snapshot = Fixture::new(World::with_people(Vec::new()), limits()).await.fetch().await.unwrap();
    assert!(snapshot.people.is_empty() && snapshot.not_granted.is_empty());
}

#[tokio::test]
async fn odd_text_travels_unchanged() {
    let odd = ["O\u{0}Neil", "\u{202e}Lee", "=cmd()", "<script>", "${jndi:ldap}", "line\r\nbreak", "😀", "Zoë", "𝕬"];
    let person = |at: usize, text: &str| {
        let mut person = WorldPerson::new(&format!("{at}"), text, text);
        person.custom_group_a = text.to_owned();
        person
    };
    let people = odd.iter().enumerate().map(|(at, text)| person(at, text)).collect();
    let fixture = Fixture::new(World::with_people(people), limits()).await;
    let wanted = Wanted { custom_paths: vec!["employmentInfo.customGroupA".to_owned()], ..Wanted::default() };
    let snapshot = fixture.source.fetch(&wanted, &Silent).await.unwrap();
    for (person, text) in snapshot.people.iter().zip(odd) {
        assert_eq!(person.names[0].first.as_deref(), Some(text));
        assert_eq!(person.custom["employmentInfo.customGroupA"], text);
    }
}

#[tokio::test]
async fn pay_and_identity_numbers_cannot_be_mapped() {
    let fixture = Fixture::new(World::generated(1, 7), limits()).await;
    for path in ["payInfo.compRate", "bioInfo.ssn", "bioInfo.nationalId"] {
        let wanted = Wanted { custom_paths: vec![path.to_owned()], ..Wanted::default() };
        assert_eq!(fixture.source.fetch(&wanted, &Silent).await.unwrap_err().code(), "permission_missing", "{path}");
    }
    assert!(fixture.server.requests().is_empty());
}
