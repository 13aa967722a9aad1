//! What stands around a handler: logs on, deadline known, a failure or a panic turned into an answer with a code.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use lambda_runtime::{Context, LambdaEvent, service_fn};
use serde::Serialize;
use serde_json::Value;

use crate::{Deadline, Failure, logs, metrics};

/// One event to handle.
#[derive(Debug)]
pub struct Invocation {
    /// The event as it came; parse it tolerantly, so that a malformed one is a [`Failure`] and not a dead process.
    pub event: Value,
    /// When to stop.
    pub deadline: Deadline,
    /// Lambda's id of this request, for logs and as the owner of a lease.
    pub request_id: String,
}

/// Serves invocations with `handler` until Lambda ends the process.
///
/// Each [`Failure`] is logged once with its chain and counted under its code; a panic becomes the failure `panicked`.
/// `margin` is the part of each invocation kept for tidying up (see [`Deadline`]).
///
/// # Errors
/// `runtime_api` when the Runtime API cannot be reached.
pub async fn run<H, F, T>(margin: Duration, handler: H) -> Result<(), Failure>
where
    H: Fn(Invocation) -> F,
    F: Future<Output = Result<T, Failure>>,
    T: Serialize,
{
    logs::init();
    let handler = &handler;
    let service = service_fn(move |event: LambdaEvent<Value>| async move {
        guarded(handler(invocation(event, margin))).await.inspect_err(report)
    });
    let served = lambda_runtime::run(service).await;
    served.map_err(|error| Failure::new("runtime_api", error.to_string()))
}

fn invocation(event: LambdaEvent<Value>, margin: Duration) -> Invocation {
    let LambdaEvent { payload, context, .. } = event;
    let deadline = Deadline::of(&context, margin);
    let Context { request_id, .. } = context;
    Invocation { event: payload, deadline, request_id }
}

/// `work`, with a panic inside it turned into a failure that does not repeat the panic's message.
pub(crate) async fn guarded<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let mut work = pin!(work);
    poll_fn(|context| {
        // The handler shares no state that a panic could leave half-written and a later invocation read: all of that
        // is in the store, behind conditional writes.
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(poll) => poll,
            Err(_) => Poll::Ready(Err(Failure::new("panicked", "The function panicked; its log names the place."))),
        }
    })
    .await
}

/// Logs `failure` with its chain, once, and counts it under its code.
pub(crate) fn report(failure: &Failure) {
    tracing::error!(code = failure.code(), chain = failure.chain(), "The run failed");
    metrics::count(&[("Code", failure.code())], &[("Failures", 1)]);
}

/// Logs and counts a settled `failure`, which is nobody's alarm.
pub(crate) fn note(failure: &Failure) {
    tracing::warn!(code = failure.code(), chain = failure.chain(), "The work was refused");
    metrics::count(&[("Code", failure.code())], &[("Refused", 1)]);
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::task::{Context as Task, Waker};

    /// Polls `work`, which never waits, to its end.
    pub(crate) fn finish<T>(work: impl Future<Output = T>) -> T {
        match pin!(work).poll(&mut Task::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("the work waited"),
        }
    }

    #[test]
    fn a_panic_is_a_failure_without_the_panics_message() {
        let failure = finish(guarded::<()>(async { panic!("{}", "ada@example.com") })).unwrap_err();
        assert_eq!(failure.code(), "panicked");
        assert!(!failure.chain().contains("ada"));
    }

    #[test]
    fn an_answer_passes_through() {
        assert_eq!(finish(guarded(async { Ok(7) })).unwrap(), 7);
    }

    #[test]
    fn an_invocation_carries_the_event_the_deadline_and_the_request_id() {
        let mut context = Context::default();
        context.request_id = "r-1".into();
        context.deadline = 60_000;
        let invocation = invocation(LambdaEvent::new(serde_json::json!({"a": 1}), context), Duration::from_secs(10));
        assert_eq!(invocation.event["a"], 1);
        assert_eq!(invocation.request_id, "r-1");
        let stop_at = std::time::UNIX_EPOCH + Duration::from_secs(50);
        assert!(invocation.deadline.is_reached(stop_at) && !invocation.deadline.is_reached(stop_at - Duration::from_secs(1)));
    }
}
