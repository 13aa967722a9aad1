//! Updates without identifiers, receipts, and repeating a batch.

use domain::{Digest, EmployeeStatus, Field};
use sync::ports::{Outcome, Refusal};

use crate::support::{create, edit, on_every_engine};

#[tokio::test]
async fn an_update_writes_only_what_changed_and_stamps_its_receipt() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let change = edit(1, 1, Field::Demographic("Team".into()), None, Some("Blue"));
        assert_eq!(world.apply("plan", std::slice::from_ref(&change)).await, [Outcome::Applied]);

        let employee = world.employee("emp_1").await.unwrap();
        assert_eq!(employee.version, 2);
        assert_eq!(employee.value(&Field::Demographic("Team".into())).as_deref(), Some("Blue"));
        assert_eq!(employee.value(&Field::Name).as_deref(), Some("Person 1"));
        let receipt = employee.receipt.unwrap();
        assert_eq!((receipt.plan, receipt.change), (Digest::of(b"plan"), change.id));
    })
    .await;
}

#[tokio::test]
async fn a_value_that_becomes_absent_is_removed_and_its_provenance_stays() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        world.apply("plan", &[edit(1, 1, Field::Name, Some("Person 1"), None)]).await;
        let employee = world.employee("emp_1").await.unwrap();
        assert_eq!(employee.profile.name, None);
        assert_eq!(employee.provenance.get(&Field::Name).map(|from| from.mapping), Some(3));
    })
    .await;
}

#[tokio::test]
async fn every_field_is_read_back_as_it_was_written() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let cases = [
            (Field::PreferredName, "Zoë 🦊"),
            (Field::DateOfBirth, "2000-02-29"),
            (Field::StartDate, "2020-01-01"),
            (Field::EndDate, "2031-12-31"),
            (Field::ManagerEmail, "boss@acme.example"),
            (Field::Status, "former"),
            (Field::Demographic("d:p:#:odd name".into()), " kept as sent\t"),
            (Field::Demographic("pk".into()), ""),
        ];
        for (version, (field, value)) in (1..).zip(cases.clone()) {
            let plan = format!("plan {version}");
            assert_eq!(world.apply(&plan, &[edit(1, version, field.clone(), None, Some(value))]).await, [Outcome::Applied]);
        }
        let employee = world.employee("emp_1").await.unwrap();
        for (field, value) in cases {
            assert_eq!(employee.value(&field).as_deref(), Some(value), "{field}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_batch_applied_twice_is_already_true_the_second_time() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1), create(2)]).await;
        let batch = [
            edit(1, 1, Field::Status, Some("active"), Some("former")),
            edit(2, 1, Field::Email, Some("p2@acme.example"), Some("new@acme.example")),
            create(3),
        ];
        assert_eq!(world.written("plan", &batch).await, [false; 3]);
        assert_eq!(world.apply("plan", &batch).await, vec![Outcome::Applied; 3]);
        assert_eq!((world.written("plan", &batch).await, world.written("other", &batch).await), (vec![true; 3], vec![false; 3]));
        let after_first = world.employees().await;
        assert_eq!(world.apply("plan", &batch).await, vec![Outcome::AlreadyTrue; 3]);
        assert_eq!(world.employees().await, after_first);
    })
    .await;
}

#[tokio::test]
async fn a_person_changed_since_the_review_is_refused_and_left_alone() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1), create(2)]).await;
        world.apply("another plan", &[edit(1, 1, Field::Name, Some("Person 1"), Some("Edited"))]).await;
        let stale = edit(1, 1, Field::Name, Some("Person 1"), Some("Stale"));
        let fine = edit(2, 1, Field::Name, Some("Person 2"), Some("Fine"));
        let unknown = edit(9, 4, Field::Name, None, Some("Nobody"));
        let refused = Outcome::Refused(Refusal::ChangedSinceReview);
        let outcomes = world.apply("plan", &[stale, fine, unknown]).await;
        assert_eq!(outcomes, [refused.clone(), Outcome::Applied, refused]);
        assert_eq!(world.employee("emp_1").await.unwrap().profile.name.as_deref(), Some("Edited"));
        assert_eq!(world.employee("emp_9").await, None, "an update creates nobody");
    })
    .await;
}

#[tokio::test]
async fn the_receipt_of_another_change_of_the_same_plan_proves_nothing() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let mut first = edit(1, 1, Field::Name, Some("Person 1"), Some("First"));
        first.id = domain::ChangeId("c0007".into());
        world.apply("plan", &[first]).await;
        let second = edit(1, 1, Field::Name, Some("Person 1"), Some("Second"));
        assert_eq!(world.apply("plan", &[second]).await, [Outcome::Refused(Refusal::ChangedSinceReview)]);
    })
    .await;
}

#[tokio::test]
async fn a_creation_is_active_unless_the_plan_says_otherwise() {
    on_every_engine(async |world| {
        let mut former = create(2);
        former.fields.push(domain::FieldChange { field: Field::Status, before: None, after: Some("former".into()) });
        world.apply("plan", &[create(1), former]).await;
        let [first, second] = &world.employees().await[..] else { panic!("two people") };
        assert_eq!((first.status, second.status), (EmployeeStatus::Active, EmployeeStatus::Former));
        assert_eq!((first.version, first.source_id.as_deref()), (1, Some("S1")));
    })
    .await;
}

#[tokio::test]
async fn an_impossible_value_stops_the_batch_before_anything_is_written() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let batch = [create(2), edit(1, 1, Field::EndDate, None, Some("31/12/2031"))];
        let error = world.try_apply("plan", &batch).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "change c0001 of the plan in the store is damaged; restore it from a backup or make it again"
        );
        assert_eq!(world.employees().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn as_many_fields_as_a_mapping_may_have_change_in_one_update() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let mut change = edit(1, 1, Field::Name, Some("Person 1"), None);
        for n in 0..domain::mapping::MAX_DEMOGRAPHICS {
            let field = Field::Demographic(format!("A demographic with a rather long name, number {n}"));
            change.fields.extend(edit(1, 1, field, None, Some("some value")).fields);
        }
        for field in [Field::PreferredName, Field::ManagerEmail] {
            change.fields.extend(edit(1, 1, field, None, Some("x@acme.example")).fields);
        }
        for field in [Field::DateOfBirth, Field::StartDate, Field::EndDate] {
            change.fields.extend(edit(1, 1, field, None, Some("2001-02-03")).fields);
        }
        change.fields.extend(edit(1, 1, Field::Status, Some("active"), Some("former")).fields);
        assert_eq!(world.apply("plan", &[change]).await, [Outcome::Applied]);
        assert_eq!(world.employee("emp_1").await.unwrap().profile.demographics.len(), 100);
    })
    .await;
}

#[tokio::test]
async fn people_of_any_script_and_with_odd_characters_are_stored_as_sent() {
    on_every_engine(async |world| {
        let names = ["Zoë Müller", "李雷", "Ann\u{0}Lee", "a\u{202e}b", "=1+1", "${jndi:x}", "line\r\nbreak", "👩‍👩‍👧‍👦"];
        for (n, name) in (1..).zip(names) {
            let mut person = create(n);
            person.fields[0].after = Some(name.into());
            person.fields[2].after = Some(format!("{name} 007"));
            assert_eq!(world.apply("plan", &[person]).await, [Outcome::Applied], "{name:?}");
            let employee = world.employee(&format!("emp_{n}")).await.unwrap();
            assert_eq!(employee.profile.name.as_deref(), Some(name));
            assert_eq!(employee.profile.employee_id, Some(format!("{name} 007")));
        }
    })
    .await;
}
