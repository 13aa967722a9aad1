//! Every crash point of a story, then every ordered pair: learn the points in a clean run, crash at each, deliver again until
//! everything is at rest, and compare.

use serde_json::{Value, json};

use super::checker::{self, Anomaly, image};
use super::database::text;
use super::fault::Fault;
use super::history::Scan;
use super::points::Script;
use super::scenario::{Played, Scenario};
use super::world::Begin;

/// A story with its begin and its clean end.
#[derive(Debug)]
pub struct Baseline {
    scenario: Scenario,
    begin: Begin,
    /// The points of the clean run, in order.
    pub points: Vec<String>,
    /// Simulated time from begin to rest, in milliseconds.
    pub took: i64,
    end: Value,
}

/// One crash run.
#[derive(Debug)]
pub struct Crashed {
    /// What must not be.
    pub anomalies: Vec<Anomaly>,
    /// How many points were passed in all.
    pub passed: usize,
    /// How many of the planned crashes happened.
    pub fired: usize,
    /// Lines of history that were checked.
    pub operations: usize,
    /// Simulated time from begin to rest, in milliseconds.
    pub took: i64,
    /// Messages delivered.
    pub deliveries: usize,
}

impl Baseline {
    /// Plays the story without faults.
    ///
    /// # Errors
    /// When it does not work even so.
    pub fn learn(scenario: Scenario) -> Result<Self, String> {
        let begin = scenario.prepare()?;
        let played = scenario.play(&begin, Script::Clean)?;
        let anomalies = checker::check(&played.world.history.events(), &played.scan).anomalies;
        if let Some(anomaly) = anomalies.first() {
            return Err(format!("{} without any fault: {anomaly}", scenario.name));
        }
        Ok(Self { scenario, begin, points: played.world.points.passed(), took: played.took, end: essence(&played.scan) })
    }

    /// Plays it with crashes at these points.
    ///
    /// # Errors
    /// When the story cannot be played to its end.
    pub fn crash(&self, at: &[usize]) -> Result<Crashed, String> {
        let played = self.scenario.play(&self.begin, Script::Crashes(at.to_vec()))?;
        let mut crashed = self.judge(&played);
        let fired = played.world.points.fired();
        crashed.fired = [Fault::CrashBefore, Fault::CrashAfter]
            .iter()
            .filter_map(|fault| fired.get(fault))
            .sum::<u64>()
            .try_into()
            .unwrap_or(0);
        let first = at.iter().min().copied().unwrap_or_default();
        let passed = played.world.points.passed();
        if passed.get(..=first) != self.points.get(..=first) {
            crashed.anomalies.push(Anomaly {
                promise: "points",
                what: "the points before the crash are not those of the clean run".to_owned(),
            });
        }
        Ok(crashed)
    }

    /// Plays it with every call made twice.
    ///
    /// # Errors
    /// When the story cannot be played to its end.
    pub fn twice(&self) -> Result<Crashed, String> {
        Ok(self.judge(&self.scenario.play(&self.begin, Script::Twice)?))
    }

    fn judge(&self, played: &Played) -> Crashed {
        let verdict = checker::check(&played.world.history.events(), &played.scan);
        let mut anomalies = verdict.anomalies;
        let end = essence(&played.scan);
        for part in ["employees", "identifiers", "accounts", "missing", "mails"] {
            if end[part] != self.end[part] {
                anomalies.push(Anomaly { promise: "end", what: format!("the {part} are not those of the clean run") });
            }
        }
        anomalies.extend(played.world.accusations().into_iter().map(|what| Anomaly { promise: "wire", what }));
        Crashed {
            anomalies,
            passed: played.world.points.passed().len(),
            fired: 0,
            operations: verdict.operations,
            took: played.took,
            deliveries: played.deliveries,
        }
    }
}

/// What two runs of a story must agree on: all but ids of runs and mails, receipts and times.
fn essence(scan: &Scan) -> Value {
    let plain = |item: &Value| {
        let attributes = item.as_object().into_iter().flatten();
        let kept = attributes.filter(|(name, _)| !matches!(name.as_str(), "rp" | "rc" | "p") && !name.starts_with("p:"));
        Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect())
    };
    let named = |prefix: &str| scan.control.iter().filter(|item| image::sort(item).starts_with(prefix)).collect::<Vec<_>>();
    let account = |item: &&Value| {
        let account: Option<sync::Account> = image::document(item);
        account.map(|it| {
            json!([
                it.state,
                it.epoch,
                it.blocked_by,
                it.mapping_version,
                it.auto_sync,
                it.mailed_cause,
                it.last_import.map(|last| last.snapshot)
            ])
        })
    };
    let identifiers = ["EMAIL#", "EMPID#", "SOURCE#"].iter().flat_map(|prefix| named(prefix));
    json!({
        "employees": scan.employees.iter().map(plain).collect::<Vec<_>>(),
        "identifiers": identifiers.map(|item| json!([image::sort(item), text(item, "employee")])).collect::<Vec<_>>(),
        "accounts": named("ACCOUNT").iter().map(account).collect::<Vec<_>>(),
        "missing": named("MISSING").iter().map(|item| item["digest"].clone()).collect::<Vec<_>>(),
        "mails": named("OUTBOX#").iter().map(|item| !item["sent"].is_null()).collect::<Vec<_>>(),
    })
}
