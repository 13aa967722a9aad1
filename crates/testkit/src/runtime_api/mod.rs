//! The AWS Lambda Runtime API on loopback: enough of it to run a real bootstrap and see its answer.
//!
//! A [`RuntimeApi`] is the service's side; a [`LambdaProcess`] is one bootstrap started against it. As on Lambda, one
//! API serves one process, one invocation at a time.

mod process;
mod server;

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

pub use process::LambdaProcess;

/// What an invocation came to.
#[derive(Debug, Clone, PartialEq)]
pub enum InvocationResult {
    /// The function answered.
    Response(Value),
    /// The function, or its start, reported an error.
    Error {
        /// `errorType`: a stable code of ours, or one of the runtime's.
        kind: String,
        /// `errorMessage`.
        message: String,
    },
    /// The deadline passed without an answer. On Lambda the process would now be killed.
    TimedOut,
    /// The process ended without an answer.
    Exited {
        /// The status it ended with, as the system words it.
        status: String,
    },
}

/// A Runtime API listening on loopback; it stops when dropped.
#[derive(Debug)]
pub struct RuntimeApi {
    address: SocketAddr,
    queue: mpsc::UnboundedSender<Queued>,
    shared: Arc<Shared>,
    polled: watch::Receiver<Option<Instant>>,
    next_id: AtomicU64,
    server: JoinHandle<()>,
}

/// An invocation that waits for the function to ask for it.
#[derive(Debug)]
struct Queued {
    id: String,
    event: Value,
    deadline: SystemTime,
}

/// What the routes and the waiting callers share.
#[derive(Debug)]
struct Shared {
    queue: tokio::sync::Mutex<mpsc::UnboundedReceiver<Queued>>,
    waiting: Mutex<HashMap<String, oneshot::Sender<InvocationResult>>>,
    init_error: watch::Sender<Option<InvocationResult>>,
    polled: watch::Sender<Option<Instant>>,
}

impl Shared {
    /// Hands `result` to whoever waits for invocation `id`; false when nobody does (unknown, or answered before).
    fn settle(&self, id: &str, result: InvocationResult) -> bool {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        waiting.is_some_and(|caller| caller.send(result).is_ok())
    }
}

impl RuntimeApi {
    /// Listens on a free port of the loopback interface.
    ///
    /// # Errors
    /// When no port can be bound.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (queue, queued) = mpsc::unbounded_channel();
        let (polled_by, polled) = watch::channel(None);
        let shared = Arc::new(Shared {
            queue: tokio::sync::Mutex::new(queued),
            waiting: Mutex::default(),
            init_error: watch::Sender::new(None),
            polled: polled_by,
        });
        let server = tokio::spawn(server::serve(listener, Arc::clone(&shared)));
        Ok(Self { address, queue, shared, polled, next_id: AtomicU64::new(1), server })
    }

    /// `host:port`, the value of `AWS_LAMBDA_RUNTIME_API`.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Queues `event` and waits for the answer, for an error of the start, or for `time_limit` to pass.
    pub async fn invoke(&self, event: Value, time_limit: Duration) -> InvocationResult {
        let number = self.next_id.fetch_add(1, Ordering::Relaxed);
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let (answer, answered) = oneshot::channel();
        self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), answer);
        let queued = Queued { id: id.clone(), event, deadline: SystemTime::now() + time_limit };
        let mut init_error = self.shared.init_error.subscribe();
        if self.queue.send(queued).is_err() {
            return InvocationResult::TimedOut;
        }
        let result = tokio::select! {
            Ok(result) = answered => result,
            Ok(failed) = init_error.wait_for(Option::is_some) => failed.clone().unwrap_or(InvocationResult::TimedOut),
            () = tokio::time::sleep(time_limit) => InvocationResult::TimedOut,
        };
        self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        result
    }

    /// When the function first asked for an event; waits until it does.
    async fn first_poll(&self) -> Option<Instant> {
        let mut polled = self.polled.clone();
        let first = polled.wait_for(Option::is_some).await.ok()?;
        *first
    }
}

impl Drop for RuntimeApi {
    fn drop(&mut self) {
        self.server.abort();
    }
}

#[cfg(test)]
mod tests;
