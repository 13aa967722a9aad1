//! The settings of an account.

use serde_json::json;

use crate::world::World;

const PATH: &str = "/v1/accounts/acme/settings";

#[tokio::test]
async fn settings_are_shown_whole_and_taken_whole() {
    let world = World::new().await;
    world.set_up().await;
    let shown = world.get(PATH).await.body;
    assert_eq!(shown["deactivate"], json!({"percent": 20, "people": 5}));
    assert_eq!((&shown["employee_id_source"], &shown["guards_off"]), (&json!("employeeId"), &json!([])));
    let same = world.send("PUT", PATH, &shown.to_string()).await;
    assert_eq!((same.status, &same.body), (200, &shown));
    for name in shown.as_object().unwrap().keys() {
        let mut part = shown.clone();
        part.as_object_mut().unwrap().remove(name);
        assert_eq!(world.send("PUT", PATH, &part.to_string()).await.problem(), (400, "bad_request"), "without {name}");
    }
    let mut more = shown.clone();
    more["canary"] = json!(1);
    assert_eq!(world.send("PUT", PATH, &more.to_string()).await.problem(), (400, "bad_request"));
}
