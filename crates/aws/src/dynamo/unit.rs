//! One change as requests: a conditional update by itself, or actions of a transaction where identifiers are involved.

use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem};
use domain::Receipt;
use sync::ports::{Outcome, Refusal};

use super::Item;
use super::employee_item::has_receipt;
use super::expression::Expression;
use super::transaction::is_refused;

/// One change, ready to be sent.
pub(super) enum Write {
    /// No identifier changes.
    Update(Box<ConditionalUpdate>),
    /// A creation or a change of identifiers.
    Unit(Unit),
}

/// A write of one employee, conditional on the version that the plan saw.
pub(super) struct ConditionalUpdate {
    pub(super) key: Item,
    pub(super) condition: String,
    pub(super) expression: Expression,
    pub(super) receipt: Receipt,
}

/// Actions that travel together: the employee first, then the uniqueness items.
pub(super) struct Unit {
    pub(super) actions: Vec<TransactWriteItem>,
    /// Sort keys of identifiers that others may have from now on.
    pub(super) frees: Vec<String>,
    /// Sort keys of identifiers, and the employee's own, that nobody else may write in the same transaction.
    pub(super) takes: Vec<String>,
    /// About how many bytes are sent.
    pub(super) bytes: usize,
    /// How many of the actions, after the first, take identifiers; the rest free them.
    pub(super) taking: usize,
    pub(super) receipt: Receipt,
}

impl Unit {
    /// What the reasons of a cancelled transaction say about this change; `None` when it was not to blame.
    pub(super) fn verdict(&self, reasons: &[CancellationReason]) -> Option<Outcome> {
        let (person, identifiers) = reasons.split_first()?;
        if is_refused(person) {
            return Some(verdict_on(person.item(), &self.receipt));
        }
        match identifiers.iter().position(is_refused)? {
            index if index < self.taking => Some(Outcome::Refused(Refusal::IdentifierTaken)),
            // An identifier of this person belongs to somebody else already: the directory is not what the plan saw.
            _ => Some(Outcome::Refused(Refusal::ChangedSinceReview)),
        }
    }
}

/// What a refused write means, by the employee that was found instead.
pub(super) fn verdict_on(found: Option<&Item>, receipt: &Receipt) -> Outcome {
    match found {
        Some(item) if has_receipt(item, receipt) => Outcome::AlreadyTrue,
        _ => Outcome::Refused(Refusal::ChangedSinceReview),
    }
}
