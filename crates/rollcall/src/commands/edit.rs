//! `edit`: one person by hand, planned and committed in one go (R24, R25).

use admin_api::view::PlanView;
use domain::edit::Access;
use domain::{Field, Verdict};
use serde_json::json;
use sync::ports::CommitWork;

use super::Context;
use super::commit::{apply, print};
use super::connect::actor;
use crate::cli::Edit;
use crate::failure::{Failure, exit};
use crate::lock::WriterLock;
use crate::terminal;

pub(crate) async fn run(context: &Context, args: Edit) -> Result<u8, Failure> {
    let values: Vec<(Field, String)> = args.values.into_iter().map(|(name, value)| (Field::from(name), value)).collect();
    let access = match (args.deactivate, args.reactivate) {
        (true, _) => Access::Deactivate,
        (_, true) => Access::Reactivate,
        _ => Access::Keep,
    };
    let account = &context.global.account;
    let _lock = WriterLock::take(&context.global.data, account)?;
    let stored = context.system.revising().edit(account, &args.employee, &values, access).await?;
    if stored.plan.verdict == Verdict::NoChanges {
        let mut document = json!(PlanView::from(&stored));
        document["run"] = json!({"id": null, "state": "skipped", "applied": 0, "refused": 0, "already_true": 0});
        let sentence = "The person is like that already; nothing was written.".to_owned();
        terminal::data(&if context.global.json { document.to_string() } else { sentence });
        return Ok(exit::DONE);
    }
    let work = CommitWork {
        run: Some(stored.run.clone()),
        confirm: args.confirm,
        ..CommitWork::of(account, stored.digest.clone(), &actor())
    };
    let (run, stored, before) = apply(context, &work).await?;
    print(context, &run, &stored, before).await?;
    Ok(exit::DONE)
}
