//! Killed at any moment, run twice, two at once: the directory ends as one clean run leaves it.

use serde_json::{Value, json};
use testkit::trinet::{Fault, Target, World};

use crate::command::{Rollcall, answer, digest};

/// Records of the company; a few of them have left.
const RECORDS: usize = 300;

fn reviewed() -> (Rollcall, Value) {
    let rollcall = Rollcall::against(World::generated(RECORDS, 11));
    rollcall.set_up();
    let plan = rollcall.expect(0, &["plan"]);
    (rollcall, plan)
}

#[test]
fn a_commit_killed_at_any_moment_and_run_again_ends_as_one_clean_run() {
    let (clean, plan) = reviewed();
    clean.expect(0, &["commit", digest(&plan)]);
    let expected = clean.employees();
    // The delays only spread the kills over the commit; whatever moment they hit, the end must be the same.
    for delay_ms in [0_u64, 15, 30, 45, 60, 80, 100, 130, 170, 250] {
        let (rollcall, plan) = reviewed();
        let mut child = rollcall.start(&["commit", digest(&plan)]);
        std::thread::sleep(std::time::Duration::from_millis(delay_ms));
        let _ = child.kill();
        child.wait().unwrap();
        let done = rollcall.expect(0, &["commit", digest(&plan)]);
        let run = &done["run"];
        assert_eq!((&run["state"], &run["refused"]), (&json!("committed"), &json!(0)), "killed after {delay_ms} ms");
        assert_eq!(
            run["applied"].as_u64().unwrap() + run["already_true"].as_u64().unwrap(),
            plan["counts"]["create"].as_u64().unwrap()
        );
        assert_eq!(rollcall.employees(), expected, "killed after {delay_ms} ms");
        assert_eq!(rollcall.expect(0, &["plan"])["verdict"], "no_changes");
    }
}

#[test]
fn a_daily_sync_killed_while_it_imports_is_finished_by_the_next_one() {
    for delay_ms in [40_u64, 80, 120, 200] {
        let rollcall = Rollcall::against(World::generated(RECORDS, 11));
        rollcall.live();
        rollcall.trinet.with_world(|world| {
            for person in &mut world.companies[0].people {
                person.department = "Moved".to_owned();
            }
        });
        let mut child = rollcall.start(&["auto", "run"]);
        std::thread::sleep(std::time::Duration::from_millis(delay_ms));
        let _ = child.kill();
        child.wait().unwrap();
        rollcall.expect(0, &["auto", "run"]);
        let employees = rollcall.employees();
        let moved = |employee: &Value| employee["demographics"]["Department"] == "Moved";
        assert!(employees.as_array().unwrap().iter().all(moved), "killed after {delay_ms} ms");
        assert_eq!(rollcall.expect(0, &["auto", "run"])["verdict"], "no_changes");
    }
}

#[test]
fn of_two_commits_at_once_one_wins_and_the_other_says_so() {
    for _ in 0..3 {
        let (rollcall, plan) = reviewed();
        let both = [rollcall.start(&["commit", digest(&plan)]), rollcall.start(&["commit", digest(&plan)])];
        let answers = both.map(|child| answer(child.wait_with_output().unwrap()));
        let applied: u64 = answers.iter().filter_map(|answer| answer.json["run"]["applied"].as_u64()).sum();
        let people = plan["counts"]["create"].as_u64().unwrap();
        assert_eq!(applied, people, "nothing is applied twice");
        for answer in &answers {
            let told = answer.json["code"] == "busy" || answer.json["run"]["state"] == "committed";
            assert!(told && [0, 1].contains(&answer.code), "{} {}", answer.code, answer.json);
        }
        assert_eq!(rollcall.employees().as_array().unwrap().len() as u64, people);
    }
}

#[test]
fn a_command_killed_while_any_page_is_in_flight_asks_for_no_other_page_again() {
    // Two passes of four pages each.
    const PAGES: usize = 8;
    let clean = Rollcall::against(World::generated(RECORDS + 50, 11));
    clean.set_up();
    let expected = clean.expect(0, &["plan"]);
    for page in 0..PAGES {
        let rollcall = Rollcall::against(World::generated(RECORDS + 50, 11));
        rollcall.set_up();
        let before = rollcall.trinet.request_count("/employees");
        let hangs = Fault::SlowHeaders(std::time::Duration::from_secs(3600));
        rollcall.trinet.with_world(|world| {
            world.faults.after(u32::try_from(page).unwrap(), 1, Target::EmployeesAll, hangs);
        });
        let mut child = rollcall.start(&["plan"]);
        while rollcall.trinet.request_count("/employees") <= before + page {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let _ = child.kill();
        child.wait().unwrap();
        let plan = rollcall.expect(0, &["plan"]);
        assert_eq!(plan["digest"], expected["digest"], "killed in page {page}");
        assert_eq!(rollcall.trinet.request_count("/employees") - before, PAGES + 1, "killed in page {page}");
    }
}

#[test]
fn a_set_up_and_a_daily_sync_that_were_killed_while_they_read_go_on_too() {
    const PAGES: usize = 8;
    for command in [&["setup"][..], &["auto", "run"]] {
        let rollcall = Rollcall::against(World::generated(RECORDS + 50, 11));
        rollcall.live();
        let before = rollcall.trinet.request_count("/employees");
        let hangs = Fault::SlowHeaders(std::time::Duration::from_secs(3600));
        rollcall.trinet.with_world(|world| world.faults.after(5, 1, Target::EmployeesAll, hangs));
        let mut child = rollcall.start(command);
        while rollcall.trinet.request_count("/employees") <= before + 5 {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let _ = child.kill();
        child.wait().unwrap();
        rollcall.expect(0, command);
        assert_eq!(rollcall.trinet.request_count("/employees") - before, PAGES + 1, "{command:?}");
    }
}
