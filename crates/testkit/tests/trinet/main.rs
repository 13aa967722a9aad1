//! What the simulated TriNet promises, asked over HTTP.

mod paging;
#[cfg(test)]
mod reader;
