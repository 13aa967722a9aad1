//! Answers that must be exact to the byte, from a server that says what it is told, once each.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use sync::SourceError;
use sync::ports::{Silent, Wanted};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use trinet::Limits;

use crate::support::{ids, limits, one_pass, open_at};

/// Answers the requests in order, closes each connection and remembers the requests' first lines and headers.
struct Script {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Script {
    async fn start(answers: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&requests);
        tokio::spawn(async move {
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    request.push(stream.read_u8().await.unwrap());
                }
                heard.lock().unwrap().push(String::from_utf8(request).unwrap());
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        Self { url, requests }
    }

    fn first_lines(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().map(|request| request.lines().next().unwrap().to_owned()).collect()
    }
}

fn answer(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn ok(body: &str) -> String {
    answer("200 OK", body)
}

fn token() -> String {
    ok(r#"{"access_token":"abc","expires_in":"3599","token_type":"BearerToken"}"#)
}

/// Reads with a token first, two rows to a page; the ids, comma-separated, and the offsets asked for.
async fn read(pages: &[&str]) -> (Result<String, SourceError>, Vec<String>) {
    let script = Script::start([token()].into_iter().chain(pages.iter().map(|page| ok(page))).collect()).await;
    let limits = Limits { page_size: 2, retries_max: 0, passes_max: 1, ..one_pass() };
    let snapshot = open_at(&script.url, limits).fetch(&Wanted::default(), &Silent).await;
    let offset = |line: String| line.split_once("offset=").map(|(_, rest)| rest.trim_end_matches(" HTTP/1.1").to_owned());
    let offsets = script.first_lines().into_iter().filter_map(offset).collect();
    (snapshot.map(|snapshot| ids(&snapshot).join(",")), offsets)
}

#[tokio::test]
async fn pages_end_where_has_more_says_so() {
    let check = async |pages: &[&str], people: &str, offsets: &[&str]| {
        let (read, asked) = read(pages).await;
        assert_eq!(read.unwrap(), people, "{pages:?}");
        assert_eq!(asked, offsets, "{pages:?}");
    };
    let full = r#"{"data":{"employeeData":[{"employeeId":"1"},{"employeeId":2}],"hasMore":true}}"#;
    let full_text = r#"{"data":{"hasMore":"true","employeeData":[{"employeeId":"1"},{"employeeId":2}]}}"#;
    let last = r#"{"data":{"employeeData":[{"employeeId":"3"}],"hasMore":"false"}}"#;
    check(&[full, last], "1,2,3", &["1", "3"]).await;
    check(&[full_text, last], "1,2,3", &["1", "3"]).await;
    check(&[full, r#"{"data":{"employeeData":[],"hasMore":false}}"#], "1,2", &["1", "3"]).await;
    check(&[full, r#"{"data":null}"#], "1,2", &["1", "3"]).await;
    check(&[r#"{"hasMore":false,"data":[{"employeeId":"1"},{"employeeId":"2"},{"employeeId":"3"}]}"#], "1,2,3", &["1"]).await;
}

#[tokio::test]
async fn without_has_more_only_an_empty_page_ends_a_read() {
    let short = r#"{"data":[{"employeeId":"1"}]}"#;
    let (read_, offsets) = read(&[short, r#"{"data":[]}"#]).await;
    assert_eq!((read_.unwrap().as_str(), offsets), ("1", vec!["1".to_owned(), "2".to_owned()]));
    let (read_, _) = read(&[short, r#"{"data":[{"employeeId":"2"}]}"#]).await;
    assert_eq!(read_.unwrap_err().code(), "source_incomplete");
    let (read_, offsets) = read(&[r#"{"data":[{"employeeId":"1"},{"employeeId":"2"}]}"#]).await;
    assert_eq!((read_.unwrap_err().code(), offsets.len()), ("source_incomplete", 1));
}

#[tokio::test]
async fn an_error_in_the_envelope_under_status_200_is_not_the_end_of_the_list() {
    let full = r#"{"data":{"employeeData":[{"employeeId":"1"},{"employeeId":"2"}],"hasMore":true}}"#;
    for error in [r#"{"data":null,"_statusCode":"500"}"#, r#"{"data":null,"_statusCode":"200","_error":{"errorCode":"E"}}"#] {
        let (read, _) = read(&[full, error]).await;
        assert_eq!(read.unwrap_err().code(), "source_malformed");
    }
}

#[tokio::test]
async fn a_token_endpoint_that_takes_posts_only_is_asked_by_post_once() {
    let page = ok(r#"{"data":{"employeeData":[{"employeeId":"1"}],"hasMore":false}}"#);
    let script = Script::start(vec![answer("405 Method Not Allowed", ""), token(), page]).await;
    open_at(&script.url, one_pass()).fetch(&Wanted::default(), &Silent).await.unwrap();
    let lines = script.first_lines();
    assert_eq!(
        lines[..2],
        [
            "GET /oauth/accesstoken?grant_type=client_credentials HTTP/1.1",
            "POST /oauth/accesstoken?grant_type=client_credentials HTTP/1.1"
        ]
    );
    let refusals = vec![answer("405 Method Not Allowed", ""), answer("405 Method Not Allowed", "")];
    let script = Script::start(refusals).await;
    let error = open_at(&script.url, one_pass()).fetch(&Wanted::default(), &Silent).await.unwrap_err();
    assert_eq!((error.code(), script.first_lines().len()), ("source_malformed", 2));
}

#[tokio::test]
async fn requests_carry_what_the_contract_asks_for() {
    let page = ok(r#"{"data":{"employeeData":[],"hasMore":false}}"#);
    let script = Script::start(vec![token(), page]).await;
    let base = format!("{}/gateway/v1/", script.url);
    open_at(&base, one_pass()).fetch(&Wanted::default(), &Silent).await.unwrap();
    let requests = script.requests.lock().unwrap().clone();
    assert!(requests[0].starts_with("GET /gateway/oauth/accesstoken?grant_type=client_credentials HTTP/1.1\r\n"));
    assert!(requests[0].contains("authorization: Basic Y2xpZW50OnNlY3JldA==\r\n"));
    assert!(requests[1].starts_with("GET /gateway/v1/company/A1B/employees?viewType=All&limit=100&offset=1 HTTP/1.1\r\n"));
    assert!(requests[1].contains("authorization: Bearer abc\r\n"));
    for request in &requests {
        assert!(request.contains("accept: application/json\r\n"));
        assert!(request.contains(concat!("user-agent: rollcall/", env!("CARGO_PKG_VERSION"), "\r\n")));
    }
}

#[tokio::test]
async fn a_body_shorter_than_promised_is_an_answer_that_broke_off() {
    let cut = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 500\r\n\r\n{\"data\":null}".to_owned();
    let script = Script::start(vec![token(), cut]).await;
    let limits = Limits { retries_max: 0, ..one_pass() };
    let error = open_at(&script.url, limits).fetch(&Wanted::default(), &Silent).await.unwrap_err();
    assert!(matches!(&error, SourceError::Unreachable { what } if what == "the answer broke off"), "{error:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_takes_no_token_along() {
    let redirect = |to: &str| format!("HTTP/1.1 302 Found\r\nconnection: close\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
    let elsewhere = Script::start(vec![ok("{}")]).await;
    let script = Script::start(vec![token(), redirect(&elsewhere.url)]).await;
    let error = open_at(&script.url, one_pass()).fetch(&Wanted::default(), &Silent).await.unwrap_err();
    assert!(error.to_string().contains("status 302"), "{error}");
    assert!(elsewhere.first_lines().is_empty());
}

#[tokio::test]
async fn another_company_than_the_one_asked_for_fails_a_required_check() {
    let check = async |answered: &str, expect: bool| {
        let person = r#"{"data":{"employeeData":[{"employeeId":"1"}],"hasMore":false}}"#;
        let details = format!(r#"{{"data":{answered}}}"#);
        let script = Script::start(vec![token(), ok(&details), ok(person), ok(person), ok(r#"{"data":[]}"#)]).await;
        let checks = open_at(&script.url, one_pass()).check().await.unwrap();
        let company = checks.iter().find(|check| check.name == "company").unwrap();
        assert_eq!(company.passed, expect, "{answered}");
        assert_eq!(company.required, !expect, "{answered}");
    };
    check(r#"{"companyId":"a1b","legalName":"Acme"}"#, true).await;
    check(r#"{"companyId":null}"#, true).await;
    check("null", true).await;
    check(r#"{"companyId":"Z9Y"}"#, false).await;
}

/// Connects with TLS to a server that says something else; the error and how many connections were made.
async fn connect_with_tls(says: &'static [u8]) -> (SourceError, usize) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let accepted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&accepted);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(says).await;
        }
    });
    let error = open_at(&url, limits()).fetch(&Wanted::default(), &Silent).await.unwrap_err();
    (error, accepted.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_connection_that_cannot_be_made_is_given_up_sooner_than_a_slow_answer() {
    let check = async |says: &'static [u8], sentence: &str, connections: usize| {
        let (error, made) = connect_with_tls(says).await;
        assert!(error.to_string().contains(sentence), "{error}");
        assert_eq!(made, connections, "{error}");
    };
    check(b"HTTP/1.1 400 Bad Request\r\n\r\n", "the TLS connection failed", 1).await;
    check(b"", "the connection failed", 3).await;
}
