//! What syncs of a large company cost with the command: time, memory, requests to the source.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use testkit::trinet::{BUNDLED_TODAY, SimulatedTriNet, World};
use tokio::io::AsyncReadExt as _;
use tokio::process::Command;

use crate::binaries::{megabytes, peak_memory};
use crate::{Outcome, head, row};

/// One person in so many changes on the day of changes.
const CHANGED_OF: usize = 100;

/// Imports a generated company of so many people, and syncs it three times more.
pub(crate) async fn print(rollcall: &Path, people: usize) -> Outcome {
    let folder = tempfile::tempdir()?;
    let simulated = SimulatedTriNet::start(World::generated(people, 1)).await?;
    let bench = Bench { rollcall, data: folder.path(), simulated: &simulated };
    let columns = ["seconds", "peak MB", "TriNet", "applied"];
    head(&format!("`rollcall` with a generated company of {people} people: requests to TriNet, changes applied"), &columns);
    let url = simulated.url();
    bench.step("connect", &["connect", "--company", "A1B", "--trinet-url", &url, "--time-zone", "UTC"]).await?;
    bench.step("map --lock", &["map", "--lock"]).await?;
    bench.step("setup", &["setup"]).await?;
    let plan = bench.step("plan: the first review", &["plan"]).await?;
    let digest = plan["digest"].as_str().ok_or("the plan has no digest")?;
    bench.step("commit: the first import", &["commit", digest, "--yes"]).await?;
    bench.step("auto on", &["auto", "on"]).await?;
    bench.step("auto run: nothing changed", &["auto", "run"]).await?;
    bench.step("auto run: still nothing", &["auto", "run"]).await?;
    simulated.with_world(|world| change(world, people / CHANGED_OF));
    bench.step(&format!("auto run: one in {CHANGED_OF} changed"), &["auto", "run"]).await?;
    assert_eq!(simulated.write_attempts(), 0, "nothing is ever written to TriNet");
    println!();
    Ok(())
}

/// Gives so many people of the company another last name.
pub(crate) fn change(world: &mut World, people: usize) {
    let staff = world.companies.iter_mut().flat_map(|company| company.people.iter_mut());
    for person in staff.filter(|person| person.termination_date.is_none()).take(people) {
        person.last_name.push_str(" Smith");
    }
}

struct Bench<'a> {
    rollcall: &'a Path,
    data: &'a Path,
    simulated: &'a SimulatedTriNet,
}

impl Bench<'_> {
    /// Runs a command, prints its row and returns its JSON.
    async fn step(&self, name: &str, arguments: &[&str]) -> Outcome<Value> {
        self.simulated.clear_requests();
        let started = Instant::now();
        let (printed, peak) = self.run(arguments).await?;
        let seconds = format!("{:.2}", started.elapsed().as_secs_f64());
        let asked = self.simulated.requests().len().to_string();
        let document: Value = serde_json::from_str(&printed)?;
        let applied = document["run"]["applied"].as_u64().map_or_else(|| "-".to_owned(), |applied| applied.to_string());
        row(name, &[seconds, peak.map_or_else(|| "-".to_owned(), megabytes), asked, applied]);
        Ok(document)
    }

    async fn run(&self, arguments: &[&str]) -> Outcome<(String, Option<u64>)> {
        let (client_id, client_secret) = self.simulated.credentials();
        let mut child = Command::new(self.rollcall)
            .args(arguments)
            .args(["--json", "--no-input", "--today", &BUNDLED_TODAY.to_string(), "--data"])
            .arg(self.data)
            .env("ROLLCALL_TRINET_CLIENT_ID", client_id)
            .env("ROLLCALL_TRINET_CLIENT_SECRET", client_secret)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut stdout = child.stdout.take().ok_or("no standard output")?;
        let printed = tokio::spawn(async move {
            let mut text = String::new();
            stdout.read_to_string(&mut text).await.map(|_| text)
        });
        let process = child.id();
        let mut peak = None;
        // The highest mark never falls, so the last look before the end is all but exact.
        let status = loop {
            tokio::select! {
                status = child.wait() => break status?,
                () = tokio::time::sleep(Duration::from_millis(5)) => peak = peak.max(process.and_then(peak_memory)),
            }
        };
        let printed = printed.await??;
        if !status.success() {
            return Err(format!("rollcall {} ended with {status}: {printed}", arguments.join(" ")).into());
        }
        Ok((printed, peak))
    }
}
