//! The tables as the template declares them, and what engines must refuse.

use std::path::Path;

use aws::dynamo::tables::create_tables;
use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use aws_sdk_dynamodb::types::{AttributeValue, Put, StreamViewType, TimeToLiveStatus, TransactWriteItem};
use sync::account::Account;
use sync::ports::{AlongWith, ControlStore as _};
use sync::run::OutboxMail;

use crate::support::{World, on_every_engine};

#[tokio::test]
async fn the_control_table_has_a_stream_of_new_images_and_a_time_to_live() {
    on_every_engine(async |world| {
        // The embedded engine makes its own tables without a stream, so here are others.
        let name = |table: &str| format!("streamed-{}-{}", std::process::id(), table);
        let tables = aws::Tables { employees: name("employees"), control: name("control") };
        create_tables(&world.client, &tables).await.unwrap();
        let describe = async |table: &str| {
            world.client.describe_table().table_name(table).send().await.unwrap().table.unwrap().stream_specification
        };
        let stream = describe(&tables.control).await.unwrap();
        assert!(stream.stream_enabled);
        assert_eq!(stream.stream_view_type, Some(StreamViewType::NewImage));
        assert!(!describe(&tables.employees).await.is_some_and(|stream| stream.stream_enabled));
        let expiry = world.client.describe_time_to_live().table_name(&tables.control).send().await.unwrap();
        let expiry = expiry.time_to_live_description.unwrap();
        assert_eq!(expiry.time_to_live_status, Some(TimeToLiveStatus::Enabled));
        assert_eq!(expiry.attribute_name.as_deref(), Some("expires_at"));
    })
    .await;
}

#[tokio::test]
async fn making_the_tables_again_changes_nothing() {
    on_every_engine(async |world| {
        let account = world.store.save(Account::new("acme"), vec![]).await.unwrap();
        let (one, two) = tokio::join!(create_tables(&world.client, &world.tables), create_tables(&world.client, &world.tables));
        one.unwrap();
        two.unwrap();
        assert_eq!(world.store.account("acme").await.unwrap(), account);
    })
    .await;
}

#[tokio::test]
async fn a_mail_is_recognised_in_an_image_of_the_stream_and_other_items_are_not() {
    on_every_engine(async |world| {
        let mail = OutboxMail {
            id: "mail_1".into(),
            account: "acme".into(),
            to: vec!["ops@acme.example".into()],
            subject: "Blocked".into(),
            body: "2 findings".into(),
            created_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        };
        world.store.save(Account::new("acme"), vec![AlongWith::Mail(mail.clone())]).await.unwrap();
        let images = world.client.scan().table_name(&world.tables.control).send().await.unwrap().items.unwrap();
        let mails: Vec<_> = images.iter().filter_map(|image| aws::dynamo::mail_of(image).unwrap()).collect();
        assert_eq!(mails, [mail]);
        let mut foreign = images.into_iter().find(|image| image["sk"].as_s().unwrap().starts_with("OUTBOX#")).unwrap();
        foreign.insert("pk".into(), AttributeValue::S("other".into()));
        assert!(aws::dynamo::mail_of(&foreign).is_err(), "a mail of another account is not sent");
    })
    .await;
}

async fn put_at_once(world: &World, number: usize) -> Result<(), String> {
    let action = |n: usize| {
        let put = Put::builder().table_name(&world.tables.control);
        let put = put.item("pk", AttributeValue::S("acme".into())).item("sk", AttributeValue::S(format!("{number}-{n:03}")));
        TransactWriteItem::builder().put(put.build().unwrap()).build()
    };
    let actions = (0..number).map(action).collect();
    let answer = world.client.transact_write_items().set_transact_items(Some(actions)).send().await;
    answer.map(drop).map_err(|error| error.code().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_transaction_has_at_most_one_hundred_actions() {
    on_every_engine(async |world| {
        assert_eq!(put_at_once(&world, 100).await, Ok(()));
        assert_eq!(put_at_once(&world, 101).await, Err("ValidationException".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn an_engine_refuses_what_dynamodb_refuses() {
    on_every_engine(async |world| {
        let put = async |sort: String, value: String| {
            let request = world.client.put_item().table_name(&world.tables.control);
            let request = request.item("pk", AttributeValue::S("acme".into())).item("sk", AttributeValue::S(sort));
            let answer = request.item("value", AttributeValue::S(value)).send().await;
            answer.map(drop).map_err(|error| error.code().unwrap_or_default().to_owned())
        };
        let refused = Err("ValidationException".to_owned());
        assert_eq!(put("a".repeat(1024), String::new()).await, Ok(()));
        assert_eq!(put("a".repeat(1025), String::new()).await, refused, "a sort key beyond 1,024 bytes");
        assert_eq!(put(String::new(), String::new()).await, refused, "an empty key");
        assert_eq!(put("b".into(), "x".repeat(390_000)).await, Ok(()));
        assert_eq!(put("b".into(), "x".repeat(410_000)).await, refused, "an item beyond 400 KB");
    })
    .await;
}

#[test]
fn no_code_deletes_from_the_employees_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut deletions = 0;
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let code = std::fs::read_to_string(&path).unwrap();
            for forbidden in ["delete_item", "DeleteItem", "DeleteRequest", "delete_table", "execute_statement"] {
                assert!(!code.contains(forbidden), "{forbidden} in {}", path.display());
            }
            for built in code.split("Delete::builder()").skip(1) {
                deletions += 1;
                let table = built.trim_start().lines().next().unwrap_or_default();
                assert_eq!(table, ".table_name(&self.tables.control)", "{}", path.display());
            }
        }
    }
    assert_eq!(deletions, 1, "the one that frees an identifier");
}
