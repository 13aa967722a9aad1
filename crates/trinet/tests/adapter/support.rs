//! Opens the adapter on a server of the test, with caps that never sleep.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::Snapshot;
use jiff::Timestamp;
use secrecy::SecretString;
use sync::SourceError;
use sync::account::Connection;
use sync::ports::{Credentials, Progress, Silent, Source, SourceOpener, Step, Wanted};
use testkit::trinet::{SimulatedTriNet, WireVariant, World};
use trinet::{Limits, TriNet};

/// The default caps without waiting between retries.
pub(crate) fn limits() -> Limits {
    Limits { retry_delay_ms_base: 0, ..Limits::default() }
}

/// One clean pass is enough.
pub(crate) fn one_pass() -> Limits {
    Limits { two_pass_below: 0, ..limits() }
}

/// Gives up on an answer soon.
pub(crate) fn impatient() -> Limits {
    Limits { request_timeout: Duration::from_millis(100), retries_max: 1, ..one_pass() }
}

pub(crate) fn connection(url: &str, company: &str) -> Connection {
    Connection {
        company: company.to_owned(),
        url: url.to_owned(),
        connected_at: Timestamp::UNIX_EPOCH,
        connected_by: "test".to_owned(),
        checks: Vec::new(),
    }
}

pub(crate) fn credentials(client_id: &str, secret: &str) -> Credentials {
    Credentials { client_id: SecretString::from(client_id), client_secret: SecretString::from(secret) }
}

pub(crate) fn open_at(url: &str, limits: Limits) -> Arc<dyn Source> {
    TriNet::new(limits).open(&connection(url, "A1B"), credentials("client", "secret")).unwrap()
}

/// The same world on another wire.
pub(crate) fn on_wire(wire: WireVariant, mut world: World) -> World {
    world.wire = wire;
    world
}

/// A simulated company and the adapter that reads it.
pub(crate) struct Fixture {
    pub(crate) server: SimulatedTriNet,
    pub(crate) source: Arc<dyn Source>,
}

impl Fixture {
    pub(crate) async fn new(world: World, limits: Limits) -> Self {
        let server = SimulatedTriNet::start(world).await.unwrap();
        let (client_id, secret) = server.credentials();
        let source = TriNet::new(limits).open(&connection(&server.url(), "A1B"), credentials(&client_id, &secret)).unwrap();
        Self { server, source }
    }

    pub(crate) async fn fetch(&self) -> Result<Snapshot, SourceError> {
        self.source.fetch(&Wanted::default(), &Silent).await
    }

    /// The ids of everybody in the world's company.
    pub(crate) fn ids_in_the_world(&self) -> Vec<String> {
        self.server.with_world(|world| world.companies[0].people.iter().map(|person| person.employee_id.clone()).collect())
    }

    pub(crate) fn fired(&self, fault: &str) -> usize {
        self.server.with_world(|world| world.faults.fired(fault))
    }
}

/// The ids of a snapshot, in its order.
pub(crate) fn ids(snapshot: &Snapshot) -> Vec<String> {
    snapshot.people.iter().map(|person| person.source_id.clone()).collect()
}

/// Remembers what progress was reported.
#[derive(Default)]
pub(crate) struct Heard(pub(crate) Mutex<Vec<usize>>);

impl Progress for Heard {
    fn advance(&self, step: Step, done: usize, total: Option<usize>) {
        assert_eq!((step, total), (Step::Reading, None));
        self.0.lock().unwrap().push(done);
    }
}
