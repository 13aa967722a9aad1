//! auto-sync
fn main() {}
