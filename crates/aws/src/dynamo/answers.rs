//! Answers kept by the key of their request: one item each, claimed and settled by conditional puts.

use async_trait::async_trait;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use sync::StoreError;
use sync::ports::{AnswerStore, Claim, Claimed, InstallationKey, KeptAnswer};

use super::attributes::{ATTEMPT, EXPIRES, PACKED, PARTITION, TAKEN, corrupt, number, text};
use super::{DynamoStore, attributes, document};
use crate::failure;

/// How long an answer is kept: longer than a day, so that what is deleted at the end of one is older than one.
const HOURS_KEPT: i64 = 48;
/// After this long a claim that was never settled is free again. No request may take as long.
const SECONDS_CLAIMED: i64 = 120;
const REFUSED: &str = "ConditionalCheckFailedException";

/// What the item holds.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    claim: Claim,
    answer: Option<KeptAnswer>,
}

#[async_trait]
impl AnswerStore for DynamoStore {
    async fn claim(&self, account: &str, key: &str, claim: &Claim) -> Result<Claimed, StoreError> {
        let sort = attributes::answer(key);
        let now = (self.now)().as_second();
        let mut item = document::item(account, &sort, &Record { claim: claim.clone(), answer: None })?;
        item.insert(ATTEMPT.to_owned(), text(&claim.attempt));
        item.insert(TAKEN.to_owned(), number(now + SECONDS_CLAIMED));
        item.insert(EXPIRES.to_owned(), number(now + SignedDuration::from_hours(HOURS_KEPT).as_secs()));
        let put = self.client.put_item().table_name(&self.tables.control).set_item(Some(item));
        // A put that was answered and whose answer was lost is tried again: it finds itself.
        let put = put
            .condition_expression("attribute_not_exists(#pk) OR #taken <= :now OR #expires <= :now OR #attempt = :attempt")
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#taken", TAKEN)
            .expression_attribute_names("#expires", EXPIRES)
            .expression_attribute_names("#attempt", ATTEMPT)
            .expression_attribute_values(":attempt", text(&claim.attempt))
            .expression_attribute_values(":now", number(now));
        match self.backoff.retry(|| put.clone().send()).await {
            Ok(_) => return Ok(Claimed::Ours),
            Err(error) if failure::code(&error) == Some(REFUSED) => {}
            Err(error) => return Err(failure::dynamo("PutItem", &error)),
        }
        let item = self.control_item(account, &sort).await?;
        // Given back between the two: as good as running, and the caller asks again.
        let Some(item) = item else { return Ok(Claimed::Running(claim.request.clone())) };
        let Record { claim, answer } = document::read(&item)?;
        Ok(match answer {
            Some(answer) => Claimed::Done(claim.request, answer),
            None => Claimed::Running(claim.request),
        })
    }

    async fn settle(&self, account: &str, key: &str, claim: &Claim, answer: Option<&KeptAnswer>) -> Result<(), StoreError> {
        let now = (self.now)().as_second();
        let record = Record { claim: claim.clone(), answer: answer.cloned() };
        let mut item = document::item(account, &attributes::answer(key), &record)?;
        item.insert(ATTEMPT.to_owned(), text(&claim.attempt));
        // Kept, it is claimed by nobody until it expires; given back, it is free at once.
        let until = if answer.is_some() { now + SignedDuration::from_hours(HOURS_KEPT).as_secs() } else { 0 };
        item.insert(TAKEN.to_owned(), number(until));
        item.insert(EXPIRES.to_owned(), number(now + SignedDuration::from_hours(HOURS_KEPT).as_secs()));
        let put = self.client.put_item().table_name(&self.tables.control).set_item(Some(item));
        let put = put
            .condition_expression("#attempt = :attempt")
            .expression_attribute_names("#attempt", ATTEMPT)
            .expression_attribute_values(":attempt", text(&claim.attempt));
        match self.backoff.retry(|| put.clone().send()).await {
            Ok(_) => Ok(()),
            Err(error) if failure::code(&error) == Some(REFUSED) => Ok(()),
            Err(error) => Err(failure::dynamo("PutItem", &error)),
        }
    }
}

/// The partition of what belongs to no account; no account's id has such a mark.
const INSTALLATION: &str = "#installation";

#[async_trait]
impl InstallationKey for DynamoStore {
    async fn installation_key(&self, fresh: &[u8; 32]) -> Result<[u8; 32], StoreError> {
        let sort = "KEY#cursors";
        if let Some(item) = self.control_item(INSTALLATION, sort).await? {
            let stored = item.get(PACKED).and_then(|value| value.as_b().ok()).map(AsRef::as_ref);
            return stored.and_then(|bytes: &[u8]| bytes.try_into().ok()).ok_or_else(|| corrupt(sort));
        }
        let mut item = attributes::key(INSTALLATION, sort);
        item.insert(PACKED.to_owned(), document::blob(fresh));
        let put = self.client.put_item().table_name(&self.tables.control).set_item(Some(item));
        let put = put.condition_expression("attribute_not_exists(#pk)").expression_attribute_names("#pk", PARTITION);
        match self.backoff.retry(|| put.clone().send()).await {
            Ok(_) => Ok(*fresh),
            // Another process was faster, or this one did not hear of its own success.
            Err(error) if failure::code(&error) == Some(REFUSED) => Box::pin(self.installation_key(fresh)).await,
            Err(error) => Err(failure::dynamo("PutItem", &error)),
        }
    }
}
