//! What every row promises: how the act ends, what it leaves alone, and that everything is well once the source is.

use domain::{Action, Plan};
use sync::account::IntegrationState;
use sync::run::RunState;
use testkit::trinet::SimulatedTriNet;
use trinet::Limits;

use super::actor::Actor;
use super::company::{account, directory, runs};
use super::play::Ended;
use super::stage::{Door, Stage};
use super::variants::{By, End, Variant};
use crate::simulation::database::text;
use crate::simulation::history::Scan;
use crate::simulation::world::World;

/// Judges one run.
#[derive(Debug)]
pub struct Judge<'a> {
    /// What was arranged.
    pub stage: Stage,
    /// What is promised.
    pub variant: &'a Variant,
    /// The source.
    pub server: SimulatedTriNet,
    /// The tables before the act.
    pub before: Scan,
    /// What must not be.
    pub anomalies: Vec<String>,
}

const TOKEN: &str = "/oauth/accesstoken";

impl Judge<'_> {
    /// Whether the fault happened.
    #[must_use]
    pub fn fired(&self, ended: &Ended) -> bool {
        match (self.stage.fires, self.stage.door) {
            (Some(fault), _) => self.server.with_world(|world| world.faults.fired(fault)) > 0,
            // The world itself is at fault, and was shown to the client.
            (None, Door::Open) => !self.server.requests().is_empty(),
            (None, _) => matches!(ended, Ended::Failed(_, sentence) if sentence.contains(self.stage.says)),
        }
    }

    /// The act itself: its end, what it left alone, and how much it asked for.
    pub fn the_act(&mut self, ended: &Ended, after: &Scan, invocations: usize) {
        let end = self.variant.end;
        let as_promised = match (end, ended) {
            (End::Fails(code), Ended::Failed(found, sentence)) => code == *found && sentence.contains(self.stage.says),
            // Compared with an honest read later.
            (End::AsIfNothing, Ended::Planned(plan, _)) => plan.blocked_by().is_empty(),
            (End::Done, Ended::Done) => true,
            (End::Stops(code), Ended::Planned(plan, work)) => plan.blocked_by().contains(&code) && work.is_none(),
            (End::Plans(changes, finding), Ended::Planned(plan, _)) => {
                let told = finding.is_none_or(|code| plan.finding_counts().contains_key(&code));
                summary(plan) == changes && told && plan.blocked_by().is_empty()
            }
            _ => false,
        };
        self.check(as_promised, || format!("promised {end:?}, ended {}", told(ended)));
        self.check(self.before.employees == after.employees, || "the directory is not what it was".to_owned());
        self.check(self.server.write_attempts() == 0, || "the client tried to write".to_owned());
        let (tokens, pages) = (self.server.request_count(TOKEN), self.server.request_count("/employees"));
        let most = (self.stage.tokens_max * invocations, self.stage.pages_max);
        self.check(tokens <= most.0 && pages <= most.1, || format!("asked {tokens} times for a token, {pages} times for a page"));
        if self.variant.by != By::Sync {
            let unchanged = matches!(ended, Ended::Done) || account(&self.before) == account(after);
            self.check(unchanged, || "the account is not what it was".to_owned());
            return;
        }
        let latest = runs(after).pop();
        let Some(account) = account(after) else { return self.anomalies.push("there is no account".to_owned()) };
        if let Ended::Failed(code, _) = ended {
            let is_told = latest.as_ref().is_some_and(|run| run.state == RunState::Failed && run.error.as_deref() == Some(code));
            self.check(is_told, || format!("the history does not tell of it: {:?}", latest.map(|run| (run.state, run.error))));
        }
        let rejected = matches!(ended, Ended::Failed("credentials_rejected", _));
        let state = account.state == IntegrationState::CredentialFailed;
        self.check(state == rejected, || format!("the account stands at {:?}", account.state));
        let mails = after.control.iter().filter(|item| text(item, "sk").starts_with("OUTBOX#")).count();
        let expected = usize::from(rejected || account.state == IntegrationState::Blocked);
        self.check(mails == expected, || format!("{mails} mails"));
    }

    /// The source is well again: an honest read says what the company is, its import makes the directory true, and then there
    /// is nothing left to do.
    ///
    /// # Errors
    /// When the simulation itself fails.
    pub async fn what_follows(&mut self, world: &std::sync::Arc<World>, actor: &Actor, ended: Ended) -> Result<(), String> {
        if matches!(ended, Ended::Failed("credentials_rejected", _)) && self.variant.by == By::Sync {
            self.server.clear_requests();
            let (again, _) = actor.daily("2026-03-04T18:00:00Z", false).await;
            let quiet = matches!(again, Ended::Skipped) && self.server.requests().is_empty();
            self.check(quiet, || format!("with rejected credentials the next day ended {}", told(&again)));
        }
        self.heal();
        // One page is enough for whom nothing deceives any more.
        let limits = Limits { page_size: 100, two_pass_below: 0, ..super::stage::limits() };
        let actor = Actor::new(world, self.server.url(), limits);
        if self.anomalies.is_empty() && matches!(ended, Ended::Failed("credentials_rejected", _)) {
            actor.connect("secret-1").await?;
        }
        let honest = match actor.review().await {
            Ok(honest) => honest,
            Err(error) => {
                self.anomalies.push(format!("an honest read afterwards: {error}"));
                return Ok(());
            }
        };
        let same = |plan: &Plan| plan.snapshot == honest.plan.snapshot && plan.changes == honest.plan.changes;
        let mut handed_over = None;
        if let Ended::Planned(plan, work) = ended {
            let as_honest = self.variant.end != End::AsIfNothing || same(&plan);
            self.check(as_honest, || {
                format!("planned {:?} where an honest read plans {:?}", summary(&plan), summary(&honest.plan))
            });
            handed_over = work.filter(|_| self.variant.end == End::AsIfNothing);
        }
        let committed = match handed_over {
            Some(work) => actor.do_commit(&work).await,
            None => actor.commit(&honest).await,
        };
        self.check(committed.is_ok(), || format!("the import afterwards: {committed:?}"));
        let left = actor.review().await.map(|stored| summary(&stored.plan));
        self.check(left.as_ref().is_ok_and(Vec::is_empty), || format!("left to do afterwards: {left:?}"));
        let (is, should_be) = (directory(&world.scan()?), self.company());
        self.check(is == should_be, || format!("the directory has {} people where {} work", is.len(), should_be.len()));
        Ok(())
    }

    /// Sets the source back to how it was before the fault.
    fn heal(&self) {
        let (honest, keeps) = (self.stage.honest.clone(), self.stage.keeps);
        self.server.with_world(|world| {
            world.faults.clear();
            if keeps {
                return;
            }
            world.companies = honest.companies;
            world.credentials = honest.credentials;
            world.wire = honest.wire;
            world.missing_scope = honest.missing_scope;
        });
    }

    /// Emails and names of who works at the company now, and of who vanished from it: nobody is ended for being absent (D1).
    fn company(&self) -> Vec<(String, String)> {
        let now = self.server.with_world(|world| world.companies.clone());
        let before = self.stage.honest.companies.iter().flat_map(|company| &company.people);
        let vanished = before.filter(|person| now.iter().all(|company| company.person(&person.employee_id).is_none()));
        let all = now.iter().flat_map(|company| &company.people).chain(vanished).filter(|person| person.status == "A");
        let mut all: Vec<_> = all.map(|it| (it.work_email.clone(), format!("{} {}", it.first_name, it.last_name))).collect();
        all.sort();
        all
    }

    fn check(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.anomalies.push(otherwise());
        }
    }
}

/// What a plan does, such as `update 5`.
#[must_use]
pub fn summary(plan: &Plan) -> Vec<String> {
    let number = |id: &Option<String>| id.as_ref().and_then(|id| id.parse::<u64>().ok()).map_or(0, |id| id.saturating_sub(1000));
    let verb = |action| match action {
        Action::Create => "create",
        Action::Update => "update",
        Action::Deactivate => "deactivate",
        Action::Reactivate => "reactivate",
    };
    plan.changes.iter().map(|change| format!("{} {}", verb(change.action), number(&change.source_id))).collect()
}

fn told(ended: &Ended) -> String {
    match ended {
        Ended::Planned(plan, _) => {
            format!("planned {:?}, stopped by {:?}, found {:?}", summary(plan), plan.blocked_by(), plan.finding_counts())
        }
        other => format!("{other:?}"),
    }
}
