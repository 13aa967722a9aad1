//! What is outside of the processes: the tables, the companies, secrets, schedules, messages, and the time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws::{DynamoStore, Tables};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use sync::ports::Work;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::connector;
use super::database::{Answer, CONTROL, Database, EMPLOYEES, text};
use super::fault::Fault;
use super::history::{Event, History, Kind, Scan};
use super::people::Company;
use super::points::Points;
use super::process::Process;
use super::queue::{Body, Message};

/// When every simulation begins: a Monday.
const BEGIN: Timestamp = Timestamp::constant(1_772_427_600, 0);

/// What a world begins with.
#[derive(Debug, Clone)]
pub struct Begin {
    /// The tables.
    pub scan: Scan,
    /// What happened before.
    pub events: Vec<Event>,
    /// The time.
    pub at: Timestamp,
}

impl Default for Begin {
    fn default() -> Self {
        Self { scan: Scan::default(), events: Vec::new(), at: BEGIN }
    }
}

/// Everything that processes share.
pub struct World {
    /// What decides what goes wrong.
    pub points: Arc<Points>,
    /// What happened.
    pub history: History,
    database: Database,
    epoch: (Timestamp, Instant),
    number: u64,
    outside: Mutex<Outside>,
    /// Told when a message came.
    pub arrived: Notify,
}

#[derive(Debug, Default)]
struct Outside {
    companies: BTreeMap<String, Company>,
    secrets: BTreeMap<String, String>,
    schedules: BTreeMap<String, u8>,
    messages: Vec<Message>,
    dead: Vec<Message>,
    processes: u64,
    sent: u64,
    ids: BTreeMap<String, String>,
    mails: BTreeSet<String>,
    repeat_ids: bool,
    accusations: BTreeSet<String>,
    refused_conditions: u64,
    reads: u64,
    poison: u64,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World").field("number", &self.number).finish_non_exhaustive()
    }
}

impl World {
    /// A world that begins so. To be made in a runtime whose clock stands still.
    ///
    /// # Errors
    /// When the engine cannot hold it.
    pub fn new(points: Points, begin: &Begin) -> Result<Arc<Self>, String> {
        static WORLDS: AtomicU64 = AtomicU64::new(0);
        Ok(Arc::new(Self {
            points: Arc::new(points),
            history: History::after(begin.events.clone()),
            database: Database::holding(&begin.scan)?,
            epoch: (begin.at, Instant::now()),
            number: WORLDS.fetch_add(1, Ordering::Relaxed),
            outside: Mutex::default(),
            arrived: Notify::new(),
        }))
    }

    /// A number that no other world of this program has.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// A new process of a kind, such as `import-commit`.
    #[must_use]
    pub fn process(&self, kind: &str, skew: SignedDuration) -> Process {
        let number = {
            let mut outside = self.outside();
            outside.processes += 1;
            outside.processes
        };
        Process::new(&format!("{kind}#{number}"), self.points.clone(), skew, self.epoch)
    }

    /// The store as a process sees it: the real adapter, by the process's clock.
    #[must_use]
    pub fn store(self: &Arc<Self>, process: &Process, account: &str) -> Arc<DynamoStore> {
        let tables = Tables { employees: EMPLOYEES.to_owned(), control: CONTROL.to_owned() };
        let clock = process.clone();
        Arc::new(DynamoStore::with_client(connector::client(self, process, account), tables).with_clock(move || clock.now()))
    }

    /// Does what a request asks for, and records it.
    pub(crate) fn execute(&self, who: &str, account: &str, operation: &str, body: &Value) -> Answer {
        let (answer, changes) = self.database.call(operation, body);
        if answer.body.contains("ConditionalCheckFailed") {
            self.outside().refused_conditions += 1;
        }
        for change in changes {
            let Some(item) = change.item else {
                self.write(who, account, Kind::Removed { table: change.table, key: change.key });
                continue;
            };
            // The stream's filter lets new mail through.
            let sort = text(&item, "sk");
            if sort.starts_with("OUTBOX#") && self.outside().mails.insert(format!("{account} {sort}")) {
                self.enqueue(Body::Mail(item.clone()), 0);
            }
            self.write(who, account, Kind::Stored { table: change.table, item });
        }
        answer
    }

    /// Writes a line of history.
    pub fn write(&self, who: &str, account: &str, kind: Kind) {
        self.history.write(self.now().as_millisecond(), who, account, kind);
    }

    /// The true time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let (begin, began) = self.epoch;
        begin.saturating_add(SignedDuration::try_from(began.elapsed()).unwrap_or_default()).unwrap_or(begin)
    }

    /// Everything in the tables.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn scan(&self) -> Result<Scan, String> {
        self.database.scan()
    }

    /// A copy of an account's company.
    #[must_use]
    pub fn company(&self, account: &str) -> Company {
        self.outside().companies.get(account).cloned().unwrap_or_else(|| Company::new("NONE", 0))
    }

    /// Changes an account's company, or founds it.
    pub fn with_company(&self, account: &str, change: impl FnOnce(&mut Company)) {
        let mut outside = self.outside();
        change(outside.companies.entry(account.to_owned()).or_insert_with(|| Company::new(&account.to_uppercase(), 0)));
    }

    /// Keeps an account's secret.
    pub fn keep_secret(&self, account: &str, secret: &str) {
        self.outside().secrets.insert(account.to_owned(), secret.to_owned());
    }

    /// Forgets an account's secret.
    pub fn forget_secret(&self, account: &str) {
        self.outside().secrets.remove(account);
    }

    /// An account's secret.
    #[must_use]
    pub fn secret(&self, account: &str) -> Option<String> {
        self.outside().secrets.get(account).cloned()
    }

    /// Sets or removes an account's daily schedule.
    pub fn schedule(&self, account: &str, hour: Option<u8>) {
        let mut outside = self.outside();
        match hour {
            Some(hour) => drop(outside.schedules.insert(account.to_owned(), hour)),
            None => drop(outside.schedules.remove(account)),
        }
    }

    /// The accounts that have a daily schedule.
    #[must_use]
    pub fn scheduled(&self) -> Vec<String> {
        self.outside().schedules.keys().cloned().collect()
    }

    /// Sends a piece of work to the function that does it.
    pub fn send(&self, work: Work) {
        self.enqueue(Body::Work(work), 0);
    }

    /// Puts a message on its queue, to be seen after so many milliseconds, and later, twice or out of order by dice.
    pub fn enqueue(&self, body: Body, after: u64) {
        let late = if self.points.dice(Fault::Reordered, 60) { self.points.below(10_800_000) } else { self.points.below(3000) };
        self.put(body.clone(), after + late);
        if self.points.dice(Fault::Duplicate, 60) {
            let late = self
                .points
                .below(*[0, 2000, 90_000_000].get(usize::try_from(self.points.below(3)).unwrap_or_default()).unwrap_or(&0));
            self.put(body, after + late);
        }
    }

    fn put(&self, body: Body, after: u64) {
        let mut outside = self.outside();
        outside.sent += 1;
        outside.poison += u64::from(body == Body::Poison);
        let message = Message::new(outside.sent, body, std::time::Duration::from_millis(after));
        outside.messages.push(message);
        drop(outside);
        self.arrived.notify_one();
    }

    /// The messages that wait or are being handled.
    pub(crate) fn with_messages<T>(&self, look: impl FnOnce(&mut Vec<Message>, &mut Vec<Message>) -> T) -> T {
        let mut outside = self.outside();
        let Outside { messages, dead, .. } = &mut *outside;
        look(messages, dead)
    }

    /// Hides a message that is being handled for another time than its queue says.
    pub(crate) fn postpone(&self, message: u64, pause: std::time::Duration) {
        self.with_messages(|messages, _| {
            messages.iter_mut().filter(|other| other.id == message).for_each(|other| other.hide(pause));
        });
    }

    /// Lets ids repeat by dice from now on, or not.
    pub fn repeat_ids(&self, on: bool) {
        self.outside().repeat_ids = on;
    }

    pub(crate) fn repeat_or_remember(&self, prefix: &str, id: String) -> String {
        let repeat = self.outside().repeat_ids && self.points.dice(Fault::IdRepeated, 20);
        let mut outside = self.outside();
        let earlier = outside.ids.get(prefix).cloned();
        outside.ids.insert(prefix.to_owned(), id.clone());
        earlier.filter(|_| repeat).unwrap_or(id)
    }

    /// Notes a read of a table, and whether it asked for the newest state.
    pub(crate) fn looked_at_read(&self, what: &str, newest: bool) {
        self.outside().reads += 1;
        if !newest {
            self.accuse(format!("F32: {what} may read an old state"));
        }
    }

    /// How many reads were looked at for whether they ask for the newest state (F32).
    #[must_use]
    pub fn reads(&self) -> u64 {
        self.outside().reads
    }

    /// Notes what the simulation itself found to be wrong.
    pub fn accuse(&self, what: String) {
        self.outside().accusations.insert(what);
    }

    /// What it found.
    #[must_use]
    pub fn accusations(&self) -> Vec<String> {
        self.outside().accusations.iter().cloned().collect()
    }

    /// How many conditional writes the engine refused (F28).
    #[must_use]
    pub fn refused_conditions(&self) -> u64 {
        self.outside().refused_conditions
    }

    /// How often a secret was replaced (F8).
    #[must_use]
    pub fn rotations(&self) -> u64 {
        self.outside().companies.values().map(|company| company.secret - 1).sum()
    }

    /// How many messages came that nobody understands (F9).
    #[must_use]
    pub fn poison(&self) -> u64 {
        self.outside().poison
    }

    /// How many people were given hostile texts or somebody else's identifier (F49–F51).
    #[must_use]
    pub fn poisoned(&self) -> u64 {
        self.outside().companies.values().map(|company| company.poisoned).sum()
    }

    fn outside(&self) -> MutexGuard<'_, Outside> {
        self.outside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
