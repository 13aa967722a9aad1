//! What is paid for: requests, and the size of what is stored (P6, P7).

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{Change, EmployeeId, Field, FieldChange};
use sync::account::{Account, Connection};
use sync::ports::{AlongWith, ControlStore as _, Outcome, PermissionCheck, PlanStore as _, Trigger};
use sync::run::{Run, RunKind};

use crate::support::{World, create, edit, on_every_engine};

fn requests(world: &World) -> Vec<(String, usize)> {
    world.wire.take().into_iter().collect()
}

fn expect(pairs: &[(&str, usize)]) -> Vec<(String, usize)> {
    pairs.iter().map(|(operation, times)| ((*operation).to_owned(), *times)).collect()
}

/// The bytes that DynamoDB counts for texts and binaries.
fn size(item: &HashMap<String, AttributeValue>) -> usize {
    let value = |value: &AttributeValue| match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        _ => 8,
    };
    item.iter().map(|(name, it)| name.len() + value(it)).sum()
}

async fn items(world: &World, table: &str) -> Vec<HashMap<String, AttributeValue>> {
    let mut items = world.client.scan().table_name(table).send().await.unwrap().items.unwrap();
    items.sort_by_key(|item| format!("{:?} {:?}", item["pk"], item["sk"]));
    items
}

#[tokio::test]
async fn an_update_is_one_request_and_reading_the_directory_one_more() {
    on_every_engine(async |world| {
        world.apply("setup", &(0..20).map(create).collect::<Vec<_>>()).await;
        world.wire.take();
        let batch: Vec<_> = (0..10).map(|n| edit(n, 1, Field::Status, Some("active"), Some("former"))).collect();
        world.apply("plan", &batch).await;
        assert_eq!(requests(&world), expect(&[("UpdateItem", 10)]));
        world.employees().await;
        assert_eq!(requests(&world), expect(&[("Query", 1)]));
    })
    .await;
}

#[tokio::test]
async fn applying_again_writes_nothing() {
    on_every_engine(async |world| {
        let batch: Vec<_> = (0..30).map(create).collect();
        world.apply("plan", &batch).await;
        let before = (items(&world, &world.tables.employees).await, items(&world, &world.tables.control).await);
        world.wire.take();
        assert_eq!(world.apply("plan", &batch).await, vec![Outcome::AlreadyTrue; 30]);
        assert_eq!(requests(&world), expect(&[("TransactWriteItems", 2)]), "each refused once, and not tried again");
        let after = (items(&world, &world.tables.employees).await, items(&world, &world.tables.control).await);
        assert!(before == after);
    })
    .await;
}

#[tokio::test]
async fn a_typical_employee_is_half_a_write_unit_and_stays_within_one() {
    on_every_engine(async |world| {
        let more = [
            (Field::PreferredName, "Katherine"),
            (Field::DateOfBirth, "1984-11-03"),
            (Field::StartDate, "2019-05-01"),
            (Field::ManagerEmail, "alexander.hamilton@acme.example"),
            (Field::Demographic("Department".into()), "Customer Experience"),
            (Field::Demographic("Location".into()), "San Francisco, CA"),
            (Field::Demographic("Employment type".into()), "Full-time"),
        ];
        let more = more.map(|(field, value)| FieldChange { field, before: None, after: Some(value.into()) });
        let mut person = create(1);
        person.fields.extend(more);
        person.employee = EmployeeId("emp_0123456789abcdef0123".into());
        world.apply("setup", &[person.clone()]).await;
        let created = size(&items(&world, &world.tables.employees).await[0]);
        assert!(created <= 512, "{created} bytes");
        let edits = [Field::Name, Field::ManagerEmail, Field::EndDate, Field::Demographic("Location".into())];
        for (version, field) in (1..).zip(edits) {
            let change = Change { employee: person.employee.clone(), ..edit(1, version, field, None, Some("2026-01-01")) };
            assert_eq!(world.apply(&format!("plan {version}"), &[change]).await, [Outcome::Applied]);
        }
        let edited = size(&items(&world, &world.tables.employees).await[0]);
        assert!(edited <= 1024, "{edited} bytes");
    })
    .await;
}

#[tokio::test]
async fn a_plan_costs_less_than_half_a_write_unit_per_change_and_is_read_in_one_request() {
    on_every_engine(async |world| {
        let plan = crate::plans::stored(200);
        world.wire.take();
        world.store.put_plan("acme", &plan).await.unwrap();
        assert_eq!(requests(&world), expect(&[("BatchWriteItem", 1), ("PutItem", 1), ("Query", 1)]));
        let bytes: usize = items(&world, &world.tables.control).await.iter().map(size).sum();
        assert!(bytes <= 200 * 512, "{bytes} bytes");
        world.wire.take();
        world.store.plan("acme", &plan.digest).await.unwrap();
        assert_eq!(requests(&world), expect(&[("Query", 1)]));
        let other = crate::plans::stored(201);
        let by_parts = world.store.clone().without_batches();
        by_parts.put_plan("acme", &other).await.unwrap();
        assert_eq!(requests(&world), expect(&[("PutItem", 2), ("Query", 1)]), "for who may not write in batches");
        assert_eq!(by_parts.plan("acme", &other.digest).await.unwrap().map(|it| it.plan), Some(other.plan));
    })
    .await;
}

#[tokio::test]
async fn a_day_without_changes_is_a_read_and_three_small_items() {
    on_every_engine(async |world| {
        let check = |name: &str| PermissionCheck {
            name: name.into(),
            passed: true,
            detail: format!("{name}: everything that the import needs can be read with these credentials, as it should be."),
            required: true,
        };
        let connection = Connection {
            company: "C0123456".into(),
            url: "https://api.example".into(),
            connected_at: "2026-01-01T00:00:00Z".parse().unwrap(),
            connected_by: "ann@acme.example".into(),
            checks: ["token", "company", "employees", "employees_all", "departments"].map(check).into(),
        };
        let account = Account { connection: Some(connection), ..Account::new("acme") };
        let account = world.store.save(account, vec![]).await.unwrap();
        world.wire.take();
        let account = world.store.account(&account.id).await.unwrap();
        let run = Run::begin("run_1".into(), RunKind::Auto, "auto-sync", "2026-01-01T00:00:00Z".parse().unwrap());
        let along = vec![
            AlongWith::Run(Box::new(run)),
            AlongWith::Trigger(Trigger { key: "daily".into(), run: "run_1".into(), again: None, lasts: false }),
        ];
        world.store.save(account, along).await.unwrap();
        assert_eq!(requests(&world), expect(&[("GetItem", 1), ("TransactWriteItems", 1)]));
        for item in items(&world, &world.tables.control).await {
            assert!(size(&item) <= 1024, "{} bytes", size(&item));
        }
    })
    .await;
}

#[tokio::test]
async fn a_directory_beyond_one_page_is_read_whole_in_as_many_requests_as_it_has_megabytes() {
    on_every_engine(async |world| {
        let mut people: Vec<_> = (0..30).map(create).collect();
        for person in &mut people {
            let value = Some("x".repeat(90_000));
            person.fields.push(FieldChange { field: Field::Demographic("Long".into()), before: None, after: value });
        }
        world.apply("setup", &people).await;
        world.wire.take();
        let read = world.employees().await;
        assert_eq!(read.len(), 30);
        assert!(read.is_sorted_by(|one, next| one.id < next.id), "each once and by id");
        assert_eq!(requests(&world), expect(&[("Query", 3)]), "2.7 MB");
    })
    .await;
}
