//! A review a page at a time, with dates of birth hidden until somebody asks and is noted.

use serde_json::{Value, json};
use sync::ports::RunStore as _;

use crate::company::{name, people};
use crate::world::World;

const MASKED: &str = "••••-••-••";

fn ids(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

/// A day on which one person of thirty has another name and date of birth, one another email, one is new.
async fn a_day_of_changes(world: &World) -> String {
    let first = world.planned(people(30)).await;
    world.commit(&first).await;
    let mut next = people(31);
    next[0].names = vec![name("Ada", "Byron")];
    next[0].birth_date = Some("1971-02-03".to_owned());
    next[1].email = Some("other@acme.example".to_owned());
    let stored = world.planned(next).await;
    format!("/v1/accounts/acme/plans/{}", stored.digest)
}

#[tokio::test]
async fn changes_are_filtered_searched_and_paged_with_their_number() {
    let world = World::new().await;
    let plan = a_day_of_changes(&world).await;
    for (query, expect) in [
        ("", vec!["c0001", "c0002", "c0003"]),
        ("?action=create", vec!["c0003"]),
        ("?action=deactivate", vec![]),
        ("?flagged=true", vec!["c0001", "c0002"]),
        ("?flagged=false", vec!["c0003"]),
        ("?flag=high_risk_change", vec!["c0001"]),
        ("?field=email&action=update", vec!["c0002"]),
        ("?search=byron", vec!["c0001"]),
        ("?search=ZOE1%20mull", vec!["c0001"]),
        ("?search=zoe2%20muller", vec!["c0002"]),
        ("?search=other%40acme", vec!["c0002"]),
        ("?search=e31", vec!["c0003"]),
        ("?search=nobody", vec![]),
        ("?search=1971-02", vec![]),
    ] {
        let page = world.get(&format!("{plan}/changes{query}")).await.body;
        assert_eq!(ids(&page), expect, "{query}");
        assert_eq!((&page["total"], &page["next_cursor"]), (&json!(expect.len()), &Value::Null), "{query}");
    }
    for query in ["?limit=0", "?limit=201", "?action=nonsense", "?sort=name", &format!("?search={}", "a".repeat(101))] {
        assert_eq!(world.get(&format!("{plan}/changes{query}")).await.problem(), (400, "bad_request"), "{query}");
    }
    let one = world.get(&format!("{plan}/changes?limit=2")).await.body;
    let cursor = one["next_cursor"].as_str().unwrap();
    let two = world.get(&format!("{plan}/changes?limit=2&cursor={cursor}")).await.body;
    assert_eq!((ids(&one), ids(&two)), (vec!["c0001", "c0002"], vec!["c0003"]));
    assert_eq!((&two["total"], &two["next_cursor"]), (&json!(3), &Value::Null));
}

#[tokio::test]
async fn a_change_says_who_it_is_about_though_its_fields_do_not() {
    let world = World::new().await;
    let plan = a_day_of_changes(&world).await;
    let changes = world.get(&format!("{plan}/changes")).await.body["items"].clone();
    let names = |at: usize| (changes[at]["name_before"].as_str(), changes[at]["name"].as_str());
    assert_eq!(names(0), (Some("Zoë1 Müller"), Some("Ada Byron")));
    assert_eq!(names(1), (Some("Zoë2 Müller"), Some("Zoë2 Müller")));
    assert_eq!(names(2), (None, Some("Zoë31 Müller")));
    let employee = changes[1]["employee"].as_str().unwrap();
    assert_eq!(world.get(&format!("/v1/accounts/acme/employees/{employee}")).await.body["name"], "Zoë2 Müller");
    assert_eq!(changes[2]["employee"], Value::Null, "nobody of the directory yet");
    assert_eq!(world.get(&plan).await.body["changes"], changes, "the plan as a whole shows the same");
}

#[tokio::test]
async fn a_plan_says_where_it_stands() {
    let world = World::new().await;
    let first = world.planned(people(3)).await;
    let path = format!("/v1/accounts/acme/plans/{}", first.digest);
    let shown = world.get(&format!("{path}?changes=false")).await;
    assert_eq!(shown.header("etag"), format!("\"{}\"", first.digest));
    let plan = shown.body;
    assert_eq!((&plan["changes"], &plan["findings"], &plan["counts"]["create"]), (&json!([]), &json!([]), &json!(3)));
    assert_eq!((&plan["stale"], &plan["run_id"], &plan["flagged"]), (&json!(false), &Value::Null, &json!(0)));
    assert_eq!(plan["whole"], json!(false));
    assert_eq!((&plan["trigger"], &plan["directory_epoch"]), (&json!("manual"), &json!(0)));
    let other = world.planned(people(2)).await;
    let run = world.commit(&other).await;
    let plan = world.get(&path).await.body;
    assert_eq!((&plan["stale"], &plan["stale_because"]), (&json!(true), &json!("another import was made after it")));
    let other = world.get(&format!("/v1/accounts/acme/plans/{}", other.digest)).await.body;
    assert_eq!((&other["stale"], &other["run_id"]), (&json!(false), &json!(run)));
}

#[tokio::test]
async fn a_large_plan_has_its_changes_in_its_list_alone() {
    let world = World::new().await;
    for (number, whole) in [(200, true), (201, false)] {
        let stored = world.planned(people(number)).await;
        let path = format!("/v1/accounts/acme/plans/{}", stored.digest);
        let plan = world.get(&path).await.body;
        let shown = plan["changes"].as_array().unwrap().len();
        assert_eq!((shown, &plan["whole"]), (if whole { number } else { 0 }, &json!(whole)), "{number}");
        assert_eq!(plan["counts"]["create"], json!(number));
        assert_eq!(world.get(&format!("{path}/changes")).await.body["total"], json!(number));
    }
}

#[tokio::test]
async fn findings_are_filtered_and_paged() {
    let world = World::new().await;
    let mut company = people(4);
    company[0].email = Some("nonsense".to_owned());
    company[1].email = Some("nonsense".to_owned());
    company[2].birth_date = Some("nonsense".to_owned());
    let stored = world.planned(company).await;
    let findings = format!("/v1/accounts/acme/plans/{}/findings", stored.digest);
    let all = world.get(&findings).await.body;
    let of = async |query: &str| world.get(&format!("{findings}{query}")).await.body["total"].as_u64().unwrap();
    assert_eq!(all["total"], stored.plan.findings.len());
    assert_eq!((of("?code=bad_email").await, of("?code=bad_date").await, of("?code=manager_loop").await), (2, 1, 0));
    assert_eq!(of("?severity=error").await + of("?severity=warning").await + of("?severity=info").await, of("").await);
    let page = world.get(&format!("{findings}?code=bad_email&limit=1")).await.body;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["total"]), (1, &json!(2)));
    assert!(page["next_cursor"].is_string());
}

#[tokio::test]
async fn no_answer_shows_a_date_of_birth_but_a_reveal_which_is_noted_first() {
    let world = World::new().await;
    let plan = a_day_of_changes(&world).await;
    let changes = world.get(&format!("{plan}/changes")).await.body;
    let birth = |fields: &Value| {
        let mut fields = fields.as_array().unwrap().iter();
        fields.find(|it| it["field"] == "date_of_birth").map(|it| (it["before"].clone(), it["after"].clone())).unwrap()
    };
    assert_eq!(birth(&changes["items"][0]["fields"]), (json!(MASKED), json!(MASKED)));
    assert_eq!(birth(&changes["items"][2]["fields"]), (Value::Null, json!(MASKED)), "that there was none is no secret");
    for path in [plan.clone(), format!("{plan}/changes")] {
        assert!(!world.get(&path).await.body.to_string().contains("1971-02-03"), "{path}");
    }
    let reveals = format!("{plan}/reveals");
    assert_eq!(world.ask("POST", &reveals, "", json!({"change": "c9999"})).await.problem(), (404, "not_found"));
    let clear = world.ask("POST", &reveals, "", json!({"change": "c0001"})).await.body;
    assert_eq!(birth(&clear["fields"]), (json!("1961-02-11"), json!("1971-02-03")));
    let acts = world.get("/v1/accounts/acme/runs?kind=act").await.body;
    assert_eq!(acts["items"].as_array().unwrap().len(), 1, "a reveal of nothing is none");
    let act = &acts["items"][0];
    assert_eq!((&act["kind"], &act["state"], &act["actor"]), (&json!("act"), &json!("completed"), &json!("administrator")));
    assert_eq!(act["act"]["what"], "revealed_change");
    assert!(
        act["act"]["about"].as_str().unwrap().ends_with(" c0001")
            && !["1961-02", "1971-02"].iter().any(|it| act.to_string().contains(it)),
        "{act}"
    );
    assert_eq!(world.get("/v1/accounts/acme/history/verification").await.body["flaws"], json!([]));
    assert!(world.store.runs("acme", 50).await.unwrap().iter().all(|run| run.act.is_none()), "in no list of runs");
}
