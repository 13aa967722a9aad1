//! The admin API in process: the real router on the embedded engine.

#![expect(clippy::unwrap_used, reason = "in a test, what is missing fails the test")]

mod company;
mod connection;
mod described;
#[cfg(feature = "dev-issuer")]
mod dev;
mod disconnecting;
mod edge;
mod explaining;
mod export;
mod input;
mod issuer;
mod lookups;
mod mails;
mod matrix;
mod once;
mod people;
mod reading;
mod reviewing;
mod running;
mod seen;
mod settings;
mod specialist;
mod starting;
mod ten_thousand;
mod tidying;
mod tokens;
mod verifying;
mod wording;
mod world;
