//! `cargo xtask simulate`: many seeds and crash points, and the figures of all of them.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a person in a terminal")]

mod wanted;

use std::process::ExitCode;
use std::time::Instant;

use tests::processors::on_all;
use tests::simulation::crashes::Baseline;
use tests::simulation::report::{Report, replay_crash, replay_seed, replay_sleeper, replay_story};
use tests::simulation::scenario::{self, Scenario};
use tests::simulation::sleepers::Sleepers;
use tests::simulation::{checker, history, seeds};
use tests::wire;
use wanted::{Wanted, wanted};

const SEEDS: u64 = 200;
/// As many as make the rarest fault happen a hundred times.
const SEEDS_LONG: u64 = 700;
/// How often each fault has to happen in a long run.
const EACH_LONG: u64 = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match wanted(&words).and_then(|wanted| run(&wanted)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(anomalies) => {
            eprintln!("{anomalies} anomalies");
            ExitCode::FAILURE
        }
        Err(sentence) => {
            eprintln!("simulate: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn run(wanted: &Wanted) -> Result<usize, String> {
    if let Some(path) = wanted.history.as_ref().filter(|_| wanted.one_seed.is_none()) {
        return check_file(path);
    }
    if let Some(seed) = wanted.one_seed {
        return one_seed(seed, wanted.history.as_deref());
    }
    if let Some(seed) = wanted.wire {
        return one_wire_seed(seed);
    }
    if let (Some(scenario), Some(at)) = (wanted.scenario, &wanted.crash) {
        return one_crash(scenario, at);
    }
    if let Some(at) = wanted.sleep {
        return one_sleeper(at);
    }
    let began = Instant::now();
    let in_time = |share: u32| wanted.budget.is_none_or(|budget| began.elapsed() < budget * share / 100);
    let mut report = Report::default();
    if wanted.scenario.is_none() {
        wires(wanted, &|| in_time(60), &mut report)?;
    }
    let mut learned = learn(wanted, &mut report);
    // Its hundreds of points are tried last, or a short run would never come to a seed.
    let large = learned.pop_if(|(scenario, _)| scenario.name == scenario::LARGE.name && wanted.scenario.is_none());
    learned.iter().for_each(|(scenario, baseline)| story(wanted, *scenario, baseline, &in_time, &mut report));
    if wanted.scenario.is_none() {
        sleepers(wanted, &mut report);
        seeds(wanted, &in_time, &mut report);
    }
    large.iter().for_each(|(scenario, baseline)| story(wanted, *scenario, baseline, &in_time, &mut report));
    // A part of it promises no numbers.
    if wanted.long && wanted.scenario.is_none() && wanted.seeds.is_none() {
        report.expect_each(EACH_LONG);
    }
    println!("{}", report.table());
    report.anomalies.iter().for_each(|anomaly| println!("{anomaly}"));
    Ok(report.anomalies.len())
}

/// Plays every story as it is.
fn learn(wanted: &Wanted, report: &mut Report) -> Vec<(Scenario, Baseline)> {
    let all = scenario::ALL.into_iter().chain([scenario::LARGE]);
    let mut learned = Vec::new();
    for scenario in all.filter(|it| wanted.scenario.is_none_or(|only| only.name == it.name)) {
        match Baseline::learn(scenario) {
            Ok(baseline) => learned.push((scenario, baseline)),
            Err(why) => report.broke(&replay_story(scenario.name), &why),
        }
    }
    learned
}

/// Every call of a story twice, every point of it, and every pair of them when there is time for that.
fn story(wanted: &Wanted, scenario: Scenario, baseline: &Baseline, in_time: &(dyn Fn(u32) -> bool + Sync), report: &mut Report) {
    if wanted.has_enough(report) {
        return;
    }
    report.points.insert(scenario.name, baseline.points.len());
    match baseline.twice() {
        Ok(doubled) => report.crashed(&replay_story(scenario.name), 0, &doubled, baseline.took),
        Err(why) => report.broke(&replay_story(scenario.name), &why),
    }
    let enough = |(crashed, _): &(Report, usize)| wanted.has_enough(crashed);
    let mut passed = Vec::new();
    for (single, points) in on_all(0..baseline.points.len(), enough, |first| crash(scenario, baseline, &[first])) {
        report.add(single);
        passed.push(points);
    }
    if wanted.long && scenario.name != scenario::LARGE.name && !wanted.has_enough(report) {
        let seconds = |(first, points): (usize, &usize)| (first + 1..*points).map(move |second| [first, second]);
        let pairs = passed.iter().enumerate().flat_map(seconds).take_while(|_| in_time(60));
        on_all(pairs, enough, |at| crash(scenario, baseline, &at)).into_iter().for_each(|(pair, _)| report.add(pair));
    }
    eprintln!("{}: {} points, {:?} crash runs so far", scenario.name, baseline.points.len(), report.crash_runs);
}

/// One crash run, and how many points it passed.
fn crash(scenario: Scenario, baseline: &Baseline, at: &[usize]) -> (Report, usize) {
    let replay = replay_crash(scenario.name, at);
    let mut report = Report::default();
    match baseline.crash(at) {
        Ok(crashed) => {
            report.crashed(&replay, at.len(), &crashed, baseline.took);
            (report, crashed.passed)
        }
        Err(why) => {
            report.broke(&replay, &why);
            (report, 0)
        }
    }
}

/// A commit that sleeps at each of its points.
fn sleepers(wanted: &Wanted, report: &mut Report) {
    let sleepers = match Sleepers::learn() {
        Ok(sleepers) => sleepers,
        Err(why) => return report.broke(&replay_sleeper(0), &why),
    };
    for (at, _) in &sleepers.points {
        if wanted.has_enough(report) {
            break;
        }
        match sleepers.sleep(*at) {
            Ok(slept) => report.slept(&replay_sleeper(*at), &slept),
            Err(why) => report.broke(&replay_sleeper(*at), &why),
        }
    }
    eprintln!("{} runs with a sleeper, {} anomalies", report.sleepers, report.anomalies.len());
}

/// Everything at once, by dice.
fn seeds(wanted: &Wanted, in_time: &(dyn Fn(u32) -> bool + Sync), report: &mut Report) {
    let seeds = wanted.seeds.unwrap_or(if wanted.long { SEEDS_LONG } else { SEEDS });
    let seeds = (wanted.from..wanted.from + seeds).take_while(|_| in_time(100));
    on_all(seeds, |seed| wanted.has_enough(seed), play_seed).into_iter().for_each(|seed| report.add(seed));
    eprintln!("{} seeds, {} anomalies", report.seeds, report.anomalies.len());
}

fn play_seed(seed: u64) -> Report {
    let mut report = Report::default();
    match seeds::run(seed) {
        Ok(outcome) => report.seed(&outcome),
        Err(why) => report.broke(&replay_seed(seed), &why),
    }
    if seed % 100 == 99 {
        eprintln!("seed {seed} was played");
    }
    report
}

/// Each variant of each fault of the source, on a real wire; with `--long` each row a hundred times.
fn wires(wanted: &Wanted, in_time: &(dyn Fn() -> bool + Sync), report: &mut Report) -> Result<(), String> {
    let least = if wanted.long { 100 * wire::ROWS.len() as u64 } else { 0 };
    let seeds = wanted.wire_seeds.unwrap_or_else(|| wire::round().max(least));
    let seeds: Vec<_> = (0..seeds).filter_map(|seed| Some((seed, wire::variant(seed)?))).collect();
    wire::run_all(&seeds, in_time)?.iter().for_each(|outcome| report.wire(outcome));
    eprintln!("{} seeds on a real wire, {} anomalies", report.wire.1, report.anomalies.len());
    Ok(())
}

fn one_wire_seed(seed: u64) -> Result<usize, String> {
    let outcome = wire::run(seed)?;
    println!("seed {seed} of the wire: {} {}, happened: {}", outcome.row, outcome.variant, outcome.fired);
    outcome.anomalies.iter().for_each(|anomaly| println!("{anomaly}"));
    Ok(outcome.anomalies.len())
}

fn one_seed(seed: u64, path: Option<&str>) -> Result<usize, String> {
    let outcome = seeds::run(seed)?;
    println!("seed {seed}: {} calls, {} lines, trace {:016x}", outcome.calls, outcome.events.len(), outcome.trace);
    if let Some(path) = path {
        let text = history::to_lines(&outcome.events, &outcome.scan).map_err(|error| error.to_string())?;
        std::fs::write(path, text).map_err(|error| format!("{path}: {error}"))?;
    }
    outcome.anomalies.iter().for_each(|anomaly| println!("{anomaly}"));
    Ok(outcome.anomalies.len())
}

fn one_crash(scenario: Scenario, at: &[usize]) -> Result<usize, String> {
    let baseline = Baseline::learn(scenario)?;
    at.iter().filter_map(|at| Some((at, baseline.points.get(*at)?))).for_each(|(at, point)| println!("{at}: {point}"));
    let crashed = baseline.crash(at)?;
    crashed.anomalies.iter().for_each(|anomaly| println!("{anomaly}"));
    Ok(crashed.anomalies.len())
}

fn one_sleeper(at: usize) -> Result<usize, String> {
    let sleepers = Sleepers::learn()?;
    sleepers.points.iter().filter(|(own, _)| *own == at).for_each(|(at, point)| println!("{at}: {point}"));
    let slept = sleepers.sleep(at)?;
    slept.anomalies.iter().for_each(|anomaly| println!("{anomaly}"));
    Ok(slept.anomalies.len())
}

/// The checker alone, over a history that was written down.
fn check_file(path: &str) -> Result<usize, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let (events, scan) = history::from_lines(&text).map_err(|error| format!("{path}: {error}"))?;
    let verdict = checker::check(&events, &scan);
    verdict.anomalies.iter().for_each(|anomaly| println!("{anomaly}"));
    println!("{} lines checked", verdict.operations);
    Ok(verdict.anomalies.len())
}
