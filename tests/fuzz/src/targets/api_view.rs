//! The tables of the API, from its own files: its package would bring the whole AWS SDK with it.
#![expect(unreachable_pub, reason = "they are public in their own package")]

#[path = "../../../../functions/admin-api/src/view/csv.rs"]
pub(super) mod csv;
#[path = "../../../../functions/admin-api/src/view/export.rs"]
pub(super) mod export;
