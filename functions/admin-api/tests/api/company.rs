//! A company of any size on the world's store, planned and imported as the functions do it.

use std::sync::Arc;

use aws::SystemClock;
use domain::{Mapping, NameKind, Snapshot, SourceName, SourcePerson};
use serde_json::Value;
use sync::StoredPlan;
use sync::commit::{Commit, Committing};
use sync::ports::{AlongWith, Clock as _, CommitWork, ControlStore as _, Directory as _, PlanStore as _, Silent, Work};

use crate::world::{Answer, World};

/// People with names, emails, Employee IDs and dates of birth.
pub(crate) fn people(number: usize) -> Vec<SourcePerson> {
    (1..=number)
        .map(|n| SourcePerson {
            source_id: format!("{n:06}"),
            names: vec![name(&format!("Zoë{n}"), "Müller")],
            email: Some(format!("zoe{n}@acme.example")),
            employee_id: Some(format!("E{n}")),
            birth_date: Some(format!("19{}-0{}-1{}", 60 + n % 40, 1 + n % 9, n % 10)),
            employment: domain::Employment::Employed,
            ..SourcePerson::default()
        })
        .collect()
}

pub(crate) fn name(first: &str, last: &str) -> SourceName {
    let own = |text: &str| Some(text.to_owned());
    SourceName { kind: NameKind::Primary, first: own(first), last: own(last), effective: None }
}

impl World {
    /// A request with the tag of what was seen.
    pub(crate) async fn ask(&self, method: &str, path: &str, seen: &str, body: Value) -> Answer {
        self.send_seen(method, path, seen, &body.to_string()).await
    }

    /// The stored plan of a manual sync in which the source sends these people.
    pub(crate) async fn planned(&self, people: Vec<SourcePerson>) -> StoredPlan {
        let mut account = self.store.account("acme").await.unwrap();
        if account.connection.is_none() {
            account = self.set_up().await;
            account.mapping_version = 1;
            let mapping = Mapping { version: 1, locked: true, ..Mapping::default() };
            account = self.store.save(account, vec![AlongWith::Mapping(mapping)]).await.unwrap();
        }
        let snapshot = Snapshot { people, ..Snapshot::default() };
        let directory = self.store.employees("acme").await.unwrap();
        let plan = domain::plan(&domain::PlanInput {
            account: "acme",
            company: "A1B",
            trigger: domain::Trigger::Manual,
            today: "2026-01-02".parse().unwrap(),
            base_epoch: account.epoch,
            mapping: &Mapping { version: 1, locked: true, ..Mapping::default() },
            settings: &account.settings,
            snapshot: &snapshot,
            directory: &directory,
            last_import: None,
        });
        let clock = SystemClock::default();
        let (id, run) = (clock.id("plan_"), clock.id("run_"));
        let stored = StoredPlan { id, run, created_at: clock.now(), digest: plan.digest(), plan };
        self.store.put_plan("acme", &stored).await.unwrap();
        stored
    }

    /// Commits a plan whole; gives the run's id.
    pub(crate) async fn commit(&self, stored: &StoredPlan) -> String {
        let confirm = Some("As agreed".to_owned());
        self.commit_work(CommitWork { confirm, ..CommitWork::of("acme", stored.digest.clone(), "ann") }).await
    }

    /// Does the newest work that the API sent, which must be a commit; gives the run's id.
    pub(crate) async fn work_off(&self) -> String {
        let sent = self.outside.work.lock().unwrap().pop();
        let Some(Work::Commit(work)) = sent else { panic!("no commit was sent") };
        self.commit_work(work).await
    }

    async fn commit_work(&self, work: CommitWork) -> String {
        let committing = Committing::over(&self.store, Arc::new(SystemClock::default()), "test".to_owned());
        match committing.commit(&work, &Silent, &|| false).await.unwrap() {
            Commit::Finished(run, _) => run.id,
            other => panic!("{other:?}"),
        }
    }
}
