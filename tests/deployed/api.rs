//! The admin API of the deployed stack, as an administrator uses it.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::deployment::Deployment;
use crate::signed;
use crate::waiting::until;

/// How long a run may take here, from its message to its end.
const RUN_LIMIT: Duration = Duration::from_secs(60);

/// The API, for one account.
pub(crate) struct Api {
    base: String,
}

impl Api {
    pub(crate) fn of(deployment: &Deployment, account: &str) -> Self {
        let (endpoint, id) = (&deployment.server.endpoint, deployment.output("ApiId"));
        Self { base: format!("{endpoint}/_aws/execute-api/{id}/%24default/v1/accounts/{account}") }
    }

    /// One request that has to succeed.
    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let url = format!("{}{path}", self.base);
        let tag = self.version(&method, path).await;
        let response = signed::send_seen("execute-api", method.clone(), &url, tag.as_deref(), body).await;
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// What was seen of the thing that a request changes, where it has to be said.
    async fn version(&self, method: &Method, path: &str) -> Option<String> {
        let read = match (method, path) {
            (&Method::PUT, "/mapping") => path,
            (&Method::PUT, _) => "/integration",
            (&Method::POST, commit) => return digest(commit).map(|digest| format!("\"{digest}\"")),
            _ => return None,
        };
        let response = signed::send("execute-api", Method::GET, &format!("{}{read}", self.base), None).await;
        Some(response.headers()["etag"].to_str().unwrap().to_owned())
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.call(Method::GET, path, None).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Value {
        self.call(Method::PUT, path, Some(&body)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.call(Method::POST, path, Some(&body)).await
    }

    /// What an unsigned request is answered.
    pub(crate) async fn status_for_a_stranger(&self) -> StatusCode {
        reqwest::get(format!("{}/integration", self.base)).await.unwrap().status()
    }

    /// Waits until the integration stands where it should.
    pub(crate) async fn until_state(&self, state: &str) -> Value {
        until(&format!("the integration is {state}"), RUN_LIMIT, async || {
            let integration = self.get("/integration").await;
            (integration["state"] == state).then_some(integration)
        })
        .await
    }

    /// Waits until the run has ended as it should.
    pub(crate) async fn until_run(&self, id: &str, state: &str) -> Value {
        let what = format!("run {id} is {state}");
        until(&what, RUN_LIMIT, async || {
            let run = self.get(&format!("/runs/{id}")).await;
            assert!(run["state"] != "failed" || state == "failed", "the run failed: {run}");
            (run["state"] == state).then_some(run)
        })
        .await
    }

    /// A manual sync: the digest and the counts of its plan.
    pub(crate) async fn review(&self) -> Value {
        let begun = self.post("/reviews", json!({})).await;
        let run = self.until_run(run_id(&begun), "planned").await;
        self.get(&format!("/plans/{}", run["digest"].as_str().unwrap())).await
    }

    /// Has the plan applied; the finished run.
    pub(crate) async fn commit(&self, digest: &str, choices: Value) -> Value {
        let begun = self.post(&format!("/plans/{digest}/commit"), choices).await;
        self.until_run(run_id(&begun), "committed").await
    }

    /// The finished daily runs, newest first.
    pub(crate) async fn daily_runs(&self) -> Vec<Value> {
        let runs = self.get("/runs").await;
        let runs = runs["items"].as_array().unwrap().iter();
        runs.filter(|run| run["kind"] == "auto" && run["state"] != "running").cloned().collect()
    }

    pub(crate) async fn employees(&self) -> Vec<Value> {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("/employees?limit=200{cursor}")).await;
            all.extend(page["items"].as_array().unwrap().iter().cloned());
            let Some(next) = page["next_cursor"].as_str() else { return all };
            cursor = format!("&cursor={next}");
        }
    }
}

/// The digest of the plan that a path commits.
fn digest(path: &str) -> Option<&str> {
    path.strip_prefix("/plans/")?.strip_suffix("/commit")
}

fn run_id(run: &Value) -> &str {
    run["run_id"].as_str().unwrap_or_else(|| panic!("not a run: {run}"))
}
