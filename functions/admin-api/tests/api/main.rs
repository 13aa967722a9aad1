//! The admin API in process: the real router on the embedded engine.

mod connection;
mod edge;
mod input;
mod reading;
mod starting;
mod world;
