//! A company of any size from its set-up to its second plan, as the deployed functions do it: every invocation is a process of
//! its own, with a deadline, and what it leaves goes on in the next one.

use std::collections::VecDeque;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use async_trait::async_trait;
use aws::embedded::Engine;
use aws::{DynamoStore, SystemClock};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::mapping::Editor;
use domain::{Demographic, Digest, Mapping};
use flate2::read::GzDecoder;
use sync::StoreError;
use sync::mapping::MappingFields;
use sync::ports::{Clock as _, CommitWork, Work, WorkQueue};
use sync::run::{Run, RunKind};
use sync::starting::Starting;
use testkit::trinet::{SimulatedTriNet, World};
use tokio::process::Command;

use crate::binaries::megabytes;
use crate::invocation::{Done, Order, Task};
use crate::requests::{ACCOUNT, connect};
use crate::{Outcome, head, row};

/// Each step is cut into so many invocations.
const INVOCATIONS: usize = 20;
const PAGE: usize = 100;

/// Sets up, imports and plans again. Fails unless every count is exact.
pub(crate) async fn print(people: usize) -> Outcome {
    let company = Company::start(people).await?;
    let columns = ["invocations", "TriNet pages", "repeated", "DynamoDB", "writes", "seconds", "longest", "peak MB"];
    head(&format!("A generated company of {people} people, each invocation a process of its own"), &columns);
    company.connect().await?;
    let setup = Work::Setup { account: ACCOUNT.to_owned(), actor: "bench".to_owned() };
    company.step("set-up", setup, None).await?;
    let plan = company.review("first review").await?;
    assert_eq!(plan.people, people, "everybody is created");
    let digest = plan.digest.ok_or("the review made no plan")?;
    let applied = company.commit(&digest).await?.people;
    assert_eq!(applied, people, "everybody is written once");
    let counted = company.count(&digest).await?;
    assert_eq!((counted.size, counted.people), (people, people), "one employee each, of one write, with its receipt");
    let second = company.review("second review").await?;
    assert_eq!(second.people, 0, "the second plan is empty");
    assert_eq!(company.simulated.write_attempts(), 0, "nothing is ever written to TriNet");
    let (parts, packed, unpacked) = company.plan_size(&digest).await?;
    println!("\nThe plan of the first review: {} KB of JSON, in {} KB and {parts} items.\n", unpacked / 1_000, packed / 1_000);
    Ok(())
}

struct Company {
    people: usize,
    simulated: SimulatedTriNet,
    engine: Engine,
    _folder: tempfile::TempDir,
    store: Arc<DynamoStore>,
    queue: Arc<Queue>,
}

impl Company {
    async fn start(people: usize) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let engine = Engine::open(&folder.path().join("directory.db")).await?;
        let mut world = World::generated(people, 1);
        // Whoever has left is not imported.
        for person in world.companies.iter_mut().flat_map(|company| company.people.iter_mut()) {
            "A".clone_into(&mut person.status);
            person.termination_date = None;
        }
        let store = Arc::new(engine.store());
        let simulated = SimulatedTriNet::start(world).await?;
        Ok(Self { people, simulated, engine, _folder: folder, store, queue: Arc::default() })
    }

    async fn connect(&self) -> Outcome {
        let clock = Arc::new(SystemClock::default());
        connect(&self.store, &Arc::default(), &Arc::default(), clock, &self.simulated).await?;
        let demographics = vec![
            Demographic::plain("Department", "employmentInfo.department.deptName"),
            Demographic::plain("Office", "employmentInfo.location.locationName"),
        ];
        let mapping = Mapping { demographics, ..Mapping::default() };
        MappingFields { control: self.store.clone() }.set(ACCOUNT, Some(mapping), true, Editor::Staff).await?;
        Ok(())
    }

    async fn review(&self, name: &str) -> Outcome<Done> {
        let run = self.begin(RunKind::Review);
        let work = Work::Review {
            account: ACCOUNT.to_owned(),
            actor: "bench".to_owned(),
            run: run.id.clone(),
            deactivate_missing: false,
        };
        self.step(name, work, Some(run)).await
    }

    async fn commit(&self, digest: &Digest) -> Outcome<Done> {
        let run = self.begin(RunKind::Manual);
        let work = CommitWork { run: Some(run.id.clone()), ..CommitWork::of(ACCOUNT, digest.clone(), "bench") };
        self.step("commit of the first import", Work::Commit(work), Some(run)).await
    }

    fn begin(&self, kind: RunKind) -> Run {
        let clock = SystemClock::default();
        Run::begin(clock.id("run_"), kind, "bench", clock.now())
    }

    /// Announces work, where it has a run, and has it done in as many invocations as it takes.
    async fn step(&self, name: &str, work: Work, run: Option<Run>) -> Outcome<Done> {
        self.simulated.clear_requests();
        let began = Instant::now();
        let each = if matches!(work, Work::Commit(_)) { sync::commit::BATCH } else { PAGE };
        let turns = self.people.div_ceil(each * INVOCATIONS);
        let queue: Arc<dyn WorkQueue> = self.queue.clone();
        match run {
            None => queue.send(&work).await?,
            Some(run) => {
                let (control, runs) = (self.store.clone(), self.store.clone());
                let starting = Starting { control, runs, queue: queue.clone(), clock: Arc::new(SystemClock::default()) };
                starting.start(ACCOUNT, run, &work).await?;
            }
        }
        let mut all = Vec::new();
        while let Some(work) = self.queue.next() {
            let done = self.invoke(turns, Task::Work(work.clone())).await?;
            if done.unfinished {
                queue.send(&work).await?;
            }
            all.push(done);
        }
        self.report(name, &all, began);
        all.pop().ok_or_else(|| "nothing was done".into())
    }

    async fn count(&self, plan: &Digest) -> Outcome<Done> {
        self.simulated.clear_requests();
        let began = Instant::now();
        let done = self.invoke(0, Task::Count { account: ACCOUNT.to_owned(), plan: plan.clone() }).await?;
        self.report("the directory, counted", std::slice::from_ref(&done), began);
        Ok(done)
    }

    async fn invoke(&self, turns: usize, task: Task) -> Outcome<Done> {
        let (client_id, client_secret) = self.simulated.credentials();
        let tables = (self.engine.tables().employees.clone(), self.engine.tables().control.clone());
        let database = self.engine.endpoint().to_owned();
        let order = Order { database, tables, client_id, client_secret, turns, task };
        let process = Command::new(std::env::current_exe()?)
            .args(["invocation", &serde_json::to_string(&order)?])
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output();
        let output = process.await?;
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            return Err(format!("an invocation ended with {}: {why}", output.status).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    fn report(&self, name: &str, all: &[Done], began: Instant) {
        let mut pages: Vec<String> =
            self.simulated.requests().into_iter().filter(|it| it.path.ends_with("/employees")).map(|it| it.query).collect();
        let asked = pages.len();
        pages.sort_unstable();
        pages.dedup();
        let sum = |of: fn(&Done) -> usize| all.iter().map(of).sum::<usize>().to_string();
        let longest = all.iter().map(|done| done.seconds).fold(0.0, f64::max);
        let peak = all.iter().map(|done| done.peak).max().unwrap_or_default();
        row(
            name,
            &[
                all.len().to_string(),
                asked.to_string(),
                (asked - pages.len()).to_string(),
                sum(|done| done.requests),
                sum(|done| done.writes),
                format!("{:.1}", began.elapsed().as_secs_f64()),
                format!("{longest:.1}"),
                megabytes(peak),
            ],
        );
    }

    /// The parts of a stored plan, their bytes, and those of its JSON.
    async fn plan_size(&self, digest: &Digest) -> Outcome<(usize, usize, u64)> {
        let request = self.engine.client().query().table_name(&self.engine.tables().control);
        let mut pages = request
            .key_condition_expression("pk = :pk AND begins_with(sk, :sk)")
            .expression_attribute_values(":pk", AttributeValue::S(ACCOUNT.to_owned()))
            .expression_attribute_values(":sk", AttributeValue::S(format!("PLAN#{digest}#")))
            .into_paginator()
            .items()
            .send();
        let (mut parts, mut packed) = (0, Vec::new());
        while let Some(item) = pages.next().await {
            parts += 1;
            packed.extend_from_slice(item?.get("zip").and_then(|value| value.as_b().ok()).ok_or("a part is empty")?.as_ref());
        }
        let unpacked = std::io::copy(&mut GzDecoder::new(packed.as_slice()), &mut std::io::sink())?;
        Ok((parts, packed.len(), unpacked))
    }
}

/// The queue of every function.
#[derive(Debug, Default)]
struct Queue(Mutex<VecDeque<Work>>);

impl Queue {
    fn next(&self) -> Option<Work> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

#[async_trait]
impl WorkQueue for Queue {
    async fn send(&self, work: &Work) -> Result<(), StoreError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_back(work.clone());
        Ok(())
    }
}
