//! In front of every route: who calls, whether they may, and that what has an effect is done once.

use std::sync::Arc;

use axum::extract::{FromRequestParts as _, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::caller::{Caller, Machine};
use super::provider::Denied;
use crate::declared::{Access, Accesses};
use crate::edge::{Account, Actor, Problem, once, registry};
use crate::state::ApiState;

/// What is needed to let somebody in.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) state: ApiState,
    pub(crate) accesses: Arc<Accesses>,
}

/// Lets a request through to its route when its caller may use it.
pub(crate) async fn admit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    admitted(gate, request, next).await.unwrap_or_else(Problem::into_response)
}

async fn admitted(gate: Gate, request: Request, next: Next) -> Result<Response, Problem> {
    let Some(path) = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()) else {
        // No route: the fallback says so, and shows nothing else.
        return Ok(next.run(request).await);
    };
    let method = if request.method() == Method::HEAD { Method::GET } else { request.method().clone() };
    let Some(access) = gate.accesses.get(&(path.clone(), method.to_string())).copied() else {
        return Ok(not_taken(&gate.accesses, &path));
    };
    if access == Access::Public {
        return Ok(next.run(request).await);
    }
    let (mut parts, body) = request.into_parts();
    let caller = caller(&gate.state, &parts).await?;
    parts.extensions.insert(Actor(caller.name().to_owned()));
    parts.extensions.insert(caller.clone());
    let Access::To(permission) = access else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let Account(account) = Account::from_request_parts(&mut parts, &gate.state).await?;
    // An account in which the caller has no role does not exist for them.
    let may = caller.in_account(&account).ok_or_else(|| Problem::not_found("this address"))?;
    may.require(permission)?;
    parts.extensions.insert(may);
    once(&gate.state, &account, &caller.key(), Request::from_parts(parts, body), next).await
}

async fn caller(state: &ApiState, request: &Parts) -> Result<Caller, Problem> {
    if let Some(machine) = request.extensions.get::<Machine>() {
        return Ok(Caller::Machine(machine.clone()));
    }
    let (Some(sign_in), Some(token)) = (&state.sign_in, bearer(&request.headers)) else { return Err(not_signed_in()) };
    match sign_in.person(token).await {
        Ok(person) => Ok(Caller::Person(person)),
        Err(Denied::Unreachable) => {
            let detail = "Whether you are signed in cannot be found out now. Try again in a minute.";
            Err(Problem::of(&registry::SIGN_IN_UNAVAILABLE, detail))
        }
        Err(Denied::Refused(reason)) => {
            tracing::info!(code = "not_signed_in", reason = ?reason, "a token was refused");
            Err(not_signed_in())
        }
    }
}

/// The token of the one `Authorization` header.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.contains(' ')).then_some(token)
}

/// The same for every reason: a forger learns nothing from it.
pub(super) fn not_signed_in() -> Problem {
    Problem::of(&registry::NOT_SIGNED_IN, "Nobody is signed in, or the sign-in is over. Sign in again.")
}

/// `405` for a method that no route of the path has.
fn not_taken(accesses: &Accesses, path: &str) -> Response {
    let mut taken: Vec<&str> = accesses.keys().filter(|(known, _)| known == path).map(|(_, method)| method.as_str()).collect();
    if let Some(at) = taken.iter().position(|method| *method == "GET") {
        taken.insert(at + 1, "HEAD");
    }
    let mut response = Problem::method_not_allowed().into_response();
    if let Ok(allow) = HeaderValue::from_str(&taken.join(",")) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}
