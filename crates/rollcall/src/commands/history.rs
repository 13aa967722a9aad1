//! `history`: every run leaves an entry here.

use std::fmt::Write as _;

use admin_api::view::{HistoryEntry, RunDetail, history_csv, run_csv};
use serde_json::json;
use sync::acting::Act;
use sync::listing::{self, Which};
use sync::ports::{ControlStore as _, MailState, Outbox as _, PlanStore as _, RunStore as _};
use sync::{Run, RunState};

use super::Context;
use crate::failure::{Failure, exit};
use crate::terminal;

/// How many entries are shown at most.
const SHOWN: usize = 1_000;

pub(crate) async fn run(context: &Context, run: Option<&str>) -> Result<u8, Failure> {
    let (store, account) = (&context.system.store, &context.global.account);
    if let Some(id) = run {
        let run = find(context, id).await?;
        let mail = match &run.mail {
            Some(mail) => store.mail(account, mail).await?.map(|posted| posted.state),
            None => None,
        };
        let mut document = json!(RunDetail::from(&run));
        document["mail"] = json!(mail);
        terminal::data(&if context.global.json { document.to_string() } else { detail(&run, mail.as_ref()) });
        return Ok(exit::DONE);
    }
    if context.global.json {
        let runs = store.runs(account, SHOWN).await?;
        let entries: Vec<HistoryEntry> = runs.iter().map(HistoryEntry::from).collect();
        terminal::data(&json!(entries).to_string());
    } else {
        let which = Which { acts: true, ..Which::default() };
        terminal::data(&table(&listing::page(store.as_ref(), account, which, None, SHOWN).await?.runs));
    }
    Ok(exit::DONE)
}

/// The history, or one run, as CSV.
pub(crate) async fn export(context: &Context, run: Option<&str>) -> Result<u8, Failure> {
    let (store, account) = (&context.system.store, &context.global.account);
    let Some(id) = run else {
        terminal::data(&history_csv(&store.runs(account, SHOWN).await?));
        return Ok(exit::DONE);
    };
    let run = find(context, id).await?;
    let mut stored = match &run.digest {
        Some(digest) => store.plan(account, digest).await?,
        None => None,
    };
    if let Some(stored) = &mut stored {
        stored.plan.hide_redacted(&store.account(account).await?.settings);
    }
    terminal::data(&run_csv(&run, stored.as_ref()));
    Ok(exit::DONE)
}

async fn find(context: &Context, id: &str) -> Result<Run, Failure> {
    let none = || Failure::usage(format!("there is no run {id}; see rollcall history"));
    context.system.store.run(&context.global.account, id).await?.ok_or_else(none)
}

/// The history as a table, newest first.
pub(crate) fn table(runs: &[Run]) -> String {
    let mut text = format!(
        "{:17} {:7} {:10} {:7} {:>6} {:>7} {:>6} {:>6}  {:11} {}\n",
        "WHEN (UTC)", "KIND", "STATE", "COLOUR", "NEW", "UPDATED", "ENDED", "BACK", "ACTOR", "RUN"
    );
    for run in runs {
        let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let counts = &run.counts;
        // Numbers of what was planned and never written would read as if it had been.
        let shown = |number: usize| if is_written(run) { number.to_string() } else { "-".to_owned() };
        let _ = writeln!(
            text,
            "{:17} {:7} {:10} {:7} {:>6} {:>7} {:>6} {:>6}  {:11} {}",
            run.started_at.strftime("%Y-%m-%d %H:%M").to_string(),
            word(json!(run.kind)),
            word(json!(run.state)),
            word(json!(run.colour)),
            shown(counts.create),
            shown(counts.update),
            shown(counts.deactivate),
            shown(counts.reactivate),
            run.actor,
            run.id,
        );
    }
    text
}

fn is_written(run: &Run) -> bool {
    matches!(run.state, RunState::Committed | RunState::Running)
}

fn detail(run: &Run, mail: Option<&MailState>) -> String {
    let mut text = table(std::slice::from_ref(run));
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(text, "  {name:16} {value}");
        }
    };
    line("Did", run.act.as_ref().map(deed).unwrap_or_default());
    line("Digest", run.digest.as_ref().map(ToString::to_string).unwrap_or_default());
    line("Mapping version", run.mapping_version.to_string());
    line("Stopped by", run.blocked_by.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    line("Error", run.error.clone().unwrap_or_default());
    line("", run.error_detail.clone().unwrap_or_default());
    line("Undoes", run.undoes.clone().unwrap_or_default());
    line("Reason", run.reason.clone().unwrap_or_default());
    line("Applied", format!("{} ({} already true, {} refused)", run.applied, run.already_true, run.refused.len()));
    line("Left out", run.skipped.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    line("Mail", mail.map(mail_text).unwrap_or_default());
    for (code, number) in &run.findings {
        line("Finding", format!("{number} {code}: {}", code.message()));
    }
    text
}

fn deed(act: &Act) -> String {
    let about = act.about.as_ref().map(|about| format!(" ({about})")).unwrap_or_default();
    format!("{}{about}", act.what.sentence())
}

fn mail_text(state: &MailState) -> String {
    match state {
        MailState::Waiting => "not sent yet; it is tried for 48 hours".to_owned(),
        MailState::Sent { place } => format!("sent: {place}"),
        MailState::GivenUp => "given up: it could not be sent for 48 hours, or nobody was to get it".to_owned(),
    }
}
