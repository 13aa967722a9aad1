//! Import history.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::{
    AttributeValue, CancellationReason, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use domain::Digest;
use sync::StoreError;
use sync::ports::{Lease, Listed, RunStore};
use sync::run::Run;

use super::attributes::{self, BEGAN, ENDED, RUNS, UNTIL, number};
use super::transaction::{Cancelled, put, reason_codes, update};
use super::{DynamoStore, Item, document};

/// A run that has ended stays as it is, and no other run takes its id (F48).
const OPEN: &str = "attribute_not_exists(#began) OR (#began = :began AND attribute_not_exists(#ended))";

#[async_trait]
impl RunStore for DynamoStore {
    async fn checkpoint(&self, lease: &Lease, run: &Run) -> Result<(), StoreError> {
        let extended = self
            .own_lease(Update::builder(), lease)
            .update_expression("SET #until = :until")
            .expression_attribute_names("#until", UNTIL)
            .expression_attribute_values(":until", number(lease.until.as_millisecond()));
        match self.transact(vec![update(extended)?, self.run_action(&lease.account, run)?]).await {
            Ok(()) => Ok(()),
            Err(Cancelled::Failed(error)) => Err(error),
            Err(Cancelled::Refused(reasons)) if reason_codes(&reasons).contains(&0) => Err(StoreError::Fenced),
            Err(Cancelled::Refused(reasons)) => Err(refusal(reasons.get(1).and_then(CancellationReason::item))),
        }
    }

    async fn run(&self, account: &str, id: &str) -> Result<Option<Run>, StoreError> {
        let item = self.control_item(account, &attributes::run(id)).await?;
        item.as_ref().map(document::read).transpose()
    }

    async fn older_runs(
        &self,
        account: &str,
        listed: Listed,
        before: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Run>, StoreError> {
        let prefix = attributes::run(listed.prefix());
        let from = before.map(|before| attributes::key(account, &format!("{prefix}{before}")));
        let mut runs = Vec::new();
        self.query_from(&self.tables.control, account, &prefix, (limit, false), from, |items| {
            for item in &items {
                runs.push(document::read(item)?);
            }
            Ok(())
        })
        .await?;
        Ok(runs)
    }

    async fn recorded(&self, account: &str) -> Result<Vec<(Run, Digest)>, StoreError> {
        let items = self.query(&self.tables.control, account, RUNS).await?;
        items.iter().map(|item| Ok((document::read(item)?, Digest::of(&document::bytes(item)?)))).collect()
    }
}

impl DynamoStore {
    /// A run as an action: refused when it has ended.
    pub(super) fn run_action(&self, account: &str, run: &Run) -> Result<TransactWriteItem, StoreError> {
        put(Put::builder()
            .table_name(&self.tables.control)
            .set_item(Some(item(account, run)?))
            .condition_expression(OPEN)
            .expression_attribute_names("#began", BEGAN)
            .expression_attribute_names("#ended", ENDED)
            .expression_attribute_values(":began", began(run))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld))
    }
}

/// What it means that a run was refused, by what was found under its id: it has ended, or another run has the id.
fn refusal(found: Option<&Item>) -> StoreError {
    if found.is_some_and(has_ended) { StoreError::AlreadyDone } else { StoreError::Conflict }
}

/// Whether a run's item is that of one that has ended.
pub(super) fn has_ended(item: &Item) -> bool {
    item.contains_key(ENDED)
}

/// What no two runs share but by the same id.
fn began(run: &Run) -> AttributeValue {
    number(run.started_at.as_nanosecond())
}

fn item(account: &str, run: &Run) -> Result<Item, StoreError> {
    let mut item = document::item(account, &attributes::run(&run.id), run)?;
    item.insert(BEGAN.to_owned(), began(run));
    if run.is_ended() {
        item.insert(ENDED.to_owned(), number(1));
    }
    Ok(item)
}
