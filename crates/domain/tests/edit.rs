//! What an edit writes, and what is refused.

use std::collections::{BTreeMap, BTreeSet};

use domain::edit::{Access, EditError, Wanted, edit};
use domain::lint::lint;
use domain::{Action, Basis, Code, Employee, EmployeeId, EmployeeStatus, Field, Plan, Profile, Settings, Trigger, Verdict};
use jiff::civil::date;

fn person(id: &str, email: &str, employee_id: &str) -> Employee {
    Employee {
        id: EmployeeId(id.to_owned()),
        source_id: None,
        profile: Profile {
            name: Some("Ann Lee".to_owned()),
            email: Some(email.to_owned()),
            employee_id: Some(employee_id.to_owned()),
            date_of_birth: Some(date(1990, 4, 12)),
            start_date: Some(date(2020, 1, 6)),
            ..Profile::default()
        },
        status: EmployeeStatus::Active,
        version: 3,
        receipt: None,
        provenance: BTreeMap::new(),
    }
}

fn directory() -> Vec<Employee> {
    let mut second = person("e2", "bob@acme.example", "1002");
    second.profile.demographics = [("Team".to_owned(), "Sales".to_owned())].into();
    let mut former = person("e3", "former@acme.example", "1003");
    former.status = EmployeeStatus::Former;
    let mut ended = person("e4", "ended@acme.example", "1004");
    ended.status = EmployeeStatus::Deactivated;
    vec![person("e1", "ann@acme.example", "1001"), second, former, ended]
}

fn edited(of: &str, values: &[(&str, &str)], access: Access, settings: &Settings) -> Result<Plan, EditError> {
    let directory = directory();
    let basis = Basis {
        account: "local",
        company: "ACME",
        today: date(2026, 3, 31),
        base_epoch: 2,
        mapping_version: 1,
        settings,
        directory: &directory,
    };
    let values: Vec<(Field, String)> =
        values.iter().map(|(name, value)| (Field::from((*name).to_owned()), (*value).to_owned())).collect();
    let demographics = BTreeSet::from(["Office".to_owned()]);
    let employee = EmployeeId(of.to_owned());
    edit(&basis, &Wanted { employee: &employee, values: &values, access, demographics: &demographics })
}

#[test]
fn an_edit_is_one_change_of_what_differs() {
    let check = |of: &str, values: &[(&str, &str)], access: Access, action: Action, expect: &[&str]| {
        let plan = edited(of, values, access, &Settings::default()).unwrap();
        assert_eq!((plan.trigger, plan.verdict), (Trigger::Edit, Verdict::Apply), "{values:?}");
        assert!(lint(&plan, &plan.digest(), &Settings::default()).is_empty());
        let [change] = &plan.changes[..] else { panic!("{:?}", plan.changes) };
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let fields: Vec<String> =
            change.fields.iter().map(|it| format!("{} {}>{}", it.field, value(&it.before), value(&it.after))).collect();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        assert_eq!((change.action, change.base_version, &fields[..]), (action, 3, expect));
    };
    // R24: the email that TriNet has.
    check(
        "e1",
        &[("email", " new@acme.example "), ("name", "Ann Lee")],
        Access::Keep,
        Action::Update,
        &["email ann@acme.example>new@acme.example"],
    );
    // R25: dummy identifiers for the newer duplicate, and no more signing in.
    check(
        "e2",
        &[("employee_id", "duplicate-1002"), ("email", "duplicate.bob@acme.example")],
        Access::Deactivate,
        Action::Deactivate,
        &["email bob@acme.example>duplicate.bob@acme.example", "employee_id 1002>duplicate-1002", "status active>deactivated"],
    );
    check("e1", &[("email", "ANN@acme.example")], Access::Keep, Action::Update, &["email ann@acme.example>ANN@acme.example"]);
    check("e1", &[("Office", "Oslo")], Access::Keep, Action::Update, &["Office ->Oslo"]);
    check("e1", &[("Team", "Legal")], Access::Keep, Action::Update, &["Team ->Legal"]);
    check("e2", &[("Team", " ")], Access::Keep, Action::Update, &["Team Sales>-"]);
    check("e1", &[("start_date", "")], Access::Keep, Action::Update, &["start_date 2020-01-06>-"]);
    check("e1", &[("end_date", "2026-12-31")], Access::Keep, Action::Update, &["end_date ->2026-12-31"]);
    check("e3", &[("name", "Ann Ray")], Access::Deactivate, Action::Update, &["name Ann Lee>Ann Ray"]);
    check("e4", &[], Access::Reactivate, Action::Reactivate, &["status deactivated>active"]);
}

#[test]
fn an_edit_to_what_is_so_already_changes_nothing() {
    let check = |of: &str, values: &[(&str, &str)], access: Access| {
        let plan = edited(of, values, access, &Settings::default()).unwrap();
        assert_eq!((plan.verdict, plan.changes.len()), (Verdict::NoChanges, 0));
    };
    check("e1", &[("email", "ann@acme.example"), ("Team", "")], Access::Keep);
    check("e3", &[], Access::Deactivate);
    check("e4", &[], Access::Deactivate);
    check("e1", &[], Access::Reactivate);
}

#[test]
fn an_edit_that_may_not_be_made_is_refused_with_its_reason() {
    let redacted = Settings { redacted: [Field::DateOfBirth].into(), ..Settings::default() };
    let check = |of: &str, values: &[(&str, &str)], expect: EditError| {
        let error = edited(of, values, Access::Keep, &redacted).unwrap_err();
        assert_eq!(error, expect, "{values:?}");
        for (_, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
            assert!(!error.to_string().contains(value), "{error}");
        }
    };
    let taken = |field, by: &str| EditError::Taken { field, by: EmployeeId(by.to_owned()) };
    check("e9", &[("name", "Zoe")], EditError::Nobody);
    check("e1", &[("team", "Legal")], EditError::UnknownField(Field::Demographic("team".to_owned())));
    check("e1", &[("status", "former")], EditError::NotEditable(Field::Status));
    check("e1", &[("source_id", "S9")], EditError::NotEditable(Field::SourceId));
    check("e1", &[("date_of_birth", "1991-01-01")], EditError::Redacted(Field::DateOfBirth));
    check("e1", &[("name", "Zoe"), ("name", "Zora")], EditError::Twice(Field::Name));
    for (name, field) in [("name", Field::Name), ("email", Field::Email), ("employee_id", Field::EmployeeId)] {
        check("e1", &[(name, "")], EditError::NotClearable(field));
    }
    check("e1", &[("email", "nowhere")], EditError::BadEmail(Field::Email));
    check("e1", &[("manager_email", "a@b@acme.example")], EditError::BadEmail(Field::ManagerEmail));
    check("e1", &[("start_date", "31.3.2026")], EditError::BadDate(Field::StartDate));
    check("e1", &[("end_date", "2019-12-31")], EditError::StartAfterEnd);
    check("e1", &[("email", "BOB@acme.example")], taken(Field::Email, "e2"));
    check("e1", &[("employee_id", "1003")], taken(Field::EmployeeId, "e3"));
    let born = |day| edited("e1", &[("date_of_birth", day)], Access::Keep, &Settings::default()).unwrap_err();
    assert_eq!(born("2020-01-01"), EditError::BadDate(Field::DateOfBirth));
    assert_eq!(edited("e3", &[], Access::Reactivate, &redacted).unwrap_err(), EditError::Former);
}

#[test]
fn an_edit_that_turns_somebody_into_another_needs_a_reason() {
    let plan = edited("e1", &[("name", "Zoe Ray"), ("email", "zoe@acme.example")], Access::Keep, &Settings::default()).unwrap();
    assert_eq!((plan.verdict, plan.blocked_by()), (Verdict::Blocked, vec![Code::HighRiskChange]));
}
