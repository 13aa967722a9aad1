//! The admin API: the same router behind Lambda and in the `rollcall` command.

pub mod view;
