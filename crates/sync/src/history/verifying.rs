//! Whether a history is as it was written: the chain of its entries, and the plan of every run.
//!
//! The chain needs all entries at once, which are small. Plans are not: they are read a few at a time, so that whoever has
//! little time goes on later, from the place where it stopped.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::Digest;
use serde::{Deserialize, Serialize};

use super::{Entry, History};
use crate::error::{RunError, StoreError};
use crate::ports::{ControlStore, Listed, PlanStore, RunStore};
use crate::run::Run;

/// How many plans are read for one page.
const PLANS: usize = 20;
/// How many runs one reading of the store takes, and a page looks at.
const RUNS: usize = 200;

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

/// A part of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The history, as it was when the verification began.
    pub history: History,
    /// What was found in this part.
    pub flaws: Vec<Flaw>,
    /// How many runs are behind it, and how many there were when it began.
    pub done: usize,
    /// See `done`.
    pub total: usize,
    /// Where the next part goes on; `None` at the end.
    pub next: Option<Place>,
}

/// Where a verification stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    history: History,
    done: usize,
    total: usize,
    /// The last run looked at, without the prefix of its id; `None` before the newest.
    before: Option<String>,
}

impl Verifying {
    /// Recomputes the chain over the stored bytes of every entry, and the digest of every plan that an entry names.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn verify(&self, account: &str) -> Result<Verified, RunError> {
        let (mut place, mut flaws) = self.chain(account).await?;
        let history = place.history.clone();
        let mut of_plans = Vec::new();
        loop {
            let page = self.plans(account, place).await?;
            of_plans.extend(page.flaws);
            match page.next {
                Some(next) => place = next,
                None => break,
            }
        }
        // In the order of the runs; they were looked at from the newest on.
        flaws.extend(of_plans.into_iter().rev());
        Ok(Verified { history, flaws })
    }

    /// A part of the same: the first one has the chain, and each the plans of some runs, from the newest on. It reads at most
    /// twenty plans.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn page(&self, account: &str, from: Option<Place>) -> Result<Page, RunError> {
        let (place, mut flaws) = match from {
            Some(place) => (place, Vec::new()),
            None => self.chain(account).await?,
        };
        let mut page = self.plans(account, place).await?;
        flaws.append(&mut page.flaws);
        Ok(Page { flaws, ..page })
    }

    async fn chain(&self, account: &str) -> Result<(Place, Vec<Flaw>), RunError> {
        let history = self.control.account(account).await?.history;
        let mut recorded = self.runs.recorded(account).await?;
        let counted = self.control.account(account).await?.history.entries;
        recorded.retain(|(run, _)| run.entry.as_ref().is_none_or(|entry| !came_meanwhile(entry.number, &history, counted)));
        let total = recorded.iter().filter(|(run, _)| run.act.is_none()).count();
        let flaws = flaws(&history, &recorded);
        Ok((Place { history, done: 0, total, before: None }, flaws))
    }

    async fn plans(&self, account: &str, place: Place) -> Result<Page, RunError> {
        let Place { history, mut done, total, mut before } = place;
        let runs = self.runs.older_runs(account, Listed::Runs, before.as_deref(), RUNS).await?;
        let mut is_last = runs.len() < RUNS;
        let (mut flaws, mut whole) = (Vec::new(), BTreeSet::new());
        let mut read = 0;
        for run in runs {
            // A review and its import name one plan.
            let unread = run.entry.as_ref().zip(run.digest.as_ref()).filter(|(_, digest)| !whole.contains(*digest));
            if let Some((entry, digest)) = unread {
                if read == PLANS {
                    is_last = false;
                    break;
                }
                read += 1;
                match self.flaw(account, digest).await? {
                    Some(what) => flaws.push(Flaw { number: entry.number, run: Some(run.id.clone()), what }),
                    None => drop(whole.insert(digest.clone())),
                }
            }
            done += 1;
            before = run.id.strip_prefix(Listed::Runs.prefix()).map(str::to_owned);
        }
        let next = (!is_last).then(|| Place { history: history.clone(), done, total, before });
        // Runs may have been added since it began.
        Ok(Page { history, flaws, done, total: total.max(done), next })
    }

    /// What is wrong with a plan.
    async fn flaw(&self, account: &str, digest: &Digest) -> Result<Option<&'static str>, RunError> {
        match self.plans.plan(account, digest).await {
            Ok(Some(_)) => Ok(None),
            Ok(None) => Ok(Some("its plan is gone")),
            Err(StoreError::Corrupt { .. }) => Ok(Some("its plan was altered")),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether an entry was made while the others were read: the account counts it now, and did not when it was asked first.
fn came_meanwhile(number: u64, before: &History, counted: u64) -> bool {
    before.entries < number && number <= counted
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
    use crate::account::Account;
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
    fn an_entry_made_while_the_others_were_read_is_no_flaw_and_one_that_nobody_counts_is() {
        let (account, _) = chain(4);
        for (number, counted, expect) in [(5, 5, true), (5, 4, false), (4, 5, false), (6, 5, false)] {
            assert_eq!(came_meanwhile(number, &account.history, counted), expect, "{number} of {counted}");
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
}
