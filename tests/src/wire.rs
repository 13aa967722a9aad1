//! The source's part of the simulation, on a real wire: the `TriNet` adapter with its HTTP client reads a simulated `TriNet` over a
//! loopback socket, and each seed lets one thing go wrong (F10–F26). Around it are the real use cases over the embedded engine.
//!
//! [`variants`] say what goes wrong and how it has to end, [`stage`] is where it is arranged, [`actor`] is who meets it, and
//! [`judge`] checks what every row promises. Sockets need real time, so what counts is outcomes and numbers of requests, never durations.

pub mod actor;
pub mod company;
pub mod judge;
pub mod play;
pub mod stage;
pub mod variants;

use stage::Stage;
use variants::Variant;

use crate::processors::on_all;

/// What a run came to.
#[derive(Debug)]
pub struct WireOutcome {
    /// The seed.
    pub seed: u64,
    /// The row of the list of faults.
    pub row: &'static str,
    /// What went wrong.
    pub variant: &'static str,
    /// Whether it did: the server answered so, or the client met it.
    pub fired: bool,
    /// What must not be.
    pub anomalies: Vec<String>,
}

/// The rows, in order.
pub const ROWS: [&str; 17] =
    ["F10", "F11", "F12", "F13", "F14", "F15", "F16", "F17", "F18", "F19", "F20", "F21", "F22", "F23", "F24", "F25", "F26"];

/// The variant of a seed: seeds go round the rows, and round the variants of a row. What else may differ is by dice.
#[must_use]
pub fn variant(seed: u64) -> Option<Variant> {
    let rows = ROWS.len() as u64;
    let row = ROWS.get(usize::try_from(seed % rows).ok()?)?;
    let own: Vec<Variant> = variants::all().filter(|variant| variant.row == *row).collect();
    let at = seed / rows % (own.len().max(1) as u64);
    own.into_iter().nth(usize::try_from(at).ok()?)
}

/// So many seeds, and every variant was played.
#[must_use]
pub fn round() -> u64 {
    let most = ROWS.iter().map(|row| variants::all().filter(|variant| variant.row == *row).count()).max();
    (most.unwrap_or_default() * ROWS.len()) as u64
}

/// Runs one seed.
///
/// # Errors
/// When the simulation itself fails.
pub fn run(seed: u64) -> Result<WireOutcome, String> {
    run_variant(seed, &variant(seed).ok_or("no row has a variant")?)
}

/// Runs seeds on all processors while there is time; what they came to, in their order.
///
/// # Errors
/// When the simulation itself fails.
pub fn run_all(seeds: &[(u64, Variant)], in_time: &(dyn Fn() -> bool + Sync)) -> Result<Vec<WireOutcome>, String> {
    let in_time = seeds.iter().take_while(|_| in_time());
    on_all(in_time, Result::is_err, |(seed, variant)| run_variant(*seed, variant)).into_iter().collect()
}

/// Runs one variant with the dice of a seed.
///
/// # Errors
/// When the simulation itself fails.
pub fn run_variant(seed: u64, variant: &Variant) -> Result<WireOutcome, String> {
    let begin = company::live()?;
    let (fired, mut anomalies) = on_a_real_clock(async {
        let stage = Stage::new(seed, variant);
        play::play(stage, variant, begin).await
    })?;
    if !fired {
        anomalies.push("it did not happen".to_owned());
    }
    Ok(WireOutcome { seed, row: variant.row, variant: variant.name, fired, anomalies })
}

/// Runs in a runtime of its own, with one thread, sockets, and the time that it is.
///
/// # Errors
/// When there is no runtime, or as the work says.
fn on_a_real_clock<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(work)
}
