//! One bootstrap, running as Lambda would run it.

use std::io;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};

use super::{InvocationResult, RuntimeApi};

/// A running bootstrap; it is killed when dropped.
#[derive(Debug)]
pub struct LambdaProcess {
    child: Child,
    started: Instant,
    stdout: Output,
    stderr: Output,
}

impl LambdaProcess {
    /// Starts the program at `bootstrap` against `api`. Its environment is `env`, what Lambda sets for every function,
    /// and credentials that open nothing; nothing is inherited.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn spawn(bootstrap: &Path, env: &[(&str, &str)], api: &RuntimeApi) -> io::Result<Self> {
        let started = Instant::now();
        let mut child = Command::new(bootstrap)
            .env_clear()
            .envs(reserved_variables())
            .env("AWS_LAMBDA_RUNTIME_API", api.address())
            .envs(env.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = Output::collect(child.stdout.take());
        let stderr = Output::collect(child.stderr.take());
        Ok(Self { child, started, stdout, stderr })
    }

    /// Sends `event` through `api` and waits for its result; a process that ends instead is a result too.
    pub async fn invoke(&mut self, api: &RuntimeApi, event: Value, time_limit: Duration) -> InvocationResult {
        tokio::select! {
            result = api.invoke(event, time_limit) => result,
            status = self.child.wait() => InvocationResult::Exited {
                status: status.map_or_else(|error| error.to_string(), |status| status.to_string()),
            },
        }
    }

    /// Time from starting the process to its first request for an event: the part of a cold start that is ours.
    /// Nothing when the process ended before it asked.
    pub async fn time_to_first_poll(&mut self, api: &RuntimeApi) -> Option<Duration> {
        tokio::select! {
            polled = api.first_poll() => polled.map(|at| at.duration_since(self.started)),
            _ = self.child.wait() => None,
        }
    }

    /// The id of the process, while it runs.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// Waits until the process has ended by itself and all it wrote has been read.
    ///
    /// # Errors
    /// When its status cannot be read.
    pub async fn ended(&mut self) -> io::Result<std::process::ExitStatus> {
        let status = self.child.wait().await?;
        self.stdout.finish().await;
        self.stderr.finish().await;
        Ok(status)
    }

    /// Ends the process and waits until all it wrote has been read.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub async fn kill(&mut self) -> io::Result<()> {
        self.child.kill().await?;
        self.stdout.finish().await;
        self.stderr.finish().await;
        Ok(())
    }

    /// What it has written to standard output so far: its logs and counts.
    #[must_use]
    pub fn stdout(&self) -> String {
        self.stdout.text()
    }

    /// What it has written to standard error so far.
    #[must_use]
    pub fn stderr(&self) -> String {
        self.stderr.text()
    }
}

fn reserved_variables() -> [(&'static str, &'static str); 10] {
    [
        ("AWS_LAMBDA_FUNCTION_NAME", "local"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/local"),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "local"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        // Never look for credentials or a region on the machine that the test runs on.
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("TZ", "UTC"),
    ]
}

/// One output stream, read as it comes so that the process never waits on a full pipe.
#[derive(Debug)]
struct Output {
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: Option<tokio::task::JoinHandle<()>>,
}

impl Output {
    fn collect(stream: Option<impl AsyncRead + Unpin + Send + 'static>) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&bytes);
        let reader = stream.map(|mut stream| {
            tokio::spawn(async move {
                let mut chunk = [0_u8; 4096];
                while let Ok(length @ 1..) = stream.read(&mut chunk).await {
                    let read = chunk.get(..length).unwrap_or_default();
                    kept.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(read);
                }
            })
        });
        Self { bytes, reader }
    }

    async fn finish(&mut self) {
        if let Some(reader) = self.reader.take() {
            // Fails only when the runtime is shutting down; what was read stays readable.
            let _ = reader.await;
        }
    }

    fn text(&self) -> String {
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
