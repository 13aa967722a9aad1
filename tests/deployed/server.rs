//! The local AWS-compatible server, in a process of its own.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::waiting::until;

/// The only region there is.
pub(crate) const REGION: &str = "eu-central-1";

/// How long the server may take to end by itself.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(10);

/// A running server; it ends when dropped.
pub(crate) struct Server {
    process: Child,
    /// `http://127.0.0.1:port`.
    pub(crate) endpoint: String,
    log: PathBuf,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// A program of `.venv`.
pub(crate) fn tool(name: &str) -> PathBuf {
    let path = root().join(".venv/bin").join(name);
    assert!(path.exists(), "{name} is not installed; infra/README.md says how");
    path
}

impl Server {
    /// Starts the server with its files under `folder`, and waits until it answers.
    pub(crate) async fn start(folder: &Path) -> Self {
        let port = free_port();
        let endpoint = format!("http://127.0.0.1:{port}");
        let log = folder.join("server.log");
        let output = File::create(&log).unwrap();
        let process = Command::new(tool("ministack"))
            // It hands its own environment on to the functions, which must see nothing but what the template gives them.
            .env_clear()
            .envs([("PATH", "/usr/bin:/bin"), ("BIND_HOST", "127.0.0.1"), ("MINISTACK_HOST", "127.0.0.1")])
            .envs([("AUTH", "true"), ("MINISTACK_REGION", REGION)])
            .env("GATEWAY_PORT", port.to_string())
            .env("AWS_ENDPOINT_URL", &endpoint)
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(output.try_clone().unwrap())
            .stderr(output)
            .spawn()
            .unwrap();
        let server = Self { process, endpoint, log };
        let health = format!("{}/_ministack/health", server.endpoint);
        until("the server answers", Duration::from_secs(60), async || reqwest::get(&health).await.ok().map(|_| ())).await;
        server
    }

    /// Everything that the server and the functions in it have written.
    pub(crate) fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap()).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends the functions itself when it is asked to end; a killed one leaves them to notice.
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        let end = Instant::now() + SHUTDOWN_LIMIT;
        while asked.is_ok() && Instant::now() < end {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
