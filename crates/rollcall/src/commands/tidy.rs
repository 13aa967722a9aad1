//! `tidy`: a plan that deletes demographics which nothing fills any more.

use super::Context;
use super::connect::actor;
use super::plan::print;
use crate::failure::{Failure, exit};

pub(crate) async fn run(context: &Context, demographics: Vec<String>) -> Result<u8, Failure> {
    let names = demographics.into_iter().collect();
    let mut stored = context.system.revising().tidy(&context.global.account, &actor(), &names).await?;
    print(context, &mut stored).await?;
    Ok(exit::DONE)
}
