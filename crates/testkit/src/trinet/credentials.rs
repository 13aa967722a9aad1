//! API credentials of the simulated companies, and the tokens issued to them.

use jiff::{SignedDuration, Timestamp};

use super::endpoint::Endpoint;

/// A scope fixed to a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Names, work contact, title, department, location, org details.
    BasicRead,
    /// Service and termination dates, supervisor, lists of the company, change feed.
    HrAdminRead,
    /// Birth date, home address and other personal data.
    HrPersonalRead,
    /// Pay.
    HrPayRead,
}

impl Scope {
    /// All four scopes.
    pub const ALL: [Self; 4] = [Self::BasicRead, Self::HrAdminRead, Self::HrPersonalRead, Self::HrPayRead];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BasicRead => "basic-read",
            Self::HrAdminRead => "hr-admin-read",
            Self::HrPersonalRead => "hr-personal-read",
            Self::HrPayRead => "hr-pay-read",
        }
    }
}

/// A call allowance: so many resource calls in a period of simulated time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// Calls allowed in one period.
    pub calls: u32,
    /// The period's length; it begins at the first call counted in it.
    pub period: SignedDuration,
}

/// A client id and secret, and what they open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Client id.
    pub client_id: String,
    /// Client secret.
    pub secret: String,
    /// Companies it may read.
    pub companies: Vec<String>,
    /// Scopes it holds.
    pub scopes: Vec<Scope>,
    /// Endpoints it may call; `None` for all.
    pub endpoints: Option<Vec<Endpoint>>,
    /// Call allowance; `None` for no limit.
    pub quota: Option<Quota>,
    /// The customer pressed Disconnect: no token is issued, and those out are refused.
    pub revoked: bool,
    pub(super) quota_used: u32,
    pub(super) quota_since: Option<Timestamp>,
}

impl Credential {
    /// A credential with every scope, every endpoint and no quota.
    #[must_use]
    pub fn full(client_id: &str, secret: &str, companies: &[&str]) -> Self {
        Self {
            client_id: client_id.to_owned(),
            secret: secret.to_owned(),
            companies: companies.iter().map(|&id| id.to_owned()).collect(),
            scopes: Scope::ALL.to_vec(),
            endpoints: None,
            quota: None,
            revoked: false,
            quota_used: 0,
            quota_since: None,
        }
    }

    /// The same, with these scopes only.
    #[must_use]
    pub fn with_scopes(mut self, scopes: &[Scope]) -> Self {
        self.scopes = scopes.to_vec();
        self
    }

    /// The same, limited to these endpoints.
    #[must_use]
    pub fn with_endpoints(mut self, endpoints: &[Endpoint]) -> Self {
        self.endpoints = Some(endpoints.to_vec());
        self
    }

    pub(super) fn has(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    /// Counts one call; false when the allowance of the period is used up.
    pub(super) fn take_call(&mut self, now: Timestamp) -> bool {
        let Some(quota) = &self.quota else { return true };
        let fresh = self.quota_since.is_none_or(|since| now.duration_since(since) >= quota.period);
        if fresh {
            self.quota_since = Some(now);
            self.quota_used = 0;
        }
        self.quota_used = self.quota_used.saturating_add(1);
        self.quota_used <= quota.calls
    }
}

/// A token that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) client_id: String,
    pub(super) expires: Timestamp,
}
