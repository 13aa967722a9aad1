//! `plan` and `show`: a review, new or stored.

use std::path::Path;

use admin_api::view::PlanView;
use domain::Trigger;
use domain::{Digest, Verdict};
use serde_json::json;
use sync::ports::{ControlStore as _, PlanStore as _};
use sync::{IntegrationState, RunError, StoredPlan};

use super::connect::actor;
use super::recording::Recorder;
use super::{Context, send_mail};
use crate::failure::{Failure, exit, paused};
use crate::review_text;
use crate::terminal::{self, Bar};

/// Plans a manual sync, or support's *deactivate missing*.
pub(crate) async fn run(
    context: &Context,
    trigger: Trigger,
    detailed_exitcode: bool,
    bundle: Option<&Path>,
) -> Result<u8, Failure> {
    let recorder = Recorder::begin(context, bundle).await?;
    let bar = Bar::default();
    let stored = recorder.planning(context).review(&context.global.account, &actor(), None, trigger, &bar, &|| false).await;
    bar.clear();
    if stored.is_err() {
        send_mail(context).await;
    }
    let mut stored = stored?.ok_or_else(paused)?;
    recorder.write(context, Some(&stored))?;
    print(context, &mut stored).await?;
    let pending = stored.plan.verdict != Verdict::NoChanges;
    Ok(if detailed_exitcode && pending { exit::PENDING } else { exit::DONE })
}

pub(crate) async fn show(context: &Context, digest: &str) -> Result<u8, Failure> {
    let mut stored = find(context, digest).await?;
    print(context, &mut stored).await?;
    Ok(exit::DONE)
}

/// The stored plan of a digest as a person types it.
pub(crate) async fn find(context: &Context, digest: &str) -> Result<StoredPlan, Failure> {
    let digest = Digest::parse(digest).ok_or(RunError::UnknownPlan)?;
    let stored = context.system.store.plan(&context.global.account, &digest).await?;
    Ok(stored.ok_or(RunError::UnknownPlan)?)
}

/// Prints a review, without what was redacted since the plan was made.
pub(crate) async fn print(context: &Context, stored: &mut StoredPlan) -> Result<(), Failure> {
    let account = context.system.store.account(&context.global.account).await?;
    stored.plan.hide_redacted(&account.settings);
    if context.global.json {
        terminal::data(&json!(PlanView::from(&*stored)).to_string());
    } else {
        terminal::data(&review_text::review(stored));
        terminal::say(&review_text::next_step(stored, account.state == IntegrationState::Blocked));
    }
    Ok(())
}
