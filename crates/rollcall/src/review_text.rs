//! A plan as a person reviews it in a terminal.

use std::fmt::Write as _;

use domain::{Action, Change, Code, Counts, Flag, Plan, Severity, Verdict};
use sync::StoredPlan;

/// How many changes are written out before the rest is only counted.
const SHOWN: usize = 25;
/// How many findings of one code are written out.
const PEOPLE_SHOWN: usize = 8;

/// The whole review: counts, objections, changes with before and after, findings.
pub(crate) fn review(stored: &StoredPlan) -> String {
    let plan = &stored.plan;
    let mut text = match &plan.undoes {
        Some(run) => format!("Review of the undo of {run}, {}\n\n", plan.today),
        None => format!("Review of TriNet company {}, {}\n\n", plan.company, plan.today),
    };
    text.push_str(&counts(&plan.counts));
    objections(&mut text, plan);
    changes(&mut text, plan);
    findings(&mut text, plan);
    let _ = writeln!(text, "\nDigest {}", stored.digest);
    text
}

/// The counts as tiles in two rows.
pub(crate) fn counts(counts: &Counts) -> String {
    let row = |tiles: [(&str, usize); 5]| {
        let names: String = tiles.iter().map(|(name, _)| format!("{name:>21}")).collect();
        let numbers: String = tiles.iter().map(|(_, number)| format!("{number:>21}")).collect();
        format!("{names}\n{numbers}\n")
    };
    let first = row([
        ("New", counts.create),
        ("Updated", counts.update),
        ("Deactivated", counts.deactivate),
        ("Reactivated", counts.reactivate),
        ("Unchanged", counts.unchanged),
    ]);
    let second = row([
        ("Excluded", counts.excluded),
        ("Ended, not imported", counts.ended_not_imported),
        ("Held for review", counts.held),
        ("Refused", counts.refused),
        ("Missing from TriNet", counts.missing_from_source),
    ]);
    format!("{first}\n{second}")
}

/// What to do after a review. `blocked` is whether the daily sync waits for it.
pub(crate) fn next_step(stored: &StoredPlan, blocked: bool) -> String {
    let plan = &stored.plan;
    let digest = &stored.digest;
    match plan.verdict {
        Verdict::NoChanges if plan.undoes.is_some() => "Nothing to take back.".to_owned(),
        Verdict::NoChanges if blocked => {
            format!("Nothing to import. Next, so that the daily sync goes on: rollcall commit {digest}")
        }
        Verdict::NoChanges => "Nothing to do.".to_owned(),
        Verdict::Blocked => format!("Next, if all of it is right: rollcall commit {digest} --confirm \"the reason\""),
        _ => format!("Next, if it is right: rollcall commit {digest}"),
    }
}

fn objections(text: &mut String, plan: &Plan) {
    if !plan.objections.is_empty() {
        text.push_str("\nStop and look:\n");
    }
    for objection in &plan.objections {
        let _ = writeln!(text, "  ! {}: {}", objection.guard, objection.message);
        let _ = writeln!(text, "      {}", objection.guard.next_step());
    }
}

fn changes(text: &mut String, plan: &Plan) {
    if plan.changes.is_empty() {
        return;
    }
    text.push_str("\nChanges\n");
    // What a reviewer must look at comes first, then what takes access away, and new people last.
    let mut order: Vec<&Change> = plan.changes.iter().collect();
    order.sort_by_key(|change| (!needs_a_look(change), rank(change.action)));
    for change in order.iter().take(SHOWN) {
        write_change(text, change);
    }
    if order.len() > SHOWN {
        let _ = writeln!(text, "  … and {} more; all of them: rollcall show DIGEST --json", order.len() - SHOWN);
    }
}

fn needs_a_look(change: &Change) -> bool {
    change.flags.iter().any(|flag| matches!(flag, Flag::HighRiskChange | Flag::PossibleDuplicate))
}

fn rank(action: Action) -> u8 {
    match action {
        Action::Deactivate => 0,
        Action::Reactivate => 1,
        Action::Update => 2,
        Action::Create => 3,
    }
}

fn write_change(text: &mut String, change: &Change) {
    let (sign, verb) = match change.action {
        Action::Create => ('+', "new"),
        Action::Update => ('~', "update"),
        Action::Deactivate => ('-', "deactivate"),
        Action::Reactivate => ('+', "reactivate"),
    };
    let who = change.email.as_deref().or(change.employee_id.as_deref()).unwrap_or("(no identifier)");
    let _ = writeln!(text, "  {sign} {} {verb:10} {}  {who}", change.id, change.source_id.as_deref().unwrap_or("-"));
    for flag in &change.flags {
        match flag {
            Flag::HighRiskChange => text.push_str("      ! looks like another person: needs --confirm\n"),
            Flag::PossibleDuplicate => duplicates(text, change),
            Flag::IdentifierChange => {}
        }
    }
    if change.action == Action::Create {
        let _ = writeln!(text, "      {}", one_line(change));
        return;
    }
    for field in &change.fields {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(none)".to_owned());
        let _ = writeln!(text, "      {:20} {} -> {}", field.field.as_str(), value(&field.before), value(&field.after));
    }
}

fn duplicates(text: &mut String, change: &Change) {
    for candidate in &change.duplicates {
        let _ = writeln!(
            text,
            "      ! may be {} of the directory: --same-person {}={} updates that person; otherwise a new one is made",
            candidate.employee, change.id, candidate.employee
        );
    }
}

fn one_line(change: &Change) -> String {
    let shown = change.fields.iter().filter(|field| !matches!(field.field.as_str(), "status" | "source_id" | "email"));
    let values: Vec<String> =
        shown.filter_map(|field| Some(format!("{}: {}", field.field.as_str(), field.after.as_deref()?))).collect();
    values.join(" | ")
}

fn findings(text: &mut String, plan: &Plan) {
    let counts = plan.finding_counts();
    if !counts.is_empty() {
        text.push_str("\nFindings\n");
    }
    for (code, number) in counts {
        let mark = match code.severity() {
            Severity::Info => 'i',
            Severity::Warning => '!',
            Severity::Error => 'x',
        };
        let _ = writeln!(text, "  {mark} {number:>4}  {code}: {} Next: {}", code.message(), code.next_step());
        let _ = writeln!(text, "          {}", people(plan, code));
    }
}

fn people(plan: &Plan, code: Code) -> String {
    let of_code = || plan.findings.iter().filter(|finding| finding.code == code);
    let ids: Vec<&str> = of_code().filter_map(|finding| finding.source_id.as_deref()).take(PEOPLE_SHOWN).collect();
    let more = of_code().count().saturating_sub(ids.len());
    match (ids.is_empty(), more) {
        (true, _) => {
            of_code().filter_map(|finding| finding.field.as_ref().map(|field| field.as_str())).collect::<Vec<_>>().join(", ")
        }
        (false, 0) => ids.join(", "),
        (false, more) => format!("{} and {more} more", ids.join(", ")),
    }
}
