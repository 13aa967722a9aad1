//! F16–F18: slow and broken connections, and answers that are not what they should be.

use std::time::Duration;

use testkit::trinet::{Endpoint, Fault, Target};

use super::End::{AsIfNothing, Fails};
use super::{Stage, Variant, connect, fields, sync};
use crate::wire::stage::Door;

const MALFORMED: super::End = Fails("source_malformed");
const TOO_BIG: super::End = Fails("source_too_big");
const UNREACHABLE: super::End = Fails("source_unreachable");
const TOKEN: Target = Target::At(Endpoint::Token);
const NEVER: Duration = Duration::from_secs(3600);
const MANY_BYTES: u64 = 8 * 1024 * 1024;

pub(super) const TABLE: &[Variant] = &[
    sync("F16", "headers that never come", UNREACHABLE, |stage| late(stage, Fault::SlowHeaders(NEVER))),
    sync("F16", "a byte now and then", UNREACHABLE, |stage| late(stage, trickle())),
    sync("F16", "a byte now and then, against the deadline of the page", UNREACHABLE, |stage| {
        stage.says = "not done within";
        stage.limits.total_time_max = Duration::from_millis(600);
        let page = stage.page();
        stage.always(page, trickle());
    }),
    sync("F16", "headers that never come, at the token", UNREACHABLE, |stage| {
        impatient(stage);
        stage.tokens_max = 2;
        stage.always(TOKEN, Fault::SlowHeaders(NEVER));
    }),
    sync("F16", "slow, and still in time", AsIfNothing, |stage| {
        let page = stage.page();
        stage.always(page, Fault::SlowBody { pause: Duration::from_millis(1), chunk: 2000 });
    }),
    connect("F16", "headers that never come in a connection test", UNREACHABLE, |stage| {
        impatient(stage);
        stage.always(Target::EmployeesAll, Fault::SlowHeaders(NEVER));
    }),
    sync("F17", "a reset before the answer, some times", AsIfNothing, |stage| some_times(stage, Fault::Reset)),
    sync("F17", "a reset in the answer, some times", AsIfNothing, |stage| some_times(stage, Fault::ResetAfter(700))),
    sync("F17", "a reset before the answer, for ever", UNREACHABLE, |stage| for_ever(stage, Fault::Reset)),
    sync("F17", "a reset in the answer, for ever", UNREACHABLE, |stage| for_ever(stage, Fault::ResetAfter(700))),
    sync("F17", "a reset at the token, some times", AsIfNothing, |stage| {
        stage.tokens_max = 1 + usize::try_from(stage.limits.retries_max).unwrap_or_default();
        let times = stage.some_times();
        stage.next(times, TOKEN, Fault::Reset);
    }),
    sync("F17", "nobody listens", UNREACHABLE, |stage| behind(stage, Door::Closed, "connection refused")),
    sync("F17", "TLS fails", UNREACHABLE, |stage| behind(stage, Door::NoTls, "the TLS connection failed")),
    sync("F17", "the name does not resolve", UNREACHABLE, |stage| behind(stage, Door::NoName, "its name does not resolve")),
    sync("F18", "JSON that breaks off", MALFORMED, |stage| wrong(stage, Fault::TruncatedJson, "breaks off")),
    sync("F18", "JSON of another shape", MALFORMED, |stage| wrong(stage, Fault::WrongShape, "wrong shape")),
    sync("F18", "HTML with 200", MALFORMED, |stage| wrong(stage, Fault::HtmlWith200, "HTML")),
    sync("F18", "nothing with 200", MALFORMED, |stage| wrong(stage, Fault::EmptyBody, "nothing")),
    sync("F18", "another charset", MALFORMED, |stage| {
        stage.says = "not UTF-8";
        // Zoë is there.
        stage.always(Target::EmployeesAt(1), Fault::WrongCharset);
    }),
    sync("F18", "a byte order mark", AsIfNothing, |stage| stage.always(Target::Any, Fault::Bom)),
    sync("F18", "a body without an end", TOO_BIG, |stage| wrong(stage, Fault::HugeBody(MANY_BYTES), "in one page")),
    sync("F18", "a gzip bomb", TOO_BIG, |stage| wrong(stage, Fault::GzipBomb(MANY_BYTES), "in one page")),
    sync("F18", "a gzip bomb at the token", TOO_BIG, |stage| stage.always(TOKEN, Fault::GzipBomb(MANY_BYTES))),
    sync("F18", "a token without a token", MALFORMED, |stage| stage.always(TOKEN, Fault::WrongShape)),
    sync("F18", "a redirect", MALFORMED, |stage| {
        wrong(stage, Fault::Redirect("http://127.0.0.1:1/elsewhere".to_owned()), "a redirect, which is not followed");
    }),
    fields("F18", "JSON that breaks off while fields are listed", MALFORMED, |stage| {
        wrong(stage, Fault::TruncatedJson, "breaks off");
    }),
];

/// One byte at a time, and never long without one.
fn trickle() -> Fault {
    Fault::SlowBody { pause: Duration::from_millis(20), chunk: 1 }
}

/// Two tries, each with time for an honest answer.
fn impatient(stage: &mut Stage) {
    stage.says = "no complete answer in time";
    stage.limits.request_timeout = Duration::from_millis(400);
    stage.limits.retries_max = 1;
}

fn late(stage: &mut Stage, fault: Fault) {
    impatient(stage);
    let page = stage.page();
    stage.always(page, fault);
}

fn some_times(stage: &mut Stage, fault: Fault) {
    let (times, page) = (stage.some_times(), stage.page());
    stage.next(times, page, fault);
}

fn for_ever(stage: &mut Stage, fault: Fault) {
    stage.says = "the answer broke off";
    let page = stage.page();
    stage.always(page, fault);
    stage.pages_max = 4 + usize::try_from(stage.limits.retries_max).unwrap_or_default();
}

fn behind(stage: &mut Stage, door: Door, says: &'static str) {
    stage.door = door;
    stage.says = says;
    // No credentials go out to it.
    stage.tokens_max = 0;
    stage.pages_max = 0;
}

/// What no repetition mends is asked for once.
fn wrong(stage: &mut Stage, fault: Fault, says: &'static str) {
    stage.says = says;
    let page = stage.page();
    stage.always(page, fault);
    stage.pages_max = 4;
}
