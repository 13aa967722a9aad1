//! The port: opens companies and reads them.

use std::sync::Arc;

use async_trait::async_trait;
use sync::SourceError;
use sync::account::Connection;
use sync::ports::{
    Credentials, Fetched, FieldProfile, Pages, PermissionCheck, Progress, ReadSoFar, Source, SourceOpener, Wanted,
};

use crate::address::Address;
use crate::api::Api;
use crate::check;
use crate::discover::Profiles;
use crate::http::Http;
use crate::limits::Limits;
use crate::people::People;
use crate::read::{self, End};
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

#[async_trait]
impl Source for Company {
    #[tracing::instrument(name = "trinet_check", skip_all)]
    async fn check(&self) -> Result<Vec<PermissionCheck>, SourceError> {
        self.limits.in_time(check::all(&self.api)).await
    }

    #[tracing::instrument(name = "trinet_discover", skip_all)]
    async fn discover(&self, progress: &dyn Progress) -> Result<Vec<FieldProfile>, SourceError> {
        let mut profiles = Profiles::new();
        read::everybody(&self.api, &self.limits, progress, &mut profiles, read::From::default()).await?;
        profiles.into_profiles(&self.api).await
    }

    #[tracing::instrument(name = "trinet_read", skip_all)]
    async fn read(
        &self,
        wanted: &Wanted,
        from: Option<ReadSoFar>,
        pages: &dyn Pages,
        progress: &dyn Progress,
    ) -> Result<Fetched, SourceError> {
        People::check(wanted)?;
        let mut people = People::new(wanted, &self.api, pages);
        let from = from.map(|from| people.go_on_from(from)).unwrap_or_default();
        match read::everybody(&self.api, &self.limits, progress, &mut people, from).await? {
            End::Whole => Ok(Fetched::Whole(people.into_snapshot())),
            End::Paused => Ok(Fetched::Paused),
        }
    }
}
