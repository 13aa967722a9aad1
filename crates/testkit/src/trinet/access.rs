//! Who may read what: token, endpoint, quota, company and scope, in the order the gateway checks them.

use axum::http::StatusCode;

use super::answer::Answer;
use super::credentials::Scope;
use super::endpoint::{Call, Endpoint};
use super::world::{MissingScope, World};

/// What an admitted call may see.
#[derive(Debug, Clone)]
pub(super) struct Access {
    scopes: Vec<Scope>,
    /// How values without their scope look.
    pub(super) missing: MissingScope,
}

impl Access {
    pub(super) fn has(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}

/// Admits a resource call, or gives the refusal.
pub(super) fn authorise(world: &mut World, call: &Call) -> Result<Access, Answer> {
    let now = world.clock.now();
    let bearer = call.authorization.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let token = bearer.and_then(|(_, token)| world.tokens.get(token.trim())).ok_or_else(Answer::invalid_token)?;
    if token.expires <= now {
        return Err(Answer::expired_token());
    }
    let owner = world.credentials.iter_mut().find(|it| it.client_id == token.client_id && !it.revoked);
    let credential = owner.ok_or_else(Answer::invalid_token)?;
    if credential.endpoints.as_ref().is_some_and(|allowed| !allowed.contains(&call.endpoint)) {
        return Err(Answer::endpoint_not_allowed());
    }
    if !credential.take_call(now) {
        let status = StatusCode::from_u16(world.quota_status).unwrap_or(StatusCode::TOO_MANY_REQUESTS);
        return Err(Answer::quota_used_up(status));
    }
    if call.endpoint != Endpoint::Unknown && !credential.companies.contains(&call.company) {
        let text = "The credential does not cover this company.";
        return Err(Answer::error(StatusCode::FORBIDDEN, "COMPANY_NOT_AUTHORIZED", text, world.requests_answered));
    }
    let needed = needed_scopes(call);
    if world.missing_scope == MissingScope::Forbid && !needed.iter().all(|&scope| credential.has(scope)) {
        return Err(Answer::missing_scope());
    }
    // A list without its scope has nothing to leave out, so it is refused in every mode.
    if call.endpoint != Endpoint::Employees && !needed.iter().all(|&scope| credential.has(scope)) {
        return Err(Answer::missing_scope());
    }
    Ok(Access { scopes: credential.scopes.clone(), missing: world.missing_scope })
}

fn needed_scopes(call: &Call) -> &'static [Scope] {
    match call.endpoint {
        Endpoint::Token | Endpoint::Unknown => &[],
        Endpoint::OrgDetails => &[Scope::BasicRead],
        Endpoint::Employees if call.wants_all_view() => &[Scope::BasicRead, Scope::HrAdminRead],
        Endpoint::Employees => &[Scope::BasicRead],
        _ => &[Scope::HrAdminRead],
    }
}
