//! Who calls.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::claims::grants;
use super::roles::{May, Role};
use super::token::seconds;
use crate::edge::Problem;

/// A caller whom the server in front knows: it signed its request with keys of the AWS account. May do everything. A server
/// gives it to a request as an extension; no header can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine(pub String);

/// Somebody who signed in. `Debug` shows the subject alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The provider's id of the person.
    pub subject: String,
    /// The name with which the person signs in.
    pub name: Option<String>,
    /// The person's roles by account.
    pub grants: BTreeMap<String, BTreeSet<Role>>,
    /// When the token ends.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person").field("subject", &self.subject).finish_non_exhaustive()
    }
}

impl Person {
    /// The person of verified claims.
    pub(super) fn of(claims: &Map<String, Value>, roles_claim: &str) -> Option<Self> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
        let expires_at = Timestamp::from_second(claims.get("exp").and_then(seconds)?).ok()?;
        let grants = grants(claims.get(roles_claim));
        Some(Self { subject: text("sub")?, name: text("username"), grants, expires_at })
    }
}

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Caller {
    /// A machine, or a person with keys of the AWS account.
    Machine(Machine),
    /// Somebody who signed in.
    Person(Person),
}

impl Caller {
    /// The name that the history shows.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Machine(Machine(name)) => name,
            Self::Person(person) => person.name.as_ref().unwrap_or(&person.subject),
        }
    }

    /// What is different for any two callers.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Machine(Machine(name)) => format!("machine:{name}"),
            Self::Person(person) => format!("person:{}", person.subject),
        }
    }

    /// What the caller may do in an account; `None` where the account does not exist for them.
    pub(crate) fn in_account(&self, account: &str) -> Option<May> {
        match self {
            Self::Machine(_) => Some(May(Role::ALL.into())),
            Self::Person(person) => person.grants.get(account).cloned().map(May),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get().cloned().ok_or_else(super::admit::not_signed_in)
    }
}
