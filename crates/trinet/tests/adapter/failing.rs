//! Answers that are refused, late, broken, too big or no answers at all.

use std::time::Duration;

use sync::SourceError;
use sync::ports::{Silent, SourceOpener, Wanted};
use testkit::trinet::{Fault, Faults, RetryAfter, Target, World};
use trinet::{Limits, TriNet};

use crate::support::{Fixture, connection, credentials, impatient, limits, one_pass, open_at};

/// Reads 150 people (two pages) with faults; gives the outcome and how often the second page was asked for.
async fn read(limits: Limits, faults: impl FnOnce(&mut Faults)) -> (Result<usize, SourceError>, usize) {
    let mut world = World::generated(150, 7);
    faults(&mut world.faults);
    let fixture = Fixture::new(world, limits).await;
    let read = fixture.fetch().await.map(|snapshot| snapshot.people.len());
    assert_eq!(fixture.server.write_attempts(), 0);
    let second = fixture.server.requests().iter().filter(|request| request.query.ends_with("offset=101")).count();
    (read, second)
}

const SECOND_PAGE: Target = Target::EmployeesAt(101);

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    let passing = [
        Fault::Throttled(RetryAfter::Missing),
        Fault::Throttled(RetryAfter::Seconds(0)),
        Fault::Throttled(RetryAfter::Text("soon".to_owned())),
        Fault::Throttled(RetryAfter::HttpDateIn(-60)),
        Fault::QuotaAs500,
        Fault::Status(500),
        Fault::Status(502),
        Fault::Status(503),
        Fault::Status(504),
        Fault::Unavailable(RetryAfter::Missing),
        Fault::Html(502),
        Fault::Reset,
        Fault::ResetAfter(400),
    ];
    for fault in passing {
        let (read, asked) = read(one_pass(), |faults| faults.next(5, SECOND_PAGE, fault.clone())).await;
        assert_eq!(read.unwrap(), 150, "{fault:?}");
        assert_eq!(asked, 6, "{fault:?}");
    }
}

#[tokio::test]
async fn what_does_not_pass_ends_the_read_after_the_last_try() {
    let check = async |fault: Fault, code: &str, sentence: &str| {
        let (read, asked) = read(limits(), |faults| faults.always(SECOND_PAGE, fault.clone())).await;
        let error = read.unwrap_err();
        assert_eq!((error.code(), asked), (code, 6), "{fault:?}");
        assert!(error.to_string().contains(sentence), "{error}");
    };
    check(Fault::Throttled(RetryAfter::Missing), "source_rate_limited", "try again later").await;
    check(Fault::QuotaAs500, "source_rate_limited", "try again later").await;
    check(Fault::Status(500), "source_unreachable", "status 500").await;
    check(Fault::Unavailable(RetryAfter::Missing), "source_unreachable", "status 503").await;
    check(Fault::Html(504), "source_unreachable", "status 504").await;
    check(Fault::Reset, "source_unreachable", "the answer broke off").await;
    check(Fault::ResetAfter(400), "source_unreachable", "the answer broke off").await;
}

#[tokio::test]
async fn what_cannot_pass_is_asked_once() {
    let check = async |fault: Fault, code: &str, sentence: &str| {
        let (read, asked) = read(limits(), |faults| faults.always(SECOND_PAGE, fault.clone())).await;
        let error = read.unwrap_err();
        assert_eq!((error.code(), asked), (code, 1), "{fault:?}: {error}");
        assert!(error.to_string().contains(sentence), "{error}");
    };
    check(Fault::Forbidden, "permission_missing", "GET employees?viewType=All").await;
    check(Fault::Status(400), "source_malformed", "status 400 for GET employees?viewType=All").await;
    check(Fault::Status(404), "source_malformed", "status 404").await;
    check(Fault::Status(409), "source_malformed", "status 409").await;
    check(Fault::Redirect("http://127.0.0.1:1/elsewhere".to_owned()), "source_malformed", "a redirect, which is not followed")
        .await;
    check(Fault::HtmlWith200, "source_malformed", "HTML").await;
    check(Fault::TruncatedJson, "source_malformed", "JSON that breaks off").await;
    check(Fault::WrongShape, "source_malformed", "data of the wrong shape").await;
    check(Fault::EmptyBody, "source_malformed", "answered nothing").await;
    check(Fault::Throttled(RetryAfter::Absurd), "source_rate_limited", "try again later").await;
    check(Fault::Throttled(RetryAfter::Seconds(61)), "source_rate_limited", "try again later").await;
    check(Fault::Unavailable(RetryAfter::Absurd), "source_rate_limited", "try again later").await;
}

#[tokio::test]
async fn the_wait_that_was_asked_for_is_told() {
    let (read, _) = read(limits(), |faults| faults.always(SECOND_PAGE, Fault::Throttled(RetryAfter::Seconds(90)))).await;
    let Err(SourceError::RateLimited { retry_after }) = read else { panic!("{read:?}") };
    assert_eq!(retry_after, Some(Duration::from_secs(90)));
}

#[tokio::test]
async fn a_byte_order_mark_is_no_fault() {
    let (read, _) = read(limits(), |faults| faults.always(Target::Any, Fault::Bom)).await;
    assert_eq!(read.unwrap(), 150);
}

#[tokio::test]
async fn text_in_another_charset_is_refused_rather_than_read_wrongly() {
    let mut world = World::generated(3, 7);
    world.companies[0].people[0].last_name = "Müller".to_owned();
    world.faults.always(Target::EmployeesAll, Fault::WrongCharset);
    let error = Fixture::new(world, limits()).await.fetch().await.unwrap_err();
    assert!(error.to_string().contains("text that is not UTF-8"), "{error}");
}

#[tokio::test]
async fn an_answer_beyond_the_cap_is_cut_off_however_it_is_packed() {
    for fault in [Fault::HugeBody(200 * 1024 * 1024), Fault::GzipBomb(200 * 1024 * 1024)] {
        let (read, asked) = read(limits(), |faults| faults.always(SECOND_PAGE, fault.clone())).await;
        let error = read.unwrap_err();
        assert_eq!((error.code(), asked), ("source_too_big", 1), "{fault:?}");
        assert!(error.to_string().contains("16 MiB in one page"), "{error}");
    }
    let (read, _) = read(one_pass(), |faults| faults.always(SECOND_PAGE, Fault::HugeBody(1024 * 1024))).await;
    assert_eq!(read.unwrap(), 150, "a large answer within the cap is fine");
}

#[tokio::test]
async fn a_slow_answer_is_given_up_whether_its_headers_or_its_body_are_slow() {
    let never = Duration::from_secs(3600);
    for fault in [Fault::SlowHeaders(never), Fault::SlowBody { pause: Duration::from_millis(40), chunk: 1 }] {
        let (read, asked) = read(impatient(), |faults| faults.always(SECOND_PAGE, fault.clone())).await;
        let error = read.unwrap_err();
        assert_eq!((error.code(), asked), ("source_unreachable", 2), "{fault:?}");
        assert!(error.to_string().contains("no complete answer in time"), "{error}");
    }
}

#[tokio::test]
async fn a_whole_read_has_a_deadline_of_its_own() {
    let limits = Limits { total_time_max: Duration::from_millis(50), ..limits() };
    let (read, _) = read(limits, |faults| faults.always(SECOND_PAGE, Fault::SlowHeaders(Duration::from_secs(3600)))).await;
    let error = read.unwrap_err();
    assert_eq!(error.code(), "source_unreachable");
    assert!(error.to_string().contains("not done within"), "{error}");
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_unreachable() {
    let port = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let source = open_at(&format!("http://127.0.0.1:{port}"), limits());
    let error = source.fetch(&Wanted::default(), &Silent).await.unwrap_err();
    assert_eq!(error.code(), "source_unreachable");
    assert!(error.to_string().contains("connection refused"), "{error}");
}

#[tokio::test]
async fn tls_that_fails_is_told_apart_and_not_tried_again() {
    let fixture = Fixture::new(World::generated(1, 7), limits()).await;
    let url = fixture.server.url().replace("http://", "https://");
    let source = TriNet::new(limits()).open(&connection(&url, "A1B"), credentials("c", "s")).unwrap();
    let error = source.fetch(&Wanted::default(), &Silent).await.unwrap_err();
    assert!(error.to_string().contains("the TLS connection failed"), "{error}");
    assert!(fixture.server.requests().is_empty(), "no credentials went out in clear text");
}

#[tokio::test]
async fn an_address_or_company_of_impossible_form_is_refused_before_any_request() {
    let open = |url: &str, company: &str| TriNet::default().open(&connection(url, company), credentials("c", "s")).err();
    assert_eq!(open("http://api.trinet.com", "A1B").unwrap().code(), "bad_source_address");
    assert_eq!(open("https://api.trinet.com", "../Z9Y").unwrap().code(), "bad_source_address");
}
