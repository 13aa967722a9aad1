//! The edge of the API: what every request and every answer goes through.

mod answer;
mod cursor;
mod input;
mod once;
pub(crate) mod page;
mod problem;
pub mod registry;
mod search;
mod tag;

pub use answer::RequestId;
pub(crate) use answer::{Actor, answer, headers};
pub use cursor::Cursors;
pub(crate) use input::{Account, Filter, Input, Parameter};
pub(crate) use once::{NotKept, once};
pub(crate) use problem::Problem;
pub(crate) use search::Search;
pub(crate) use tag::{IfMatch, Tag, Tagged, not_modified};
