//! What administrators do, through the same use cases as the admin API: announce a run, send its work, and answer.

use std::sync::Arc;

use domain::edit::Access;
use domain::mapping::Editor;
use domain::{ChangeId, Digest, Field, Trigger};
use serde_json::{Value, json};
use sync::automation::Automation;
use sync::connect::{ConnectRequest, Connecting, Submitting};
use sync::mapping::MappingFields;
use sync::ports::{Clock as _, CommitWork, Silent, Work, WorkQueue as _};
use sync::starting::Starting;
use sync::{Run, RunKind};

use super::bench::{Bench, Ended, failure, store};
use super::history::Kind;
use super::ports::credentials;
use super::world::World;

/// One administrator of one account.
#[derive(Debug, Clone)]
pub struct Admin {
    /// The world.
    pub world: Arc<World>,
    /// The account.
    pub account: String,
    /// Who it is.
    pub name: &'static str,
}

impl Admin {
    /// Tests and stores a connection in one step, as the command does.
    pub async fn connect(&self) -> Option<Ended> {
        self.call("connect", Value::Null, |bench, admin| async move {
            let planning = bench.planning();
            let ports = Arc::new(bench.ports.clone());
            let connecting =
                Connecting { control: planning.control, sources: planning.sources, secrets: ports.clone(), clock: ports };
            connecting.connect(&admin.account, admin.request()).await.map_err(|error| failure(&error))?;
            Ok(Value::Null)
        })
        .await
    }

    /// Enters credentials in the admin API, to be tested by setup-sync.
    pub async fn submit(&self) -> Option<Ended> {
        self.call("submit", Value::Null, |bench, admin| async move {
            let ports = Arc::new(bench.ports.clone());
            let control = admin.world.store(bench.process(), &admin.account);
            let submitting = Submitting { control, secrets: ports.clone(), queue: ports.clone(), clock: ports };
            submitting.submit(&admin.account, admin.request()).await.map_err(|error| failure(&error))?;
            Ok(Value::Null)
        })
        .await
    }

    /// Makes a new version of the mapping and locks it; the fields stay.
    pub async fn map(&self) -> Option<Ended> {
        self.call("map", Value::Null, |bench, admin| async move {
            let control = admin.world.store(bench.process(), &admin.account);
            let mapping = MappingFields { control }.set(&admin.account, None, true, Editor::Staff).await;
            Ok(json!({"version": mapping.map_err(|error| failure(&error))?.version}))
        })
        .await
    }

    /// Unlocks the mapping and locks it again: a new version (F40).
    pub async fn remap(&self) -> Option<Ended> {
        let unlocked = self.call("unlock", Value::Null, |bench, admin| async move {
            let control = admin.world.store(bench.process(), &admin.account);
            let mapping = MappingFields { control }.unlock(&admin.account).await;
            Ok(json!({"version": mapping.map_err(|error| failure(&error))?.version}))
        });
        match unlocked.await {
            Some(Ok(_)) => self.map().await,
            other => other,
        }
    }

    /// Asks for the set-up sync.
    pub async fn set_up(&self) -> Option<Ended> {
        self.call("ask for setup", Value::Null, |bench, admin| async move {
            let work = Work::Setup { account: admin.account.clone(), actor: admin.name.to_owned() };
            bench.ports.send(&work).await.map_err(store)?;
            Ok(Value::Null)
        })
        .await
    }

    /// Asks for a review: announces the run and sends its work.
    pub async fn review(&self) -> Option<Ended> {
        self.call("ask for review", Value::Null, |bench, admin| async move {
            let run = admin.run(&bench, RunKind::Review);
            let (account, actor) = (admin.account.clone(), admin.name.to_owned());
            let work = Work::Review { account, actor, run: run.id.clone(), deactivate_missing: false };
            admin.start(&bench, run, work).await
        })
        .await
    }

    /// Asks for the commit of a plan: announces the run and sends its work.
    pub async fn commit(&self, digest: &Digest, confirm: bool) -> Option<Ended> {
        self.commit_without(digest, confirm, Vec::new()).await
    }

    /// Asks for the commit of a plan, and leaves some of its changes out.
    pub async fn commit_without(&self, digest: &Digest, confirm: bool, skip: Vec<ChangeId>) -> Option<Ended> {
        let work = CommitWork { skip, ..self.work(digest.clone(), None, confirm) };
        self.call("ask for commit", json!({"work": &work}), move |bench, admin| async move {
            let mut run = admin.run(&bench, RunKind::Manual);
            run.digest = Some(work.digest.clone());
            let work = CommitWork { run: Some(run.id.clone()), ..work };
            admin.start(&bench, run, Work::Commit(work)).await
        })
        .await
    }

    /// Commits a plan in one step, as the command does.
    pub async fn commit_now(&self, digest: &Digest, confirm: bool) -> Option<Ended> {
        let work = self.work(digest.clone(), None, confirm);
        self.call("commit", json!({"work": &work}), |bench, _| async move { bench.commit(work).await }).await
    }

    /// Commits a plan on a laptop, where no other process is at it.
    pub async fn commit_locally(&self, digest: &Digest) -> Option<Ended> {
        let work = self.work(digest.clone(), None, true);
        let local = |bench: Bench, _| async move { bench.on_a_laptop().commit(work).await };
        self.call("commit", json!({"work": self.work(digest.clone(), None, true)}), local).await
    }

    /// Plans in one step, as the command does.
    pub async fn plan_now(&self) -> Option<Ended> {
        self.call("review", Value::Null, |bench, admin| async move {
            let review = bench.planning().review(&admin.account, admin.name, None, Trigger::Manual, &Silent, &|| false).await;
            let Some(stored) = review.map_err(|error| failure(&error))? else { return Err(("paused".to_owned(), true)) };
            Ok(json!({"digest": stored.digest, "changes": stored.plan.counts.changes()}))
        })
        .await
    }

    /// Plans the undo of the import that was committed last.
    pub async fn undo(&self) -> Option<Ended> {
        let run = self.world.history.last(|event| if event.account == self.account { committed(&event.kind) } else { None })?;
        self.call("undo", json!({"run": run}), move |bench, admin| async move {
            let stored = bench.revising().undo(&admin.account, admin.name, &run).await.map_err(|error| failure(&error))?;
            Ok(json!({"digest": stored.digest, "changes": stored.plan.counts.changes()}))
        })
        .await
    }

    /// Switches the daily sync.
    pub async fn switch(&self, on: bool) -> Option<Ended> {
        self.call("switch", json!({"on": on}), move |bench, admin| async move {
            let control = admin.world.store(bench.process(), &admin.account);
            let automation = Automation { control, scheduler: Arc::new(bench.ports.clone()) };
            let account = automation.switch(&admin.account, on).await.map_err(|error| failure(&error))?;
            Ok(json!({"on": account.auto_sync}))
        })
        .await
    }

    /// Renames an employee by hand (F39): an edit is planned, and committed at once.
    pub async fn edit(&self, at: u64, name: &str) -> Option<Ended> {
        let scan = self.world.scan().ok()?;
        let own: Vec<&Value> = scan.employees.iter().filter(|item| item["pk"]["S"] == self.account.as_str()).collect();
        let item = *own.get(usize::try_from(at % own.len().max(1) as u64).ok()?)?;
        self.edit_one(item["sk"]["S"].as_str()?, vec![(Field::Name, name.to_owned())], Access::Keep).await
    }

    /// Deactivates by hand everybody whom the source has no more.
    pub async fn deactivate_missing(&self) -> Option<()> {
        let company = self.world.company(&self.account);
        let present = |item: &Value| company.people.iter().any(|person| item["si"]["S"] == person.source_id.as_str());
        let scan = self.world.scan().ok()?;
        let own = scan.employees.iter().filter(|item| item["pk"]["S"] == self.account.as_str() && item["st"]["S"] == "active");
        for item in own.filter(|item| !present(item)) {
            self.edit_one(item["sk"]["S"].as_str()?, Vec::new(), Access::Deactivate).await;
        }
        Some(())
    }

    async fn edit_one(&self, employee: &str, values: Vec<(Field, String)>, access: Access) -> Option<Ended> {
        let employee = employee.to_owned();
        let planned = self.call("edit", json!({"employee": employee}), move |bench, admin| async move {
            let edited = bench.revising().edit(&admin.account, &employee, &values, access).await;
            let stored = edited.map_err(|error| failure(&error))?;
            Ok(json!({"digest": stored.digest, "run": stored.run}))
        });
        let output = planned.await?.ok()?;
        let digest = Digest::parse(output["digest"].as_str()?)?;
        let work = self.work(digest, output["run"].as_str().map(str::to_owned), true);
        self.call("commit", json!({"work": &work}), |bench, _| async move { bench.commit(work).await }).await
    }

    /// The plan of the latest review that ended well.
    #[must_use]
    pub fn latest_plan(&self) -> Option<Digest> {
        self.latest("review")
    }

    /// The plan of the latest call of a kind that ended well.
    #[must_use]
    pub fn latest(&self, call: &str) -> Option<Digest> {
        self.world.history.last(|event| if event.account == self.account { planned(&event.kind, call) } else { None })
    }

    fn work(&self, digest: Digest, run: Option<String>, confirm: bool) -> CommitWork {
        CommitWork { run, confirm: confirm.then(|| "looked at".to_owned()), ..CommitWork::of(&self.account, digest, self.name) }
    }

    fn run(&self, bench: &Bench, kind: RunKind) -> Run {
        Run::begin(bench.ports.id("run_"), kind, self.name, bench.ports.now())
    }

    async fn start(&self, bench: &Bench, run: Run, work: Work) -> Ended {
        let store = self.world.store(bench.process(), &self.account);
        let ports = Arc::new(bench.ports.clone());
        let starting = Starting { control: store.clone(), runs: store, queue: ports.clone(), clock: ports };
        let run = starting.start(&self.account, run, &work).await.map_err(|error| failure(&error))?;
        Ok(json!({"run": run.id}))
    }

    /// Finishes an import that was interrupted, as the command does before it goes on.
    pub async fn finish(&self) -> Option<Ended> {
        let found = self.call("look for an unfinished import", Value::Null, |bench, admin| async move {
            let work = bench.committing().unfinished(&admin.account).await.map_err(|error| failure(&error))?;
            Ok(json!(work))
        });
        let work: CommitWork = serde_json::from_value(found.await?.ok()?).ok()?;
        self.call("commit", json!({"work": &work}), |bench, _| async move { bench.commit(work).await }).await
    }

    fn request(&self) -> ConnectRequest {
        let company = self.world.company(&self.account);
        ConnectRequest {
            company: company.id.clone(),
            url: "https://simulated".to_owned(),
            credentials: credentials(&format!("secret-{}", company.secret)),
            actor: self.name.to_owned(),
            recipients: vec!["admin@customer.example".to_owned()],
            time_zone: Some("America/New_York".to_owned()),
        }
    }

    async fn call<F, Fut>(&self, what: &str, input: Value, work: F) -> Option<Ended>
    where
        F: FnOnce(Bench, Self) -> Fut,
        Fut: Future<Output = Ended> + Send,
    {
        let admin = self.clone();
        Bench::new(&self.world, self.name, &self.account).call(what, input, |bench| work(bench, admin)).await
    }
}

fn committed(kind: &Kind) -> Option<String> {
    match kind {
        // "Before", when whoever finished it died of telling so.
        Kind::Ok { what, output } if what == "commit" && output["end"] != "unfinished" => {
            Some(output["run"].as_str()?.to_owned())
        }
        _ => None,
    }
}

fn planned(kind: &Kind, call: &str) -> Option<Digest> {
    match kind {
        Kind::Ok { what, output } if what == call => Digest::parse(output["digest"].as_str()?),
        _ => None,
    }
}
