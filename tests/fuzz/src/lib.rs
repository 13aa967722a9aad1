//! Broken input for everything that reads text from outside: answers of the source, files and values that people type, and what
//! was stored by an earlier release.
//!
//! A [`Target`] reads one input and panics when it breaks a promise: that nothing panics, that what comes out is no larger than
//! what went in, that what was read is written back the same, and that no error quotes a value. [`hunt()`] makes inputs: it
//! begins with good ones, changes them in small ways, and keeps those that make the target behave as no input before. The same
//! seed gives the same inputs, so a finding is a target, a seed and a number.

mod hunt;
mod mutate;
mod random;
mod report;
mod shrink;
mod target;
mod targets;

pub use hunt::{Crash, Hunt, hunt};
pub use report::{all, replay};
pub use target::{MARK, Target};
pub use targets::TARGETS;
