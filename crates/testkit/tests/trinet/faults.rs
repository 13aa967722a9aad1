//! Faults of a single answer: each fires as often as told, is recorded, and then the honest answer is back.

use std::time::Duration;

use crate::reader::{Reader, client};
use reqwest::Method;
use serde_json::Value;
use testkit::trinet::{Endpoint, Fault, RetryAfter, Target, World};
use tokio::time::Instant;

const EMPLOYEES: &str = "/v1/company/A1B/employees?viewType=All";
const DEPARTMENTS: &str = "/v1/company/A1B/departments";

async fn reader_with(fault: Fault) -> Reader {
    let reader = Reader::of(World::bundled()).await;
    reader.server.with_world(|world| world.faults.next(1, Target::At(Endpoint::Employees), fault));
    reader
}

async fn assert_honest_again(reader: &Reader, name: &str) {
    let again = reader.json(EMPLOYEES).await;
    assert!(again["data"]["employeeData"][99].is_object(), "{name}");
    assert_eq!(reader.server.with_world(|world| world.faults.fired(name)), 1, "{name}");
    let recorded = reader.server.requests();
    assert!(recorded.iter().any(|request| request.fault == Some(name)), "{name}");
}

#[tokio::test]
async fn error_statuses_come_with_their_bodies() {
    for (fault, name, status, part) in [
        (Fault::Unauthorized, "unauthorized", 401, "invalid_access_token"),
        (Fault::TokenExpired, "token_expired", 401, "access_token_expired"),
        (Fault::EndpointNotAllowed, "endpoint_not_allowed", 401, "InvalidAPICallAsNoApiProductMatchFound"),
        (Fault::Forbidden, "forbidden", 403, "InsufficientScope"),
        (Fault::Throttled(RetryAfter::Missing), "throttled", 429, "QuotaViolation"),
        (Fault::QuotaAs500, "quota_as_500", 500, "QuotaViolation"),
        (Fault::Status(500), "status", 500, "\"_statusCode\":\"500\""),
        (Fault::Status(504), "status", 504, "Gateway Timeout"),
        (Fault::Unavailable(RetryAfter::Seconds(1)), "unavailable", 503, "\"_error\""),
        (Fault::Html(502), "html", 502, "<html>"),
        (Fault::HtmlWith200, "html_with_200", 200, "<html>"),
        (Fault::WrongShape, "wrong_shape", 200, "results"),
        (Fault::EmptyBody, "empty_body", 200, ""),
        (Fault::NullData, "null_data", 200, "\"data\":null"),
    ] {
        let reader = reader_with(fault).await;
        let answer = reader.get(EMPLOYEES).await;
        assert_eq!(answer.status(), status, "{name}");
        assert!(answer.text().await.unwrap().contains(part), "{name}");
        assert_honest_again(&reader, name).await;
    }
}

#[tokio::test]
async fn a_retry_after_comes_in_every_form() {
    for (after, header) in [
        (RetryAfter::Missing, None),
        (RetryAfter::Seconds(3), Some("3")),
        (RetryAfter::Absurd, Some("1000000000")),
        (RetryAfter::Text("soon".to_owned()), Some("soon")),
        // Noon in US Central time on the second of March is 18:00 in Greenwich.
        (RetryAfter::HttpDateIn(30), Some("Mon, 02 Mar 2026 18:00:30 GMT")),
    ] {
        let reader = reader_with(Fault::Throttled(after)).await;
        let answer = reader.get(EMPLOYEES).await;
        let found = answer.headers().get("retry-after").map(|value| value.to_str().unwrap());
        assert_eq!(found, header);
        assert_honest_again(&reader, "throttled").await;
    }
}

#[tokio::test]
async fn spoilt_bodies_are_spoilt_as_told() {
    let read = |fault| async move {
        let reader = reader_with(fault).await;
        let bytes = reader.get(EMPLOYEES).await.bytes().await.unwrap();
        (reader, bytes)
    };
    let (reader, truncated) = read(Fault::TruncatedJson).await;
    assert!(truncated.starts_with(b"{") && serde_json::from_slice::<Value>(&truncated).is_err());
    assert_honest_again(&reader, "truncated_json").await;
    let (reader, marked) = read(Fault::Bom).await;
    assert!(serde_json::from_slice::<Value>(&marked).is_err());
    assert!(serde_json::from_slice::<Value>(marked.strip_prefix(b"\xEF\xBB\xBF").unwrap()).is_ok());
    assert_honest_again(&reader, "bom").await;
    let (reader, latin) = read(Fault::WrongCharset).await;
    assert!(std::str::from_utf8(&latin).is_err());
    assert_honest_again(&reader, "wrong_charset").await;
}

#[tokio::test]
async fn large_bodies_grow_as_large_as_told() {
    let (huge, bomb) = (3_000_000_u64, 5_000_000_u64);
    let reader = reader_with(Fault::HugeBody(huge)).await;
    let bytes = reader.get(EMPLOYEES).await.bytes().await.unwrap();
    assert!(bytes.len() as u64 > huge && serde_json::from_slice::<Value>(&bytes).is_ok());
    assert_honest_again(&reader, "huge_body").await;
    let reader = reader_with(Fault::GzipBomb(bomb)).await;
    let bytes = reader.get(EMPLOYEES).await.bytes().await.unwrap();
    assert_eq!(bytes.len() as u64, bomb);
    assert_honest_again(&reader, "gzip_bomb").await;
}

/// Whether the peer's reset, and not an orderly close, is at the bottom of the error.
fn is_reset(error: &reqwest::Error) -> bool {
    let mut at: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = at {
        let io = error.downcast_ref::<std::io::Error>();
        if io.is_some_and(|io| io.kind() == std::io::ErrorKind::ConnectionReset) {
            return true;
        }
        at = error.source();
    }
    false
}

#[tokio::test]
async fn a_reset_breaks_the_connection_before_or_in_the_answer() {
    for (fault, name) in [(Fault::Reset, "reset"), (Fault::ResetAfter(2_000), "reset_after")] {
        let reader = reader_with(fault).await;
        let outcome = match reader.send(Method::GET, EMPLOYEES).await {
            Ok(answer) => answer.bytes().await.map(|_| ()),
            Err(error) => Err(error),
        };
        assert!(is_reset(&outcome.unwrap_err()), "{name}");
        assert_honest_again(&reader, name).await;
    }
}

#[tokio::test]
async fn a_redirect_names_its_target() {
    let reader = reader_with(Fault::Redirect("http://elsewhere.example/".to_owned())).await;
    let answer = reader.get(EMPLOYEES).await;
    assert_eq!(answer.status(), 302);
    assert_eq!(answer.headers()["location"], "http://elsewhere.example/");
    assert_honest_again(&reader, "redirect").await;
}

#[tokio::test(start_paused = true)]
async fn slow_headers_and_slow_bodies_take_the_time_told() {
    let reader = reader_with(Fault::SlowHeaders(Duration::from_secs(3_600))).await;
    let start = Instant::now();
    reader.get(EMPLOYEES).await;
    assert!(start.elapsed() >= Duration::from_secs(3_600));
    assert_honest_again(&reader, "slow_headers").await;

    let reader = reader_with(Fault::SlowBody { pause: Duration::from_secs(10), chunk: 10_000 }).await;
    let start = Instant::now();
    let bytes = reader.get(EMPLOYEES).await.bytes().await.unwrap();
    let chunks = u32::try_from(bytes.len().div_ceil(10_000)).unwrap();
    assert!(start.elapsed() >= Duration::from_secs(10) * chunks && chunks > 5);
    assert_honest_again(&reader, "slow_body").await;
}

#[tokio::test]
async fn a_fault_fires_n_times_for_ever_or_after_letting_some_pass() {
    let reader = Reader::of(World::bundled()).await;
    let statuses = async |count: usize| {
        let mut seen = Vec::new();
        for _ in 0..count {
            seen.push(reader.status(EMPLOYEES).await);
        }
        seen
    };
    reader.server.with_world(|world| world.faults.next(2, Target::Any, Fault::Status(503)));
    assert_eq!(statuses(3).await, [503, 503, 200]);
    reader.server.with_world(|world| world.faults.after(1, 1, Target::Any, Fault::Unauthorized));
    assert_eq!(statuses(3).await, [200, 401, 200]);
    reader.server.with_world(|world| {
        world.faults.next(1, Target::Any, Fault::Throttled(RetryAfter::Missing));
        world.faults.next(1, Target::Any, Fault::Status(502));
    });
    assert_eq!(statuses(3).await, [429, 502, 200]);
    reader.server.with_world(|world| world.faults.always(Target::Any, Fault::Status(500)));
    assert_eq!(statuses(5).await, [500; 5]);
    reader.server.with_world(|world| world.faults.clear());
    assert_eq!(statuses(1).await, [200]);
    assert_eq!(reader.server.with_world(|world| world.faults.pending()), 0);
}

#[tokio::test]
async fn a_target_picks_its_requests() {
    let basic = "/v1/company/A1B/employees";
    let page_2 = "/v1/company/A1B/employees?offset=101&viewType=ALL";
    for (target, hit, missed) in [
        (Target::At(Endpoint::Departments), DEPARTMENTS, EMPLOYEES),
        (Target::EmployeesAll, EMPLOYEES, basic),
        (Target::EmployeesBasic, basic, EMPLOYEES),
        (Target::EmployeesAt(101), page_2, EMPLOYEES),
        (Target::EmployeesFrom(2), page_2, EMPLOYEES),
        (Target::Path(basic.to_owned()), EMPLOYEES, DEPARTMENTS),
    ] {
        let reader = Reader::of(World::bundled()).await;
        reader.server.with_world(|world| world.faults.always(target.clone(), Fault::Forbidden));
        assert_eq!((reader.status(hit).await, reader.status(missed).await), (403, 200), "{target:?}");
    }
}

#[tokio::test]
async fn the_token_endpoint_can_fail_too() {
    let reader = Reader::of(World::bundled()).await;
    reader.server.with_world(|world| {
        world.faults.next(1, Target::At(Endpoint::Token), Fault::Unauthorized);
        world.faults.next(1, Target::At(Endpoint::Token), Fault::Html(502));
    });
    for status in [401, 502, 200] {
        let answer = crate::reader::ask_token(&client(), &reader.server, "acme-full", "acme-full-secret").await;
        assert_eq!(answer.status(), status);
    }
}
