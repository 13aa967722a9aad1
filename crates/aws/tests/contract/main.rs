//! One contract for every engine behind the store: the embedded one always, AWS's own DynamoDB Local where
//! `DYNAMODB_LOCAL_URL` names one. Differences between them are listed in `ENGINES.md`.

mod accounts;
mod identifiers;
mod leases;
mod plans;
mod support;
mod updates;
mod wire;
