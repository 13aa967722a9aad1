//! The edge of the API: what every request and every answer goes through.

mod answer;
mod input;
mod problem;

pub use answer::{Actor, RequestId};
pub(crate) use answer::{answer, headers};
pub(crate) use input::{Account, Filter, Input, Parameter};
pub(crate) use problem::Problem;
