//! Makes the two tables where no template does: in the embedded engine and in DynamoDB Local.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, StreamSpecification, StreamViewType,
    TimeToLiveSpecification, TimeToLiveStatus,
};
use sync::StoreError;

use super::Tables;
use super::attributes::{EXPIRES, PARTITION, SORT, corrupt};
use crate::failure;

/// Creates both tables as the template declares them: on demand, with a stream and a time to live on `control`. Tables that
/// exist stay as they are, so that several processes may do this at once.
///
/// # Errors
/// When the service failed.
pub async fn create_tables(client: &Client, tables: &Tables) -> Result<(), StoreError> {
    create(client, &tables.employees, None).await?;
    let stream = StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::NewImage).build();
    create(client, &tables.control, Some(stream.map_err(|_| corrupt("the table"))?)).await?;
    expire(client, &tables.control).await
}

/// As [`create_tables`], without the stream, which the embedded engine would search at each write and nobody reads there.
#[cfg(feature = "embedded")]
pub(crate) async fn create_tables_without_stream(client: &Client, tables: &Tables) -> Result<(), StoreError> {
    create(client, &tables.employees, None).await?;
    create(client, &tables.control, None).await?;
    expire(client, &tables.control).await
}

async fn create(client: &Client, name: &str, stream: Option<StreamSpecification>) -> Result<(), StoreError> {
    match client.describe_table().table_name(name).send().await {
        Ok(_) => return Ok(()),
        Err(error) if failure::code(&error) == Some("ResourceNotFoundException") => {}
        Err(error) => return Err(failure::dynamo("DescribeTable", &error)),
    }
    let table = client.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    let mut table = table.set_stream_specification(stream);
    for (attribute, kind) in [(PARTITION, KeyType::Hash), (SORT, KeyType::Range)] {
        let definition = AttributeDefinition::builder().attribute_name(attribute).attribute_type(ScalarAttributeType::S).build();
        let key = KeySchemaElement::builder().attribute_name(attribute).key_type(kind).build();
        table = table
            .attribute_definitions(definition.map_err(|_| corrupt("the table"))?)
            .key_schema(key.map_err(|_| corrupt("the table"))?);
    }
    match table.send().await {
        Ok(_) => Ok(()),
        Err(error) if failure::code(&error) == Some("ResourceInUseException") => Ok(()),
        Err(error) => Err(failure::dynamo("CreateTable", &error)),
    }
}

async fn expire(client: &Client, name: &str) -> Result<(), StoreError> {
    if expires(client, name).await? {
        return Ok(());
    }
    let setting = TimeToLiveSpecification::builder().enabled(true).attribute_name(EXPIRES).build();
    let setting = setting.map_err(|_| corrupt("the table"))?;
    match client.update_time_to_live().table_name(name).time_to_live_specification(setting).send().await {
        Ok(_) => Ok(()),
        // Another process was faster.
        Err(_) if expires(client, name).await? => Ok(()),
        Err(error) => Err(failure::dynamo("UpdateTimeToLive", &error)),
    }
}

async fn expires(client: &Client, name: &str) -> Result<bool, StoreError> {
    let answer = client.describe_time_to_live().table_name(name).send().await;
    let answer = answer.map_err(|error| failure::dynamo("DescribeTimeToLive", &error))?;
    let status = answer.time_to_live_description.and_then(|description| description.time_to_live_status);
    Ok(matches!(status, Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)))
}
