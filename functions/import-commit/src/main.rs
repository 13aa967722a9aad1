//! import-commit
fn main() {}
