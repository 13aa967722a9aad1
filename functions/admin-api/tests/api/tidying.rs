//! Demographics that nothing fills any more: listed, and deleted by a reviewed plan (R60).

use std::sync::Arc;

use aws::SystemClock;
use domain::edit::Access;
use domain::{Demographic, Field, Mapping};
use serde_json::json;
use sync::ports::{AlongWith, ControlStore as _, Directory as _};
use sync::revising::Revising;

use crate::company::people;
use crate::world::World;

impl World {
    /// Two people of three with a team, which the mapping filled, and fills no longer unless it still `fills` it.
    async fn with_a_team(fills: &[&str]) -> Self {
        let world = Self::new().await;
        world.commit(&world.planned(people(3)).await).await;
        world.map(2, &["Team"]).await;
        for employee in world.store.employees("acme").await.unwrap().iter().take(2) {
            let revising = Revising::over(&world.store, Arc::new(SystemClock::default()));
            let values = [(Field::from("Team".to_owned()), "Sales".to_owned())];
            world.commit(&revising.edit("acme", &employee.id.0, &values, Access::Keep).await.unwrap()).await;
        }
        world.map(3, fills).await;
        world
    }

    async fn map(&self, version: u32, names: &[&str]) {
        let mut account = self.store.account("acme").await.unwrap();
        account.mapping_version = version;
        let demographic = |name: &&str| Demographic { name: (*name).to_owned(), field: "a".to_owned(), transforms: Vec::new() };
        let demographics = names.iter().map(demographic).collect();
        let mapping = Mapping { version, locked: true, demographics, ..Mapping::default() };
        self.store.save(account, vec![AlongWith::Mapping(mapping)]).await.unwrap();
    }
}

#[tokio::test]
async fn the_demographics_of_the_directory_are_listed_with_how_many_have_them_and_whether_they_are_filled() {
    for (fills, filled) in [(&["Team"][..], true), (&["Office"], false)] {
        let listed = World::with_a_team(fills).await.get("/v1/accounts/acme/demographics").await;
        assert_eq!((listed.status, &listed.body), (200, &json!({"items": [{"name": "Team", "people": 2, "filled": filled}]})));
    }
}

#[tokio::test]
async fn an_unused_demographic_is_deleted_by_a_plan_that_is_reviewed_and_committed() {
    let world = World::with_a_team(&[]).await;
    let tidy = async |names: serde_json::Value| {
        world.ask("POST", "/v1/accounts/acme/demographics/tidy", "", json!({ "names": names })).await
    };
    let planned = tidy(json!(["Team"])).await;
    assert_eq!((planned.status, &planned.body["trigger"], &planned.body["counts"]["update"]), (201, &json!("edit"), &json!(2)));
    let shown = world.get(planned.header("location")).await.body;
    let field = &shown["changes"][0]["fields"][0];
    assert_eq!((&field["field"], &field["before"], &field["after"]), (&json!("Team"), &json!("Sales"), &json!(null)));
    assert_eq!(world.get("/v1/accounts/acme/demographics").await.body["items"][0]["people"], 2, "a plan writes nobody");
    let digest = planned.body["digest"].as_str().unwrap();
    let commit = format!("/v1/accounts/acme/plans/{digest}/commit");
    assert_eq!(world.ask("POST", &commit, &format!("\"{digest}\""), json!({})).await.status, 202);
    world.work_off().await;
    assert_eq!(world.get("/v1/accounts/acme/demographics").await.body, json!({"items": []}));
    assert_eq!(tidy(json!(["Team"])).await.problem(), (409, "not_ready"));
    assert_eq!(tidy(json!([])).await.problem(), (400, "bad_request"));
}

#[tokio::test]
async fn what_the_mapping_fills_is_not_deleted() {
    let world = World::with_a_team(&["Team"]).await;
    let refused = world.ask("POST", "/v1/accounts/acme/demographics/tidy", "", json!({"names": ["Team"]})).await;
    assert_eq!(refused.problem(), (409, "not_ready"));
    assert!(refused.body["detail"].as_str().unwrap().contains("would bring it back"));
}
