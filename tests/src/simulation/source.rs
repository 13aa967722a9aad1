//! The source port over a simulated company.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{Field, Snapshot, SourcePerson};
use secrecy::ExposeSecret as _;
use sync::SourceError;
use sync::account::Connection;
use sync::ports::{
    Credentials, Cursor, Fetched, FieldProfile, Next, Pages, PermissionCheck, Progress, ReadSoFar, Source, SourceOpener, Wanted,
};

use super::fault::{Fault, Misread};
use super::history::Kind;
use super::process::Process;
use super::world::World;

/// Opens the simulated source for one process.
#[derive(Debug, Clone)]
pub struct Opener {
    /// The world.
    pub world: Arc<World>,
    /// The process.
    pub process: Process,
    /// The account whose company it is.
    pub account: String,
}

impl SourceOpener for Opener {
    fn open(&self, _: &Connection, credentials: Credentials) -> Result<Arc<dyn Source>, SourceError> {
        Ok(Arc::new(Company { opener: self.clone(), secret: credentials.client_secret.expose_secret().to_owned() }))
    }
}

/// People on one page.
const PAGE: usize = 3;

struct Company {
    opener: Opener,
    secret: String,
}

const MENU: &[Fault] = &[
    Fault::Source(Misread::Rejected),
    Fault::Source(Misread::NotPermitted),
    Fault::Source(Misread::RateLimited),
    Fault::Source(Misread::Unreachable),
    Fault::Source(Misread::Malformed),
    Fault::Source(Misread::Unstable),
    Fault::Source(Misread::Incomplete),
    Fault::Source(Misread::TooBig),
    Fault::Source(Misread::Nobody),
    Fault::Source(Misread::OtherCompany),
    Fault::Source(Misread::NoEndDates),
];

impl Company {
    async fn call<T>(&self, what: &str, answer: impl Fn(super::people::Company, Option<Misread>) -> T) -> Result<T, SourceError> {
        let Opener { world, process, account } = &self.opener;
        world.write(&process.name, account, Kind::Read);
        let (fault, _) = process.enter(what, MENU).await;
        let company = world.company(account);
        if self.secret != format!("secret-{}", company.secret) {
            return Err(SourceError::CredentialsRejected);
        }
        let misread = match fault {
            Some(Fault::Source(misread)) => Some(misread),
            _ => None,
        };
        if let Some(error) = misread.and_then(error) {
            return Err(error);
        }
        let answer = answer(company, misread);
        process.leave(what).await;
        Ok(answer)
    }
}

#[async_trait]
impl Source for Company {
    async fn check(&self) -> Result<Vec<PermissionCheck>, SourceError> {
        self.call("Source.check", |_, _| {
            let check =
                |name: &str| PermissionCheck { name: name.to_owned(), passed: true, detail: String::new(), required: true };
            ["token", "company", "employees", "employees_all"].map(check).into()
        })
        .await
    }

    async fn discover(&self, _: &dyn Progress) -> Result<Vec<FieldProfile>, SourceError> {
        self.call("Source.discover", |_, _| Vec::new()).await
    }

    async fn read(
        &self,
        _: &Wanted,
        from: Option<ReadSoFar>,
        pages: &dyn Pages,
        _: &dyn Progress,
    ) -> Result<Fetched, SourceError> {
        let ReadSoFar { mut cursor, mut people } =
            from.unwrap_or(ReadSoFar { cursor: Cursor { pass: 1, ..Cursor::default() }, people: Vec::new() });
        let mut whole_misread = None;
        loop {
            let begun = !people.is_empty();
            let (whole, misread) =
                self.call("Source.page", |company, misread| (snapshot(company, misread.or(whole_misread)), misread)).await?;
            // A source that changes its mind in the middle of a read is found out by the proof of a whole read (D13).
            if begun && misread.is_some() && misread != whole_misread {
                return Err(SourceError::Incomplete { what: "a page".to_owned() });
            }
            whole_misread = whole_misread.or(misread);
            let page: Vec<SourcePerson> = whole.people.iter().skip(people.len()).take(PAGE).cloned().collect();
            people.extend(page.iter().cloned());
            if people.len() >= whole.people.len() {
                return proved(people, whole);
            }
            cursor.pages += 1;
            cursor.people = people.len();
            if pages.finished(&page, &cursor).await == Next::Pause {
                return Ok(Fetched::Paused);
            }
        }
    }
}

/// The people of all pages, when they are those of the company now.
fn proved(people: Vec<SourcePerson>, whole: Snapshot) -> Result<Fetched, SourceError> {
    let ids = |people: &[SourcePerson]| people.iter().map(|person| person.source_id.clone()).collect::<Vec<_>>();
    if ids(&people) != ids(&whole.people) {
        return Err(SourceError::Unstable);
    }
    Ok(Fetched::Whole(Snapshot { people, ..whole }))
}

fn snapshot(mut company: super::people::Company, misread: Option<Misread>) -> Snapshot {
    let mut snapshot = Snapshot::default();
    match misread {
        Some(Misread::Nobody) => company.people.clear(),
        Some(Misread::OtherCompany) => {
            for person in &mut company.people {
                person.source_id = format!("X{}", person.source_id);
                person.email = person.email.as_ref().map(|email| format!("x{email}"));
                person.employee_id = person.employee_id.as_ref().map(|id| format!("X{id}"));
            }
        }
        Some(Misread::NoEndDates) => {
            snapshot.not_granted = [Field::EndDate].into();
            for person in &mut company.people {
                person.termination_date = None;
            }
        }
        _ => {}
    }
    snapshot.people = company.people;
    snapshot
}

fn error(misread: Misread) -> Option<SourceError> {
    Some(match misread {
        Misread::Rejected => SourceError::CredentialsRejected,
        Misread::NotPermitted => SourceError::NotPermitted { what: "employees".to_owned() },
        Misread::RateLimited => SourceError::RateLimited { retry_after: None },
        Misread::Unreachable => SourceError::Unreachable { what: "status 503".to_owned() },
        Misread::Malformed => SourceError::Malformed { what: "HTML".to_owned() },
        Misread::Unstable => SourceError::Unstable,
        Misread::Incomplete => SourceError::Incomplete { what: "a page".to_owned() },
        Misread::TooBig => SourceError::TooBig { limit: "64 MiB in one page".to_owned() },
        Misread::Nobody | Misread::OtherCompany | Misread::NoEndDates => return None,
    })
}
