//! The JSON shapes (and CSV) of plans, runs, history, employees and problems, for the API and for `rollcall --json` alike.
//!
//! Stable: scripts depend on them. Keys may be added, never renamed. Absent values are `null`, dates are `YYYY-MM-DD`.

mod csv;
mod employee;
mod export;
mod integration;
pub mod lookup;
mod mail;
mod mapping;
mod mask;
mod plan;
mod problem;
mod run;
pub mod schema;
pub mod settings;
mod wording;
pub mod words;

pub use csv::Csv;
pub use employee::{EmployeeDetail, EmployeeView, MissingView, employees};
pub use export::{history_csv, run_csv, run_csv_part};
pub use integration::{AutoSyncView, ConnectionView, IntegrationView, LastImportView, MappingState, NextAction, SecretView};
pub use lookup::LookupView;
pub use mail::MailView;
pub use mapping::{CoreField, DemographicView, MappingView};
pub(crate) use mask::hide_explained;
pub use mask::{DateOfBirth, MASKED, hide};
pub use plan::{ChangeView, DuplicateView, FindingView, PlanView, ReviewView};
pub use problem::{FieldError, ProblemView, title};
pub use run::{HistoryEntry, ProgressView, ReadingView, RefusedView, RunDetail, RunPage, RunView};
pub use settings::SettingsView;
pub(crate) use wording::in_ui;
