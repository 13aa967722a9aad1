//! The server: one handler for everything, a world behind a mutex, a record of what was asked.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use futures::stream;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::sleep;

use super::answer::{Answer, Delivery};
use super::connection::{BreakableListener, Breaker};
use super::dispatch;
use super::endpoint::Call;
use super::world::World;

/// A form longer than this is nobody's token request.
const FORM_BYTES_MAX: usize = 64 * 1024;

/// A request that arrived: no headers and no bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedRequest {
    /// HTTP method.
    pub method: String,
    /// Path.
    pub path: String,
    /// Query text, without the question mark; blank when there is none.
    pub query: String,
    /// Status answered.
    pub status: u16,
    /// The fault that shaped the answer.
    pub fault: Option<&'static str>,
}

/// A running simulated TriNet. Clones share one world; the server ends with the last clone or with [`stop`](Self::stop).
#[derive(Debug, Clone)]
pub struct SimulatedTriNet {
    shared: Arc<Shared>,
    running: Arc<Running>,
}

#[derive(Debug)]
struct Shared {
    world: Mutex<World>,
    requests: Mutex<Vec<RecordedRequest>>,
}

#[derive(Debug)]
struct Running {
    address: SocketAddr,
    /// Sending, or dropping this, ends the server.
    stop: watch::Sender<bool>,
    /// Closed once the listener is gone.
    open: watch::Sender<()>,
}

impl SimulatedTriNet {
    /// Serves `world` on a free loopback port, in a task of the current runtime.
    ///
    /// # Errors
    /// When no loopback port can be bound.
    pub async fn start(world: World) -> std::io::Result<Self> {
        Self::start_on(SocketAddr::from(([127, 0, 0, 1], 0)), world).await
    }

    /// Serves `world` on that address.
    ///
    /// # Errors
    /// When the address cannot be bound.
    pub async fn start_on(address: SocketAddr, mut world: World) -> std::io::Result<Self> {
        world.sort_people();
        let shared = Arc::new(Shared { world: Mutex::new(world), requests: Mutex::default() });
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, mut stopping) = watch::channel(false);
        let (open, opened) = watch::channel(());
        let app = Router::new().fallback(handle).with_state(Arc::clone(&shared));
        let service = app.into_make_service_with_connect_info::<Breaker>();
        let server = axum::serve(BreakableListener::new(listener, opened), service);
        let server = server.with_graceful_shutdown(async move {
            // An error means that the last clone is gone.
            let _ = stopping.wait_for(|stop| *stop).await;
        });
        tokio::spawn(server.into_future());
        Ok(Self { shared, running: Arc::new(Running { address, stop, open }) })
    }

    /// Base address, for example `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.running.address)
    }

    /// Client id and secret of the default credential (the first of the world).
    #[must_use]
    pub fn credentials(&self) -> (String, String) {
        let world = self.world();
        let first = world.credentials.first();
        first.map(|it| (it.client_id.clone(), it.secret.clone())).unwrap_or_default()
    }

    /// Reads or edits the world; requests wait meanwhile. Must not be nested, nor ask for [`credentials`](Self::credentials).
    pub fn with_world<R>(&self, edit: impl FnOnce(&mut World) -> R) -> R {
        let mut world = self.world();
        let result = edit(&mut world);
        world.sort_people();
        result
    }

    /// Everything that was asked, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.recorded().clone()
    }

    /// Forgets what was asked so far.
    pub fn clear_requests(&self) {
        self.recorded().clear();
    }

    /// How many requests were made for paths that end with `path_end`.
    #[must_use]
    pub fn request_count(&self, path_end: &str) -> usize {
        self.recorded().iter().filter(|request| request.path.ends_with(path_end)).count()
    }

    /// Requests that tried to write: none may ever be made.
    #[must_use]
    pub fn write_attempts(&self) -> usize {
        let resource = |it: &&RecordedRequest| !it.path.starts_with("/oauth/") && it.method != "GET";
        self.recorded().iter().filter(resource).count()
    }

    /// Stops listening and returns once the port is closed. Answers under way may still finish.
    pub async fn stop(&self) {
        self.running.stop.send_replace(true);
        self.running.open.closed().await;
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.shared.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recorded(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn handle(State(shared): State<Arc<Shared>>, ConnectInfo(breaker): ConnectInfo<Breaker>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = to_bytes(body, FORM_BYTES_MAX).await.unwrap_or_default();
    let form = String::from_utf8_lossy(&form).into_owned();
    let call = Call::new(parts.method.clone(), &parts.uri, &parts.headers, form);
    let answer = {
        let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
        let (answer, fault) = dispatch::answer(&mut world, &call);
        // Recorded while the world is locked, so that the record has the order of the effects.
        shared.requests.lock().unwrap_or_else(PoisonError::into_inner).push(RecordedRequest {
            method: parts.method.to_string(),
            path: call.path,
            query: parts.uri.query().unwrap_or_default().to_owned(),
            status: answer.status.as_u16(),
            fault,
        });
        answer
    };
    deliver(answer, &breaker).await
}

async fn deliver(answer: Answer, breaker: &Breaker) -> Response {
    let body = match answer.delivery {
        Delivery::Plain => Body::from(answer.body),
        Delivery::SlowHeaders(pause) => {
            sleep(pause).await;
            Body::from(answer.body)
        }
        Delivery::SlowBody { pause, chunk } => slow_body(answer.body, pause, chunk),
        Delivery::Padded { bytes } => padded_body(answer.body, bytes),
        Delivery::ResetAfter { bytes } => {
            breaker.reset_after(bytes);
            Body::from(answer.body)
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn slow_body(body: Vec<u8>, pause: Duration, chunk: usize) -> Body {
    let chunks = stream::unfold(Bytes::from(body), move |mut left| async move {
        if left.is_empty() {
            return None;
        }
        sleep(pause).await;
        let part = left.split_to(chunk.clamp(1, left.len()));
        Some((Ok::<_, Infallible>(part), left))
    });
    Body::from_stream(chunks)
}

fn padded_body(body: Vec<u8>, padding: u64) -> Body {
    const BLOCK: Bytes = Bytes::from_static(&[b' '; 65_536]);
    let blocks = stream::unfold((Some(Bytes::from(body)), padding), |(first, left)| async move {
        if let Some(first) = first {
            return Some((Ok::<_, Infallible>(first), (None, left)));
        }
        let size = usize::try_from(left).unwrap_or(usize::MAX).min(BLOCK.len());
        (size > 0).then(|| (Ok(BLOCK.slice(..size)), (None, left - size as u64)))
    });
    Body::from_stream(blocks)
}
