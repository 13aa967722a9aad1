//! What the simulated TriNet promises, asked over HTTP.

mod access;
mod bundled;
mod days;
mod faults;
mod lifecycle;
mod page_faults;
mod paging;
#[cfg(test)]
mod reader;
mod wire;
