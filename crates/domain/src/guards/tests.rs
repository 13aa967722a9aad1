use super::*;
use crate::employee::EmployeeId;
use crate::field::FieldChange;
use crate::plan::ChangeId;
use crate::settings::HighRisk;

pub(super) fn change(number: usize, action: Action, fields: &[(Field, &str, &str)], flags: &[Flag]) -> Change {
    let changed = fields.iter().map(|(field, before, after)| FieldChange {
        field: field.clone(),
        before: Some((*before).to_owned()),
        after: Some((*after).to_owned()),
    });
    Change {
        id: ChangeId(format!("c{number:04}")),
        action,
        end_date: None,
        source_id: Some(format!("S{number}")),
        email: None,
        employee_id: None,
        employee: EmployeeId(format!("emp_{number}")),
        base_version: 1,
        fields: changed.collect(),
        flags: flags.to_vec(),
        duplicates: Vec::new(),
    }
}

fn deactivations_of(people: usize) -> Vec<Change> {
    (0..people).map(|number| change(number, Action::Deactivate, &[(Field::Status, "active", "former")], &[])).collect()
}

pub(super) fn evidence<'a>(settings: &'a Settings, changes: &'a [Change], trigger: Trigger) -> Evidence<'a> {
    Evidence {
        trigger,
        settings,
        changes,
        findings: &[],
        active: 100,
        first_import: false,
        current: ("A1B", 1),
        last_import: Some(("A1B", 1)),
    }
}

pub(super) fn codes(objections: &[Objection]) -> Vec<Code> {
    objections.iter().map(|objection| objection.guard).collect()
}

#[test]
fn a_guard_that_panics_stops_the_run_and_the_others_are_still_asked() {
    let panics: Guard = |evidence| {
        assert!(evidence.active == 0, "a mistake in a guard");
        Ok(None)
    };
    let settings = Settings::default();
    let changes = deactivations_of(30);
    let guards = [(Code::HighRiskChange, panics), (Code::VolumeDeactivate, deactivations as Guard)];
    let objections = judge_by(&guards, &evidence(&settings, &changes, Trigger::Manual));
    assert_eq!(codes(&objections), [Code::GuardUndecided, Code::VolumeDeactivate]);
    assert!(objections[0].message.contains("high_risk_change could not decide: it failed"), "{}", objections[0].message);
}

#[test]
fn a_guard_that_cannot_decide_stops_the_run() {
    let none = HighRisk { fields: [].into(), minimum: 1 };
    let too_many = HighRisk { minimum: 4, ..HighRisk::default() };
    let zero = HighRisk { minimum: 0, ..HighRisk::default() };
    for high_risk in [none, too_many, zero] {
        let settings = Settings { high_risk, ..Settings::default() };
        assert_eq!(codes(&judge(&evidence(&settings, &[], Trigger::Auto))), [Code::GuardUndecided]);
    }
    let (settings, changes) = (Settings::default(), deactivations_of(1));
    let lost = |trigger| Evidence { last_import: None, ..evidence(&settings, &changes, trigger) };
    assert_eq!(codes(&judge(&lost(Trigger::Auto))), [Code::GuardUndecided, Code::GuardUndecided]);
    assert_eq!(codes(&judge(&lost(Trigger::Manual))), []);
    assert_eq!(codes(&judge(&Evidence { changes: &[], ..lost(Trigger::Auto) })), []);
}

#[test]
fn what_an_account_may_switch_off_is_off_and_nothing_else() {
    let changes = deactivations_of(30);
    let check = |off: &[Code], expect: &[Code]| {
        let settings = Settings { guards_off: off.iter().copied().collect(), ..Settings::default() };
        let moved = Evidence { current: ("C2D", 2), ..evidence(&settings, &changes, Trigger::Auto) };
        assert_eq!(codes(&judge(&moved)), expect, "{off:?}");
    };
    check(&[], &[Code::VolumeDeactivate, Code::CompanyChanged, Code::MappingChanged]);
    check(&[Code::VolumeDeactivate], &[Code::CompanyChanged, Code::MappingChanged]);
    check(&[Code::CompanyChanged, Code::MappingChanged], &[Code::VolumeDeactivate]);
    let risky = [change(1, Action::Update, &[(Field::Name, "Ann", "Bob"), (Field::Email, "a", "b")], &[Flag::HighRiskChange])];
    let settings = Settings { guards_off: [Code::HighRiskChange].into(), ..Settings::default() };
    assert_eq!(codes(&judge(&evidence(&settings, &risky, Trigger::Auto))), [Code::HighRiskChange]);
}

#[test]
fn an_objection_names_the_people_and_the_fields_and_gives_figures() {
    let settings = Settings::default();
    let fields =
        [(Field::Name, "Ann Lee", "Bob Ray"), (Field::Email, "a@x.example", "b@x.example"), (Field::StartDate, "1", "2")];
    let risky = [change(7, Action::Update, &fields, &[Flag::HighRiskChange])];
    let objections = judge(&evidence(&settings, &risky, Trigger::Manual));
    let expect = Concerned {
        source_id: Some("S7".to_owned()),
        employee: Some(EmployeeId("emp_7".to_owned())),
        fields: vec![Field::Name, Field::Email],
    };
    assert_eq!((objections[0].concerned, &objections[0].people[..]), (1, &[expect][..]));
    assert!(objections[0].message.starts_with("One person seems to turn into another"), "{}", objections[0].message);

    let many = deactivations_of(60);
    let objections = judge(&evidence(&settings, &many, Trigger::Manual));
    assert_eq!((objections[0].concerned, objections[0].people.len()), (60, NAMED));
    assert_eq!(
        objections[0].message,
        "Of 100 active people 60 would be deactivated; the limit is more than 20 % and at least 5."
    );
    assert_eq!(objections[0].people[0].fields, [Field::Status]);

    let new = [change(1, Action::Create, &[], &[])];
    let settings = Settings { create: VolumeLimit { percent: 0, people: 1 }, ..Settings::default() };
    let objections = judge(&evidence(&settings, &new, Trigger::Auto));
    assert_eq!((codes(&objections), &objections[0].people[0].employee), (vec![Code::VolumeCreate], &None));

    let refused = [
        Finding::person(Code::IdentifierConflict, "S3", None),
        Finding::person(Code::DuplicateInSource, "S4", Some(Field::Email)),
    ];
    let settings = Settings::default();
    let objections = judge(&Evidence { findings: &refused, ..evidence(&settings, &[], Trigger::Auto) });
    let fields: Vec<_> = objections.iter().map(|objection| objection.people[0].fields.clone()).collect();
    assert_eq!(fields, [vec![Field::Email, Field::EmployeeId], vec![Field::Email]]);
    assert!(objections[1].message.starts_with("One row was refused: another row"), "{}", objections[1].message);
    assert_eq!(codes(&judge(&Evidence { findings: &refused, ..evidence(&settings, &[], Trigger::File) })), []);
}
