//! Logs of the command.

use tracing_subscriber::EnvFilter;

/// Logs go to stderr and only when `ROLLCALL_LOG` asks for them. Libraries stay at `info`: below it they print bodies.
pub(crate) fn init() {
    let level = std::env::var("ROLLCALL_LOG").unwrap_or_else(|_| "off".to_owned());
    let ours = ["rollcall", "sync", "trinet", "aws", "domain", "admin_api"];
    let capped = if level == "off" { "off" } else { "info" };
    // A directive means everything that begins with it: without the last one, `aws` would also mean the SDK's crates.
    let caps = [capped.to_owned(), format!("aws_={capped}")];
    let directives: Vec<String> = ours.iter().map(|target| format!("{target}={level}")).chain(caps).collect();
    let filter = EnvFilter::try_new(directives.join(",")).unwrap_or_else(|_| EnvFilter::new("off"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}
