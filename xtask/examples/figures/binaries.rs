//! How large the functions are, and how long each takes from its start to its first request for an event.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use testkit::runtime_api::{LambdaProcess, RuntimeApi};

use crate::{Outcome, head, row};

const STARTS: usize = 15;
const START_LIMIT: Duration = Duration::from_secs(10);

/// What any of them asks for. The addresses lead nowhere: nothing is called before the first event.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("EMPLOYEES_TABLE", "employees"),
    ("CONTROL_TABLE", "control"),
    ("SECRET_PREFIX", "rollcall/bench/"),
    ("SETUP_QUEUE_URL", "http://127.0.0.1:9/setup"),
    ("REVIEW_QUEUE_URL", "http://127.0.0.1:9/review"),
    ("DAILY_QUEUE_URL", "http://127.0.0.1:9/daily"),
    ("COMMIT_QUEUE_URL", "http://127.0.0.1:9/commit"),
    ("DAILY_QUEUE_ARN", "arn:aws:sqs:eu-central-1:000000000000:daily"),
    ("SCHEDULE_GROUP", "bench"),
    ("SCHEDULE_ROLE_ARN", "arn:aws:iam::000000000000:role/bench"),
    ("MAIL_FROM", "rollcall@example.com"),
    ("MAIL_QUEUE_URL", "http://127.0.0.1:9/mail"),
    ("MAIL_LINK_BASE", "https://people.example.com"),
    ("TRINET_URL", "http://127.0.0.1:9"),
    ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
    ("RUST_LOG", "info"),
];

/// One row a function, given as `name=path`.
pub(crate) async fn print(functions: &[&str]) -> Outcome {
    let columns = ["KB", "KB zipped", "first poll ms", "fastest ms", "MB then"];
    head("Functions: size, and time from start to the first request for an event", &columns);
    for function in functions {
        let (name, path) = function.split_once('=').ok_or("a function is given as NAME=BOOTSTRAP")?;
        let bytes = fs::read(path)?;
        let mut times = Vec::new();
        let mut memory = None;
        for _ in 0..STARTS {
            let (time, peak) = start(Path::new(path)).await?;
            times.push(time);
            memory = memory.max(peak);
        }
        times.sort();
        let ms = |at: usize| times.get(at).map_or_else(String::new, |time| format!("{:.1}", time.as_secs_f64() * 1_000.0));
        let memory = memory.map_or_else(|| "-".to_owned(), megabytes);
        row(name, &[kilobytes(bytes.len()), kilobytes(zipped(&bytes)?), ms(STARTS / 2), ms(0), memory]);
    }
    Ok(())
}

async fn start(bootstrap: &Path) -> Outcome<(Duration, Option<u64>)> {
    let api = RuntimeApi::start().await?;
    let mut process = LambdaProcess::spawn(bootstrap, ENVIRONMENT, &api)?;
    let polled = tokio::time::timeout(START_LIMIT, process.time_to_first_poll(&api)).await;
    let peak = process.id().and_then(peak_memory);
    process.kill().await?;
    let Ok(Some(time)) = polled else {
        return Err(format!("{} did not start: {}{}", bootstrap.display(), process.stdout(), process.stderr()).into());
    };
    Ok((time, peak))
}

/// The most memory that a running process has had resident, in KB. Only Linux tells.
pub(crate) fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// KB as MB.
pub(crate) fn megabytes(kilobytes: u64) -> String {
    format!("{}.{}", kilobytes / 1024, kilobytes % 1024 * 10 / 1024)
}

fn kilobytes(bytes: usize) -> String {
    (bytes / 1024).to_string()
}

/// The size of the program as an entry of a zip file.
fn zipped(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
