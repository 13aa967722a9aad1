//! `/dev/days`: lets a day pass in the simulated company, for whoever tries the product and for its browser tests. There
//! is no such thing where the source is a real one.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::ToSpan as _;
use serde_json::json;
use sync::ports::{Clock as _, Work, WorkQueue};
use testkit::trinet::{Fault, RetryAfter, ScriptedDay, SimulatedTriNet, Target, World, apply_day};

use crate::clock::LocalClock;

/// What a passing day moves.
#[derive(Clone)]
pub(super) struct Days {
    pub(super) simulated: SimulatedTriNet,
    pub(super) clock: Arc<LocalClock>,
    pub(super) queue: Arc<dyn WorkQueue>,
    pub(super) account: String,
}

/// Name in the address, what it says on the page, what happens.
const DAYS: [(&str, &str, ScriptedDay); 4] = [
    ("quiet", "A quiet day", ScriptedDay::Quiet),
    ("changes", "A day of changes", ScriptedDay::Changes),
    ("blocked", "A day that looks wrong", ScriptedDay::Blocked),
    ("renumbered", "Somebody comes under another Employee ID and email", ScriptedDay::Renumbered),
];

/// How TriNet answers from now on.
const SOURCES: [(&str, &str); 3] =
    [("well", "TriNet answers well"), ("unavailable", "TriNet is down"), ("rejecting", "TriNet rejects the credentials")];

/// `POST /dev/days/{day}` moves to tomorrow, with a daily sync as production's schedule would start it; `POST
/// /dev/source/{how}` makes the simulated TriNet fail or mends it; `GET /dev/days` has a button for each.
pub(super) fn router(days: Days) -> Router {
    Router::new()
        .route("/dev/days", get(page))
        .route("/dev/days/{day}", post(pass))
        .route("/dev/source/{how}", post(behave))
        .layer(from_fn(own_pages_only))
        .with_state(days)
}

async fn pass(State(days): State<Days>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response, StatusCode> {
    let (_, _, script) = DAYS.into_iter().find(|(known, _, _)| *known == name).ok_or(StatusCode::NOT_FOUND)?;
    let today = days.simulated.with_world(|world| {
        let tomorrow = world.clock.today().saturating_add(1.days());
        world.clock.set_today(tomorrow);
        apply_day(world, script);
        tomorrow
    });
    days.clock.set_today(today);
    let work = Work::Daily { account: days.account.clone(), scheduled_at: days.clock.id(""), hour: None };
    days.queue.send(&work).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    Ok(done(&headers, json!({"today": today})))
}

async fn behave(State(days): State<Days>, Path(how): Path<String>, headers: HeaderMap) -> Result<Response, StatusCode> {
    let fail = |fault: Fault| {
        move |world: &mut World| {
            world.faults.clear();
            world.faults.always(Target::Any, fault);
        }
    };
    match how.as_str() {
        "well" => days.simulated.with_world(|world| world.faults.clear()),
        "unavailable" => days.simulated.with_world(fail(Fault::Unavailable(RetryAfter::Seconds(1)))),
        "rejecting" => days.simulated.with_world(fail(Fault::Unauthorized)),
        _ => return Err(StatusCode::NOT_FOUND),
    }
    Ok(done(&headers, json!({"source": how})))
}

/// Back to the page for a person, a document for a program.
fn done(headers: &HeaderMap, document: serde_json::Value) -> Response {
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts.contains("text/html") {
        (StatusCode::SEE_OTHER, [(LOCATION, "/dev/days")]).into_response()
    } else {
        (StatusCode::ACCEPTED, Json(document)).into_response()
    }
}

async fn page(State(days): State<Days>) -> Response {
    let button = |address: String, text: &str| format!("<form method=post action={address}><p><button>{text}</button></form>");
    let passing: String = DAYS.iter().map(|(name, text, _)| button(format!("/dev/days/{name}"), text)).collect();
    let source: String = SOURCES.iter().map(|(how, text)| button(format!("/dev/source/{how}"), text)).collect();
    let today = days.simulated.with_world(|world| world.clock.today());
    let html = format!(
        "<!doctype html><html lang=en><meta name=viewport content=\"width=device-width\"><title>Days</title>\
         <main><h1>Let a day pass</h1><p>It is {today} in the simulated company. Each button moves to the next day and starts \
         the daily sync, which does something where auto-sync is on.</p>{passing}<h2>The source</h2>{source}\
         <p><a href=/>Back to Rollcall</a></main></html>"
    );
    let policy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    ([(CONTENT_TYPE, "text/html; charset=utf-8"), (axum::http::header::CONTENT_SECURITY_POLICY, policy)], html).into_response()
}

/// A page of somebody else's may not send these forms; browsers say where a form comes from.
async fn own_pages_only(request: Request, next: Next) -> Result<Response, StatusCode> {
    if is_foreign(request.headers()) { Err(StatusCode::FORBIDDEN) } else { Ok(next.run(request).await) }
}

fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(HOST).unwrap_or_default();
    text(ORIGIN).is_some_and(|origin| origin.strip_prefix("http://") != Some(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_this_server_or_a_program_may_let_a_day_pass() {
        let cases = [
            (None, false),
            (Some("http://127.0.0.1:8080"), false),
            (Some("http://127.0.0.1:9090"), true),
            (Some("https://evil.example"), true),
            (Some("null"), true),
        ];
        for (origin, foreign) in cases {
            let mut headers = HeaderMap::from_iter([(HOST, "127.0.0.1:8080".parse().unwrap())]);
            headers.extend(origin.map(|origin| (ORIGIN, origin.parse().unwrap())));
            assert_eq!(is_foreign(&headers), foreign, "{origin:?}");
        }
    }
}
