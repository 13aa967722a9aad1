//! Who calls, and who may do what (R9, R96, R97).
//!
//! Every token is verified here, also behind a gateway that did so before: key and signature, issuer, client, scope, time,
//! and that it is an access token. The gateway's own account of the claims is not used.

mod admit;
mod caller;
mod claims;
#[cfg(feature = "dev-issuer")]
pub mod dev;
mod https;
mod keys;
mod provider;
mod roles;
mod token;

pub(crate) use admit::{Gate, admit};
pub(crate) use caller::Caller;
pub use caller::{Machine, Person};
pub use claims::grants;
pub use https::Https;
pub use provider::{BadIssuer, Discovery, Fetch, SignIn, Unreachable};
pub(crate) use roles::May;
pub use roles::{Permission, Role, TABLE};
pub use token::{Expected, Refused};
