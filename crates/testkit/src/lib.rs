//! testkit

pub mod runtime_api;
