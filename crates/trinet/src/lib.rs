//! trinet
