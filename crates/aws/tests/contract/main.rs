//! One contract for every engine behind the store: the embedded one always, AWS's own DynamoDB Local where
//! `DYNAMODB_LOCAL_URL` names one. Differences between them are listed in `ENGINES.md`.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod accounts;
mod answers;
mod cost;
mod faults;
mod file;
mod identifiers;
mod leases;
mod mails;
mod plans;
mod random;
mod reads;
mod support;
mod tables;
mod updates;
mod wire;
