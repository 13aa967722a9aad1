//! `auto`: switches the daily sync, or runs today's now.

use std::path::Path;

use admin_api::view::{PlanView, RunView};
use domain::{Counts, Severity};
use serde_json::json;
use sync::daily::Daily;
use sync::ports::{Clock as _, ControlStore as _};
use sync::{IntegrationState, Run, StoredPlan};

use super::commit::{apply, outcome};
use super::recording::Recorder;
use super::{Context, send_mail};
use crate::cli::AutoAction;
use crate::failure::{Failure, exit};
use crate::lock::WriterLock;
use crate::review_text;
use crate::terminal::{self, Bar};

pub(crate) async fn run(context: &Context, action: AutoAction, bundle: Option<&Path>) -> Result<u8, Failure> {
    if bundle.is_some() && !matches!(action, AutoAction::Run) {
        return Err(Failure::usage("--bundle records a plan; use it with rollcall auto run"));
    }
    let on = match action {
        AutoAction::On => true,
        AutoAction::Off => false,
        AutoAction::Run => return run_today(context, bundle).await.map_err(|failure| Failure { of_daily_sync: true, ..failure }),
    };
    let account = context.system.automation().switch(&context.global.account, on).await?;
    if context.global.json {
        terminal::data(&json!({"auto_sync": account.auto_sync, "state": account.state}).to_string());
    } else {
        terminal::data(if on { "Auto-sync is on." } else { "Auto-sync is off." });
        if on {
            terminal::say("Next: rollcall auto run, once each day");
        }
    }
    Ok(exit::DONE)
}

/// What today's sync came to.
pub(crate) struct Today {
    pub(crate) run: Run,
    pub(crate) stored: Option<StoredPlan>,
    pub(crate) mail: Vec<String>,
}

/// Runs the daily sync, commits what it hands over, and sends what it caused to be mailed.
///
/// `bundle` is where to record what was planned.
pub(crate) async fn today(context: &Context, bundle: Option<&Path>) -> Result<Today, Failure> {
    let _lock = WriterLock::take(&context.global.data, &context.global.account)?;
    let account = &context.global.account;
    // What a killed process left half imported is finished first, as it was reviewed.
    if let Some(work) = context.system.committing().unfinished(account).await? {
        terminal::say("Finishing the import that was interrupted…");
        apply(context, &work).await?;
    }
    let recorder = Recorder::begin(context, bundle).await?;
    let bar = Bar::default();
    // Each call is a trigger of its own: a person who asks twice means it twice.
    let trigger = context.system.clock.id("");
    let daily = recorder.planning(context).daily(account, &trigger, "", &bar, &|| false).await;
    bar.clear();
    let mail = send_mail(context).await;
    let daily = daily?;
    // Before the import, so that one that fails is recorded, too; and whether that worked does not stop it.
    let recorded = recorder.write(context, planned(&daily));
    let (run, stored) = match daily {
        Daily::Skipped(run) | Daily::Busy(run, _) | Daily::Paused(run) => (run, None),
        Daily::Quiet(run, stored) | Daily::Blocked(run, stored) => (run, Some(stored)),
        Daily::HandOver(_, _, work) => {
            let (run, stored, _) = apply(context, &work).await?;
            (run, Some(stored))
        }
    };
    recorded?;
    Ok(Today { run, stored, mail })
}

fn planned(daily: &Daily) -> Option<&StoredPlan> {
    match daily {
        Daily::Quiet(_, stored) | Daily::Blocked(_, stored) | Daily::HandOver(_, stored, _) => Some(stored),
        Daily::Skipped(_) | Daily::Busy(..) | Daily::Paused(_) => None,
    }
}

async fn run_today(context: &Context, bundle: Option<&Path>) -> Result<u8, Failure> {
    let today = today(context, bundle).await?;
    let blocked = today.run.state == sync::RunState::Blocked;
    if context.global.json {
        terminal::data(&document(&today).to_string());
    } else {
        print(context, &today).await?;
    }
    Ok(if blocked { exit::BLOCKED } else { exit::DONE })
}

fn document(today: &Today) -> serde_json::Value {
    let mut document = match &today.stored {
        Some(stored) => json!(PlanView::from(stored).with_run(&today.run)),
        None => json!({
            "plan_id": null, "digest": null, "verdict": "no_changes", "blocked_by": [], "counts": Counts::default(),
            "changes": [], "findings": [], "run": RunView::from(&today.run),
        }),
    };
    if let Some(keys) = document.as_object_mut() {
        if today.run.state == sync::RunState::Blocked {
            // Also where the plan itself has no objection left: the account waits for a person.
            keys.insert("verdict".to_owned(), json!("blocked"));
            keys.insert("blocked_by".to_owned(), json!(today.run.blocked_by));
        }
        keys.insert("mail".to_owned(), json!(today.mail));
    }
    document
}

async fn print(context: &Context, today: &Today) -> Result<(), Failure> {
    let Some(stored) = &today.stored else {
        let account = context.system.store.account(&context.global.account).await?;
        let why = match (account.auto_sync, account.state) {
            (false, _) => "auto-sync is off; switch it on with rollcall auto on",
            (_, IntegrationState::CredentialFailed) => "TriNet rejected the credentials; rollcall connect",
            _ => "the first import is not finished; rollcall plan",
        };
        terminal::data(&format!("Skipped: {why}. TriNet was not asked."));
        return Ok(());
    };
    terminal::data(&summary(today, stored));
    Ok(())
}

/// What today's sync came to, for a person.
pub(crate) fn summary(today: &Today, stored: &StoredPlan) -> String {
    let mut text = review_text::counts(&stored.plan.counts);
    match today.run.state {
        sync::RunState::Blocked => {
            text.push_str("\nStopped before anything was written:\n");
            if stored.plan.objections.is_empty() {
                let guards: Vec<&str> = today.run.blocked_by.iter().map(|code| code.as_str()).collect();
                text.push_str(&format!("  ! it was stopped before by {}, and nobody has imported since\n", guards.join(", ")));
            }
            text.extend(stored.plan.objections.iter().map(|it| format!("  ! {}: {}\n", it.guard, it.message)));
            text.extend(today.mail.iter().map(|path| format!("Mail: {path}\n")));
            text.push_str("Next: correct it in TriNet if it is wrong; then rollcall plan, and rollcall commit DIGEST, with --confirm \"the reason\" where it asks for one\n");
        }
        _ if stored.plan.changes.is_empty() => text.push_str("\nNothing to do; nothing was written.\n"),
        _ => text.push_str(&format!("\nImported.\n{}\n", outcome(&today.run))),
    }
    let notable = today.run.findings.iter().filter(|(code, _)| code.severity() > Severity::Info);
    text.extend(notable.map(|(code, number)| format!("  ! {number:>4}  {code}: {}\n", code.message())));
    text
}
