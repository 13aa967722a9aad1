//! A simulated TriNet PEO on loopback.
//!
//! [`SimulatedTriNet`] serves a [`World`]: companies and people, credentials, a clock that only moves when told to,
//! the shape of the wire ([`WireVariant`]) and faults ([`Faults`]). It speaks the token endpoint and the company
//! reads of the public TriNet API. Where public material is silent the most plausible shape is served and marked
//! *assumed*; where sources disagree there is a switch.
//!
//! It never writes: any method other than `GET` on a resource is recorded and answered with 405, so that a test can
//! show that a client never tries.

mod access;
mod answer;
mod bundled;
mod clock;
mod company_reads;
mod connection;
mod credentials;
mod days;
mod dispatch;
mod employees;
mod endpoint;
mod fault_answers;
mod faults;
mod generated;
mod names;
mod oauth;
mod person;
mod rng;
mod server;
mod wire;
mod wire_employee;
mod world;

pub use bundled::{BUNDLED_TODAY, cast};
pub use clock::Clock;
pub use credentials::{Credential, Quota, Scope};
pub use days::{DayReport, ScriptedDay, apply_day};
pub use endpoint::Endpoint;
pub use faults::{Fault, Faults, RetryAfter, Rule, Target};
pub use person::{WireEdit, WorldPerson};
pub use server::{RecordedRequest, SimulatedTriNet};
pub use wire::{AbsentStyle, DateStyle, Layout, Totals, WireVariant};
pub use world::{Change, Company, Department, Location, MissingScope, TerminationVisibility, World};
