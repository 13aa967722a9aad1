//! What each fault does to an answer.

use std::io::Write as _;

use axum::http::StatusCode;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::answer::{Answer, Delivery};
use super::endpoint::{Call, Endpoint};
use super::faults::{Fault, RetryAfter};
use super::world::World;

const HTML: &str = "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Bad Gateway</h1></body></html>";

/// The answer of a fault that needs no honest one; `None` when it spoils an honest answer.
pub(super) fn instead_of_an_answer(fault: &Fault, world: &World, call: &Call) -> Option<Answer> {
    let id = world.requests_answered;
    Some(match fault {
        Fault::Unauthorized if call.endpoint == Endpoint::Token => Answer::invalid_client(),
        Fault::Unauthorized => Answer::invalid_token(),
        Fault::TokenExpired => Answer::expired_token(),
        Fault::EndpointNotAllowed => Answer::endpoint_not_allowed(),
        Fault::Forbidden => Answer::missing_scope(),
        Fault::Throttled(after) => retry_after(Answer::quota_used_up(StatusCode::TOO_MANY_REQUESTS), after, world),
        Fault::QuotaAs500 => Answer::quota_used_up(StatusCode::INTERNAL_SERVER_ERROR),
        Fault::Status(code) => Answer::error(status(*code), "SIMULATED", "The simulated platform failed.", id),
        Fault::Unavailable(after) => {
            let text = "The simulated platform is down.";
            retry_after(Answer::error(StatusCode::SERVICE_UNAVAILABLE, "SIMULATED", text, id), after, world)
        }
        Fault::Html(code) => Answer::raw(status(*code), "text/html", HTML),
        Fault::HtmlWith200 => Answer::raw(StatusCode::OK, "text/html", HTML),
        Fault::WrongShape => Answer::json(StatusCode::OK, &json!({ "results": [[1, 2], "three"], "data": "text" })),
        Fault::EmptyBody => Answer::raw(StatusCode::OK, "application/json", ""),
        Fault::GzipBomb(bytes) => {
            let answer = Answer::raw(StatusCode::OK, "application/json", gzip_spaces(*bytes));
            answer.with_header("content-encoding", "gzip".to_owned())
        }
        Fault::Reset => Answer::raw(StatusCode::OK, "text/plain", "").delivered(Delivery::ResetAfter { bytes: 0 }),
        Fault::Redirect(location) => Answer::raw(StatusCode::FOUND, "text/plain", "").with_header("location", location.clone()),
        Fault::NullData => Answer::success(Value::Null, id, world.wire.meta),
        _ => return None,
    })
}

/// Spoils an honest answer, or changes the company after it.
pub(super) fn spoil(fault: &Fault, mut answer: Answer, world: &mut World, call: &Call) -> Answer {
    match fault {
        Fault::TruncatedJson => answer.body.truncate(answer.body.len() / 2),
        Fault::Bom => {
            answer.body.splice(0..0, [0xEF, 0xBB, 0xBF]);
        }
        Fault::WrongCharset => answer.body = latin_1(&answer.body),
        Fault::HugeBody(bytes) => answer.delivery = Delivery::Padded { bytes: *bytes },
        Fault::SlowHeaders(pause) => answer.delivery = Delivery::SlowHeaders(*pause),
        Fault::SlowBody { pause, chunk } => answer.delivery = Delivery::SlowBody { pause: *pause, chunk: *chunk },
        Fault::ResetAfter(bytes) => answer.delivery = Delivery::ResetAfter { bytes: *bytes },
        Fault::ThenInsert(person) => {
            if let Some(company) = world.company_mut(&call.company) {
                company.people.push((**person).clone());
            }
            world.sort_people();
        }
        Fault::ThenRemove(employee_id) => {
            world.remove_person(employee_id);
        }
        Fault::ThenExpireTokens => world.expire_tokens(),
        _ => {}
    }
    answer
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn retry_after(answer: Answer, after: &RetryAfter, world: &World) -> Answer {
    let value = match after {
        RetryAfter::Missing => return answer,
        RetryAfter::Seconds(seconds) => seconds.to_string(),
        RetryAfter::Absurd => "1000000000".to_owned(),
        RetryAfter::Text(text) => text.clone(),
        RetryAfter::HttpDateIn(seconds) => {
            let now = world.clock.now();
            let then = now.checked_add(SignedDuration::from_secs(*seconds)).unwrap_or(now);
            then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
        }
    };
    answer.with_header("retry-after", value)
}

/// Latin letters beyond ASCII as single bytes, everything further as a question mark.
fn latin_1(body: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(body).chars().map(|it| u8::try_from(u32::from(it)).unwrap_or(b'?')).collect()
}

/// `bytes` spaces, compressed about a thousand to one.
fn gzip_spaces(bytes: u64) -> Vec<u8> {
    static BLOCK: [u8; 65_536] = [b' '; 65_536];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let mut left = bytes;
    while left > 0 {
        let size = usize::try_from(left).unwrap_or(usize::MAX).min(BLOCK.len());
        // Writing to a vector cannot fail.
        let _ = encoder.write_all(&BLOCK[..size]);
        left -= size as u64;
    }
    encoder.finish().unwrap_or_default()
}
