//! The edge of the API: what every request and every answer goes through.

mod answer;
mod input;
mod problem;
pub mod registry;
mod tag;

pub use answer::{Actor, RequestId};
pub(crate) use answer::{answer, headers};
pub(crate) use input::{Account, Filter, Input, Parameter};
pub(crate) use problem::Problem;
pub(crate) use tag::not_modified;
#[allow(unused_imports, reason = "the routes that show versions take these up one by one")]
pub(crate) use tag::{IfMatch, Tag, Tagged};
