//! The checker finds what is planted, and nothing in what is right.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::simulation::checker::{check, image};
use tests::simulation::database::{CONTROL, EMPLOYEES};
use tests::simulation::history::{Event, Kind, Scan, from_lines, to_lines};
use tests::simulation::points::Script;
use tests::simulation::scenario::Scenario;

/// A true history, to be falsified.
#[derive(Clone)]
struct Told {
    events: Vec<Event>,
    scan: Scan,
}

fn told() -> Told {
    tell("reviewed-day")
}

fn tell(story: &str) -> Told {
    let story = Scenario::named(story).unwrap();
    let played = story.play(&story.prepare().unwrap(), Script::Clean).unwrap();
    Told { events: played.world.history.events(), scan: played.scan }
}

impl Told {
    /// The last stream record of a table whose sort key begins so.
    fn record(&mut self, table: &str, prefix: &str) -> usize {
        let of = |event: &Event| matches!(&event.kind, Kind::Stored { table: own, item } if own == table && image::sort(item).starts_with(prefix));
        self.events.iter().rposition(of).unwrap()
    }

    fn item(&mut self, at: usize) -> &mut Value {
        match &mut self.events[at].kind {
            Kind::Stored { item, .. } => item,
            other => panic!("{other:?}"),
        }
    }

    /// Repeats the record at a place at the end, changed.
    fn again(&mut self, at: usize, change: impl FnOnce(&mut Value)) {
        let mut event = self.events[at].clone();
        if let Kind::Stored { item, .. } = &mut event.kind {
            change(item);
        }
        self.events.push(event);
    }

    /// The items of the scan that begin so.
    fn control(&mut self, prefix: &str) -> &mut Value {
        self.scan.control.iter_mut().rfind(|item| image::sort(item).starts_with(prefix)).unwrap()
    }

    /// The commit's run.
    fn committed(&mut self) -> &mut Value {
        let committed = |item: &&mut Value| image::sort(item).starts_with("RUN#") && document(item)["kind"] == "manual";
        self.scan.control.iter_mut().rfind(committed).unwrap()
    }
}

fn document(item: &Value) -> Value {
    image::document(item).unwrap()
}

fn edit(item: &mut Value, change: impl FnOnce(&mut Value)) {
    let mut object = document(item);
    change(&mut object);
    item["doc"] = json!({"S": object.to_string()});
    item.as_object_mut().unwrap().remove("zip");
}

fn number(item: &Value, name: &str) -> i64 {
    image::number(item, name).unwrap()
}

#[test]
fn a_true_history_has_no_anomalies_and_survives_being_written_down() {
    let Told { events, scan } = told();
    assert_eq!(check(&events, &scan).anomalies, []);
    assert_eq!(from_lines(&to_lines(&events, &scan).unwrap()).unwrap(), (events, scan));
}

type Falsify = fn(&mut Told);

const FALSIFIED: [(&str, &str, Falsify); 27] = [
    ("nobody lost", "is gone", |told| drop(told.scan.employees.remove(0))),
    ("nobody lost", "removed", |told| {
        let at = told.record(EMPLOYEES, "emp_");
        let key = told.item(at).clone();
        told.events[at].kind = Kind::Removed { table: EMPLOYEES.to_owned(), key };
    }),
    ("nobody doubled", "the same em", |told| {
        let email = told.scan.employees[0]["em"].clone();
        told.scan.employees[1]["em"] = email;
    }),
    ("nobody doubled", "without its uniqueness item", |told| {
        told.scan.control.retain(|item| !image::sort(item).starts_with("EMPID#E2"))
    }),
    ("nobody doubled", "who does not have it", |told| {
        told.scan.employees[0].as_object_mut().unwrap().remove("ei");
    }),
    ("ended by a date", "without an End Date", |told| {
        for event in &mut told.events {
            if let Kind::Stored { item, .. } = &mut event.kind
                && item["st"]["S"] == "former"
            {
                item["ed"] = json!({"S": "2030-01-01"});
            }
        }
    }),
    ("as reviewed", "is not what change", |told| {
        let at = told.record(EMPLOYEES, "emp_");
        told.item(at)["nm"] = json!({"S": "Somebody Else"});
        told.item(at)["em"] = json!({"S": "other@acme.example"});
        told.item(at)["st"] = json!({"S": "deactivated"});
    }),
    ("as reviewed", "was never written", |told| {
        let at = told.record(EMPLOYEES, "emp_");
        told.events.remove(at);
    }),
    ("as reviewed", "went from version", |told| {
        let at = told.record(EMPLOYEES, "emp_");
        told.item(at)["v"] = json!({"N": "9"});
    }),
    ("as reviewed", "not one of those reviewed", |told| {
        let at = told.record(EMPLOYEES, "emp_");
        told.item(at)["rc"] = json!({"S": "c9999"});
    }),
    // Another run of the plan, which did not write, had left nobody out.
    ("as reviewed", "not one of those reviewed", |told| {
        let mut other = told.committed().clone();
        other["sk"] = json!({"S": "RUN#run_other"});
        edit(&mut other, |run| {
            run["id"] = json!("run_other");
            run["state"] = json!("blocked");
        });
        edit(told.committed(), |run| run["skipped"] = json!(["c0001", "c0002"]));
        told.scan.control.push(other);
    }),
    ("as reviewed", "a plan that is not there", |told| told.scan.control.retain(|item| !image::sort(item).starts_with("PLAN#"))),
    ("as reviewed", "nobody asked to commit", |told| {
        let asked = |event: &Event| matches!(&event.kind, Kind::Invoke { what, .. } if what == "ask for commit");
        told.events.retain(|event| !asked(event));
    }),
    ("stopped writes nothing", "whose runs ended Blocked", |told| edit(told.committed(), |run| run["state"] = json!("blocked"))),
    ("one writer", "after another plan had begun", |told| {
        let first =
            told.events.iter().position(|event| matches!(&event.kind, Kind::Stored { table, .. } if table == EMPLOYEES)).unwrap();
        told.again(first, |item| item["v"] = json!({"N": "3"}));
    }),
    ("one writer", "set the fence back", |told| {
        let at = told.record(CONTROL, "LEASE");
        told.again(at, |item| item["fence"] = json!({"N": "1"}));
    }),
    ("one writer", "took the lease that import-commit#", |told| {
        let held = |event: &Event| matches!(&event.kind, Kind::Stored { item, .. } if image::sort(item) == "LEASE" && item["holder"].is_object());
        let at = told.events.iter().rposition(held).unwrap();
        let event = told.events[at].clone();
        told.events.insert(at + 1, event);
        told.item(at + 1)["holder"] = json!({"S": "import-commit#99"});
    }),
    ("one writer", "import-commit#99 gave back the lease", |told| {
        let at = told.record(CONTROL, "LEASE");
        told.events[at].who = "import-commit#99".to_owned();
    }),
    ("as reviewed", "which was left out", |told| {
        for event in &mut told.events {
            if let Kind::Invoke { input, .. } = &mut event.kind
                && input["work"].is_object()
            {
                input["work"]["skip"] = json!(["c0001", "c0002"]);
            }
        }
    }),
    ("one writer", "was committed 2 times", |told| {
        let mut other = told.committed().clone();
        other["sk"] = json!({"S": "RUN#run_other"});
        told.scan.control.push(other);
    }),
    ("once", "was written twice", |told| {
        let at = told.record(EMPLOYEES, "emp_");
        told.again(at, |item| item["v"] = json!({"N": (number(item, "v") + 1).to_string()}));
    }),
    ("convergent", "still has 2 changes", |told| {
        let event = told.events.last().unwrap().clone();
        told.events.push(Event { kind: Kind::Ok { what: "review".to_owned(), output: json!({"changes": 2}) }, ..event });
    }),
    ("what ended stays", "changed run_", |told| {
        let at = told.record(CONTROL, "RUN#");
        told.again(at, |item| edit(item, |run| run["state"] = json!("running")));
    }),
    ("one import at a time", "which has ended", |told| {
        let run = document(told.committed())["id"].clone();
        let at = told.record(CONTROL, "ACCOUNT");
        told.again(at, |item| {
            edit(item, |account| {
                account["state"] = json!("importing");
                account["epoch_run"] = run;
            });
        });
        let event = told.events.last().unwrap().clone();
        told.events.push(Event { kind: Kind::Quiet, ..event });
    }),
    ("accounts apart", "wrote an item of bolt", |told| {
        let at = told.record(CONTROL, "ACCOUNT");
        told.again(at, |item| item["pk"] = json!({"S": "bolt"}));
    }),
    ("recorded", "without a receipt", |told| {
        let at = told.record(EMPLOYEES, "emp_");
        told.item(at).as_object_mut().unwrap().remove("rp");
    }),
    ("at rest", "the lease is held", |told| {
        let lease = told.control("LEASE");
        lease["until"] = json!({"N": "9999999999999"});
    }),
];

#[test]
fn each_falsified_history_is_found_out() {
    each_is_found(&told(), &FALSIFIED);
}

/// A run that was announced and never taken up, in an account where somebody asked for something so many hours later.
fn announced(hours: i64) -> Told {
    let mut told = told();
    let mut item = told.committed().clone();
    item["sk"] = json!({"S": "RUN#run_announced"});
    edit(&mut item, |run| {
        run["id"] = json!("run_announced");
        run["state"] = json!("running");
        run.as_object_mut().unwrap().retain(|name, _| name != "finished_at" && name != "entry");
    });
    let begun = document(&item)["started_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let last = told.events.last().unwrap().clone();
    let stored = Kind::Stored { table: CONTROL.to_owned(), item: item.clone() };
    told.events.push(Event { kind: stored, ..last.clone() });
    told.scan.control.push(item);
    told.events.push(Event { at: begun + hours * 3_600_000, kind: Kind::Quiet, ..last.clone() });
    told.events.push(Event { at: begun + 99 * 3_600_000, account: "bolt".to_owned(), ..last });
    told
}

#[test]
fn a_run_that_nobody_took_up_is_found_out_once_its_own_account_was_asked_for_something_a_day_later() {
    finds(&announced(24), "at rest", "nobody took it up");
    let told = announced(23);
    let found = check(&told.events, &told.scan).anomalies;
    assert!(found.iter().all(|anomaly| !anomaly.what.contains("nobody took it up")), "{found:?}");
}

#[test]
fn an_altered_entry_is_found_out() {
    let mut told = told();
    edit(told.committed(), |run| run["actor"] = json!("mallory"));
    finds(&told, "recorded", "is not a chain");
}

#[test]
fn a_mail_without_a_cause_or_never_sent_is_found_out() {
    let falsified: [(&str, &str, Falsify); 5] = [
        ("once", "2 mails for 1 runs", |told| {
            let mut other = told.control("OUTBOX#").clone();
            other["sk"] = json!({"S": "OUTBOX#mail_other"});
            told.scan.control.push(other);
        }),
        ("told", "which no server had taken", |told| told.events.retain(|event| !matches!(event.kind, Kind::Mail { .. }))),
        ("told", "neither sent nor given up", |told| {
            told.control("OUTBOX#").as_object_mut().unwrap().remove("sent");
            let quiet = Event { kind: Kind::Quiet, ..told.events.last().unwrap().clone() };
            told.events.push(quiet);
        }),
        ("told", "there is no such mail", |told| told.scan.control.retain(|item| !image::sort(item).starts_with("OUTBOX#"))),
        ("told", "up after 0 minutes", |told| {
            let at = told.record(CONTROL, "OUTBOX#");
            told.again(at, |item| item["given_up"] = json!({"N": "1"}));
        }),
    ];
    each_is_found(&tell("blocked-day"), &falsified);
}

#[test]
fn a_commit_past_a_guard_without_a_reason_is_found_out() {
    let mut told = tell("overridden-day");
    for event in &mut told.events {
        if let Kind::Invoke { input, .. } = &mut event.kind
            && input["work"].is_object()
        {
            input["work"]["confirm"] = Value::Null;
        }
    }
    finds(&told, "as reviewed", "past a guard");
}

#[test]
fn a_daily_sync_that_writes_after_an_undo_is_found_out() {
    let mut told = tell("undone-day");
    let daily = |item: &&Value| image::sort(item).starts_with("RUN#") && document(item)["kind"] == "auto";
    let digest = document(told.scan.control.iter().rfind(daily).unwrap())["digest"].as_str().unwrap().to_owned();
    let pairs = digest.strip_prefix("sha256:").unwrap().as_bytes().chunks(2);
    let bytes: Vec<u8> = pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect();
    let at = told.record(EMPLOYEES, "emp_");
    told.again(at, |item| item["rp"] = json!({"B": STANDARD.encode(bytes)}));
    finds(&told, "stopped writes nothing", "of a daily sync after an undo");
}

fn each_is_found(truth: &Told, falsified: &[(&str, &str, Falsify)]) {
    for (promise, says, falsify) in falsified {
        let mut told = truth.clone();
        falsify(&mut told);
        finds(&told, promise, says);
    }
}

fn finds(told: &Told, promise: &str, says: &str) {
    let found = check(&told.events, &told.scan).anomalies;
    let hit = found.iter().any(|anomaly| anomaly.promise == promise && anomaly.what.contains(says));
    assert!(hit, "{promise}, {says}: {found:?}");
}
