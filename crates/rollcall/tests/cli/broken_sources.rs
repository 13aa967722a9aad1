//! A source that fails ends with its exit code, one sentence, and nothing written.

use serde_json::json;
use testkit::trinet::{Endpoint, Fault, Target, World};

use crate::command::Rollcall;

#[test]
fn a_broken_read_ends_with_its_code_and_changes_nobody() {
    let check = |name: &str, target: Target, fault: Fault, exit: i32, code: &str| {
        let rollcall = Rollcall::against(World::generated(250, 3));
        rollcall.live();
        let before = rollcall.employees();
        rollcall.trinet.with_world(|world| world.faults.always(target, fault));
        for command in [["auto", "run"], ["plan", "--no-input"]] {
            let answer = rollcall.run(&command);
            assert_eq!((answer.code, &answer.json["code"]), (exit, &json!(code)), "{name} {command:?} {}", answer.json);
            let sentence = answer.stderr.trim();
            assert_eq!(sentence.lines().count(), 1, "{name}: one sentence, not {sentence:?}");
        }
        assert_eq!(rollcall.employees(), before, "{name}");
        let history = rollcall.expect(0, &["history"]);
        assert_eq!((&history[0]["state"], &history[0]["colour"]), (&json!("failed"), &json!("red")), "{name}");
    };
    let page = || Target::EmployeesAt(101);
    check("truncated page", page(), Fault::TruncatedJson, 30, "source_malformed");
    check("HTML instead of JSON", page(), Fault::HtmlWith200, 30, "source_malformed");
    check("nobody", Target::EmployeesAll, Fault::ZeroPeople, 30, "source_incomplete");
    check("null data", Target::EmployeesAll, Fault::NullData, 30, "source_incomplete");
    check("a page for ever", Target::EmployeesAll, Fault::SamePageForEver, 30, "source_unstable");
    check("an empty page with more", page(), Fault::EmptyPageWithMore, 30, "source_incomplete");
    check("the list breaks off", Target::EmployeesAt(1), Fault::EndsEarly, 30, "source_incomplete");
    check("permission lost", Target::EmployeesAll, Fault::Forbidden, 31, "permission_missing");
    check("secret revoked", Target::At(Endpoint::Token), Fault::Unauthorized, 31, "credentials_rejected");
}

#[test]
fn connecting_stores_nothing_unless_it_works() {
    let check = |rollcall: &Rollcall, url: &str, company: &str, exit: i32, code: &str| {
        let answer = rollcall.run(&["connect", "--company", company, "--trinet-url", url]);
        assert_eq!((answer.code, &answer.json["code"]), (exit, &json!(code)), "{}", answer.json);
        assert!(!rollcall.folder().join("credentials.json").exists());
        assert_eq!(rollcall.expect(1, &["setup"])["code"], "not_ready");
    };
    let good = Rollcall::against(World::generated(5, 1));
    let url = good.trinet.url();
    check(&good, "http://127.0.0.1:1", "A1B", 30, "source_unreachable");
    check(&good, "http://trinet.example", "A1B", 2, "bad_source_address");
    check(&good, &url, "ZZZ", 31, "permission_missing");
    let bad = Rollcall::against(World::generated(5, 1)).with_secret("wrong");
    check(&bad, &bad.trinet.url(), "A1B", 31, "credentials_rejected");
    let partial = Rollcall::against(World::generated(5, 1));
    partial.trinet.with_world(|world| world.faults.always(Target::EmployeesAll, Fault::Forbidden));
    check(&partial, &partial.trinet.url(), "A1B", 31, "permission_missing");
}

#[test]
fn rejected_credentials_ask_for_a_reconnect_and_reconnecting_goes_on_where_it_stood() {
    let rollcall = Rollcall::against(World::generated(30, 3));
    rollcall.live();
    rollcall.trinet.with_world(|world| world.faults.always(Target::At(Endpoint::Token), Fault::Unauthorized));
    rollcall.expect(31, &["auto", "run"]);
    rollcall.trinet.with_world(|world| world.faults.clear());
    rollcall.trinet.clear_requests();
    assert_eq!(rollcall.expect(0, &["auto", "run"])["run"]["state"], "skipped");
    assert_eq!(rollcall.trinet.requests().len(), 0, "no loop against an account that must be reconnected");
    assert_eq!(rollcall.connect()["state"], "live");
    assert_eq!(rollcall.expect(0, &["auto", "run"])["verdict"], "no_changes");
}
