//! What a reviewer decides with `commit`, and what the command says to somebody who mistypes.

use serde_json::{Value, json};
use testkit::trinet::{World, WorldPerson};

use crate::command::{Rollcall, digest};

/// Three people, of whom the first two will report to the last, who is new in the second read.
fn with_a_new_manager() -> Rollcall {
    let person =
        |id: &str, first: &str| WorldPerson::new(id, first, "Lee").email(&format!("{}@acme.example", first.to_lowercase()));
    let rollcall = Rollcall::against(World::with_people(vec![person("1", "Ann"), person("2", "Bob").reports_to("1")]));
    rollcall.live();
    rollcall.trinet.with_world(|world| {
        world.companies[0].people.push(person("9", "Zoe"));
        world.person_mut("1").unwrap().manager = "9".to_owned();
        world.person_mut("2").unwrap().manager = "9".to_owned();
    });
    rollcall
}

fn change_of<'a>(plan: &'a Value, source_id: &str) -> &'a str {
    let changes = plan["changes"].as_array().unwrap();
    changes.iter().find(|change| change["source_id"] == source_id).unwrap()["id"].as_str().unwrap()
}

#[test]
fn whoever_reports_to_somebody_who_is_left_out_keeps_the_old_manager() {
    let rollcall = with_a_new_manager();
    let plan = rollcall.expect(0, &["plan"]);
    // The digest may stand behind the changes that are left out.
    let done = rollcall.expect(0, &["commit", "--skip", change_of(&plan, "9"), digest(&plan)]);
    assert_eq!(done["run"]["applied"], 0);
    let managers: Vec<Value> = rollcall.employees().as_array().unwrap().iter().map(|it| it["manager_email"].clone()).collect();
    assert_eq!(managers, [Value::Null, json!("ann@acme.example")]);
    let run = rollcall.expect(0, &["history", done["run"]["id"].as_str().unwrap()]);
    assert_eq!((&run["colour"], &run["findings"]["manager_not_found"]), (&json!("yellow"), &json!(2)));
    let again = rollcall.expect(0, &["plan"]);
    rollcall.expect(0, &["commit", digest(&again)]);
    let managers: Vec<Value> = rollcall.employees().as_array().unwrap().iter().map(|it| it["manager_email"].clone()).collect();
    assert_eq!(managers, [json!("zoe@acme.example"), json!("zoe@acme.example"), Value::Null]);
}

#[test]
fn leaving_out_enough_people_comes_below_a_limit_again() {
    let rollcall = Rollcall::against(World::generated(12, 5));
    rollcall.live();
    let people = rollcall.employees();
    let leaving: Vec<&str> = people.as_array().unwrap()[..5].iter().map(|it| it["source_id"].as_str().unwrap()).collect();
    rollcall.trinet.with_world(|world| {
        for id in &leaving {
            let person = world.person_mut(id).unwrap();
            *person = person.clone().terminated("2026-03-01".parse().unwrap());
        }
    });
    let plan = rollcall.expect(0, &["plan"]);
    assert_eq!(plan["blocked_by"], json!(["volume_deactivate"]));
    rollcall.expect(20, &["commit", digest(&plan)]);
    let done = rollcall.expect(0, &["commit", digest(&plan), "--skip", change_of(&plan, leaving[0])]);
    assert_eq!(done["run"]["applied"], 4);
}

#[test]
fn the_same_person_is_named_by_any_id_and_confirmed_where_two_identifying_fields_turn() {
    let start = "2020-01-06".parse().unwrap();
    let person = |id: &str, email: &str, born: &str| {
        WorldPerson::new(id, "Ann", "Lee").email(email).born(born.parse().unwrap()).started(start)
    };
    let other = WorldPerson::new("2", "Bob", "Ray").email("bob@acme.example");
    let rollcall = Rollcall::against(World::with_people(vec![person("1", "ann@acme.example", "1990-04-12"), other]));
    rollcall.live();
    rollcall.trinet.with_world(|world| {
        world.companies[0].people.remove(0);
        world.companies[0].people.push(person("9", "new@acme.example", "1991-04-12"));
    });
    let plan = rollcall.expect(0, &["plan"]);
    assert_eq!(plan["blocked_by"], json!([]));
    let candidates = plan["changes"].as_array().unwrap().iter().flat_map(|change| change["duplicates"].as_array().unwrap());
    let flags: Vec<_> = candidates.map(|candidate| candidate["flags"].clone()).collect();
    assert_eq!(flags, [json!(["high_risk_change", "identifier_change"])], "it is said before anybody chooses");
    let same = format!("{}=ann@acme.example", change_of(&plan, "9"));
    let refused = rollcall.expect(20, &["commit", digest(&plan), "--same-person", &same]);
    assert_eq!(refused["blocked_by"], json!(["high_risk_change"]));
    let done = rollcall.expect(0, &["commit", digest(&plan), "--same-person", &same, "--confirm", "seen in person"]);
    assert_eq!(done["run"]["applied"], 1);
    assert_eq!(rollcall.employees()[0]["email"], "new@acme.example");
}

#[test]
fn what_is_mistyped_is_one_document_too() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    for words in [vec!["commit"], vec!["plan", "--nothing"], vec!["nothing"], vec!["auto", "sideways"]] {
        let problem = rollcall.expect(2, &words);
        assert_eq!(problem["code"], "usage", "{words:?}: {problem}");
    }
    rollcall.live();
    let id = rollcall.employees()[0]["id"].as_str().unwrap().to_owned();
    let problem = rollcall.expect(2, &["explain", &id, "dob"]);
    assert!(problem["detail"].as_str().unwrap().contains("date_of_birth"), "{problem}");
}

#[test]
fn the_day_is_the_accounts_own_wherever_that_is() {
    for zone in ["Pacific/Kiritimati", "Pacific/Auckland", "UTC", "Pacific/Pago_Pago"] {
        let leaver = WorldPerson::new("1", "Ann", "Lee").email("ann@acme.example").ends("2026-03-03".parse().unwrap());
        let other = WorldPerson::new("2", "Bob", "Ray").email("bob@acme.example");
        let mut rollcall = Rollcall::against(World::with_people(vec![leaver, other]));
        rollcall.live();
        rollcall.expect(0, &["settings", &format!("time_zone={zone}")]);
        assert_eq!(rollcall.expect(0, &["plan"])["verdict"], "no_changes", "{zone}");
        rollcall.today = "2026-03-03";
        assert_eq!(rollcall.expect(0, &["plan"])["counts"]["deactivate"], 1, "{zone}");
    }
}

#[test]
fn history_says_why_a_read_was_not_believed() {
    let rollcall = Rollcall::against(World::generated(10, 1));
    rollcall.live();
    rollcall.trinet.with_world(|world| world.companies[0].people.truncate(1));
    rollcall.expect(30, &["auto", "run"]);
    let history = rollcall.expect(0, &["history"]);
    assert_eq!(history[0]["findings"], json!({"source_incomplete": 1}));
    let run = rollcall.expect(0, &["history", history[0]["run_id"].as_str().unwrap()]);
    assert_eq!(run["error"], "source_incomplete");
    assert!(run["error_detail"].as_str().unwrap().contains("Fewer than half"), "{run}");
}

#[test]
fn a_blocked_account_stays_so_until_a_person_imports_also_when_the_cause_is_gone() {
    let people = || {
        vec![
            WorldPerson::new("1", "Ann", "Lee").email("ann@acme.example"),
            WorldPerson::new("2", "Bob", "Ray").email("bob@acme.example"),
        ]
    };
    let rollcall = Rollcall::against(World::with_people(people()));
    rollcall.live();
    rollcall.trinet.with_world(|world| {
        let ann = world.person_mut("1").unwrap();
        (ann.first_name, ann.work_email) = ("Zoe".to_owned(), "zoe@acme.example".to_owned());
    });
    let blocked = rollcall.expect(20, &["auto", "run"]);
    assert_eq!(blocked["mail"].as_array().unwrap().len(), 1);
    rollcall.trinet.with_world(|world| {
        world.companies[0].people = people();
        world.person_mut("2").unwrap().first_name = "Robert".to_owned();
    });
    let before = rollcall.employees();
    for _ in 0..2 {
        let still = rollcall.expect(20, &["auto", "run"]);
        assert_eq!((&still["verdict"], &still["blocked_by"]), (&json!("blocked"), &json!(["high_risk_change"])));
        assert_eq!((&still["run"]["state"], &still["mail"]), (&json!("blocked"), &json!([])));
    }
    assert_eq!(rollcall.employees(), before);
    let review = rollcall.expect(0, &["plan"]);
    assert_eq!((&review["verdict"], &review["counts"]["update"]), (&json!("apply"), &json!(1)));
    rollcall.expect(0, &["commit", digest(&review)]);
    assert_eq!(rollcall.expect(0, &["auto", "run"])["verdict"], "no_changes");
}

#[test]
fn a_review_without_changes_lets_a_blocked_account_go_on() {
    let rollcall = Rollcall::against(World::with_people(vec![
        WorldPerson::new("1", "Ann", "Lee").email("ann@acme.example"),
        WorldPerson::new("2", "Bob", "Ray").email("bob@acme.example"),
    ]));
    rollcall.live();
    let turn = |first: &str, email: &str| {
        rollcall.trinet.with_world(|world| {
            let ann = world.person_mut("1").unwrap();
            (ann.first_name, ann.work_email) = (first.to_owned(), email.to_owned());
        });
    };
    turn("Zoe", "zoe@acme.example");
    rollcall.expect(20, &["auto", "run"]);
    turn("Ann", "ann@acme.example");
    rollcall.expect(20, &["auto", "run"]);
    let review = rollcall.expect(0, &["plan"]);
    assert_eq!(review["verdict"], "no_changes");
    rollcall.expect(0, &["commit", digest(&review)]);
    assert_eq!(rollcall.expect(0, &["auto", "run"])["run"]["state"], "committed");
}
