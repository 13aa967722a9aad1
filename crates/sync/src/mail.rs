//! What mails say about a daily sync that did not run through (R90). Ids, field names and counts, never a person's data.

use std::fmt::Write as _;

use domain::{Digest, Objection};
use jiff::Timestamp;

use crate::account::Account;
use crate::run::{OutboxMail, Run, StoredPlan};

/// The mail that says why a daily sync was stopped and what to do. `base` is the address of the admin UI, empty where there
/// is none.
pub(crate) fn blocked_mail(now: Timestamp, account: &Account, run: &Run, stored: &StoredPlan, base: &str) -> OutboxMail {
    let company = company(account);
    OutboxMail {
        id: mail_id(account, stored.plan.cause().as_str(), run),
        account: account.id.clone(),
        to: account.recipients.clone(),
        subject: format!("Rollcall stopped the TriNet sync of company {company}: nothing was changed"),
        body: body(account, stored, &link(base, &account.id, &stored.digest)),
        created_at: now,
    }
}

/// The mail that says that the source no longer accepts the credentials.
pub(crate) fn credentials_mail(now: Timestamp, account: &Account, run: &Run) -> OutboxMail {
    let company = company(account);
    OutboxMail {
        id: mail_id(account, "credentials_rejected", run),
        account: account.id.clone(),
        to: account.recipients.clone(),
        subject: format!("Rollcall cannot read TriNet company {company}: the credentials were rejected"),
        body: format!(
            "TriNet rejected the client id or secret of company {company}. Nothing was changed, and the daily sync does not run until \
             the company is connected again.\n\nWhat to do: in TriNet, create a new pair for the integration (Integration Center, TriNet \
             API), then connect again with it. Mapping and history are kept.\n"
        ),
        created_at: now,
    }
}

/// The id of the mail about a cause that a run met: the same however often that run is delivered, another once the cause
/// comes back in a later run.
fn mail_id(account: &Account, cause: &str, run: &Run) -> String {
    let about = serde_json::to_vec(&(&account.id, cause, &run.id)).unwrap_or_default();
    format!("mail_{}", Digest::of(&about).short(26))
}

/// Where a person finds exactly this review.
fn link(base: &str, account: &str, digest: &Digest) -> String {
    if base.is_empty() {
        return format!("On the machine that runs Rollcall: rollcall show {digest}");
    }
    format!("{}/{account}/plans/{digest}", base.trim_end_matches('/'))
}

fn company(account: &Account) -> &str {
    account.connection.as_ref().map_or("", |connection| connection.company.as_str())
}

fn body(account: &Account, stored: &StoredPlan, link: &str) -> String {
    let plan = &stored.plan;
    let company = company(account);
    let mut text =
        format!("Today's automatic sync of TriNet company {company} was stopped before anything was written.\n\nWhy:\n");
    for objection in &plan.objections {
        let _ = writeln!(text, "- {}: {}\n  {}", objection.guard, objection.message, objection.guard.next_step());
        people(&mut text, objection);
    }
    let counts = &plan.counts;
    let _ = writeln!(
        text,
        "\nNot applied: {} new, {} updated, {} deactivated, {} reactivated. All of it, change by change:\n{link}",
        counts.create, counts.update, counts.deactivate, counts.reactivate
    );
    let _ = writeln!(
        text,
        "\nWhat to do: correct the records in TriNet if they are wrong. Then run a manual sync and review it; if the changes are right as they \
         are, confirm it with a reason. With that the daily sync goes on.\n\nWhat the next run does: the daily sync, at {:02}:00 {}, \
         plans again and stays stopped, whatever it finds, until a manual sync was imported. This mail is sent once for this cause.",
        account.daily_hour, account.time_zone
    );
    text
}

/// How many people a mail names for each objection; the review has them all.
const NAMED: usize = 20;

/// Names the people of an objection: ids and field names, never a value.
fn people(text: &mut String, objection: &Objection) {
    if objection.people.is_empty() {
        return;
    }
    let _ = writeln!(text, "  People concerned ({}), by their TriNet employee id, with the fields:", objection.concerned);
    for person in objection.people.iter().take(NAMED) {
        let fields: Vec<&str> = person.fields.iter().map(domain::Field::as_str).collect();
        let _ = writeln!(text, "  - {}: {}", person.source_id.as_deref().unwrap_or("(no id)"), fields.join(", "));
    }
    if objection.concerned > NAMED {
        let _ = writeln!(text, "  - and {} more", objection.concerned - NAMED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::RunKind;

    #[test]
    fn a_mail_has_one_id_for_a_cause_of_a_run_and_another_for_each_other() {
        let (one, two) = (Account::new("acme"), Account::new("other"));
        let run = |id: &str| Run::begin(id.to_owned(), RunKind::Auto, "auto-sync", Timestamp::UNIX_EPOCH);
        let first = mail_id(&one, "a", &run("run_1"));
        assert_eq!(first, mail_id(&one, "a", &run("run_1")));
        for other in [mail_id(&one, "b", &run("run_1")), mail_id(&one, "a", &run("run_2")), mail_id(&two, "a", &run("run_1"))] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn the_link_leads_to_the_very_plan() {
        let digest = Digest::of(b"plan");
        for base in ["https://people.example.com", "https://people.example.com/"] {
            assert_eq!(link(base, "acme", &digest), format!("https://people.example.com/acme/plans/{digest}"));
        }
        assert!(link("", "acme", &digest).ends_with(&format!("rollcall show {digest}")));
    }
}
