//! Use cases and the ports that they need.
//!
//! Knows neither AWS nor `TriNet`: a source, the store, secrets, queues and mail are traits in [`ports`], and what travels
//! through them is defined in [`account`], [`run`] and the `domain` crate. The walls of the design are visible in the
//! types: only [`ports::DirectoryWriter`] can write an employee, and only the commit use case is given one.

pub mod account;
pub mod acting;
pub mod automation;
pub mod commit;
pub mod connect;
pub mod daily;
pub mod daily_hour;
pub mod delivering;
pub mod disconnect;
pub mod edit;
pub mod error;
#[cfg(test)]
mod example;
pub mod explain;
pub mod history;
pub mod listing;
pub mod lookup;
pub mod mail;
pub mod mapping;
mod missing;
pub mod one_change;
pub mod planning;
pub mod ports;
mod reading;
pub mod replay;
pub mod review;
pub mod revising;
pub mod run;
pub mod settings;
pub mod setup;
pub mod starting;
mod tidy;
pub mod undo;
pub mod what_if;
pub mod written;

pub use account::{Account, Connection, IntegrationState};
pub use domain::Colour;
pub use error::{Class, RunError, SourceError, StoreError};
pub use run::{Run, RunKind, RunState, StoredPlan};
