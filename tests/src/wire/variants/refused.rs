//! F10–F15: refusals, throttling and server errors.

use jiff::{SignedDuration, Timestamp};
use testkit::trinet::{Endpoint, Fault, RetryAfter, Scope, Target};

use super::End::{AsIfNothing, Done, Fails};
use super::{Stage, Variant, connect, fields, sync};

const REJECTED: super::End = Fails("credentials_rejected");
const FORBIDDEN: super::End = Fails("permission_missing");
const LIMITED: super::End = Fails("source_rate_limited");
const UNREACHABLE: super::End = Fails("source_unreachable");
const TOKEN: Target = Target::At(Endpoint::Token);

pub(super) const TABLE: &[Variant] = &[
    sync("F10", "401 at the token", REJECTED, |stage| stage.always(TOKEN, Fault::Unauthorized)),
    sync("F10", "the customer pressed Disconnect", REJECTED, |stage| stage.source.credentials[0].revoked = true),
    sync("F10", "the secret is another", REJECTED, |stage| stage.source.credentials[0].secret = "secret-2".to_owned()),
    connect("F10", "401 at the token of a connection test", REJECTED, |stage| stage.always(TOKEN, Fault::Unauthorized)),
    sync("F11", "one page says that the token expired", AsIfNothing, |stage| {
        stage.tokens_max = 2;
        let page = stage.page();
        stage.next(1, page, Fault::TokenExpired);
    }),
    sync("F11", "all tokens expire behind a page", AsIfNothing, |stage| {
        stage.tokens_max = 2;
        let page = stage.page();
        stage.next(1, page, Fault::ThenExpireTokens);
    }),
    sync("F11", "a token is found invalid once", AsIfNothing, |stage| {
        stage.tokens_max = 2;
        let page = stage.page();
        stage.next(1, page, Fault::Unauthorized);
    }),
    connect("F11", "the token expires in a connection test", Done, |stage| {
        stage.tokens_max = 2;
        stage.next(1, Target::At(Endpoint::OrgDetails), Fault::ThenExpireTokens);
    }),
    fields("F11", "the token expires while fields are listed", Done, |stage| {
        stage.tokens_max = 2;
        let page = stage.page();
        stage.next(1, page, Fault::TokenExpired);
    }),
    sync("F12", "every token is found invalid", REJECTED, |stage| twice_refused(stage, Fault::Unauthorized)),
    sync("F12", "every token has expired", REJECTED, |stage| twice_refused(stage, Fault::TokenExpired)),
    connect("F12", "every token is found invalid in a connection test", REJECTED, |stage| {
        stage.tokens_max = 2;
        stage.always(Target::At(Endpoint::Employees), Fault::Unauthorized);
    }),
    sync("F13", "403 on the full view", FORBIDDEN, |stage| full_view(stage, Fault::Forbidden)),
    sync("F13", "the endpoint is not in the product", FORBIDDEN, |stage| {
        stage.tokens_max = 2;
        full_view(stage, Fault::EndpointNotAllowed);
    }),
    connect("F13", "403 on the full view of a connection test", FORBIDDEN, |stage| full_view(stage, Fault::Forbidden)),
    fields("F13", "403 on the full view while fields are listed", FORBIDDEN, |stage| full_view(stage, Fault::Forbidden)),
    sync("F13", "the scope of the full view is gone", FORBIDDEN, |stage| {
        stage.source.missing_scope = testkit::trinet::MissingScope::Forbid;
        stage.source.credentials[0].scopes = vec![Scope::BasicRead];
        stage.says = "viewType=All";
    }),
    sync("F14", "429 without Retry-After", AsIfNothing, |stage| passing(stage, Fault::Throttled(RetryAfter::Missing))),
    sync("F14", "429, Retry-After 0", AsIfNothing, |stage| passing(stage, Fault::Throttled(RetryAfter::Seconds(0)))),
    sync("F14", "429, Retry-After one second", AsIfNothing, |stage| {
        let page = stage.page();
        stage.next(1, page, Fault::Throttled(RetryAfter::Seconds(1)));
    }),
    sync("F14", "429, Retry-After a date that is past", AsIfNothing, |stage| passing(stage, throttled_until(-60))),
    sync("F14", "429, Retry-After no sense", AsIfNothing, |stage| {
        passing(stage, Fault::Throttled(RetryAfter::Text("soon".to_owned())));
    }),
    sync("F14", "429, Retry-After a date in an hour", LIMITED, |stage| at_once(stage, throttled_until(3600))),
    sync("F14", "429, Retry-After 10^9", LIMITED, |stage| at_once(stage, Fault::Throttled(RetryAfter::Absurd))),
    sync("F14", "503, Retry-After 10^9", LIMITED, |stage| at_once(stage, Fault::Unavailable(RetryAfter::Absurd))),
    sync("F14", "429 for ever", LIMITED, |stage| lasting(stage, Fault::Throttled(RetryAfter::Missing))),
    sync("F14", "a quota as 500, once", AsIfNothing, |stage| passing(stage, Fault::QuotaAs500)),
    sync("F14", "a quota as 500, for ever", LIMITED, |stage| lasting(stage, Fault::QuotaAs500)),
    sync("F15", "500, some times", AsIfNothing, |stage| passing(stage, Fault::Status(500))),
    sync("F15", "502 as HTML, some times", AsIfNothing, |stage| passing(stage, Fault::Html(502))),
    sync("F15", "503, some times", AsIfNothing, |stage| passing(stage, Fault::Unavailable(RetryAfter::Missing))),
    sync("F15", "504, some times", AsIfNothing, |stage| passing(stage, Fault::Status(504))),
    sync("F15", "500, some times, at the token", AsIfNothing, |stage| {
        stage.tokens_max = 1 + usize::try_from(stage.limits.retries_max).unwrap_or_default();
        let times = stage.some_times();
        stage.next(times, TOKEN, Fault::Status(500));
    }),
    sync("F15", "a server error, for ever", UNREACHABLE, |stage| {
        let codes = [500, 502, 503, 504];
        let code = stage.rng.pick(&codes).copied().unwrap_or(500);
        lasting(stage, Fault::Status(code));
    }),
    fields("F15", "a server error, for ever, while fields are listed", UNREACHABLE, |stage| lasting(stage, Fault::Status(503))),
];

fn twice_refused(stage: &mut Stage, fault: Fault) {
    stage.tokens_max = 2;
    let page = stage.page();
    stage.always(page, fault);
    stage.pages_max = 5;
}

fn full_view(stage: &mut Stage, fault: Fault) {
    stage.says = "viewType=All";
    stage.always(Target::EmployeesAll, fault);
}

fn passing(stage: &mut Stage, fault: Fault) {
    let (times, page) = (stage.some_times(), stage.page());
    stage.next(times, page, fault);
}

/// Whoever asks for more patience than there is, is not asked again.
fn at_once(stage: &mut Stage, fault: Fault) {
    let page = stage.page();
    stage.always(page, fault);
    stage.pages_max = 4;
}

fn lasting(stage: &mut Stage, fault: Fault) {
    let page = stage.page();
    stage.always(page, fault);
    stage.pages_max = 4 + usize::try_from(stage.limits.retries_max).unwrap_or_default();
}

/// By the machine's clock, which is the one that the client has for this.
fn throttled_until(seconds: i64) -> Fault {
    let then = Timestamp::now().saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX);
    Fault::Throttled(RetryAfter::Text(then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()))
}
