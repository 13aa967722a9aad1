//! The figures of many runs, as the table that a person reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::crashes::Crashed;
use super::fault::{self, Fault};
use super::seeds::Outcome;
use super::sleepers::Slept;
use crate::wire::{ROWS, WireOutcome};

/// Rows of the list of faults that are tested at other places, since no port call of this simulation can meet them.
pub const ELSEWHERE: [(&str, &str); 2] =
    [("F42", "there is no way to cancel a commit"), ("F43", "functions/admin-api/tests: roles")];

/// Rows that are no fault of a call but of the course of things, with how often they happened.
pub const COURSE: [&str; 14] =
    ["superseded", "F3", "F7", "F8", "F9", "F28 (real)", "F32 (looked at)", "F37", "F38", "F39", "F40", "F41", "F44", "F49-F51"];

/// Sums of crash runs and seeds.
#[derive(Debug, Default)]
pub struct Report {
    /// Points of each story.
    pub points: BTreeMap<&'static str, usize>,
    /// Runs with one crash, with two, and with every call twice.
    pub crash_runs: [usize; 3],
    /// Crashes planned, and fired.
    pub crashes: [usize; 2],
    /// Runs with a commit that slept.
    pub sleepers: usize,
    /// Seeds run.
    pub seeds: u64,
    /// Calls of ports in seeds.
    pub calls: u64,
    /// Lines of history checked.
    pub operations: usize,
    /// Mails taken twice.
    pub double_mails: usize,
    /// How often each fault happened.
    pub fired: BTreeMap<Fault, u64>,
    /// How often each thing of [`COURSE`] happened.
    pub course: BTreeMap<&'static str, u64>,
    /// How often each row happened on a real wire, and how many seeds that took.
    pub wire: (BTreeMap<&'static str, u64>, u64),
    /// Messages delivered in crash runs.
    pub deliveries: usize,
    /// What must not be, each with the line that replays it.
    pub anomalies: Vec<String>,
    recovery: Vec<i64>,
}

impl Report {
    /// Adds what others came to.
    pub fn add(&mut self, other: Self) {
        self.points.extend(other.points);
        self.crash_runs.iter_mut().zip(other.crash_runs).for_each(|(sum, more)| *sum += more);
        self.crashes.iter_mut().zip(other.crashes).for_each(|(sum, more)| *sum += more);
        self.sleepers += other.sleepers;
        self.seeds += other.seeds;
        self.calls += other.calls;
        self.operations += other.operations;
        self.double_mails += other.double_mails;
        self.deliveries += other.deliveries;
        other.fired.into_iter().for_each(|(fault, times)| *self.fired.entry(fault).or_default() += times);
        other.course.into_iter().for_each(|(row, times)| *self.course.entry(row).or_default() += times);
        other.wire.0.into_iter().for_each(|(row, times)| *self.wire.0.entry(row).or_default() += times);
        self.wire.1 += other.wire.1;
        self.anomalies.extend(other.anomalies);
        self.recovery.extend(other.recovery);
    }

    /// Adds a crash run. `clean` is how long the story takes without crashes.
    pub fn crashed(&mut self, replay: &str, planned: usize, crashed: &Crashed, clean: i64) {
        if let Some(runs) = self.crash_runs.get_mut(match planned {
            1 => 0,
            2 => 1,
            _ => 2,
        }) {
            *runs += 1;
        }
        self.crashes = [self.crashes[0] + planned, self.crashes[1] + crashed.fired];
        self.operations += crashed.operations;
        self.deliveries += crashed.deliveries;
        if crashed.fired > 0 {
            self.recovery.push(crashed.took - clean);
        }
        if planned == 2 && crashed.fired == 2 {
            *self.course.entry("F3").or_default() += 1;
        }
        if crashed.fired > 0 {
            *self.fired.entry(Fault::CrashBefore).or_default() += crashed.fired as u64;
        }
        if planned != crashed.fired {
            self.anomalies.push(format!("{replay}: {planned} crashes were planned and {} happened", crashed.fired));
        }
        self.anomalies.extend(crashed.anomalies.iter().map(|anomaly| format!("{replay}: {anomaly}")));
    }

    /// Adds a run with a commit that slept.
    pub fn slept(&mut self, replay: &str, slept: &Slept) {
        self.sleepers += 1;
        self.operations += slept.operations;
        *self.fired.entry(Fault::Pause).or_default() += u64::from(slept.fired);
        if !slept.fired {
            self.anomalies.push(format!("{replay}: nobody slept"));
        }
        self.anomalies.extend(slept.anomalies.iter().map(|anomaly| format!("{replay}: {anomaly}")));
    }

    /// Adds a run that could not be played to its end.
    pub fn broke(&mut self, replay: &str, why: &str) {
        self.anomalies.push(format!("{replay}: {why}"));
    }

    /// Adds a seed.
    pub fn seed(&mut self, outcome: &Outcome) {
        self.seeds += 1;
        self.calls += outcome.calls;
        self.operations += outcome.events.len();
        self.double_mails += outcome.double_mails;
        for (fault, times) in &outcome.fired {
            *self.fired.entry(*fault).or_default() += times;
        }
        for (row, times) in &outcome.course {
            *self.course.entry(row).or_default() += times;
        }
        let replay = replay_seed(outcome.seed);
        self.anomalies.extend(outcome.anomalies.iter().map(|anomaly| format!("{replay}: {anomaly}")));
    }

    /// Adds a seed of the wire.
    pub fn wire(&mut self, outcome: &WireOutcome) {
        let (rows, seeds) = &mut self.wire;
        *seeds += 1;
        for row in ROWS {
            rows.entry(row).or_default();
        }
        *rows.entry(outcome.row).or_default() += u64::from(outcome.fired);
        let replay = replay_wire(outcome.seed);
        let told = outcome.anomalies.iter().map(|what| format!("{replay}: {} {}: {what}", outcome.row, outcome.variant));
        self.anomalies.extend(told);
    }

    /// Finds fault with every row that happened less often.
    pub fn expect_each(&mut self, least: u64) {
        let seldom = self.rows().into_iter().filter(|(_, times)| *times < least);
        self.anomalies.extend(seldom.map(|(row, times)| format!("{row} happened {times} times, which is less than {least}")));
    }

    /// How often each row of the list of faults happened, also where that is never.
    #[must_use]
    pub fn rows(&self) -> BTreeMap<&'static str, u64> {
        let mut rows: BTreeMap<&'static str, u64> = COURSE.iter().chain(&fault::ROWS).map(|row| (*row, 0)).collect();
        for (row, times) in &self.course {
            *rows.entry(row).or_default() += times;
        }
        for (fault, times) in &self.fired {
            *rows.entry(fault.row()).or_default() += times;
        }
        for (row, times) in &self.wire.0 {
            *rows.entry(row).or_default() += times;
        }
        rows
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = String::from("| figure | value |\n|---|---|\n");
        let mut row = |name: &str, value: String| {
            let _ = writeln!(text, "| {name} | {value} |");
        };
        let points: Vec<String> = self.points.iter().map(|(story, points)| format!("{story} {points}")).collect();
        row("points by story", points.join(", "));
        let [single, pair, twice] = self.crash_runs;
        row("crash runs: single, pairs; every call twice", format!("{single}, {pair}; {twice}"));
        row("crashes planned, fired", format!("{}, {}", self.crashes[0], self.crashes[1]));
        row("messages delivered in crash runs", self.deliveries.to_string());
        row("runs in which a commit slept while another took its place", self.sleepers.to_string());
        row("simulated time from crash to rest: p50, p99, max", self.recovery());
        row("seeds, calls of ports", format!("{}, {}", self.seeds, self.calls));
        row("seeds on a real wire", self.wire.1.to_string());
        row("lines of history checked, anomalies", format!("{}, {}", self.operations, self.anomalies.len()));
        let twice = self.fired.get(&Fault::Duplicate).copied().unwrap_or_default();
        let effects = self.anomalies.iter().filter(|anomaly| anomaly.contains(": once: ")).count();
        row("messages delivered twice, second effects", format!("{twice}, {effects}"));
        row("mails taken twice because an answer was lost", self.double_mails.to_string());
        for (name, times) in self.rows() {
            let kinds: BTreeSet<String> =
                self.fired.keys().filter(|fault| fault.row() == name).map(|fault| fault.name()).collect();
            let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
            row(&format!("{name} {kinds}"), times.to_string());
        }
        for (name, place) in ELSEWHERE {
            row(name, place.to_owned());
        }
        text
    }

    fn recovery(&self) -> String {
        let mut sorted = self.recovery.clone();
        sorted.sort_unstable();
        let at = |share: usize| {
            sorted.get((sorted.len() * share / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
        };
        let shown = |millis: i64| format!("{}.{} s", millis / 1000, (millis % 1000).abs() / 100);
        [at(50), at(99), at(100)].map(shown).join(", ")
    }
}

/// The line that replays a seed.
#[must_use]
pub fn replay_seed(seed: u64) -> String {
    format!("cargo xtask simulate --seed {seed}")
}

/// The line that replays a seed of the wire.
#[must_use]
pub fn replay_wire(seed: u64) -> String {
    format!("cargo xtask simulate --wire {seed}")
}

/// The line that replays a story without a crash.
#[must_use]
pub fn replay_story(story: &str) -> String {
    format!("cargo xtask simulate --scenario {story}")
}

/// The line that replays a run in which a commit slept.
#[must_use]
pub fn replay_sleeper(at: usize) -> String {
    format!("cargo xtask simulate --sleep {at}")
}

/// The line that replays a crash run.
#[must_use]
pub fn replay_crash(story: &str, at: &[usize]) -> String {
    let at: Vec<String> = at.iter().map(ToString::to_string).collect();
    format!("cargo xtask simulate --scenario {story} --crash {}", at.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers in the name of a row: `F49-F51` are three.
    fn numbers(row: &str) -> Vec<u32> {
        let found: Vec<u32> =
            row.split('F').filter_map(|part| part.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()).collect();
        match found.as_slice() {
            [first, last] if row.contains('-') => (*first..=*last).collect(),
            _ => found,
        }
    }

    #[test]
    fn every_row_of_the_list_of_faults_is_counted_or_tested_elsewhere() {
        let report = Report::default();
        let counted = report.rows().into_keys().chain(ROWS).chain(ELSEWHERE.map(|(row, _)| row));
        let listed: BTreeSet<u32> = counted.flat_map(numbers).collect();
        assert_eq!(listed, (1..=51).collect());
    }

    #[test]
    fn a_row_that_never_happened_is_found_fault_with() {
        let mut report = Report::default();
        report.expect_each(1);
        assert!(report.anomalies.iter().any(|anomaly| anomaly.starts_with("F34 happened 0 times")), "{:?}", report.anomalies);
    }
}
