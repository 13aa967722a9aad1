//! No name, email, date of birth or secret in any log line, mail or error, at any level.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;
use testkit::trinet::{Fault, ScriptedDay, Target, World, apply_day};

use crate::command::Rollcall;

#[test]
fn nothing_personal_and_no_secret_is_logged_or_mailed_with_everything_at_trace() {
    let rollcall = Rollcall::against(World::bundled()).logging("trace");
    let (mut logs, mut errors) = (String::new(), String::new());
    let mut run = |arguments: &[&str]| -> Value {
        let answer = rollcall.run(arguments);
        logs.push_str(&answer.stderr);
        if answer.code != 0 {
            errors.push_str(&answer.json["detail"].to_string());
        }
        answer.json
    };
    let url = rollcall.trinet.url();
    run(&["connect", "--company", "A1B", "--trinet-url", &url]);
    run(&["fields"]);
    run(&["map", "--lock"]);
    run(&["setup"]);
    let plan = run(&["plan"]);
    run(&["commit", plan["digest"].as_str().unwrap()]);
    run(&["auto", "on"]);
    rollcall.trinet.with_world(|world| apply_day(world, ScriptedDay::Blocked));
    let blocked = run(&["auto", "run"]);
    rollcall.trinet.with_world(|world| world.faults.always(Target::EmployeesAt(101), Fault::TruncatedJson));
    run(&["plan"]);
    assert!(logs.contains("\"level\":\"INFO\""), "logs were on: {logs}");
    assert!(!errors.is_empty(), "something failed");
    let mail = std::fs::read_to_string(blocked["mail"][0].as_str().unwrap()).unwrap();
    // What a person types and reads; the connection and the settings show no person.
    let shown = ["history", "settings", "fields", "auto run"].map(|line| {
        let output = rollcall.plain_command(&line.split(' ').collect::<Vec<_>>()).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    });

    let employees = rollcall.employees();
    let mut canaries: Vec<String> = vec![rollcall.secret().to_owned()];
    for employee in employees.as_array().unwrap() {
        for field in ["name", "email", "date_of_birth"] {
            canaries.extend(employee[field].as_str().map(str::to_owned));
        }
    }
    assert!(canaries.len() > 600);
    canaries.extend(["Canary Lane", "000-00-"].map(str::to_owned));
    for (sink, said) in [("logs at TRACE", &logs), ("errors", &errors), ("mails", &mail), ("CLI", &shown.concat())] {
        assert!(!said.is_empty(), "{sink} were looked at");
        let hits = canaries.iter().filter(|canary| said.contains(canary.as_str())).count();
        println!("figure: {} in {sink}, {hits} hits", canaries.len());
        assert_eq!(hits, 0, "{hits} of {} canaries were said in {sink}", canaries.len());
    }
}

#[test]
fn unmapped_data_is_stored_nowhere_and_credentials_are_readable_by_their_owner_only() {
    let rollcall = Rollcall::against(World::bundled());
    rollcall.live();
    let mut files = 0;
    for file in std::fs::read_dir(rollcall.folder()).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            files += 1;
            let bytes = std::fs::read(file.path()).unwrap();
            let holds = |canary: &str| bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
            assert!(!holds("Canary Lane") && !holds("000-00-"), "{:?} holds unmapped data", file.path());
        }
    }
    println!("figure: unmapped data in {files} files of tables, 0 hits");
    let mode = |name: &str| std::fs::metadata(rollcall.folder().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("credentials.json"), 0o600);
    assert_eq!(mode("directory.db"), 0o600);
}
