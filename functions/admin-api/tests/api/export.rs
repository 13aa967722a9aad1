//! The history as CSV: what a reader of CSV gets back, that no cell begins a formula, and the columns as they are.

use domain::{Action, Change, ChangeId, Code, Counts, EmployeeId, Field, FieldChange, Finding, Plan, Settings};
use proptest::prelude::*;
use sync::ports::Refusal;
use sync::{Run, RunKind, RunState, StoredPlan};

use admin_api::view::{Csv, history_csv, run_csv, run_csv_part};

/// The rows that a reader of CSV finds, with the header.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Text in which everything that could matter is likely.
fn cell() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(vec![
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "'", "\"", ",", ";", " ", "\u{feff}", "\u{200b}",
        "a", "Zoë", "1",
    ]);
    prop_oneof![prop::collection::vec(letters, 0..8).prop_map(|parts| parts.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn every_cell_comes_back_as_it_was_but_for_quotes_that_disarm(table in prop::collection::vec(prop::collection::vec(cell(), 3), 0..6)) {
        let mut csv = Csv::with_columns(&["a", "b", "c"]);
        for row in &table {
            csv.row(row);
        }
        let read = rows(&csv.into_text());
        prop_assert_eq!(&read[0], &["a", "b", "c"]);
        prop_assert_eq!(read.len(), table.len() + 1);
        for (read, given) in read[1..].iter().flatten().zip(table.iter().flatten()) {
            let plain = |text: &str| text.replace('\'', "");
            prop_assert_eq!(plain(read), plain(given), "nothing but quotes is added");
            prop_assert!(read.len() >= given.len());
            if !given.contains(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0', '﹢', '﹣', '﹦', '﹫', '−']) {
                prop_assert_eq!(read, given);
            }
        }
    }

    #[test]
    fn no_cell_begins_with_what_a_spreadsheet_runs_wherever_it_cuts(cells in prop::collection::vec(cell(), 1..4)) {
        let mut csv = Csv::with_columns(&["a", "b", "c"]);
        csv.row(&cells);
        for cell in rows(&csv.into_text()).into_iter().flatten() {
            for part in cell.split([';', '\t', '\n', '\r']).chain([cell.as_str()]) {
                prop_assert!(!part.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\0']), "{part:?} of {cell:?}");
                prop_assert!(!part.trim().starts_with(['=', '+', '-', '@']), "{part:?} of {cell:?}");
            }
            prop_assert!(!cell.starts_with(['\t', '\r', '\n']), "{cell:?}");
        }
    }
}

fn change(number: usize, fields: &[(Field, Option<&str>, Option<&str>)]) -> Change {
    let own = |value: &Option<&str>| value.map(str::to_owned);
    Change {
        id: ChangeId(format!("c{number:04}")),
        action: Action::Update,
        end_date: None,
        source_id: Some(format!("0000100000{number}")),
        email: None,
        employee_id: None,
        employee: EmployeeId(format!("emp_{number}")),
        base_version: 1,
        fields: fields
            .iter()
            .map(|(field, before, after)| FieldChange { field: field.clone(), before: own(before), after: own(after) })
            .collect(),
        flags: vec![],
        duplicates: vec![],
    }
}

fn stored() -> StoredPlan {
    let plan = serde_json::json!({
        "account": "acme", "company": "A1B", "trigger": "manual", "today": "2026-03-02", "base_epoch": 3, "mapping_version": 1,
        "coverage": "everybody", "verdict": "apply", "objections": [], "counts": {}, "changes": [], "findings": [], "missing": [],
        "left_out": {}, "next_due": null, "snapshot": "sha256:00",
    });
    let mut plan: Plan = serde_json::from_value(plan).unwrap();
    let (name, birth) = (Field::Name, Field::DateOfBirth);
    plan.changes = vec![
        change(1, &[(name.clone(), Some("Ann \"Annie\" Lee"), Some("=cmd|' /C calc'!A0")), (birth, None, Some("1990-04-12"))]),
        change(2, &[(Field::Demographic("Team".into()), Some("-"), Some("Sales; =1+1"))]),
        change(3, &[(name, Some("Bo"), Some("Bö, jr."))]),
    ];
    plan.findings = vec![Finding::of(Code::BadEmail, Some("00001000009".into()), Some(Field::Email))];
    let digest = plan.digest();
    StoredPlan { id: "plan_1".into(), run: "run_0".into(), created_at: "2026-03-02T12:00:00Z".parse().unwrap(), digest, plan }
}

fn run() -> Run {
    let mut run = Run::begin("run_1".into(), RunKind::Manual, "@ann", "2026-03-02T12:00:00Z".parse().unwrap());
    run.state = RunState::Committed;
    run.finished_at = Some("2026-03-02T12:00:07Z".parse().unwrap());
    run.counts = Counts { update: 3, unchanged: 17, ..Counts::default() };
    run.findings = [(Code::BadEmail, 1)].into();
    (run.done, run.applied) = (2, 1);
    run.refused = vec![(ChangeId("c0002".into()), Refusal::ChangedSinceReview)];
    run.skipped = vec![ChangeId("c0003".into())];
    run
}

#[test]
fn a_run_and_the_history_look_as_they_always_did() {
    assert_eq!(run_csv(&run(), Some(&stored())), include_str!("golden/run.csv"));
    assert_eq!(history_csv(&[run()]), include_str!("golden/history.csv"));
}

#[test]
fn the_parts_of_a_table_after_one_another_are_the_table_wherever_it_is_cut() {
    let (run, stored) = (run(), stored());
    let whole = run_csv(&run, Some(&stored));
    for bytes in [1, 200, whole.len() - 1, whole.len()] {
        let (mut text, mut parts, mut from) = (String::new(), 0, Some(0));
        while let Some(row) = from {
            let (part, next) = run_csv_part(&run, Some(&stored), row, bytes);
            assert!(next.is_none_or(|next| next > row), "{bytes} bytes do not get on from {row}");
            (text, parts, from) = (text + &part, parts + 1, next);
        }
        assert_eq!(text, whole, "{bytes} bytes in {parts} parts");
        assert_eq!(parts == 1, bytes >= whole.len() - 1, "{bytes} bytes in {parts} parts");
    }
    assert_eq!(run_csv_part(&run, None, 5, 100), (String::new(), None));
}

#[test]
fn each_change_says_what_became_of_it() {
    let outcomes = |change: &dyn Fn(&mut Run)| {
        let mut run = run();
        (run.refused, run.skipped, run.done) = (vec![], vec![], 3);
        change(&mut run);
        let rows = rows(&run_csv(&run, Some(&stored())));
        rows.iter().filter(|row| row[0] == "change").map(|row| row[8].clone()).collect::<Vec<_>>()
    };
    assert_eq!(outcomes(&|run| run.applied = 3), ["applied"; 4]);
    assert_eq!(outcomes(&|run| (run.applied, run.already_true) = (0, 3)), ["already_true"; 4]);
    assert_eq!(outcomes(&|run| (run.applied, run.already_true) = (1, 2)), ["applied_or_already_true"; 4]);
    assert_eq!(outcomes(&|run| (run.applied, run.done) = (1, 1)), ["applied", "applied", "not_applied", "not_applied"]);
    assert_eq!(outcomes(&|run| (run.applied, run.state) = (0, RunState::Blocked)), ["not_applied"; 4]);
    let superseded = (ChangeId("c0001".into()), Refusal::Superseded);
    let stopped = outcomes(&|run| {
        (run.state, run.applied, run.done, run.refused) = (RunState::Failed, 1, 2, vec![superseded.clone()]);
    });
    assert_eq!(stopped, ["not_applied", "not_applied", "applied", "not_applied"], "another import superseded it");
    let taken = (ChangeId("c0003".into()), Refusal::IdentifierTaken);
    assert_eq!(outcomes(&|run| run.refused = vec![taken.clone()])[3], "refused: identifier_taken");
}

#[test]
fn what_was_redacted_since_is_not_exported() {
    let mut stored = stored();
    stored.plan.hide_redacted(&Settings { redacted: [Field::Name].into(), ..Settings::default() });
    let text = run_csv(&run(), Some(&stored));
    assert!(!text.contains("Annie") && !text.contains("calc") && text.contains("1990-04-12"));
}
