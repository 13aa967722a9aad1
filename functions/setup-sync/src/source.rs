//! Where the source is: this function's own configuration says so.

use std::sync::Arc;

use sync::ports::{Credentials, Source, SourceOpener};
use sync::{Connection, SourceError};
use trinet::TriNet;

/// `TriNet` at one address. What address a stored connection names is ignored: credentials go nowhere else, whoever could
/// write to the store.
#[derive(Debug)]
pub(crate) struct Configured {
    pub(crate) url: String,
    pub(crate) trinet: TriNet,
}

impl SourceOpener for Configured {
    fn open(&self, connection: &Connection, credentials: Credentials) -> Result<Arc<dyn Source>, SourceError> {
        self.trinet.open(&Connection { url: self.url.clone(), ..connection.clone() }, credentials)
    }
}
