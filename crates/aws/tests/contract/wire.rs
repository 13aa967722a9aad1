//! Counts requests, and makes some of them fail on the way.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::config::interceptors::{BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextMut};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;

/// What went over the wire.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    requests: Mutex<BTreeMap<String, usize>>,
    faults: Mutex<Vec<Fault>>,
    current: Mutex<Option<Kind>>,
}

#[derive(Debug)]
struct Fault {
    operation: &'static str,
    kind: Kind,
    times: usize,
}

/// How a request fails.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// It takes effect, and the answer is a server error.
    AnswerLost,
    /// It has no effect, and the answer is an error of this code.
    Refused(&'static str),
    /// It has no effect, and the transaction is said to be cancelled for this reason.
    Cancelled(&'static str),
    /// It has no effect, and the answer is this body.
    Answered(&'static str),
}

impl Wire {
    /// Requests by operation since the last call.
    pub(crate) fn take(&self) -> BTreeMap<String, usize> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }

    /// Lets the next requests of an operation fail.
    pub(crate) fn fail(&self, operation: &'static str, times: usize, kind: Kind) {
        self.faults.lock().unwrap().push(Fault { operation, kind, times });
    }

    /// Whether every planned failure happened.
    pub(crate) fn all_failed(&self) -> bool {
        self.faults.lock().unwrap().iter().all(|fault| fault.times == 0)
    }

    /// Ends all failures.
    pub(crate) fn heal(&self) {
        self.faults.lock().unwrap().clear();
    }

    fn next_fault(&self, operation: &str) -> Option<Kind> {
        let mut faults = self.faults.lock().unwrap();
        let fault = faults.iter_mut().find(|fault| fault.operation == operation && fault.times > 0)?;
        fault.times -= 1;
        Some(fault.kind)
    }
}

/// Stands between the client and the engine.
#[derive(Debug)]
pub(crate) struct Watch(pub(crate) Arc<Wire>);

impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "Watch"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let target = context.request().headers().get("x-amz-target").unwrap_or_default().to_owned();
        let operation = target.rsplit('.').next().unwrap_or_default();
        *self.0.requests.lock().unwrap().entry(operation.to_owned()).or_default() += 1;
        // No engine here shows an old state, so what would show one on AWS is caught where it is asked for (F32).
        if matches!(operation, "GetItem" | "Query") {
            let body = context.request().body().bytes().unwrap_or_default();
            assert!(String::from_utf8_lossy(body).contains(r#""ConsistentRead":true"#), "{operation} may read an old state");
        }
        let fault = self.0.next_fault(operation);
        if !matches!(fault, None | Some(Kind::AnswerLost)) {
            context.request_mut().headers_mut().insert("x-amz-target", "DynamoDB_20120810.Nothing");
        }
        *self.0.current.lock().unwrap() = fault;
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let error = |code: &str, more: &str| format!(r#"{{"__type":"com.amazonaws.dynamodb.v20120810#{code}"{more}}}"#);
        let (status, body) = match self.0.current.lock().unwrap().take() {
            None => return Ok(()),
            Some(Kind::AnswerLost) => (500_u16, "{}".to_owned()),
            Some(Kind::Answered(body)) => (200, body.to_owned()),
            Some(Kind::Refused(code)) => (400, error(code, "")),
            Some(Kind::Cancelled(reason)) => {
                let reasons = format!(r#","CancellationReasons":[{{"Code":"{reason}"}},{{"Code":"None"}}]"#);
                (400, error("TransactionCanceledException", &reasons))
            }
        };
        *context.response_mut() = HttpResponse::new(status.try_into()?, body.into());
        Ok(())
    }
}
