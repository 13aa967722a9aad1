//! The set-up sync: checks access and mapping with a whole read, and imports nobody (R66–R70, I9).

use std::collections::BTreeMap;

use domain::{Code, Field, Snapshot};

use crate::account::{Account, IntegrationState};
use crate::connect::not_connected;
use crate::error::{RunError, StoreError};
use crate::planning::{Planning, colour};
use crate::ports::{AlongWith, Progress, Purpose};
use crate::reading::Reading;
use crate::run::{Run, RunKind, RunState};

/// What the set-up sync found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupReport {
    /// The run.
    pub run: Run,
    /// How many people the source has.
    pub people: usize,
    /// Mapped demographics that nobody in the source has a value for.
    pub empty_demographics: Vec<String>,
}

impl Planning {
    /// Runs the set-up sync. Afterwards the first review can be made. `None` when `out_of_time` ended the reading: the same
    /// call, made again, goes on.
    ///
    /// # Errors
    /// When nothing is connected or the mapping is not locked, or the source cannot be read or gives nobody.
    pub async fn set_up(
        &self,
        account: &str,
        actor: &str,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<SetupReport>, RunError> {
        let mut account = self.control.account(account).await?;
        let open = match account.open_runs.get(&RunKind::Setup) {
            // A crash left it open, or another delivery is at it.
            Some(open) => self.runs.run(&account.id, open).await?.filter(|run| !run.is_ended()),
            None => None,
        };
        if let Some(error) = missing_before(&account) {
            return Err(match open {
                Some(run) => self.fail(&account.id, run, error).await,
                None => error,
            });
        }
        let first = !is_set_up(&account);
        let mut run = open.unwrap_or_else(|| Run::begin(self.clock.id("run_"), RunKind::Setup, actor, self.clock.now()));
        account.open_runs.insert(RunKind::Setup, run.id.clone());
        // Should no delivery come through, and nobody set up again, the next request ends it.
        account.announced.insert(run.id.clone(), self.clock.now());
        run.mapping_version = account.mapping_version;
        account.setup_error = None;
        if first {
            account.state = IntegrationState::SettingUp;
        }
        let account = self.control.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await?;
        match self.examine(&account, &run, progress, out_of_time).await {
            Err(error) if error.is_of_store() => Err(error),
            Err(error) => {
                self.step_back(&account.id, &error).await?;
                Err(self.fail(&account.id, run, error).await)
            }
            Ok(None) => Ok(None),
            Ok(Some((snapshot, empty_demographics))) => {
                self.complete(&account, run, &snapshot, empty_demographics).await.map(Some)
            }
        }
    }

    async fn examine(
        &self,
        account: &Account,
        run: &Run,
        progress: &dyn Progress,
        out_of_time: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<(Snapshot, Vec<String>)>, RunError> {
        let mapping = self.mapping(account).await?;
        let reading = Reading { account, mapping: &mapping, run, purpose: Purpose::Setup, out_of_time, progress };
        let Some(snapshot) = self.read(&reading).await? else { return Ok(None) };
        if let Some(why) = domain::planner::incomplete(snapshot.people.len(), 0) {
            return Err(RunError::Incomplete { why });
        }
        let filled = |path: &String| snapshot.people.iter().any(|person| person.custom.contains_key(path));
        let redacted = |name: &str| account.settings.redacts(&Field::Demographic(name.to_owned()));
        let shown = mapping.demographics.iter().filter(|demographic| !redacted(&demographic.name));
        let empty = shown.filter(|demographic| !filled(&demographic.field));
        let empty = empty.map(|demographic| demographic.name.clone()).collect();
        Ok(Some((snapshot, empty)))
    }

    async fn complete(
        &self,
        account: &Account,
        mut run: Run,
        snapshot: &Snapshot,
        empty_demographics: Vec<String>,
    ) -> Result<SetupReport, RunError> {
        run.state = RunState::Completed;
        run.finished_at = Some(self.clock.now());
        run.findings = match snapshot.not_granted.len() {
            0 => BTreeMap::new(),
            fields => BTreeMap::from([(Code::NotGranted, fields)]),
        };
        run.colour = colour(&run);
        let mut account = self.control.account(&account.id).await?;
        if account.state == IntegrationState::SettingUp {
            account.state = IntegrationState::ReadyToFinalise;
        }
        account.enter(&mut run);
        match self.control.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await {
            // Another delivery of the same message was faster.
            Ok(_) | Err(StoreError::AlreadyDone) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(SetupReport { run, people: snapshot.people.len(), empty_demographics })
    }

    async fn step_back(&self, account: &str, error: &RunError) -> Result<(), RunError> {
        let mut account = self.control.account(account).await?;
        if account.state == IntegrationState::SettingUp {
            account.state = IntegrationState::Mapped;
            account.setup_error = Some(error.into());
            self.control.save(account, Vec::new()).await?;
        }
        Ok(())
    }
}

/// What has to be done before the set-up sync.
fn missing_before(account: &Account) -> Option<RunError> {
    if account.connection.is_none() {
        return Some(not_connected());
    }
    let why = "the mapping is not locked; run `rollcall map --lock` first".to_owned();
    (!account.mapping_locked).then_some(RunError::NotReady { why })
}

/// Whether the set-up sync is behind an account.
pub(crate) fn is_set_up(account: &Account) -> bool {
    use IntegrationState as State;
    let live = matches!(account.state, State::ReadyToFinalise | State::Importing | State::Live | State::Blocked);
    live || account.last_import.is_some()
}
