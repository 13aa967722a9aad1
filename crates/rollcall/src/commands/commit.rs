//! `commit`: applies a reviewed plan and nothing else.

use std::collections::BTreeMap;

use admin_api::view::PlanView;
use domain::{ChangeId, Code, EmployeeId, Trigger};
use serde_json::json;
use sync::commit::Commit as Committed;
use sync::ports::{CommitWork, ControlStore as _, Directory as _};
use sync::{Run, RunError, StoredPlan};

use super::Context;
use super::connect::actor;
use super::plan::find;
use crate::cli::Commit;
use crate::failure::{Failure, exit};
use crate::lock::WriterLock;
use crate::terminal::{self, Bar};

pub(crate) async fn run(context: &Context, mut args: Commit) -> Result<u8, Failure> {
    let none = || Failure::usage("name the digest that `rollcall plan` printed: rollcall commit DIGEST");
    let stored = find(context, &args.take_digest().ok_or_else(none)?).await?;
    let work = work(context, &stored, args).await?;
    if !agreed(context, &stored, &work)? {
        return Err(Failure::usage("nothing was imported"));
    }
    let _lock = WriterLock::take(&context.global.data, &context.global.account)?;
    let (run, stored, before) = apply(context, &work).await?;
    print(context, &run, &stored, before).await?;
    Ok(exit::DONE)
}

/// Commits, with progress. Also says whether this plan had been committed before.
pub(crate) async fn apply(context: &Context, work: &CommitWork) -> Result<(Run, StoredPlan, bool), Failure> {
    let bar = Bar::default();
    let committed = context.system.committing().commit(work, &bar, &|| false).await;
    bar.clear();
    match committed? {
        Committed::Finished(run, stored) => Ok((*run, *stored, false)),
        Committed::Before(run, stored) => Ok((seen_again(&run), *stored, true)),
        Committed::Unfinished => Err(RunError::Incomplete { why: "the import stopped; run the command again".to_owned() }.into()),
    }
}

/// What a run came to, from the view of somebody who asks for it a second time: everything was true already.
fn seen_again(run: &Run) -> Run {
    Run { applied: 0, already_true: run.applied + run.already_true, ..run.clone() }
}

async fn work(context: &Context, stored: &StoredPlan, args: Commit) -> Result<CommitWork, Failure> {
    let mut same_person = BTreeMap::new();
    if !args.same_person.is_empty() {
        let directory = context.system.store.employees(&context.global.account).await?;
        for (change, named) in args.same_person {
            let found = domain::explain::find(&directory, &named).map(|employee| employee.id.clone());
            same_person.insert(ChangeId(change), found.unwrap_or(EmployeeId(named)));
        }
    }
    Ok(CommitWork {
        account: context.global.account.clone(),
        digest: stored.digest.clone(),
        actor: actor(),
        run: None,
        skip: args.skip.into_iter().map(ChangeId).collect(),
        same_person,
        confirm: args.confirm,
    })
}

fn agreed(context: &Context, stored: &StoredPlan, work: &CommitWork) -> Result<bool, Failure> {
    let global = &context.global;
    if global.yes || global.no_input || global.json || !terminal::can_ask() {
        return Ok(true);
    }
    let counts = &stored.plan.counts;
    let question = format!(
        "Import {} changes ({} new, {} updated, {} deactivated, {} reactivated){}? [y/N]",
        counts.changes(),
        counts.create,
        counts.update,
        counts.deactivate,
        counts.reactivate,
        if work.skip.is_empty() { String::new() } else { format!(", without {}", work.skip.len()) },
    );
    Ok(matches!(terminal::ask(&question)?.to_lowercase().as_str(), "y" | "yes"))
}

pub(crate) async fn print(context: &Context, run: &Run, stored: &StoredPlan, before: bool) -> Result<(), Failure> {
    if context.global.json {
        terminal::data(&json!(PlanView::from(stored).with_run(run)).to_string());
        return Ok(());
    }
    let first = match stored.plan.trigger {
        _ if before => "This plan had been imported before; nothing was written now.",
        Trigger::Undo => "Undone.",
        Trigger::Edit => "Edited.",
        _ => "Imported.",
    };
    terminal::data(&format!("{first}\n{}", outcome(run)));
    let account = context.system.store.account(&context.global.account).await?;
    terminal::say(&match stored.plan.trigger {
        Trigger::Undo if account.blocked_by.contains(&Code::ImportUndone) => {
            format!("The daily sync waits. {} Next: {}", Code::ImportUndone.message(), Code::ImportUndone.next_step())
        }
        Trigger::Undo | Trigger::Edit => format!("To take it back: rollcall undo {}", run.id),
        _ if account.auto_sync => "Next: rollcall employees".to_owned(),
        _ => "Next: rollcall employees, rollcall auto on".to_owned(),
    });
    Ok(())
}

/// What a commit did, in two lines.
pub(crate) fn outcome(run: &Run) -> String {
    let mut text =
        format!("  {} applied, {} already true, {} refused ({})", run.applied, run.already_true, run.refused.len(), run.id);
    for (change, refusal) in &run.refused {
        let why = match refusal {
            sync::ports::Refusal::ChangedSinceReview => "the person was changed after the review; plan again",
            sync::ports::Refusal::IdentifierTaken => "somebody else has one of the identifiers by now; plan again",
            sync::ports::Refusal::Superseded => "another import took its place before it was written",
        };
        text.push_str(&format!("\n  refused {change}: {why}"));
    }
    text
}
