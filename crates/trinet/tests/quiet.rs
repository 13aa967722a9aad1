//! Canaries: no name, email, secret or token in any log or error, at any level. Alone in its process, because log levels
//! are decided once for all threads.

#![expect(clippy::unwrap_used, reason = "a test panics")]

use std::io;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use secrecy::SecretString;
use sync::account::Connection;
use sync::ports::{Credentials, Silent, Source, SourceOpener, Wanted};
use testkit::trinet::{Fault, SimulatedTriNet, Target, World};
use tracing_subscriber::fmt::MakeWriter;
use trinet::{Limits, TriNet};

fn open(server: &SimulatedTriNet, credentials: Credentials) -> Arc<dyn Source> {
    let connection = Connection {
        company: "A1B".to_owned(),
        url: server.url(),
        connected_at: Timestamp::UNIX_EPOCH,
        connected_by: "test".to_owned(),
        checks: Vec::new(),
    };
    TriNet::new(Limits { retry_delay_ms_base: 0, ..Limits::default() }).open(&connection, credentials).unwrap()
}

fn credentials(client_id: &str, secret: &str) -> Credentials {
    Credentials { client_id: SecretString::from(client_id), client_secret: SecretString::from(secret) }
}

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn logs_and_errors_hold_no_person_and_no_secret() {
    let logs = Captured::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(logs.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let mut errors = String::new();

    let mut world = World::bundled();
    world.credentials[0].client_id = "canary-client-id".to_owned();
    world.credentials[0].secret = "canary-client-secret".to_owned();
    let server = SimulatedTriNet::start(world).await.unwrap();
    let source = open(&server, credentials("canary-client-id", "canary-client-secret"));
    let wanted = Wanted { custom_paths: vec!["bioInfo.gender".to_owned()], ..Wanted::default() };
    source.check().await.unwrap();
    source.discover(&Silent).await.unwrap();
    source.fetch(&wanted, &Silent).await.unwrap();
    let faults = [
        Fault::Forbidden,
        Fault::TokenExpired,
        Fault::Status(404),
        Fault::Status(503),
        Fault::TruncatedJson,
        Fault::WrongCharset,
        Fault::HtmlWith200,
        Fault::SamePageForEver,
        Fault::EmptyPageWithMore,
        Fault::Reset,
    ];
    for fault in faults {
        server.with_world(|world| world.faults.always(Target::EmployeesAll, fault));
        let error = source.fetch(&wanted, &Silent).await.unwrap_err();
        errors.push_str(&format!("{error} {error:?}\n"));
        server.with_world(|world| world.faults.clear());
    }
    let wrong = credentials("canary-wrong-id", "canary-wrong-secret");
    let debug = format!("{wrong:?}");
    errors.push_str(&format!("{} {debug}", open(&server, wrong).check().await.unwrap_err()));

    let logs = String::from_utf8(logs.0.lock().unwrap().clone()).unwrap();
    assert!(logs.contains("a pass is whole") && logs.contains("page read"), "the logs were captured");
    let mut canaries: Vec<String> =
        ["canary-", "Y2FuYXJ5", "Bearer", "Basic ", "Canary Lane", "000-00-", "@acme.example"].map(str::to_owned).to_vec();
    server.with_world(|world| {
        for person in &world.companies[0].people {
            canaries.extend([person.last_name.clone(), person.employee_id.clone(), person.work_phone.clone()]);
            canaries.extend(person.birth_date.map(|date| date.to_string()));
        }
    });
    canaries.retain(|canary| canary.len() > 3);
    for canary in &canaries {
        assert!(!errors.contains(canary.as_str()), "an error holds {canary}");
        let line = logs.lines().find(|line| line.contains(canary.as_str()));
        assert_eq!(line, None, "a log line holds {canary}");
    }
    println!("figure: {} in the adapter's logs at TRACE and errors, 0 hits", canaries.len());
}
