//! it

mod template;
