//! The port: opens companies and reads them.

use std::future::Future;
use std::sync::Arc;

use async_trait::async_trait;
use domain::Snapshot;
use sync::SourceError;
use sync::account::Connection;
use sync::ports::{Credentials, FieldProfile, PermissionCheck, Progress, Source, SourceOpener, Wanted};

use crate::address::Address;
use crate::api::Api;
use crate::check;
use crate::discover::Profiles;
use crate::http::Http;
use crate::limits::Limits;
use crate::people::People;
use crate::read;
use crate::token::Tokens;

/// Opens companies on `TriNet` PEO.
#[derive(Debug, Clone, Default)]
pub struct TriNet {
    limits: Limits,
}

impl TriNet {
    /// With other caps than the default ones.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits }
    }
}

impl SourceOpener for TriNet {
    fn open(&self, connection: &Connection, credentials: Credentials) -> Result<Arc<dyn Source>, SourceError> {
        let address = Address::parse(&connection.url, &connection.company)?;
        let http = Http::new(self.limits.clone(), &address)?;
        let tokens = Tokens::new(address.token(), credentials);
        Ok(Arc::new(Company { api: Api { address, http, tokens }, limits: self.limits.clone() }))
    }
}

/// One company. Holds its token between calls.
#[derive(Debug)]
struct Company {
    api: Api,
    limits: Limits,
}

impl Company {
    /// Ends whatever takes longer than all its parts may.
    async fn in_time<T>(&self, work: impl Future<Output = Result<T, SourceError>> + Send) -> Result<T, SourceError> {
        let late = SourceError::Unreachable { what: format!("not done within {} seconds", self.limits.total_time_max.as_secs()) };
        tokio::time::timeout(self.limits.total_time_max, work).await.unwrap_or(Err(late))
    }
}

#[async_trait]
impl Source for Company {
    #[tracing::instrument(name = "trinet_check", skip_all)]
    async fn check(&self) -> Result<Vec<PermissionCheck>, SourceError> {
        self.in_time(check::all(&self.api)).await
    }

    #[tracing::instrument(name = "trinet_discover", skip_all)]
    async fn discover(&self, progress: &dyn Progress) -> Result<Vec<FieldProfile>, SourceError> {
        let work = async {
            let profiles = read::everybody(&self.api, &self.limits, progress, Profiles::new).await?;
            profiles.into_profiles(&self.api).await
        };
        self.in_time(work).await
    }

    #[tracing::instrument(name = "trinet_fetch", skip_all)]
    async fn fetch(&self, wanted: &Wanted, progress: &dyn Progress) -> Result<Snapshot, SourceError> {
        People::check(wanted)?;
        let work = async {
            let people = read::everybody(&self.api, &self.limits, progress, || People::new(wanted)).await?;
            people.into_snapshot(&self.api).await
        };
        self.in_time(work).await
    }
}
