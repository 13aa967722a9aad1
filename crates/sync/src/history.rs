//! The history that an auditor can trust (R85–R87): every ended run is an entry that never changes, names the entry before it
//! by its digest, and is counted in the account.

use std::sync::Arc;

use domain::Digest;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::error::{RunError, StoreError};
use crate::ports::{AlongWith, ControlStore, PlanStore, RunStore};
use crate::run::Run;

/// How often a save is made again on top of somebody else's.
pub(crate) const SAVES: usize = 5;

/// How far an account's history goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// How many entries there are.
    pub entries: u64,
    /// Digest of the last one; `None` before the first.
    pub head: Option<Digest>,
}

/// A run's place in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1, without gaps.
    pub number: u64,
    /// Digest of the entry before it; `None` for the first.
    pub previous: Option<Digest>,
}

impl Account {
    /// Makes an ended run the next entry of the history. Both have to be saved in one transaction.
    pub(crate) fn enter(&mut self, run: &mut Run) {
        let number = self.history.entries + 1;
        run.entry = Some(Entry { number, previous: self.history.head.take() });
        // The store keeps exactly these bytes.
        let bytes = serde_json::to_vec(run).unwrap_or_default();
        self.history = History { entries: number, head: Some(Digest::of(&bytes)) };
        self.open_runs.retain(|_, open| *open != run.id);
        self.announced.remove(&run.id);
    }
}

/// Ends a run that changes nothing else of its account. A run that has ended already stays as it is.
///
/// # Errors
/// When the store fails, or the account is saved by others all the time.
pub async fn end(control: &dyn ControlStore, account: &str, run: &mut Run) -> Result<(), StoreError> {
    for _ in 0..SAVES {
        let mut account = control.account(account).await?;
        account.enter(run);
        match control.save(account, vec![AlongWith::Run(Box::new(run.clone()))]).await {
            Err(StoreError::Conflict) => {}
            Err(StoreError::AlreadyDone) => return Ok(()),
            saved => return saved.map(drop),
        }
    }
    Err(StoreError::Conflict)
}

/// Verifies an account's history.
#[derive(Clone)]
pub struct Verifying {
    /// Accounts.
    pub control: Arc<dyn ControlStore>,
    /// Import history.
    pub runs: Arc<dyn RunStore>,
    /// Stored plans, which hold what was before and after.
    pub plans: Arc<dyn PlanStore>,
}

impl std::fmt::Debug for Verifying {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifying").finish_non_exhaustive()
    }
}

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// How many entries the account counts, and the digest of the last: to be compared with a copy kept elsewhere.
    pub history: History,
    /// What does not fit; empty when everything does.
    pub flaws: Vec<Flaw>,
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// The entry.
    pub number: u64,
    /// Its run, where there is one.
    pub run: Option<String>,
    /// What is wrong with it.
    pub what: &'static str,
}

impl Verifying {
    /// Recomputes the chain over the stored bytes of every entry, and the digest of every plan that an entry names.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn verify(&self, account: &str) -> Result<Verified, RunError> {
        let account = self.control.account(account).await?;
        let recorded = self.runs.recorded(&account.id).await?;
        let mut flaws = flaws(&account.history, &recorded);
        for (run, _) in &recorded {
            let Some((entry, digest)) = run.entry.as_ref().zip(run.digest.as_ref()) else { continue };
            let what = match self.plans.plan(&account.id, digest).await {
                Ok(Some(_)) => continue,
                Ok(None) => "its plan is gone",
                Err(StoreError::Corrupt { .. }) => "its plan was altered",
                Err(error) => return Err(error.into()),
            };
            flaws.push(Flaw { number: entry.number, run: Some(run.id.clone()), what });
        }
        Ok(Verified { history: account.history, flaws })
    }
}

/// Where the chain of entries breaks.
fn flaws(history: &History, recorded: &[(Run, Digest)]) -> Vec<Flaw> {
    let mut entries: Vec<(&Entry, &Run, &Digest)> =
        recorded.iter().filter_map(|(run, digest)| Some((run.entry.as_ref()?, run, digest))).collect();
    entries.sort_by_key(|(entry, ..)| entry.number);
    let mut flaws = Vec::new();
    let mut expected = 1;
    let mut before: Option<&Digest> = None;
    for (entry, run, digest) in entries {
        let mut tell = |number, run: Option<&Run>, what| flaws.push(Flaw { number, run: run.map(|run| run.id.clone()), what });
        for number in expected..entry.number {
            tell(number, None, "the entry is gone");
        }
        if entry.number < expected {
            tell(entry.number, Some(run), "another entry has its number");
            continue;
        }
        if entry.previous.as_ref() != before {
            tell(entry.number, Some(run), "the entry before it was altered");
        }
        expected = entry.number + 1;
        before = Some(digest);
    }
    for number in expected..=history.entries {
        flaws.push(Flaw { number, run: None, what: "the entry is gone" });
    }
    if expected == history.entries + 1 && before != history.head.as_ref() {
        flaws.push(Flaw { number: history.entries, run: None, what: "the last entry was altered" });
    } else if expected > history.entries + 1 {
        flaws.push(Flaw { number: expected - 1, run: None, what: "the account does not count the entry" });
    }
    flaws
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::run::{RunKind, RunState};

    fn chain(length: u64) -> (Account, Vec<(Run, Digest)>) {
        let mut account = Account::new("acme");
        let now = "2026-01-01T00:00:00Z".parse().unwrap_or_default();
        let mut enter = |number| {
            let mut run = Run::begin(format!("run_{number}"), RunKind::Auto, "ann", now);
            run.state = RunState::Committed;
            run.finished_at = Some(now);
            account.enter(&mut run);
            recorded(run)
        };
        let runs = (1..=length).map(&mut enter).collect();
        (account, runs)
    }

    fn recorded(run: Run) -> (Run, Digest) {
        let digest = Digest::of_json(&run);
        (run, digest)
    }

    #[test]
    fn a_history_is_whole_only_as_it_was_written() {
        type Tamper = fn(&mut Account, &mut Vec<(Run, Digest)>);
        type Told = Vec<(u64, &'static str)>;
        let gone = |number| (number, "the entry is gone");
        let cases: [(&str, Tamper, Told); 9] = [
            ("as written", |_, _| {}, vec![]),
            ("in another order", |_, runs| runs.reverse(), vec![]),
            (
                "one altered",
                |_, runs| runs[1] = recorded(Run { applied: 9, ..runs[1].0.clone() }),
                vec![(3, "the entry before it was altered")],
            ),
            (
                "the last altered",
                |_, runs| runs[3] = recorded(Run { applied: 9, ..runs[3].0.clone() }),
                vec![(4, "the last entry was altered")],
            ),
            ("one removed", |_, runs| drop(runs.remove(1)), vec![gone(2), (3, "the entry before it was altered")]),
            ("the last removed", |_, runs| runs.truncate(3), vec![gone(4)]),
            ("all removed", |_, runs| runs.clear(), vec![gone(1), gone(2), gone(3), gone(4)]),
            ("the account set back", |account, _| account.history.entries = 3, vec![(4, "the account does not count the entry")]),
            ("one twice", |_, runs| runs.push(runs[0].clone()), vec![(1, "another entry has its number")]),
        ];
        for (name, tamper, expect) in cases {
            let (mut account, mut runs) = chain(4);
            tamper(&mut account, &mut runs);
            let mut found: Told = flaws(&account.history, &runs).iter().map(|flaw| (flaw.number, flaw.what)).collect();
            found.sort_unstable();
            assert_eq!(found, expect, "{name}");
        }
    }

    #[test]
    fn an_act_is_a_link_of_the_chain() {
        let (mut account, mut runs) = chain(2);
        let deed = crate::acting::Deed::RevealedEmployee;
        let mut act = Run::act("act_3".to_owned(), "ann", crate::acting::Act::on(deed, "emp_1"), Timestamp::UNIX_EPOCH);
        assert!(act.is_ended());
        account.enter(&mut act);
        runs.push(recorded(act.clone()));
        assert!(flaws(&account.history, &runs).is_empty());
        let other = Run { actor: "bob".to_owned(), ..act };
        runs[2] = recorded(other);
        assert_eq!(flaws(&account.history, &runs)[0].what, "the last entry was altered");
    }

    #[test]
    fn an_ended_run_is_no_longer_open() {
        let (mut account, _) = chain(1);
        account.open_runs.insert(RunKind::Auto, "run_9".to_owned());
        let mut run = Run::begin("run_9".to_owned(), RunKind::Auto, "ann", jiff::Timestamp::UNIX_EPOCH);
        account.enter(&mut run);
        assert!(account.open_runs.is_empty());
        assert_eq!((run.entry.map(|entry| entry.number), account.history.entries), (Some(2), 2));
    }
}
