//! Creations and identifier changes: uniqueness, transactions and their cancellations.

use aws::SystemClock;
use domain::Field;
use jiff::Timestamp;
use sync::ports::{Outcome, Refusal};

use crate::support::{create, edit, email, on_every_engine};

const CHANGED: Outcome = Outcome::Refused(Refusal::ChangedSinceReview);
const TAKEN: Outcome = Outcome::Refused(Refusal::IdentifierTaken);

fn held(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, employee)| ((*key).to_owned(), (*employee).to_owned())).collect()
}

#[tokio::test]
async fn a_creation_takes_its_three_identifiers() {
    on_every_engine(async |world| {
        world.apply("plan", &[create(1)]).await;
        let expect = held(&[("EMAIL#p1@acme.example", "emp_1"), ("EMPID#E1", "emp_1"), ("SOURCE#S1", "emp_1")]);
        assert_eq!(world.identifiers().await, expect);
    })
    .await;
}

#[tokio::test]
async fn a_taken_identifier_refuses_one_person_and_not_the_others() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let with = |n: usize, field: usize, value: &str| {
            let mut change = create(n);
            change.fields[field].after = Some(value.to_owned());
            change
        };
        let same_source = domain::Change { source_id: Some("S1".into()), ..create(5) };
        // Letter case does not tell emails apart (D14); it does tell Employee IDs apart (D15).
        let batch =
            [create(2), with(3, 1, "P1@ACME.example"), with(4, 2, "E1"), same_source, with(6, 2, "e1"), email(1, 1, 1, 7)];
        let outcomes = world.apply("plan", &batch).await;
        // The first person gives the email up in the same batch, so the third may have it.
        assert_eq!(outcomes, [Outcome::Applied, Outcome::Applied, TAKEN, TAKEN, Outcome::Applied, Outcome::Applied]);
    })
    .await;
}

#[tokio::test]
async fn two_new_people_of_one_email_are_not_both_created() {
    on_every_engine(async |world| {
        let mut second = create(2);
        second.fields[1].after = Some("P1@acme.example".into());
        assert_eq!(world.apply("plan", &[create(1), second]).await, [Outcome::Applied, TAKEN]);
        assert_eq!(world.employees().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_email_that_differs_in_case_only_is_an_ordinary_update() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let before = world.identifiers().await;
        world.wire.take();
        let change = edit(1, 1, Field::Email, Some("p1@acme.example"), Some("P1@Acme.example"));
        assert_eq!(world.apply("plan", &[change]).await, [Outcome::Applied]);
        assert_eq!(world.wire.take().into_iter().collect::<Vec<_>>(), [("UpdateItem".to_owned(), 1)]);
        assert_eq!(world.identifiers().await, before);
        assert_eq!(world.employee("emp_1").await.unwrap().profile.email.as_deref(), Some("P1@Acme.example"));
    })
    .await;
}

#[tokio::test]
async fn an_identifier_change_frees_the_old_and_takes_the_new() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let mut change = email(1, 1, 1, 2);
        change.fields.extend(edit(1, 1, Field::EmployeeId, Some("E1"), None).fields);
        change.fields.extend(edit(1, 1, Field::SourceId, Some("S1"), Some("S9")).fields);
        assert_eq!(world.apply("plan", &[change]).await, [Outcome::Applied]);
        assert_eq!(world.identifiers().await, held(&[("EMAIL#p2@acme.example", "emp_1"), ("SOURCE#S9", "emp_1")]));
        let employee = world.employee("emp_1").await.unwrap();
        assert_eq!((employee.source_id.as_deref(), employee.profile.employee_id), (Some("S9"), None));
    })
    .await;
}

#[tokio::test]
async fn a_chain_of_freed_and_taken_emails_is_applied_in_its_order() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1), create(2), create(3)]).await;
        // 1 takes what 2 frees, 2 takes what 3 frees, 3 takes a new one; given in the order that would fail.
        let chain = [email(1, 1, 1, 2), email(2, 1, 2, 3), email(3, 1, 3, 4)];
        assert_eq!(world.apply("plan", &chain).await, vec![Outcome::Applied; 3]);
        assert_eq!(world.apply("plan", &chain).await, vec![Outcome::AlreadyTrue; 3]);
        let emails: Vec<_> = world.employees().await.into_iter().filter_map(|employee| employee.profile.email).collect();
        assert_eq!(emails, ["p2@acme.example", "p3@acme.example", "p4@acme.example"]);
    })
    .await;
}

#[tokio::test]
async fn people_who_swap_emails_are_refused() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1), create(2)]).await;
        let before = (world.employees().await, world.identifiers().await);
        assert_eq!(world.apply("plan", &[email(1, 1, 1, 2), email(2, 1, 2, 1)]).await, [TAKEN, TAKEN]);
        assert_eq!((world.employees().await, world.identifiers().await), before);
    })
    .await;
}

#[tokio::test]
async fn a_refused_person_changes_neither_item_nor_identifiers() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1), create(2)]).await;
        world.apply("manual", &[edit(1, 1, Field::Name, Some("Person 1"), Some("Edited"))]).await;
        let before = (world.employees().await, world.identifiers().await);
        let batch = [email(1, 1, 1, 8), email(2, 1, 2, 1), edit(7, 2, Field::Email, None, Some("p8@acme.example"))];
        assert_eq!(world.apply("plan", &batch).await, [CHANGED, TAKEN, CHANGED]);
        assert_eq!((world.employees().await, world.identifiers().await), before);
    })
    .await;
}

#[tokio::test]
async fn an_employee_id_that_exists_is_not_created_again_by_another_plan() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        assert_eq!(world.apply("another plan", &[create(1)]).await, [CHANGED]);
    })
    .await;
}

#[tokio::test]
async fn twenty_four_creations_and_the_lease_fill_one_transaction_and_one_more_needs_another() {
    on_every_engine(async |world| {
        for (people, transactions) in [(24, 1), (25, 2)] {
            let plan = format!("{people} people");
            let batch: Vec<_> = (0..people).map(|n| create(people * 100 + n)).collect();
            world.wire.take();
            assert_eq!(world.apply(&plan, &batch).await, vec![Outcome::Applied; people]);
            assert_eq!(world.wire.take().get("TransactWriteItems"), Some(&transactions), "{people} people");
        }
        assert_eq!(world.employees().await.len(), 49);
    })
    .await;
}

#[tokio::test]
async fn a_writer_whose_lease_was_taken_over_writes_no_identifier() {
    use sync::StoreError;
    use sync::ports::Leases as _;
    on_every_engine(async |world| {
        world.apply("setup", &[create(1)]).await;
        let now = Timestamp::now();
        let end = Timestamp::MAX;
        world.store.acquire("acme", "test", now, end).await.unwrap();
        let refused = world.try_apply("plan", &[create(2), email(1, 1, 1, 9)]).await;
        assert!(matches!(refused, Err(StoreError::Fenced)), "{refused:?}");
        assert_eq!(world.employees().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn refused_people_of_a_full_transaction_cost_one_more_transaction_whatever_their_number() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(7), create(8)]).await;
        let mut batch: Vec<_> = (100..123).map(create).collect();
        batch[0].fields[1].after = Some("p7@acme.example".into());
        batch[11].fields[2].after = Some("E7".into());
        batch[22].source_id = Some("S8".into());
        batch.push(email(8, 5, 8, 9));
        world.wire.take();
        let outcomes = world.apply("plan", &batch).await;
        assert_eq!(world.wire.take().get("TransactWriteItems"), Some(&2));
        for (index, outcome) in outcomes.iter().enumerate() {
            let expect = match index {
                0 | 11 | 22 => TAKEN,
                23 => CHANGED,
                _ => Outcome::Applied,
            };
            assert_eq!(*outcome, expect, "{index}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_identifier_that_belongs_to_somebody_else_already_is_not_freed() {
    on_every_engine(async |world| {
        world.apply("setup", &[create(1), create(2)]).await;
        // The plan believes that the second person has the first one's email.
        assert_eq!(world.apply("plan", &[email(2, 1, 1, 5)]).await, [CHANGED]);
        assert_eq!(world.identifiers().await[0], ("EMAIL#p1@acme.example".to_owned(), "emp_1".to_owned()));
        assert_eq!(world.employee("emp_2").await.unwrap().version, 1);
    })
    .await;
}

#[tokio::test]
async fn an_identifier_longer_than_a_sort_key_is_unique_all_the_same() {
    on_every_engine(async |world| {
        let long = |n: usize| {
            let mut change = create(n);
            change.fields[2].after = Some("7".repeat(2000));
            change
        };
        assert_eq!(world.apply("plan", &[long(1), long(2)]).await, [Outcome::Applied, TAKEN]);
    })
    .await;
}

#[tokio::test]
async fn two_accounts_know_nothing_of_each_other() {
    use domain::Digest;
    use sync::ports::{Directory as _, DirectoryWriter as _, Lease, WriteBatch};
    on_every_engine(async |world| {
        let plan = Digest::of(b"plan");
        for account in ["acme", "acme2"] {
            let lease = Lease { account: account.into(), holder: "test".into(), fence: 1, until: Timestamp::MAX };
            crate::support::hold(&world.client, &world.tables, account).await;
            let changes = [create(1)];
            let batch = WriteBatch {
                lease: &lease,
                clock: &SystemClock::default(),
                plan: &plan,
                run: "run_1",
                mapping_version: 1,
                changes: &changes,
            };
            assert_eq!(world.store.apply(&batch).await.unwrap(), [Outcome::Applied], "{account}");
        }
        world.apply("plan 2", &[edit(1, 1, Field::Name, None, Some("Only here"))]).await;
        let other = world.store.employees("acme2").await.unwrap();
        assert_eq!(other.len(), 1);
        assert_eq!(other[0].profile.name.as_deref(), Some("Person 1"));
        assert_eq!(world.store.employees("acm").await.unwrap(), []);
    })
    .await;
}
