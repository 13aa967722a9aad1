//! `up`: the whole system on one port of this machine, with the simulated `TriNet` beside it.

mod days;

use std::net::SocketAddr;
use std::sync::Arc;

use admin_api::ApiState;
use admin_api::edge::Cursors;
use admin_api::signin::SignIn;
use admin_api::signin::dev::DevIssuer;
use aws::SystemClock;
use axum::Router;
use axum::extract::Request;
use axum::http::header::{ACCEPT, HOST};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::civil::Date;
use sync::connect::Submitting;
use testkit::trinet::{SimulatedTriNet, World};
use tokio::net::TcpListener;

use super::Context;
use crate::failure::{Failure, exit};
use crate::local_work::{LocalQueue, work_off};
use crate::terminal;

pub(crate) async fn run(context: Context, port: u16, trinet_url: Option<String>, people: Option<u32>) -> Result<u8, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let address = listener.local_addr()?;
    let (source_url, simulated) = match trinet_url {
        Some(url) => (url, None),
        None => {
            // A fixed port: a stored connection finds it again after a restart.
            let today = context.global.today.unwrap_or_else(|| jiff::ZonedDateTime::now().date());
            let at = std::net::SocketAddr::from(([127, 0, 0, 1], address.port().checked_add(1).unwrap_or(0)));
            let simulated = SimulatedTriNet::start_on(at, world(today, people)).await?;
            (simulated.url(), Some(simulated))
        }
    };
    let (sender, queue) = tokio::sync::mpsc::unbounded_channel();
    let queueing = Arc::new(LocalQueue::new(sender));
    let issuer = issuer(address, &context.global.account)?;
    let api = ApiState { sign_in: Some(sign_in(&issuer)), ..state(&context, queueing.clone(), source_url.clone()) };
    let mut app = admin_api::router(api).merge(issuer.router());
    if let Some(simulated) = simulated.clone() {
        let (clock, account) = (context.system.clock.clone(), context.global.account.clone());
        app = app.merge(days::router(days::Days { simulated, clock, queue: queueing, account }));
    }
    let app = app.layer(from_fn(own_host_only));
    terminal::say(&format!("Rollcall:  http://{address}/ (choose who you are; there is no password)"));
    terminal::say(&format!("Admin API: http://{address}/v1/accounts/{}/integration", context.global.account));
    terminal::say(&format!("TriNet:    {source_url}"));
    if let Some(simulated) = &simulated {
        let (id, secret) = simulated.credentials();
        terminal::say(&format!("           simulated; company A1B, client id {id}, client secret {secret}"));
        terminal::say(&format!("Days:      http://{address}/dev/days lets one pass"));
    }
    terminal::say("Stop it with Ctrl-C.");
    let system = context.system;
    let link = format!("http://{address}");
    tokio::select! {
        served = serve(listener, app) => served?,
        () = work_off(&system, queue, &link) => {}
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    Ok(exit::DONE)
}

/// The bundled company, or a generated one, with `today` as its present.
fn world(today: Date, people: Option<u32>) -> World {
    let Some(people) = people.and_then(|people| usize::try_from(people).ok()) else { return World::bundled_on(today) };
    let mut world = World::generated(people, 1);
    world.clock.set_today(today);
    world
}

async fn serve(listener: TcpListener, app: Router) -> std::io::Result<()> {
    axum::serve(listener, app).await
}

/// The issuer of this process. Its clock is the real one, whatever day the company has: a sign-in lasts a quarter of an hour.
fn issuer(address: SocketAddr, account: &str) -> Result<Arc<DevIssuer>, Failure> {
    let issuer = DevIssuer::new(&format!("http://{address}"), account, Arc::new(SystemClock::default()));
    issuer.map_err(|_| std::io::Error::other("this machine has no randomness").into())
}

fn sign_in(issuer: &Arc<DevIssuer>) -> Arc<SignIn> {
    Arc::new(SignIn::local(issuer.expected(), issuer.clone(), Arc::new(SystemClock::default())))
}

/// Whoever asks can be anybody here, so only pages of this machine may ask: a foreign name that was pointed at 127.0.0.1 is refused.
/// People sign in on 127.0.0.1 alone: who opens localhost is sent there.
async fn own_host_only(request: Request, next: Next) -> Result<Response, StatusCode> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    match name {
        "localhost" if *request.method() == Method::GET && accepts_html(request.headers()) => {
            let place = request.uri().path_and_query().map_or("/", |place| place.as_str());
            Ok(Redirect::temporary(&format!("http://127.0.0.1:{port}{place}")).into_response())
        }
        "127.0.0.1" | "localhost" => Ok(next.run(request).await),
        _ => Err(StatusCode::MISDIRECTED_REQUEST),
    }
}

/// A browser that opens a page, and not a program.
fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

fn state(context: &Context, queue: Arc<LocalQueue>, source_url: String) -> ApiState {
    let system = &context.system;
    ApiState {
        control: system.store.clone(),
        plans: system.store.clone(),
        runs: system.store.clone(),
        directory: system.store.clone(),
        lookups: system.store.clone(),
        reads: system.store.clone(),
        outbox: system.store.clone(),
        submitting: Submitting {
            control: system.store.clone(),
            secrets: system.secrets(),
            queue: queue.clone(),
            clock: system.clock.clone(),
        },
        mapping: system.mapping_fields(),
        automation: system.automation(),
        queue,
        sign_in: None,
        answers: system.store.clone(),
        cursors: Cursors::by(system.store.clone()),
        help_url: None,
        clock: system.clock.clone(),
        source_url,
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::routing::any;
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn a_browser_at_localhost_is_sent_to_where_people_sign_in_and_a_foreign_name_is_refused() {
        let app = Router::new().fallback(any(async || "here")).layer(from_fn(own_host_only));
        let page = "text/html,application/xhtml+xml";
        let cases = [
            ("GET", "localhost:8080", page, 307, "http://127.0.0.1:8080/local/users?status=active"),
            ("GET", "127.0.0.1:8080", page, 200, ""),
            ("GET", "localhost:8080", "application/json", 200, ""),
            ("POST", "localhost:8080", page, 200, ""),
            ("GET", "evil.example:8080", page, 421, ""),
            ("GET", "localhost.evil.example:8080", page, 421, ""),
            ("GET", "", page, 421, ""),
        ];
        for (method, host, accept, status, to) in cases {
            let request = Request::builder().method(method).uri("/local/users?status=active");
            let request = request.header(HOST, host).header(ACCEPT, accept).body(Body::empty()).unwrap();
            let answer = app.clone().oneshot(request).await.unwrap();
            let location = answer.headers().get("location").map_or("", |value| value.to_str().unwrap());
            assert_eq!((answer.status().as_u16(), location), (status, to), "{method} {host} {accept}");
        }
    }
}
