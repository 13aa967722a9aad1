//! Recording a plan and making it again; the history as CSV.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::json;
use testkit::trinet::World;

use crate::command::{Rollcall, digest};

fn rename_somebody(rollcall: &Rollcall) {
    rollcall.trinet.with_world(|world| world.companies[0].people[2].preferred_first = "Zed".to_owned());
}

fn file(rollcall: &Rollcall, name: &str) -> String {
    rollcall.folder().join(name).display().to_string()
}

#[test]
fn a_recorded_plan_is_made_again_to_the_same_digest_by_whoever_has_the_passphrase() {
    let rollcall = Rollcall::against(World::generated(30, 7));
    rollcall.set_up();
    let (first, later) = (file(&rollcall, "first.bundle"), file(&rollcall, "later.bundle"));
    let plan = rollcall.expect(0, &["plan", "--bundle", &first]);
    let replay = rollcall.expect(0, &["replay", &first]);
    assert_eq!((&replay["same"], &replay["digest"], &replay["replayed"]), (&json!(true), &plan["digest"], &plan["digest"]));
    assert_eq!(replay["differences"], json!([]));
    rollcall.expect(0, &["commit", digest(&plan)]);
    rollcall.expect(0, &["auto", "on"]);

    rename_somebody(&rollcall);
    let day = rollcall.expect(0, &["auto", "run", "--bundle", &later]);
    assert_eq!(day["run"]["applied"], 1);
    let replay = rollcall.expect(0, &["replay", &later]);
    assert_eq!((&replay["same"], &replay["digest"]), (&json!(true), &day["digest"]), "also after the import");

    let bytes = std::fs::read(&later).unwrap();
    assert_eq!(std::fs::metadata(&later).unwrap().permissions().mode() & 0o777, 0o600);
    let email = rollcall.employees()[0]["email"].as_str().unwrap().to_owned();
    assert!(!bytes.windows(email.len()).any(|part| part == email.as_bytes()));
    let other =
        rollcall.plain_command(&["replay", &later]).env("ROLLCALL_BUNDLE_PASSPHRASE", "another passphrase").output().unwrap();
    assert_eq!(other.status.code(), Some(2));
    assert!(String::from_utf8(other.stderr).unwrap().contains("the passphrase is another one, or the file is damaged"));
    assert!(other.stdout.is_empty());
}

#[test]
fn redacted_fields_are_not_recorded_and_the_plan_is_the_same_nevertheless() {
    let rollcall = Rollcall::against(World::generated(30, 7));
    rollcall.set_up();
    rollcall.expect(0, &["settings", "redacted=date_of_birth"]);
    let path = file(&rollcall, "plan.bundle");
    rollcall.expect(0, &["plan", "--bundle", &path]);
    assert_eq!(rollcall.expect(0, &["replay", &path])["same"], true);
}

#[test]
fn what_is_no_bundle_or_has_no_passphrase_is_told_and_nothing_is_written() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    rollcall.live();
    let path = file(&rollcall, "plan.bundle");
    rename_somebody(&rollcall);
    for passphrase in ["", "too short"] {
        let refused =
            rollcall.plain_command(&["plan", "--bundle", &path]).env("ROLLCALL_BUNDLE_PASSPHRASE", passphrase).output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{passphrase:?}");
    }
    assert!(!Path::new(&path).exists());
    rollcall.expect(2, &["auto", "off", "--bundle", &path]);
    std::fs::write(&path, "something else").unwrap();
    assert_eq!(rollcall.expect(2, &["replay", &path])["code"], "bundle_unreadable");
    rollcall.expect(1, &["replay", &file(&rollcall, "nowhere")]);
}

#[test]
fn a_day_on_which_nothing_was_planned_anew_leaves_no_bundle() {
    let rollcall = Rollcall::against(World::generated(5, 1));
    rollcall.live();
    let path = file(&rollcall, "day.bundle");
    rollcall.expect(0, &["auto", "run", "--bundle", &path]);
    assert_eq!(rollcall.expect(0, &["replay", &path])["same"], true, "the first day is planned in full");
    std::fs::remove_file(&path).unwrap();
    let quiet = rollcall.run(&["auto", "run", "--bundle", &path]);
    assert!(quiet.code == 0 && quiet.stderr.contains("no bundle") && !Path::new(&path).exists(), "{}", quiet.stderr);
}

/// When planning changes on purpose, so does this plan: then `replay` says where, and what it says belongs here.
#[test]
fn the_planner_of_this_release_comes_to_the_plan_that_the_first_release_recorded() {
    let rollcall = Rollcall::against(World::generated(1, 1));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/golden/bundle-1");
    let replay = rollcall.expect(0, &["replay", golden.to_str().unwrap()]);
    assert_eq!((&replay["same"], &replay["differences"]), (&json!(true), &json!([])));
    assert_eq!(replay["recorded_by"], json!({"release": "0.1.0", "planner": 1}));
}

#[test]
fn the_history_and_a_run_are_exported_as_csv() {
    let mut world = World::generated(5, 1);
    world.companies[0].people[2].preferred_first = "=cmd|' /C calc'!A0".to_owned();
    let rollcall = Rollcall::against(world);
    rollcall.live();
    let csv = |arguments: &[&str]| {
        let output = rollcall.plain_command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let history = csv(&["history", "--csv"]);
    assert!(history.starts_with("\u{feff}run_id,kind,state,") && history.ends_with("\r\n"));
    let runs = rollcall.expect(0, &["history"]);
    assert_eq!(history.lines().count(), 1 + runs.as_array().unwrap().len());
    let run = csv(&["history", runs[0]["run_id"].as_str().unwrap(), "--csv"]);
    assert!(run.contains(",create,") && run.contains(",applied,"), "{run}");
    assert!(run.contains(",'=cmd|") && !run.contains(",=cmd"), "{run}");
    rollcall.expect(2, &["history", "--csv"]);
}
