//! The JSON shapes (and CSV) of plans, runs, history, employees and problems, for the API and for `rollcall --json` alike.
//!
//! Stable: scripts depend on them. Keys may be added, never renamed. Absent values are `null`, dates are `YYYY-MM-DD`.

mod csv;
mod employee;
mod export;
mod integration;
pub mod lookup;
mod mapping;
mod plan;
mod problem;
mod run;
pub(crate) mod schema;
pub mod settings;

pub use csv::Csv;
pub use employee::{EmployeeView, MissingView, employees};
pub use export::{history_csv, run_csv};
pub use integration::{AutoSyncView, ConnectionView, IntegrationView, LastImportView, MappingState, NextAction, SecretView};
pub use lookup::LookupView;
pub use mapping::{CoreField, MappingView};
pub use plan::{ChangeView, DuplicateView, FindingView, PlanView};
pub use problem::{FieldError, ProblemView, title};
pub use run::{HistoryEntry, RefusedView, RunDetail, RunView};
pub use settings::SettingsView;
