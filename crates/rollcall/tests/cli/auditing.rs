//! The history as an auditor reads it.

use aws::embedded::Engine;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};
use testkit::trinet::World;

use crate::command::Rollcall;

fn live() -> Rollcall {
    let rollcall = Rollcall::against(World::generated(20, 3));
    rollcall.live();
    rollcall
}

/// Does to the tables what Rollcall never does.
fn behind_its_back(rollcall: &Rollcall, act: impl AsyncFnOnce(&Engine)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let engine = Engine::open(&rollcall.folder().join("directory.db")).await.unwrap();
        act(&engine).await;
    });
}

fn key(sort: &str) -> [(String, AttributeValue); 2] {
    [("pk", "local"), ("sk", sort)].map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned())))
}

#[test]
fn a_history_that_nobody_touched_is_whole_and_names_its_last_entry() {
    let rollcall = live();
    let runs = rollcall.expect(0, &["history"]).as_array().unwrap().len();
    let verified = rollcall.expect(0, &["history", "--verify"]);
    assert_eq!((&verified["whole"], &verified["flaws"]), (&json!(true), &json!([])));
    assert_eq!(verified["history"]["entries"], json!(runs));
    rollcall.expect(0, &["auto", "run"]);
    let later = rollcall.expect(0, &["history", "--verify"]);
    assert_eq!(later["history"]["entries"], json!(runs + 1));
    assert_ne!(later["history"]["head"], verified["history"]["head"]);
}

#[test]
fn an_entry_that_was_removed_or_a_plan_that_was_altered_is_found() {
    type Tamper = fn(&str, &str) -> (String, bool);
    let cases: [(&str, Tamper, &str); 3] = [
        ("the import", |run, _| (format!("RUN#{run}"), true), "the entry is gone"),
        ("its plan", |_, digest| (format!("PLAN#{digest}"), true), "its plan is gone"),
        ("a part of its plan", |_, digest| (format!("PLAN#{digest}#0001"), false), "its plan was altered"),
    ];
    for (name, tamper, expect) in cases {
        let rollcall = live();
        let history = rollcall.expect(0, &["history"]);
        let import = history.as_array().unwrap().iter().find(|run| run["kind"] == "manual").unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let (sort, remove) = tamper(&text(&import["run_id"]), &text(&import["digest"]));
        behind_its_back(&rollcall, async |engine| {
            let table = engine.tables().control.clone();
            if remove {
                let request = engine.client().delete_item().table_name(table).set_key(Some(key(&sort).into()));
                request.send().await.unwrap();
            } else {
                let mut item: std::collections::HashMap<_, _> = key(&sort).into();
                item.insert("zip".to_owned(), AttributeValue::B(vec![1, 2, 3].into()));
                engine.client().put_item().table_name(table).set_item(Some(item)).send().await.unwrap();
            }
        });
        let verified = rollcall.expect(1, &["history", "--verify"]);
        let told: Vec<&str> = verified["flaws"].as_array().unwrap().iter().map(|flaw| flaw["what"].as_str().unwrap()).collect();
        assert!(told.contains(&expect), "{name}: {told:?}");
        assert_eq!(verified["whole"], json!(false));
    }
}
