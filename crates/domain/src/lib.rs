//! The rules of Rollcall, pure: people, mapping, matching, hierarchy, planning and guards.
//!
//! Nothing here does I/O, reads a clock or draws a random number, so nothing here can fail: bad data becomes a
//! [`Finding`], never an error. The same inputs give the same [`Plan`] and the same [`Digest`], whatever order the
//! people arrived in.
//!
//! Rule ids such as `R52` and `D7` are explained in `docs/requirements.md`.

pub mod absence;
pub mod basis;
pub mod choices;
pub mod colour;
pub mod dates;
pub mod desired;
pub mod diff;
pub mod difference;
pub mod digest;
pub mod duplicates;
pub mod edit;
pub mod employee;
pub mod explain;
pub mod field;
pub mod finding;
pub mod guards;
pub mod hierarchy;
pub mod inputs;
pub mod integration;
pub mod lifecycle;
pub mod lint;
pub mod mapping;
pub mod matching;
mod names;
pub mod near_names;
pub mod outcome;
pub mod plan;
pub mod planner;
pub mod preview;
pub mod redaction;
pub mod settings;
pub mod source;
pub mod spelling;
pub mod text;
pub mod tidy;
pub mod transform;
pub mod undo;
pub mod what_if;

pub use absence::Missing;
pub use basis::Basis;
pub use colour::Colour;
pub use digest::Digest;
pub use employee::{Employee, EmployeeId, EmployeeStatus, Profile, Receipt};
pub use field::{Field, FieldChange};
pub use finding::{Code, Finding, Severity};
pub use guards::Objection;
pub use inputs::Inputs;
pub use integration::{IntegrationState, NextAction};
pub use mapping::{Demographic, EmployeeIdSource, Mapping};
pub use plan::{Action, Change, ChangeId, Counts, DuplicateCandidate, Flag, LeftOut, Plan, Trigger, Verdict};
pub use planner::{PlanInput, plan};
pub use redaction::Redaction;
pub use settings::Settings;
pub use source::{Coverage, Employment, NameKind, Snapshot, SourceName, SourcePerson};
