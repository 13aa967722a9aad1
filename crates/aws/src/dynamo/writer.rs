//! Writes the directory: each change all or nothing, and safe to repeat.

use async_trait::async_trait;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use domain::{Change, Receipt};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use sync::StoreError;
use sync::ports::{DirectoryWriter, Outcome, WriteBatch};

use super::DynamoStore;
use super::employee_item::has_receipt;
use super::grouping::{self, Numbered};
use super::prepare::prepare;
use super::transaction::{Cancelled, is_refused};
use super::unit::{ConditionalUpdate, Write, verdict_on};
use crate::failure;

/// Conditional updates in flight.
const UPDATES: usize = 8;
#[async_trait]
impl DirectoryWriter for DynamoStore {
    async fn apply(&self, batch: &WriteBatch<'_>) -> Result<Vec<Outcome>, StoreError> {
        // All requests are made before the first is sent: an impossible value stops the batch, not half of it.
        let mut updates = Vec::new();
        let mut units = Vec::new();
        for (index, change) in batch.changes.iter().enumerate() {
            match prepare(&self.tables, batch, change)? {
                Write::Update(update) => updates.push((index, update)),
                Write::Unit(unit) => units.push((index, unit)),
            }
        }
        let mut outcomes: Vec<(usize, Outcome)> =
            stream::iter(updates.into_iter().map(|(index, update)| self.update(batch, index, update)))
                .buffer_unordered(UPDATES)
                .try_collect()
                .await?;
        // One by one: they all look at the lease, and two that look at one item at once are a conflict. So they still write
        // more than a partition takes.
        for transaction in grouping::transactions(units) {
            outcomes.extend(self.commit(batch, transaction).await?);
        }
        outcomes.sort_by_key(|(index, _)| *index);
        Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
    }

    async fn written(&self, batch: &WriteBatch<'_>) -> Result<Vec<bool>, StoreError> {
        let written = async |change: &Change| {
            let item = self.get(&self.tables.employees, &batch.lease.account, &change.employee.0).await?;
            let receipt = Receipt { plan: batch.plan.clone(), change: change.id.clone() };
            Ok(item.is_some_and(|item| has_receipt(&item, &receipt)))
        };
        stream::iter(batch.changes.iter().map(written)).buffered(UPDATES).try_collect().await
    }
}

impl DynamoStore {
    async fn update(
        &self,
        batch: &WriteBatch<'_>,
        index: usize,
        update: Box<ConditionalUpdate>,
    ) -> Result<(usize, Outcome), StoreError> {
        let ConditionalUpdate { key, condition, expression, receipt } = *update;
        let request = self
            .client
            .update_item()
            .table_name(&self.tables.employees)
            .set_key(Some(key))
            .condition_expression(condition)
            .update_expression(expression.update())
            .set_expression_attribute_names(Some(expression.names))
            .set_expression_attribute_values(Some(expression.values))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        still_held(batch)?;
        match self.backoff.retry(|| request.clone().send()).await {
            Ok(_) => Ok((index, Outcome::Applied)),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(refused)) => {
                    Ok((index, verdict_on(refused.item(), &receipt)))
                }
                _ => Err(failure::dynamo("UpdateItem", &error)),
            },
        }
    }

    /// Commits some people in one transaction. When some of them cancel it, they are told why and the others go on without
    /// them; each round settles at least one, so it ends.
    async fn commit(&self, batch: &WriteBatch<'_>, mut units: Vec<Numbered>) -> Result<Vec<(usize, Outcome)>, StoreError> {
        let mut outcomes = Vec::with_capacity(units.len());
        while !units.is_empty() {
            let own = units.iter().flat_map(|(_, unit)| unit.actions.iter().cloned());
            let actions = std::iter::once(self.held_action(batch.lease)?).chain(own).collect();
            still_held(batch)?;
            let reasons = match self.transact(actions).await {
                Ok(()) => {
                    outcomes.extend(units.into_iter().map(|(index, _)| (index, Outcome::Applied)));
                    break;
                }
                Err(Cancelled::Failed(error)) => return Err(error),
                Err(Cancelled::Refused(reasons)) => reasons,
            };
            let Some((_, reasons)) = reasons.split_first().filter(|(lease, _)| !is_refused(lease)) else {
                return Err(StoreError::Fenced);
            };
            let mut rest = reasons;
            let before = outcomes.len();
            let mut left = Vec::new();
            for (index, unit) in units {
                let (own, others) = rest.split_at_checked(unit.actions.len()).unwrap_or((&[], &[]));
                rest = others;
                match unit.verdict(own) {
                    Some(outcome) => outcomes.push((index, outcome)),
                    None => left.push((index, unit)),
                }
            }
            if outcomes.len() == before {
                let what = "TransactWriteItems: cancelled without a reason".to_owned();
                return Err(StoreError::Service { service: "DynamoDB", what });
            }
            units = left;
        }
        Ok(outcomes)
    }
}

/// Writes nothing once the lease is over: this process slept, and another may be at work (F45).
fn still_held(batch: &WriteBatch<'_>) -> Result<(), StoreError> {
    if batch.clock.now() < batch.lease.until { Ok(()) } else { Err(StoreError::Fenced) }
}
