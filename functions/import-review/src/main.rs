//! import-review
fn main() {}
