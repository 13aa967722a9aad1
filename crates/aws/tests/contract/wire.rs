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
    /// It has no effect, and the answer is this error.
    Refused(&'static str),
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
        let fault = self.0.next_fault(operation);
        if matches!(fault, Some(Kind::Refused(_))) {
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
        let (status, body) = match self.0.current.lock().unwrap().take() {
            None => return Ok(()),
            Some(Kind::AnswerLost) => (500, "{}"),
            Some(Kind::Refused(body)) => (400, body),
        };
        *context.response_mut() = HttpResponse::new(u16::try_from(status)?.try_into()?, body.into());
        Ok(())
    }
}
