//! Flows and repository rules live in `it/`.
