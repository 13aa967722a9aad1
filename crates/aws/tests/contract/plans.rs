//! Plans are stored whole and read back as they were, or not at all.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{Counts, Digest, Plan, Trigger, Verdict};
use sync::StoreError;
use sync::ports::PlanStore as _;
use sync::run::StoredPlan;

use crate::support::{World, create, on_every_engine};

pub(crate) fn stored(changes: usize) -> StoredPlan {
    let plan = Plan {
        account: "acme".into(),
        company: "C1".into(),
        trigger: Trigger::Manual,
        today: "2026-01-01".parse().unwrap(),
        base_epoch: 4,
        mapping_version: 3,
        verdict: Verdict::Apply,
        objections: vec![],
        coverage: domain::Coverage::Everybody,
        left_out: Default::default(),
        counts: Counts { create: changes, ..Counts::default() },
        changes: (0..changes).map(create).collect(),
        findings: vec![],
        missing: vec![],
        next_due: None,
        snapshot: Digest::of(b"snapshot"),
        undoes: None,
    };
    let created_at = "2026-01-01T00:00:00Z".parse().unwrap();
    StoredPlan { id: "plan_1".into(), run: "run_1".into(), created_at, digest: plan.digest(), plan }
}

async fn parts(world: &World, plan: &StoredPlan) -> Vec<HashMap<String, AttributeValue>> {
    let items = world
        .client
        .query()
        .consistent_read(true)
        .table_name(&world.tables.control)
        .key_condition_expression("pk = :pk AND begins_with(sk, :sk)")
        .expression_attribute_values(":pk", AttributeValue::S("acme".into()))
        .expression_attribute_values(":sk", AttributeValue::S(format!("PLAN#{}#", plan.digest)))
        .send();
    items.await.unwrap().items.unwrap()
}

async fn replace(world: &World, item: HashMap<String, AttributeValue>) {
    world.client.put_item().table_name(&world.tables.control).set_item(Some(item)).send().await.unwrap();
}

#[tokio::test]
async fn a_plan_of_ten_thousand_changes_is_packed_and_read_back() {
    on_every_engine(async |world| {
        let plan = stored(10_000);
        world.store.put_plan("acme", &plan).await.unwrap();
        let read = world.store.plan("acme", &plan.digest).await.unwrap().unwrap();
        assert!(read == plan, "the plan differs");
        assert_eq!(read.plan.digest(), plan.digest);
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_found_by_its_digest_and_account_only() {
    on_every_engine(async |world| {
        let plan = stored(1);
        world.store.put_plan("acme", &plan).await.unwrap();
        assert_eq!(world.store.plan("acme", &Digest::of(b"another")).await.unwrap(), None);
        assert_eq!(world.store.plan("other", &plan.digest).await.unwrap(), None);
        let has = async |account: &str, digest: &Digest| world.store.has_plan(account, digest).await.unwrap();
        assert!(has("acme", &plan.digest).await);
        assert!(!has("acme", &Digest::of(b"another")).await && !has("other", &plan.digest).await);
    })
    .await;
}

#[tokio::test]
async fn storing_a_plan_again_keeps_the_first() {
    on_every_engine(async |world| {
        let plan = stored(2);
        world.store.put_plan("acme", &plan).await.unwrap();
        world.store.put_plan("acme", &StoredPlan { id: "plan_2".into(), ..plan.clone() }).await.unwrap();
        assert_eq!(world.store.plan("acme", &plan.digest).await.unwrap().unwrap().id, "plan_1");
    })
    .await;
}

#[tokio::test]
async fn a_damaged_part_is_noticed_and_making_the_plan_again_repairs_it() {
    on_every_engine(async |world| {
        let plan = stored(3);
        let mut other = stored(3);
        other.plan.base_epoch = 5;
        other.digest = other.plan.digest();
        for stored in [&plan, &other] {
            world.store.put_plan("acme", stored).await.unwrap();
        }
        let good = parts(&world, &plan).await.remove(0);
        let of_the_other = parts(&world, &other).await.remove(0)["zip"].clone();
        let bytes = good["zip"].as_b().unwrap().as_ref().to_vec();
        let flipped: Vec<u8> = bytes.iter().enumerate().map(|(at, byte)| if at == 40 { byte ^ 1 } else { *byte }).collect();
        let cut = bytes[..bytes.len() - 9].to_vec();
        let damages = [AttributeValue::B(Blob::new(flipped)), AttributeValue::B(Blob::new(cut)), of_the_other];
        for damage in damages {
            let mut item = good.clone();
            item.insert("zip".into(), damage);
            replace(&world, item).await;
            assert!(matches!(world.store.plan("acme", &plan.digest).await, Err(StoreError::Corrupt { .. })));
            world.store.put_plan("acme", &plan).await.unwrap();
            assert!(world.store.plan("acme", &plan.digest).await.unwrap().unwrap() == plan);
        }
    })
    .await;
}

#[tokio::test]
async fn a_plan_without_its_header_does_not_exist_and_one_without_a_part_is_damaged() {
    on_every_engine(async |world| {
        let plan = stored(1);
        world.store.put_plan("acme", &plan).await.unwrap();
        let remove = async |sort: String| {
            let key = [("pk", "acme"), ("sk", &sort)].map(|(name, value)| (name.to_owned(), AttributeValue::S(value.into())));
            world.client.delete_item().table_name(&world.tables.control).set_key(Some(key.into())).send().await.unwrap();
        };
        remove(format!("PLAN#{}#0001", plan.digest)).await;
        assert!(matches!(world.store.plan("acme", &plan.digest).await, Err(StoreError::Corrupt { .. })));
        world.store.put_plan("acme", &plan).await.unwrap();
        remove(format!("PLAN#{}", plan.digest)).await;
        assert_eq!(world.store.plan("acme", &plan.digest).await.unwrap(), None);
        assert!(!world.store.has_plan("acme", &plan.digest).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_plan_whose_digest_is_wrong_is_not_stored() {
    on_every_engine(async |world| {
        let plan = StoredPlan { digest: Digest::of(b"wrong"), ..stored(1) };
        assert!(matches!(world.store.put_plan("acme", &plan).await, Err(StoreError::Corrupt { .. })));
    })
    .await;
}
