//! Work that is begun here and done elsewhere: the run is in the history before its message is sent.

use axum::response::Response;
use sync::Run;
use sync::ports::Work;
use sync::starting::Starting;

use super::accepted;
use crate::edge::Problem;
use crate::state::ApiState;
use crate::view::RunDetail;

/// Announces `run`, sends `work`, and answers with where the run is found.
pub(super) async fn start(state: &ApiState, account: &str, run: Run, work: Work) -> Result<Response, Problem> {
    let starting = Starting {
        control: state.control.clone(),
        runs: state.runs.clone(),
        queue: state.queue.clone(),
        clock: state.clock.clone(),
    };
    let run = starting.start(account, run, &work).await?;
    Ok(accepted(&format!("/v1/accounts/{account}/runs/{}", run.id), RunDetail::from(&run)))
}
