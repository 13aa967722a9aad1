//! Looks for inputs that break a target.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::mutate::mutate;
use crate::random::Random;
use crate::shrink::shrink;
use crate::target::Target;

/// The most inputs that are kept to be changed.
const KEPT: usize = 1_024;

/// What came of looking.
#[derive(Debug)]
pub struct Hunt {
    /// Inputs that were read.
    pub executions: u64,
    /// Different ways in which the target behaved.
    pub behaviours: usize,
    /// What broke, by where it was noticed: the first of each place.
    pub crashes: BTreeMap<String, Crash>,
}

/// An input that breaks a promise.
#[derive(Debug)]
pub struct Crash {
    /// The number of the execution that found it.
    pub execution: u64,
    /// The input, made short.
    pub input: Vec<u8>,
    /// What the target said.
    pub sentence: String,
}

/// Reads the seeds, then changed inputs, until so many `executions` are done.
#[must_use]
pub fn hunt(target: &Target, executions: u64, seed: u64) -> Hunt {
    let mut random = Random::new(seed);
    let mut kept = (target.seeds)();
    let seeds = kept.len();
    let mut behaviours = HashSet::new();
    let mut crashes = BTreeMap::new();
    for execution in 0..executions {
        let first = usize::try_from(execution).ok().and_then(|number| kept.get(number).filter(|_| number < seeds).cloned());
        let input = first.unwrap_or_else(|| {
            let (one, other) = (random.below(kept.len()), random.below(kept.len()));
            mutate(&kept[one], &kept[other], target.words, &mut random)
        });
        match read(target, &input) {
            Ok(behaviour) => {
                if behaviours.insert(behaviour) {
                    keep(&mut kept, seeds, input, &mut random);
                }
            }
            Err((place, sentence)) => {
                crashes.entry(place.clone()).or_insert_with(|| {
                    let same = |input: &[u8]| read(target, input).is_err_and(|(at, _)| at == place);
                    Crash { execution, input: shrink(&input, same), sentence }
                });
            }
        }
    }
    Hunt { executions, behaviours: behaviours.len(), crashes }
}

/// Keeps an input behind the seeds, in place of another one when there are enough.
fn keep(kept: &mut Vec<Vec<u8>>, seeds: usize, input: Vec<u8>, random: &mut Random) {
    if kept.len() < KEPT {
        kept.push(input);
    } else {
        let at = seeds + random.below(kept.len() - seeds);
        kept[at] = input;
    }
}

thread_local! {
    /// Place and sentence of this thread's last panic.
    static PANICKED: RefCell<(String, String)> = RefCell::default();
    static HUNTING: RefCell<bool> = const { RefCell::new(false) };
}

/// The behaviour of a target, or where and why it panicked.
fn read(target: &Target, input: &[u8]) -> Result<u64, (String, String)> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !HUNTING.with_borrow(|hunting| *hunting) {
                return before(info);
            }
            let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
            let sentence = info.payload_as_str().unwrap_or_default().to_owned();
            PANICKED.set((place, sentence));
        }));
    });
    HUNTING.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| (target.execute)(input)));
    HUNTING.set(false);
    outcome.map_err(|_| PANICKED.take())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(execute: fn(&[u8]) -> u64) -> Target {
        Target { name: "test", seeds: || vec![b"abc".to_vec()], words: &["needle"], execute }
    }

    #[test]
    fn a_target_that_panics_is_found_once_a_place_and_its_input_made_short() {
        let found = hunt(
            &target(|input| {
                assert!(!input.windows(6).any(|part| part == b"needle"), "found it");
                0
            }),
            10_000,
            1,
        );
        let crashes: Vec<&Crash> = found.crashes.values().collect();
        assert_eq!(crashes.len(), 1);
        assert_eq!((crashes[0].input.as_slice(), crashes[0].sentence.as_str()), (&b"needle"[..], "found it"));
    }

    #[test]
    fn an_input_that_behaves_as_none_before_leads_to_the_next_one() {
        // Each letter is found alone, and only because the inputs with the letters before it are kept.
        let execute = |input: &[u8]| {
            let known = input.iter().zip(b"zyxwv").take_while(|(a, b)| a == b).count();
            assert!(known < 5, "all five");
            u64::try_from(known).unwrap()
        };
        let found = hunt(&target(execute), 400_000, 1);
        assert_eq!((found.behaviours, found.crashes.len()), (5, 1));
    }

    #[test]
    fn the_same_seed_finds_the_same() {
        let execute = |input: &[u8]| u64::try_from(input.len()).unwrap();
        let found = |seed| hunt(&target(execute), 2_000, seed).behaviours;
        assert_eq!(found(3), found(3));
    }
}
