//! The source adapter for the `TriNet` PEO REST API. Read-only by construction: nothing here can send a request that writes.
//!
//! [`TriNet`] opens a company with credentials and gives a [`sync::ports::Source`]. A read either proves that it is whole
//! (D13: every page arrived, `hasMore` ended it, no id came twice, and for small companies two passes agreed) or fails;
//! there is no partial result. Requests go out one at a time, and each loop has a cap in [`Limits`].
//!
//! Never read: pay and national identity numbers (skipped while parsing), photos and everything that no mapping asks for.
//! Never logged and never in an error: names, emails, answers' bodies, tokens and secrets.
//!
//! Not supported: `TriNet` HR Plus and `TriNet` HR Platform, which are other products with another interface (R4).

mod address;
mod api;
mod backoff;
mod check;

mod departments;
mod discover;
mod endpoint;
mod envelope;
mod field_paths;
#[cfg(feature = "fuzz")]
pub mod fuzz;
mod http;
mod labels;
mod limits;
mod mask;
mod people;
mod read;
mod row;
mod source;
mod spelling;
mod token;
mod walk;

pub use field_paths::{CoreRow, core_rows, field_path};
pub use limits::Limits;
pub use source::TriNet;
