//! A plain client of the simulator: it knows HTTP and JSON, and no adapter.

use std::sync::Once;

use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response};
use serde_json::Value;
use testkit::trinet::{SimulatedTriNet, World};

pub(crate) struct Reader {
    pub(crate) server: SimulatedTriNet,
    pub(crate) client: Client,
    pub(crate) token: String,
}

impl Reader {
    pub(crate) async fn of(world: World) -> Self {
        let server = SimulatedTriNet::start(world).await.unwrap();
        let (client_id, secret) = server.credentials();
        Self::with_credentials(server, &client_id, &secret).await
    }

    pub(crate) async fn with_credentials(server: SimulatedTriNet, client_id: &str, secret: &str) -> Self {
        let client = client();
        let answer = ask_token(&client, &server, client_id, secret).await;
        let body = body(answer).await;
        Self { server, client, token: body["access_token"].as_str().unwrap().to_owned() }
    }

    pub(crate) async fn send(&self, method: Method, path: &str) -> reqwest::Result<Response> {
        let url = format!("{}{path}", self.server.url());
        self.client.request(method, url).bearer_auth(&self.token).send().await
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.send(Method::GET, path).await.unwrap()
    }

    pub(crate) async fn status(&self, path: &str) -> u16 {
        self.get(path).await.status().as_u16()
    }

    pub(crate) async fn json(&self, path: &str) -> Value {
        body(self.get(path).await).await
    }

    pub(crate) async fn page(&self, offset: usize) -> Value {
        let path = format!("/v1/company/A1B/employees?viewType=All&limit=100&offset={offset}");
        self.json(&path).await["data"].take()
    }

    /// Reads pages as a plain client would: by hundreds, until `hasMore` is false, 20 at most.
    pub(crate) async fn everybody(&self) -> Vec<Value> {
        let mut people = Vec::new();
        for page in 0..20 {
            let mut data = self.page(page * 100 + 1).await;
            people.append(data["employeeData"].as_array_mut().unwrap());
            if data["hasMore"] == false {
                break;
            }
        }
        people
    }

    pub(crate) async fn ids(&self) -> Vec<String> {
        self.everybody().await.iter().map(|it| it["employeeId"].as_str().unwrap().to_owned()).collect()
    }

    /// The person with that id, or null.
    pub(crate) async fn one(&self, id: &str) -> Value {
        let path = format!("/v1/company/A1B/employees?viewType=all&employeeId={id}");
        let body = self.json(&path).await;
        body.pointer("/data/employeeData/0").cloned().unwrap_or_default()
    }
}

pub(crate) fn client() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        rustls::crypto::ring::default_provider().install_default().unwrap();
    });
    Client::builder().redirect(Policy::none()).build().unwrap()
}

pub(crate) async fn ask_token(client: &Client, server: &SimulatedTriNet, client_id: &str, secret: &str) -> Response {
    let url = format!("{}/oauth/accesstoken?grant_type=client_credentials", server.url());
    client.get(url).basic_auth(client_id, Some(secret)).send().await.unwrap()
}

pub(crate) async fn body(answer: Response) -> Value {
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}
