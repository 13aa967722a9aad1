//! Work that is begun here and done elsewhere: the run is in the history before its message is sent.

use axum::response::Response;
use sync::ports::Work;
use sync::{Colour, Run, RunState, history};

use super::accepted;
use crate::edge::Problem;
use crate::state::ApiState;
use crate::view::RunDetail;

/// Announces `run`, sends `work`, and answers with where the run is found.
pub(super) async fn start(state: &ApiState, account: &str, mut run: Run, work: Work) -> Result<Response, Problem> {
    state.runs.put_run(account, &run).await?;
    if let Err(error) = state.queue.send(&work).await {
        run.state = RunState::Failed;
        run.colour = Colour::Red;
        run.error = Some("store_failed".to_owned());
        run.finished_at = Some(state.clock.now());
        history::end(state.control.as_ref(), account, &mut run).await?;
        return Err(error.into());
    }
    Ok(accepted(&format!("/v1/accounts/{account}/runs/{}", run.id), RunDetail::from(&run)))
}
