//! Transactions. Each gets a random request token, which all its attempts repeat, so that an attempt whose answer was lost is
//! answered as done. A token derived from the plan would be worse: groups are cut anew when one person of them is refused
//! (the same token with other actions is an error), and tokens are forgotten after ten minutes. From one call of the commit to
//! the next it is the receipts that tell.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::builders::{DeleteBuilder, PutBuilder, UpdateBuilder};
use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem};
use sync::StoreError;
use ulid::Ulid;

use super::attributes::corrupt;
use super::{DynamoStore, backoff};
use crate::failure;

/// The reason code of an action whose condition did not hold.
const REFUSED: &str = "ConditionalCheckFailed";
/// Reasons that another attempt may not meet.
const PASSING: [&str; 3] = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

/// Why a transaction did nothing.
pub(super) enum Cancelled {
    /// Conditions did not hold: one reason for each action, in order.
    Refused(Vec<CancellationReason>),
    /// The service failed.
    Failed(StoreError),
}

impl From<StoreError> for Cancelled {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl DynamoStore {
    /// All of these or none. Conflicts with other transactions and throttling are repeated.
    pub(super) async fn transact(&self, actions: Vec<TransactWriteItem>) -> Result<(), Cancelled> {
        let token = Ulid::generate().to_string();
        let request = self.client.transact_write_items().set_transact_items(Some(actions)).client_request_token(token);
        match self.backoff.retry_when(passes, || request.clone().send()).await {
            Ok(_) => Ok(()),
            Err(error) => match reasons(&error) {
                Some(reasons) if reasons.iter().any(is_refused) => Err(Cancelled::Refused(reasons.to_vec())),
                Some(reasons) => Err(Cancelled::Failed(StoreError::Service {
                    service: "DynamoDB",
                    what: format!("TransactWriteItems: {}", first_code(reasons)),
                })),
                None => Err(Cancelled::Failed(failure::dynamo("TransactWriteItems", &error))),
            },
        }
    }
}

/// The positions of the actions whose conditions did not hold.
pub(super) fn reason_codes(reasons: &[CancellationReason]) -> Vec<usize> {
    reasons.iter().enumerate().filter(|(_, reason)| is_refused(reason)).map(|(index, _)| index).collect()
}

/// Whether an action's condition did not hold.
pub(super) fn is_refused(reason: &CancellationReason) -> bool {
    reason.code() == Some(REFUSED)
}

/// A put as an action.
pub(super) fn put(put: PutBuilder) -> Result<TransactWriteItem, StoreError> {
    let put = put.build().map_err(|_| corrupt("a request"))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// An update as an action.
pub(super) fn update(update: UpdateBuilder) -> Result<TransactWriteItem, StoreError> {
    let update = update.build().map_err(|_| corrupt("a request"))?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// A removal as an action; of uniqueness items only, never of an employee (I1).
pub(super) fn delete(delete: DeleteBuilder) -> Result<TransactWriteItem, StoreError> {
    let delete = delete.build().map_err(|_| corrupt("a request"))?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

fn passes<R>(error: &SdkError<TransactWriteItemsError, R>) -> bool {
    match reasons(error) {
        Some(reasons) => {
            let passing = |reason: &CancellationReason| reason.code().is_some_and(|code| PASSING.contains(&code));
            reasons.iter().any(passing) && !reasons.iter().any(is_refused)
        }
        None => failure::code(error).is_some_and(backoff::is_busy),
    }
}

fn reasons<R>(error: &SdkError<TransactWriteItemsError, R>) -> Option<&[CancellationReason]> {
    match error.as_service_error()? {
        TransactWriteItemsError::TransactionCanceledException(cancelled) => Some(cancelled.cancellation_reasons()),
        _ => None,
    }
}

fn first_code(reasons: &[CancellationReason]) -> &str {
    reasons.iter().filter_map(CancellationReason::code).find(|code| *code != "None").unwrap_or("TransactionCanceledException")
}
