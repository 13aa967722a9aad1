//! Who calls, and who may do what (R9, R96, R97).

mod roles;

#[allow(unused_imports, reason = "asked by handlers whose route's permission is not all")]
pub(crate) use roles::May;
pub use roles::{Permission, Role, TABLE};
