//! The rules that this repository keeps about itself.

#![expect(clippy::unwrap_used, reason = "in a test, what is missing fails the test")]

mod dependencies;
mod documents;
mod functions_in;
mod markers;
mod names;
mod places;
mod purity;
mod sizes;
mod tree;
mod trees_of_functions;
