//! The deterministic simulation: the real use cases and the real DynamoDB adapter over the embedded engine, with faults at
//! every port, one seeded scheduler and a clock that stands still.
//!
//! [`points`] decide what happens, [`process`] dies of it, [`world`] holds what is outside of the processes, [`functions`] are
//! what runs in them. [`crashes`] tries every crash point of small scenarios, [`seeds`] throws dice in larger ones, and
//! [`checker`] judges both by nothing but what they left behind.

pub mod bench;
pub mod checker;
pub mod connector;
pub mod course;
pub mod crashes;
pub mod database;
pub mod fault;
pub mod functions;
pub mod history;
pub mod office;
pub mod people;
pub mod points;
pub mod ports;
pub mod process;
pub mod queue;
pub mod report;
pub mod rng;
pub mod scenario;
pub mod seeds;
pub mod sleepers;
pub mod source;
pub mod world;
