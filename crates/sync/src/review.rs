//! The manual sync: read, plan, store for review (R71–R76). Writes no employee.

use domain::{Trigger, Verdict};

use crate::error::RunError;
use crate::history;
use crate::planning::{Planning, describe};
use crate::ports::{Progress, Purpose};
use crate::reading::Reading;
use crate::run::{Run, RunKind, RunState, StoredPlan};
use crate::setup::is_set_up;

impl Planning {
    /// Makes a plan and stores it under its digest. `run` is the run's id where the request already announced one.
    /// `trigger` is a manual sync, or support's *deactivate missing*, which is reviewed and committed like one (R13, D2).
    /// `None` when `out_of_time` ended the reading: the same call, made again, goes on.
    ///
    /// # Errors
    /// When the set-up sync was not done, or the source cannot be read whole. A plan that is *incomplete* is returned,
    /// not stored: there is nothing to commit.
    pub async fn review(
        &self,
        account: &str,
        actor: &str,
        run: Option<String>,
        trigger: Trigger,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<StoredPlan>, RunError> {
        let announced = match &run {
            Some(id) => self.runs.run(account, id).await?,
            None => None,
        };
        // A second delivery finds what the first one planned; after a failure it is another try, and another entry.
        if let Some(digest) = announced.as_ref().and_then(|run| run.digest.as_ref()) {
            return self.plans.plan(account, digest).await?.ok_or(RunError::UnknownPlan).map(Some);
        }
        let account = self.control.account(account).await?;
        let kind = if trigger == Trigger::DeactivateMissing { RunKind::Support } else { RunKind::Review };
        let begin = |id| Run::begin(id, kind, actor, self.clock.now());
        let is_announced = run.is_some();
        let mut run = match announced {
            Some(run) if !run.is_ended() => run,
            Some(_) => begin(self.clock.id("run_")),
            None => begin(run.unwrap_or_else(|| self.clock.id("run_"))),
        };
        if !is_set_up(&account) {
            let error = RunError::NotReady { why: "the set-up sync was not done; run `rollcall setup` first".to_owned() };
            return Err(if is_announced { self.fail(&account.id, run, error).await } else { error });
        }
        let planned = async {
            let mapping = self.mapping(&account).await?;
            let purpose = Purpose::Review;
            let reading = Reading { account: &account, mapping: &mapping, run: &run, purpose, out_of_time, progress };
            let Some(snapshot) = self.read(&reading).await? else { return Ok(None) };
            self.plan(&account, &mapping, &snapshot, trigger).await.map(Some)
        };
        let plan = match planned.await {
            Ok(Some(plan)) => plan,
            Ok(None) => return Ok(None),
            Err(error) => return Err(self.fail(&account.id, run, error).await),
        };
        if plan.verdict == Verdict::Incomplete {
            let why = plan.findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
            return Err(self.fail(&account.id, run, RunError::Incomplete { why }).await);
        }
        let stored = self.store(plan, &run).await?;
        describe(&mut run, &stored);
        run.state = RunState::Planned;
        run.finished_at = Some(self.clock.now());
        history::end(self.control.as_ref(), &account.id, &mut run).await?;
        Ok(Some(stored))
    }
}
