//! Dice: two customers, two administrators each, a few days, and whatever the seed lets go wrong; then nothing goes wrong any
//! more, and everything has to come to rest.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::ChangeId;
use sync::account::IntegrationState;
use sync::ports::Work;

use super::checker::{self, Anomaly, Facts};
use super::course;
use super::fault::Fault;
use super::history::{Event, Kind, Scan};
use super::office::Admin;
use super::points::{Dice, Points, Script};
use super::queue::{self, Body};
use super::rng::Rng;
use super::scenario::in_simulated_time;
use super::world::{Begin, World};

const ACCOUNTS: [&str; 2] = ["acme", "bolt"];
const ADMINS: [&str; 2] = ["ada", "bob"];
const HOUR: u64 = 3_600_000;

/// What a seed came to.
#[derive(Debug)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// The digest of everything that happened at all points.
    pub trace: u64,
    /// What must not be.
    pub anomalies: Vec<Anomaly>,
    /// How often each fault happened.
    pub fired: BTreeMap<Fault, u64>,
    /// How often other rows of the list of faults happened.
    pub course: BTreeMap<&'static str, u64>,
    /// Calls of ports.
    pub calls: u64,
    /// Mails that were taken twice.
    pub double_mails: usize,
    /// Simulated time from the last fault to rest, in milliseconds.
    pub rest_after: i64,
    /// The history.
    pub events: Vec<Event>,
    /// The tables at the end.
    pub scan: Scan,
}

/// Runs one seed.
///
/// # Errors
/// When the simulation itself fails.
pub fn run(seed: u64) -> Result<Outcome, String> {
    let mut rng = Rng::new(seed, 2);
    let dice = Dice { crash: rng.below(12), fail: rng.below(60), pause: rng.below(4), delay: 1 + rng.below(2000) };
    let people = if rng.chance(40) { 230 } else { 4 + rng.below(12) };
    in_simulated_time(async move {
        let world = World::new(Points::new(Script::Dice(dice), seed), &Begin::default())?;
        world.repeat_ids(rng.chance(100));
        // Days of three hours bring more of what happens at the same time.
        let day = if rng.chance(500) { 24 * HOUR } else { 3 * HOUR };
        let play = Play { world: world.clone(), healed: Arc::new(AtomicBool::new(false)), seed, day };
        play.found(people);
        let server = world.clone();
        tokio::spawn(async move { queue::serve(&server).await });
        play.begin();
        tokio::time::sleep(Duration::from_millis(day * 2 + rng.below(day * 2))).await;
        let healed_at = world.now();
        play.heal().await;
        play.rest().await;
        let rest_after = world.now().as_millisecond() - healed_at.as_millisecond();
        for account in ACCOUNTS {
            play.converge(account).await;
        }
        let scan = world.scan()?;
        let events = world.history.events();
        let facts = Facts::of(&events, &scan);
        let (verdict, course) = (checker::judge(&facts), course::of(&facts, &world));
        let mut anomalies = verdict.anomalies;
        anomalies.extend(world.accusations().into_iter().map(|what| Anomaly { promise: "wire", what }));
        Ok(Outcome {
            seed,
            trace: world.points.trace(),
            anomalies,
            fired: world.points.fired(),
            course,
            calls: world.points.calls(),
            double_mails: verdict.double_mails,
            rest_after,
            events,
            scan,
        })
    })
}

/// Whether a person has to enter credentials: they were rejected, or what was entered was never tested.
fn is_unconnected(state: IntegrationState) -> bool {
    matches!(state, IntegrationState::NotConnected | IntegrationState::Connecting | IntegrationState::CredentialFailed)
}

/// The stage of one seed.
#[derive(Debug, Clone)]
struct Play {
    world: Arc<World>,
    healed: Arc<AtomicBool>,
    seed: u64,
    day: u64,
}

impl Play {
    fn found(&self, people: u64) {
        for account in ACCOUNTS {
            self.world.with_company(account, |company| (0..people).for_each(|_| company.hire()));
        }
    }

    fn admin(&self, account: &str, name: &'static str) -> Admin {
        Admin { world: self.world.clone(), account: account.to_owned(), name }
    }

    fn going(&self) -> bool {
        !self.healed.load(Ordering::Relaxed)
    }

    /// Sets everybody to work.
    fn begin(&self) {
        for (at, account) in ACCOUNTS.into_iter().enumerate() {
            let stream = 10 * (at as u64 + 1);
            let play = self.clone();
            tokio::spawn(async move { play.source(account, stream).await });
            let play = self.clone();
            tokio::spawn(async move { play.clock(account).await });
            for (number, name) in ADMINS.into_iter().enumerate() {
                let play = self.clone();
                let rng = Rng::new(self.seed, stream + 1 + number as u64);
                tokio::spawn(async move { play.administrate(account, name, rng).await });
            }
        }
    }

    /// People come, go and change; now and then the secret is replaced (F8).
    async fn source(&self, account: &'static str, stream: u64) {
        let mut rng = Rng::new(self.seed, stream);
        loop {
            tokio::time::sleep(Duration::from_millis(self.day / 48 + rng.below(self.day / 4))).await;
            if !self.going() {
                return;
            }
            let today = self.world.now().to_string();
            let today = today.get(..10).unwrap_or_default();
            self.world.with_company(account, |company| {
                company.live_on(&mut rng, today);
                if rng.chance(20) {
                    company.secret += 1;
                }
            });
        }
    }

    /// The daily trigger.
    async fn clock(&self, account: &'static str) {
        loop {
            tokio::time::sleep(Duration::from_millis(self.day)).await;
            if !self.going() {
                return;
            }
            self.trigger(account);
            if self.world.points.dice(Fault::Duplicate, 200) {
                self.trigger(account);
            }
            if self.world.points.dice(Fault::Reordered, 120) {
                self.world.enqueue(Body::Poison, 0);
            }
        }
    }

    fn trigger(&self, account: &str) {
        if self.world.scheduled().iter().any(|scheduled| scheduled == account) {
            let now = self.world.now();
            let scheduled_at = now.round(jiff::Unit::Hour).unwrap_or(now).to_string();
            self.world.enqueue(Body::Work(Work::Daily { account: account.to_owned(), scheduled_at, hour: None }), 0);
        }
    }

    /// First the way to the first import, then whatever comes to mind.
    async fn administrate(&self, account: &'static str, name: &'static str, mut rng: Rng) {
        let admin = self.admin(account, name);
        tokio::time::sleep(Duration::from_millis(rng.below(HOUR))).await;
        while self.going() {
            match self.state(account).await {
                // Impatient: an import that does not end is taken over by a newer one.
                Some((IntegrationState::Importing, true)) if rng.chance(500) => {
                    admin.plan_now().await;
                    if let Some(digest) = admin.latest_plan() {
                        admin.commit_now(&digest, true).await;
                    }
                    tokio::time::sleep(Duration::from_millis(rng.below(self.day / 12))).await;
                }
                Some((state, imported)) if imported && !is_unconnected(state) => {
                    self.act(&admin, &mut rng).await;
                    tokio::time::sleep(Duration::from_millis(rng.below(self.day / 3))).await;
                }
                Some((state, _)) => {
                    self.onboard(&admin, state, &mut rng).await;
                    tokio::time::sleep(Duration::from_millis(60_000 + rng.below(HOUR / 2))).await;
                }
                None => return,
            }
        }
    }

    async fn onboard(&self, admin: &Admin, state: IntegrationState, rng: &mut Rng) {
        use IntegrationState as At;
        match state {
            At::NotConnected | At::CredentialFailed if rng.chance(500) => drop(admin.connect().await),
            At::NotConnected | At::CredentialFailed | At::Connecting => drop(admin.submit().await),
            At::Connected => drop(admin.map().await),
            At::Mapped | At::SettingUp => drop(admin.set_up().await),
            _ => {
                admin.plan_now().await;
                if let Some(digest) = admin.latest_plan() {
                    admin.commit_now(&digest, true).await;
                }
            }
        }
    }

    async fn act(&self, admin: &Admin, rng: &mut Rng) {
        let confirm = rng.chance(700);
        match rng.below(13) {
            0 | 1 => drop(admin.review().await),
            2 => drop(admin.plan_now().await),
            3..=5 => {
                if let Some(digest) = admin.latest_plan() {
                    // Now and then one of the first changes is left out, and now and then there is none of that id.
                    let skip = if rng.chance(200) { vec![ChangeId(format!("c{:04}", 1 + rng.below(3)))] } else { Vec::new() };
                    admin.commit_without(&digest, confirm, skip.clone()).await;
                    if rng.chance(300) {
                        admin.commit_without(&digest, confirm, skip).await;
                    }
                }
            }
            6 | 7 => {
                if let Some(digest) = admin.latest_plan() {
                    admin.commit_now(&digest, confirm).await;
                }
            }
            8 => drop(admin.switch(rng.chance(900)).await),
            9 if rng.chance(200) => drop(admin.remap().await),
            10 => drop(admin.edit(rng.bits(), &format!("By Hand {}", rng.below(1000))).await),
            11 => {
                let planned = admin.undo().await;
                if let Some(digest) = admin.latest("undo").filter(|_| matches!(planned, Some(Ok(_)))) {
                    admin.commit(&digest, true).await;
                }
            }
            _ => drop(admin.switch(true).await),
        }
    }

    /// Where an account stands, read past the points; and whether it has had its first import.
    async fn state(&self, account: &str) -> Option<(IntegrationState, bool)> {
        let scan = self.world.scan().ok()?;
        let items = scan.control.iter().filter(|item| item["pk"]["S"] == account && item["sk"]["S"] == "ACCOUNT");
        let found: Option<sync::Account> = items.filter_map(checker::image::document).next();
        Some(found.map_or((IntegrationState::NotConnected, false), |it| (it.state, it.last_import.is_some())))
    }

    /// Nothing goes wrong any more.
    async fn heal(&self) {
        self.healed.store(true, Ordering::Relaxed);
        self.world.points.follow(Script::Clean);
        for account in ACCOUNTS {
            self.world.write("nobody", account, Kind::Healed);
        }
        tokio::time::sleep(Duration::from_mins(20)).await;
    }

    /// Waits until every message was handled; an operator puts dead letters back, a bounded number of times.
    async fn rest(&self) {
        for _ in 0..3 {
            for _ in 0..500 {
                let waiting = self.world.with_messages(|messages, _| {
                    messages.retain(|message| message.body != Body::Poison);
                    messages.len()
                });
                if waiting == 0 {
                    break;
                }
                tokio::time::sleep(Duration::from_mins(10)).await;
            }
            if queue::redrive(&self.world) == 0 {
                break;
            }
            self.world.arrived.notify_one();
        }
    }

    /// Brings an account to where its directory is true to its source: by its daily sync, or by an administrator.
    async fn converge(&self, account: &'static str) {
        let admin = self.admin(account, "ada");
        let mut rng = Rng::new(self.seed, 99);
        for _ in 0..12 {
            let (state, imported) = self.state(account).await.unwrap_or((IntegrationState::NotConnected, false));
            if imported && !is_unconnected(state) {
                break;
            }
            self.onboard(&admin, state, &mut rng).await;
            self.rest().await;
        }
        for _ in 0..4 {
            tokio::time::sleep(Duration::from_hours(24)).await;
            // A later request ends what an earlier one announced in vain.
            admin.review().await;
            self.trigger(account);
            self.rest().await;
            admin.finish().await;
            let planned = admin.plan_now().await;
            match &planned {
                Some(Err((code, _))) if code == "credentials_rejected" => drop(admin.connect().await),
                // Of a company whose people were imported under other ids, say, and are back: a person says who is gone (D13).
                Some(Err((code, _))) if code == "source_incomplete" => drop(admin.deactivate_missing().await),
                _ => {}
            }
            let changes = planned.and_then(Result::ok).map(|output| output["changes"].as_u64().unwrap_or(1));
            if changes == Some(0) {
                break;
            }
            if let Some(digest) = admin.latest_plan() {
                admin.commit_now(&digest, true).await;
            }
        }
        self.world.write("nobody", account, Kind::Quiet);
        admin.plan_now().await;
    }
}
