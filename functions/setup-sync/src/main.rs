//! setup-sync
fn main() {}
