//! The local AWS-compatible server that the tests of this process share while any of them runs.

use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::Mutex;

/// The region of every function; see [`testkit::runtime_api`].
pub(super) const REGION: &str = "eu-central-1";

/// A running server; it ends with its last user.
#[derive(Debug)]
pub(super) struct Server {
    process: Child,
    /// `http://127.0.0.1:port`.
    pub(super) endpoint: String,
    _folder: tempfile::TempDir,
}

/// The server, or nothing where it is not installed.
pub(super) async fn shared() -> Option<Arc<Server>> {
    static SHARED: Mutex<Weak<Server>> = Mutex::const_new(Weak::new());
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.venv/bin/ministack");
    if !program.exists() {
        assert!(std::env::var_os("CI").is_none(), "the local server is not installed; infra/README.md says how");
        // Not `eprintln!`, which is shown for failed tests alone.
        let _ = writeln!(std::io::stderr(), "not run: the local server is not installed; infra/README.md says how");
        return None;
    }
    let mut shared = SHARED.lock().await;
    if let Some(server) = shared.upgrade() {
        return Some(server);
    }
    let server = Arc::new(Server::start(program.canonicalize().unwrap()).await);
    *shared = Arc::downgrade(&server);
    Some(server)
}

impl Server {
    async fn start(program: PathBuf) -> Self {
        // Fails when another test did it first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let endpoint = format!("http://127.0.0.1:{port}");
        let process = Command::new(program)
            .env_clear()
            .envs([("PATH", "/usr/bin:/bin"), ("BIND_HOST", "127.0.0.1"), ("MINISTACK_HOST", "127.0.0.1")])
            .envs([("MINISTACK_REGION", REGION), ("GATEWAY_PORT", &port.to_string()), ("AWS_ENDPOINT_URL", &endpoint)])
            .env("HOME", folder.path())
            .env("TMPDIR", folder.path())
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { process, endpoint, _folder: folder };
        let end = Instant::now() + Duration::from_secs(60);
        while reqwest::get(format!("{}/_ministack/health", server.endpoint)).await.is_err() {
            assert!(Instant::now() < end, "the local server does not answer");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        server
    }

    /// One call of an AWS API that speaks JSON, such as `sqs` `AmazonSQS.CreateQueue`.
    pub(super) async fn call(&self, service: &str, target: &str, body: Value) -> Value {
        let request = self.post("", service).header("x-amz-target", target).header("content-type", "application/x-amz-json-1.0");
        answer(request.body(body.to_string())).await
    }

    /// Lets mail be sent from an address.
    pub(super) async fn verify_sender(&self, address: &str) {
        let request = self.post("/v2/email/identities", "ses").header("content-type", "application/json");
        answer(request.body(serde_json::json!({"EmailIdentity": address}).to_string())).await;
    }

    fn post(&self, path: &str, service: &str) -> reqwest::RequestBuilder {
        let scope = format!("AWS4-HMAC-SHA256 Credential=local/20260101/{REGION}/{service}/aws4_request");
        let request = reqwest::Client::new().post(format!("{}{path}", self.endpoint));
        request.header("authorization", format!("{scope}, SignedHeaders=host, Signature=0"))
    }

    /// The mails that were sent to an address.
    pub(super) async fn mails_to(&self, address: &str) -> Vec<Value> {
        let answer = reqwest::get(format!("{}/_ministack/ses/messages", self.endpoint)).await.unwrap().text().await.unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let all = answer["messages"].as_object().unwrap().values().flat_map(|sent| sent.as_array().unwrap().clone());
        all.filter(|mail| mail["To"].to_string().contains(address)).collect()
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Value {
    let response = request.send().await.unwrap();
    let (status, url) = (response.status(), response.url().clone());
    let text = response.text().await.unwrap();
    assert!(status.is_success(), "{url}: {status} {text}");
    serde_json::from_str(&text).unwrap_or_default()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
