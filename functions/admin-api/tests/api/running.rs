//! The history: filtered and paged, a run while it goes on and afterwards, its tables, its undo.

use admin_api::view::run_csv;
use serde_json::{Value, json};
use sync::ports::{AlongWith, ControlStore as _, Cursor, PlanStore as _, Purpose, ReadStore as _, RunStore as _, SavedRead};
use sync::{Run, RunKind, RunState};

use crate::company::{name, people};
use crate::world::World;

#[tokio::test]
async fn the_history_is_filtered_and_paged_and_shows_acts_when_asked_to() {
    let world = World::new().await;
    let first = world.planned(people(2)).await;
    let imported = world.commit(&first).await;
    let employee = world.get("/v1/accounts/acme/employees").await.body["items"][0]["id"].as_str().unwrap().to_owned();
    for _ in 0..3 {
        world.send("POST", "/v1/accounts/acme/reviews", "").await;
        world.ask("POST", &format!("/v1/accounts/acme/employees/{employee}/reveals"), "", json!({})).await;
    }
    let kinds = async |query: &str| {
        let (mut kinds, mut next) = (Vec::new(), String::new());
        loop {
            let page = world.get(&format!("/v1/accounts/acme/runs?limit=2{query}{next}")).await.body;
            let items = page["items"].as_array().unwrap();
            assert!(items.len() <= 2);
            kinds.extend(items.iter().map(|run| run["kind"].as_str().unwrap().to_owned()));
            match page["next_cursor"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => return kinds,
            }
        }
    };
    assert_eq!(kinds("").await, ["review", "review", "review", "manual"]);
    assert_eq!(kinds("&acts=true").await, ["act", "review", "act", "review", "act", "review", "manual"], "newest first");
    assert_eq!(kinds("&kind=manual").await, ["manual"]);
    assert_eq!(kinds("&kind=act").await, ["act"; 3]);
    assert_eq!(kinds("&colour=red").await, [""; 0]);
    let run = world.get(&format!("/v1/accounts/acme/runs/{imported}")).await.body;
    assert_eq!((&run["entry_number"], &run["previous"], &run["progress"]), (&json!(1), &Value::Null, &Value::Null));
    assert_eq!((&run["mail"], &run["blocked_by"], &run["error"]), (&json!([]), &json!([]), &Value::Null));
    assert!(run["duration_ms"].is_i64());
}

#[tokio::test]
async fn an_import_under_way_says_how_far_it_is_and_to_look_again() {
    let world = World::new().await;
    let stored = world.planned(people(5)).await;
    let digest = format!("\"{}\"", stored.digest);
    let commit = format!("/v1/accounts/acme/plans/{}/commit", stored.digest);
    let answer = world.ask("POST", &commit, &digest, json!({"skip": ["c0001"]})).await;
    let path = answer.header("location").to_owned();
    assert_eq!(world.get(&path).await.body["progress"], Value::Null, "nobody took it up");
    let mut run = world.store.run("acme", answer.body["run_id"].as_str().unwrap()).await.unwrap().unwrap();
    run.counts = domain::choices::counts(&stored.plan, &stored.plan.changes[1..]);
    (run.done, run.skipped) = (3, vec![domain::ChangeId("c0001".to_owned())]);
    let account = world.store.account("acme").await.unwrap();
    world.store.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await.unwrap();
    let shown = world.get(&path).await;
    assert_eq!((&shown.body["progress"], shown.header("retry-after")), (&json!({"done": 3, "total": 4}), "2"));
    assert!(!shown.header("etag").is_empty());
    run.state = RunState::Failed;
    run.error_detail = Some("Do it again.".to_owned());
    run.finished_at = Some(run.started_at);
    sync::history::end(world.store.as_ref(), "acme", &mut run).await.unwrap();
    let shown = world.get(&path).await;
    assert_eq!((&shown.body["next_step"], &shown.body["progress"]), (&json!("Do it again."), &Value::Null));
    assert_eq!(shown.header("retry-after"), "", "it has ended");
}

#[tokio::test]
async fn a_reading_under_way_says_its_page_and_how_many_people_it_read() {
    let world = World::new().await;
    world.set_up().await;
    let review = world.send("POST", "/v1/accounts/acme/reviews", "").await;
    let (path, id) = (review.header("location").to_owned(), review.body["run_id"].as_str().unwrap().to_owned());
    assert_eq!(world.get(&path).await.body["reading"], Value::Null, "nothing was read yet");
    let cursor = Cursor { pass: 1, pages: 1, people: 100, ..Cursor::default() };
    let read = SavedRead {
        id: "read_1".to_owned(),
        purpose: Purpose::Review,
        run: id.clone(),
        basis: domain::Digest::of(b"basis"),
        revision: 0,
        saved_at: jiff::Timestamp::now(),
        begun_anew: 0,
        cursor,
        pages: None,
    };
    let mut saved = world.store.save_read("acme", read, Some(&people(100))).await.unwrap();
    assert_eq!(world.get(&path).await.body["reading"], json!({"pass": 1, "pages": 1, "people": 100}));
    saved.run = "run_other".to_owned();
    world.store.save_read("acme", saved.clone(), None).await.unwrap();
    assert_eq!(world.get(&path).await.body["reading"], Value::Null, "another run's reading");
    saved = SavedRead { run: id.clone(), revision: saved.revision + 1, ..saved };
    world.store.save_read("acme", saved, None).await.unwrap();
    let mut run = world.store.run("acme", &id).await.unwrap().unwrap();
    (run.state, run.finished_at) = (RunState::Failed, Some(run.started_at));
    sync::history::end(world.store.as_ref(), "acme", &mut run).await.unwrap();
    assert_eq!(world.get(&path).await.body["reading"], Value::Null, "it has ended");
}

#[tokio::test]
async fn the_tables_are_csv_with_dates_of_birth_hidden() {
    let world = World::new().await;
    let stored = world.planned(people(2)).await;
    let run = world.commit(&stored).await;
    let history = world.text("/v1/accounts/acme/history.csv").await;
    assert!(history.contains(&run) && history.lines().count() == 2, "{history}");
    let changes = world.text(&format!("/v1/accounts/acme/runs/{run}/changes.csv")).await;
    assert!(changes.contains("zoe1@acme.example") && changes.contains("••••-••-••"), "{changes}");
    assert!(!changes.contains("1961-02-11"), "{changes}");
    assert_eq!(world.get("/v1/accounts/acme/runs/run_none/changes.csv").await.problem(), (404, "not_found"));
    let answer = world.get(&format!("/v1/accounts/acme/runs/{run}/changes.csv")).await;
    assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{run}.csv\""));
    assert!(answer.header("content-type").starts_with("text/csv"));
    assert_eq!(answer.header("link"), "", "it is whole");
}

#[tokio::test]
async fn a_table_that_is_larger_than_an_answer_may_be_comes_in_parts() {
    let world = World::new().await;
    let mut stored = world.planned(people(3)).await;
    for change in &mut stored.plan.changes {
        change.fields[0].after = Some("x".repeat(2_000_000));
    }
    stored.digest = stored.plan.digest();
    world.store.put_plan("acme", &stored).await.unwrap();
    let mut run = Run::begin("run_large".to_owned(), RunKind::Manual, "ann", stored.created_at);
    run.digest = Some(stored.digest.clone());
    world.store.save(world.store.account("acme").await.unwrap(), vec![AlongWith::Run(Box::new(run.clone()))]).await.unwrap();

    let path = "/v1/accounts/acme/runs/run_large/changes.csv";
    let (mut table, mut parts, mut next) = (String::new(), 0, String::new());
    loop {
        let part = world.text(&format!("{path}{next}")).await;
        assert!(part.len() < 5_000_000, "Lambda would not give out {} bytes", part.len());
        (table, parts) = (table + &part, parts + 1);
        let link = world.get(&format!("{path}{next}")).await.header("link").to_owned();
        let Some(found) = link.strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\"")) else { break };
        next = found.to_owned();
    }
    for change in &mut stored.plan.changes {
        change.fields.iter_mut().filter(|field| field.field == domain::Field::DateOfBirth).for_each(|field| field.after = None);
    }
    let hidden = |row: &str| row.replace("••••-••-••", "");
    assert_eq!((hidden(&table), parts), (run_csv(&run, Some(&stored)), 2));
    assert_eq!(world.get(&format!("{path}?cursor=made-up")).await.problem(), (400, "bad_cursor"));
}

#[tokio::test]
async fn an_undo_is_a_plan_to_be_reviewed_and_writes_nobody() {
    let world = World::new().await;
    let stored = world.planned(people(2)).await;
    world.commit(&stored).await;
    let mut next = people(2);
    next[0].names = vec![name("Ada", "Byron")];
    let stored = world.planned(next).await;
    let run = world.commit(&stored).await;
    let answer = world.ask("POST", &format!("/v1/accounts/acme/runs/{run}/undo"), "", json!({})).await;
    assert_eq!((answer.status, &answer.body["trigger"], &answer.body["changes"]), (201, &json!("undo"), &json!([])));
    assert_eq!((&answer.body["counts"]["update"], &answer.body["stale"]), (&json!(1), &json!(false)));
    let shown = world.get(answer.header("location")).await.body;
    assert_eq!((&shown["digest"], &shown["changes"][0]["name"]), (&answer.body["digest"], &json!("Zoë1 Müller")));
    assert!(world.outside.work.lock().unwrap().is_empty());
    let none = world.ask("POST", "/v1/accounts/acme/runs/run_none/undo", "", json!({})).await;
    assert_eq!(none.problem(), (404, "not_found"));
}

impl World {
    async fn text(&self, path: &str) -> String {
        use tower::ServiceExt as _;
        let mut request = axum::http::Request::builder().uri(path).body(axum::body::Body::empty()).unwrap();
        request.extensions_mut().insert(admin_api::signin::Machine("administrator".to_owned()));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 24).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }
}
