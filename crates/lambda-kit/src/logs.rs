//! Logs: one JSON object a line on standard output, and nothing personal in them.
//!
//! The HTTP and AWS crates print whole requests and answers at `TRACE` and `DEBUG`, which here are people's data. Only the
//! crates in [`OWN`] may therefore be turned below `INFO`; everyone else stops there whatever `RUST_LOG` says.

use std::io;
use std::panic::{self, PanicHookInfo};
use std::sync::Once;

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::filter::{EnvFilter, LevelFilter, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::registry;

/// The crates of this workspace that run in a function. `RUST_LOG` may set these, and only these, to `debug` or `trace`.
pub const OWN: [&str; 11] = [
    "admin_api",
    "auto_sync",
    "aws",
    "domain",
    "import_commit",
    "import_review",
    "lambda_kit",
    "notify",
    "setup_sync",
    "sync",
    "trinet",
];

/// Starts logging for the process and quietens panics (see [`panic_line`]); a second call does nothing.
///
/// The level comes from `RUST_LOG`, `info` when it is absent or unreadable.
pub fn init() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let directives = std::env::var("RUST_LOG").unwrap_or_default();
        // Fails only when something else has installed a subscriber: then that one stays.
        let _ = tracing::subscriber::set_global_default(subscriber(&directives, io::stdout));
        panic::set_hook(Box::new(|info| tracing::error!(code = "panicked", "{}", panic_line(info))));
    });
}

fn subscriber<W>(directives: &str, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let wanted = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).parse_lossy(directives);
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_writer(writer)
        .with_filter(filter_fn(is_allowed));
    registry().with(wanted).with(lines)
}

fn is_allowed(metadata: &Metadata<'_>) -> bool {
    *metadata.level() <= Level::INFO || is_own(metadata.target())
}

fn is_own(target: &str) -> bool {
    let owner = target.split("::").next().unwrap_or(target);
    OWN.contains(&owner)
}

/// Where it panicked and, if the message is a literal, the message. A formatted message may hold a value that the code
/// was working on, so it is left out.
fn panic_line(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    match info.payload().downcast_ref::<&'static str>() {
        Some(message) => format!("Panicked at {place}: {message}"),
        None => format!("Panicked at {place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Captured(Arc<Mutex<Vec<u8>>>);

    impl Write for Captured {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The JSON lines that `work` logs under `directives`.
    fn logged(directives: &str, work: impl FnOnce()) -> Vec<Value> {
        let captured = Captured::default();
        let writer = captured.clone();
        tracing::subscriber::with_default(subscriber(directives, move || writer.clone()), work);
        let bytes = captured.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn targets(lines: &[Value]) -> Vec<String> {
        lines.iter().map(|line| line["target"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn no_dependency_logs_below_info_even_when_everything_is_set_to_trace() {
        for directives in ["trace", "hyper=trace,info", "aws_config=trace,reqwest=debug,trinet=trace,trace"] {
            let lines = logged(directives, || {
                tracing::trace!(target: "hyper::proto", "body");
                tracing::trace!(target: "aws_smithy_runtime::client", "body");
                tracing::trace!(target: "lambda_runtime::requests", "body");
                tracing::trace!(target: "awsome", "a name that only begins like ours");
                tracing::debug!(target: "reqwest::connect", "body");
                tracing::debug!(target: "h2::codec", "body");
                tracing::debug!(target: "rustls::conn", "body");
                tracing::debug!(target: "aws_config", "body");
                tracing::info!(target: "hyper::proto", "allowed");
            });
            assert_eq!(targets(&lines), ["hyper::proto"], "{directives}: {lines:?}");
        }
    }

    #[test]
    fn our_own_crates_follow_rust_log() {
        let work = || {
            tracing::debug!(target: "trinet::pages", pages = 3, "read");
            tracing::info!(target: "sync::daily", "done");
        };
        assert_eq!(targets(&logged("", work)), ["sync::daily"]);
        assert_eq!(targets(&logged("warn", work)), [""; 0]);
        assert_eq!(targets(&logged("info,trinet=debug", work)), ["trinet::pages", "sync::daily"]);
    }

    #[test]
    fn a_line_is_flat_json_with_level_time_and_the_invocation() {
        let lines = logged("info", || {
            let span = tracing::info_span!(target: "lambda_runtime", "Lambda runtime invoke", requestId = "r-1");
            span.in_scope(|| tracing::info!(target: "sync::daily", run_id = "run-1", duration_ms = 12, "Planned the run"));
        });
        let line = &lines[0];
        assert_eq!(line["level"], "INFO");
        assert_eq!(line["message"], "Planned the run");
        assert_eq!(line["run_id"], "run-1");
        assert_eq!(line["duration_ms"], 12);
        assert_eq!(line["span"]["requestId"], "r-1");
        assert!(line["timestamp"].as_str().unwrap().ends_with('Z'));
    }

    #[test]
    fn a_line_break_in_a_value_cannot_forge_a_line() {
        let lines = logged("info", || tracing::info!(target: "sync", code = "x\r\n{\"level\":\"ERROR\"}", "refused"));
        assert_eq!(lines.len(), 1);
    }

    #[test]
    fn a_directive_that_cannot_be_read_leaves_the_level_at_info() {
        let lines = logged("=,=!", || tracing::info!(target: "sync", "still here"));
        assert_eq!(lines.len(), 1);
    }
}
