//! `undo`: a plan that takes back what a run imported.

use super::Context;
use super::connect::actor;
use super::plan::print;
use crate::failure::{Failure, exit};

pub(crate) async fn run(context: &Context, run: &str) -> Result<u8, Failure> {
    let mut stored = context.system.revising().undo(&context.global.account, &actor(), run).await?;
    print(context, &mut stored).await?;
    Ok(exit::DONE)
}
