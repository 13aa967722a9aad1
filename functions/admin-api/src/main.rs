//! admin-api
fn main() {}
