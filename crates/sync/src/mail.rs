//! The mail about a blocked run, and sending what waits in the outbox (R90). Ids and counts only, never a person's data.

use std::fmt::Write as _;
use std::sync::Arc;

use domain::Objection;

use crate::account::Account;
use crate::error::RunError;
use crate::ports::{Clock, Mailer, Outbox};
use crate::run::{OutboxMail, StoredPlan};

/// The mail that says why a daily sync was stopped and what to do.
pub(crate) fn blocked_mail(clock: &dyn Clock, account: &Account, stored: &StoredPlan, link: &str) -> OutboxMail {
    let company = account.connection.as_ref().map_or("", |connection| connection.company.as_str());
    OutboxMail {
        id: clock.id("mail_"),
        account: account.id.clone(),
        to: account.recipients.clone(),
        subject: format!("Rollcall stopped the TriNet sync of company {company}: nothing was changed"),
        body: body(company, stored, link),
        created_at: clock.now(),
    }
}

/// The mail that says that the source no longer accepts the credentials.
pub(crate) fn credentials_mail(clock: &dyn Clock, account: &Account) -> OutboxMail {
    let company = account.connection.as_ref().map_or("", |connection| connection.company.as_str());
    OutboxMail {
        id: clock.id("mail_"),
        account: account.id.clone(),
        to: account.recipients.clone(),
        subject: format!("Rollcall cannot read TriNet company {company}: the credentials were rejected"),
        body: format!(
            "TriNet rejected the client id or secret of company {company}. Nothing was changed, and the daily sync does not run until \
             the company is connected again.\n\nWhat to do: in TriNet, create a new pair for the integration (Integration Center, TriNet \
             API), then connect again with it. Mapping and history are kept.\n"
        ),
        created_at: clock.now(),
    }
}

fn body(company: &str, stored: &StoredPlan, link: &str) -> String {
    let plan = &stored.plan;
    let mut text =
        format!("Today's automatic sync of TriNet company {company} was stopped before anything was written.\n\nWhy:\n");
    for objection in &plan.objections {
        let _ = writeln!(text, "- {}: {}\n  {}", objection.guard, objection.message, objection.guard.next_step());
        people(&mut text, objection);
    }
    let counts = &plan.counts;
    let _ = writeln!(
        text,
        "\nNot applied: {} new, {} updated, {} deactivated, {} reactivated.",
        counts.create, counts.update, counts.deactivate, counts.reactivate
    );
    let _ = writeln!(
        text,
        "\nWhat to do: correct the records in TriNet if they are wrong. Then run a manual sync and review it; if the changes are right as they \
         are, confirm it with a reason. With that the daily sync goes on.\n{link}\n\nUntil then the daily sync plans again each day and stays stopped. This mail is sent once for this cause."
    );
    text
}

/// How many people a mail names; the review has them all.
const NAMED: usize = 20;

/// Names the people of an objection that is about people: ids and field names, never a value.
fn people(text: &mut String, objection: &Objection) {
    if !objection.is_about_people() {
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

/// Sends what waits in the outbox.
#[derive(Clone)]
pub struct Delivering {
    /// The outbox.
    pub outbox: Arc<dyn Outbox>,
    /// How mail is sent.
    pub mailer: Arc<dyn Mailer>,
}

impl std::fmt::Debug for Delivering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Delivering").finish_non_exhaustive()
    }
}

impl Delivering {
    /// Sends one mail unless it was sent before. Says where it went; `None` when there was nothing to send.
    ///
    /// # Errors
    /// When the store or the mail service fails; the mail then still waits.
    pub async fn deliver(&self, mail: &OutboxMail) -> Result<Option<String>, RunError> {
        if !self.outbox.is_pending(&mail.account, &mail.id).await? {
            return Ok(None);
        }
        let place = self.mailer.send(mail).await?;
        self.outbox.mark_sent(&mail.account, &mail.id, &place).await?;
        Ok(Some(place))
    }

    /// Sends everything that waits, and says where each mail went.
    ///
    /// # Errors
    /// As [`Delivering::deliver`]; mail behind the failing one waits too.
    pub async fn deliver_pending(&self, account: &str) -> Result<Vec<String>, RunError> {
        let mut places = Vec::new();
        for mail in self.outbox.pending(account).await? {
            places.extend(self.deliver(&mail).await?);
        }
        Ok(places)
    }
}
