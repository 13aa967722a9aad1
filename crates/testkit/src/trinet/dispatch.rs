//! From a request to its answer, without any I/O.

use axum::http::{Method, StatusCode};

use super::access::{Access, authorise};
use super::answer::Answer;
use super::endpoint::{Call, Endpoint};
use super::faults::Fault;
use super::world::World;
use super::{company_reads, employees, fault_answers, oauth};

/// The answer, and the name of the fault that shaped it, if any.
pub(super) fn answer(world: &mut World, call: &Call) -> (Answer, Option<&'static str>) {
    world.requests_answered += 1;
    let is_token = call.endpoint == Endpoint::Token;
    let reads = call.method == Method::GET || (is_token && call.method == Method::POST);
    if !reads {
        let text = "This simulated company cannot be written to.";
        let status = StatusCode::METHOD_NOT_ALLOWED;
        return (Answer::error(status, "METHOD_NOT_ALLOWED", text, world.requests_answered), None);
    }
    let fault = world.faults.take(call);
    let name = fault.as_ref().map(Fault::name);
    let Some(fault) = fault else { return (plain(world, call, None), None) };
    if let Some(instead) = fault_answers::instead_of_an_answer(&fault, world, call) {
        return (instead, name);
    }
    let honest = plain(world, call, Some(&fault));
    (fault_answers::spoil(&fault, honest, world, call), name)
}

fn plain(world: &mut World, call: &Call, fault: Option<&Fault>) -> Answer {
    if call.endpoint == Endpoint::Token {
        return oauth::answer(world, call);
    }
    match authorise(world, call) {
        Ok(access) => resource(world, call, &access, fault),
        Err(refusal) => refusal,
    }
}

fn resource(world: &World, call: &Call, access: &Access, fault: Option<&Fault>) -> Answer {
    let company = world.company(&call.company);
    match (call.endpoint, company) {
        (Endpoint::Token | Endpoint::Unknown, _) | (_, None) => {
            let text = "There is no such resource.";
            Answer::error(StatusCode::NOT_FOUND, "NOT_FOUND", text, world.requests_answered)
        }
        (Endpoint::Employees, Some(company)) => employees::answer(world, company, call, access, fault),
        (_, Some(company)) => {
            let data = company_reads::data(world, company, call);
            Answer::success(data, world.requests_answered, world.wire.meta)
        }
    }
}
