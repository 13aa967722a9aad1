//! The words after `cargo xtask simulate`.

use std::time::Duration;

use tests::simulation::report::Report;
use tests::simulation::scenario::Scenario;

/// What was asked for.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) seeds: Option<u64>,
    pub(crate) from: u64,
    pub(crate) budget: Option<Duration>,
    pub(crate) one_seed: Option<u64>,
    pub(crate) scenario: Option<Scenario>,
    pub(crate) crash: Option<Vec<usize>>,
    pub(crate) sleep: Option<usize>,
    pub(crate) long: bool,
    pub(crate) first: bool,
    pub(crate) wire_seeds: Option<u64>,
    pub(crate) wire: Option<u64>,
    pub(crate) history: Option<String>,
}

impl Wanted {
    /// Whether one finding was asked for and there is one.
    pub(crate) fn has_enough(&self, report: &Report) -> bool {
        self.first && !report.anomalies.is_empty()
    }
}

/// Understands them.
pub(crate) fn wanted(mut words: &[&str]) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let number = |text: &str| text.parse::<u64>().map_err(|_| format!("{text} is no number"));
    loop {
        words = match words {
            [] => return Ok(wanted),
            ["--long", rest @ ..] => {
                wanted.long = true;
                rest
            }
            ["--first", rest @ ..] => {
                wanted.first = true;
                rest
            }
            ["--sleep", value, rest @ ..] => {
                wanted.sleep = Some(value.parse().map_err(|_| format!("{value} is no point"))?);
                rest
            }
            ["--seeds", value, rest @ ..] => {
                wanted.seeds = Some(number(value)?);
                rest
            }
            ["--from", value, rest @ ..] => {
                wanted.from = number(value)?;
                rest
            }
            ["--seed", value, rest @ ..] => {
                wanted.one_seed = Some(number(value)?);
                rest
            }
            ["--wire-seeds", value, rest @ ..] => {
                wanted.wire_seeds = Some(number(value)?);
                rest
            }
            ["--wire", value, rest @ ..] => {
                wanted.wire = Some(number(value)?);
                rest
            }
            ["--budget", value, rest @ ..] => {
                wanted.budget = Some(Duration::from_secs(number(value)?));
                rest
            }
            ["--scenario", value, rest @ ..] => {
                wanted.scenario = Some(Scenario::named(value).ok_or_else(|| format!("there is no scenario {value}"))?);
                rest
            }
            ["--crash", value, rest @ ..] => {
                let at: Result<Vec<usize>, _> = value.split(',').map(str::parse).collect();
                wanted.crash = Some(at.map_err(|_| format!("{value} is not a list of points"))?);
                rest
            }
            ["--history", value, rest @ ..] => {
                wanted.history = Some((*value).to_owned());
                rest
            }
            [other, ..] => return Err(format!("{other} is not understood")),
        }
    }
}
