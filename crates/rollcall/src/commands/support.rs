//! `support`: what only a specialist does, at the customer's request (R97).

use domain::Trigger;

use super::{Context, map, plan};
use crate::cli::SupportAction;
use crate::failure::Failure;

pub(crate) async fn run(context: &Context, action: SupportAction) -> Result<u8, Failure> {
    match action {
        SupportAction::DeactivateMissing => plan::run(context, Trigger::DeactivateMissing, false, None).await,
        SupportAction::UnlockMapping => map::unlock(context).await,
    }
}
