//! Puts many people into few transactions.

use std::collections::{BTreeMap, BTreeSet};

use super::unit::Unit;

/// The most actions in one transaction, besides the one that looks at the lease.
const ACTIONS: usize = 99;
/// The most bytes in one transaction: DynamoDB takes 4 MB.
const BYTES: usize = 3_500_000;

/// A change of the batch, by its position.
pub(super) type Numbered = (usize, Unit);

/// Transactions in the order in which they are to be made. None touches an item twice, and an identifier is freed in an earlier
/// one than that in which another person takes it.
pub(super) fn transactions(units: Vec<Numbered>) -> Vec<Vec<Numbered>> {
    let (mut waits_for, successors) = order(&units);
    let mut remaining: BTreeMap<usize, Numbered> = units.into_iter().enumerate().collect();
    let mut transactions = Vec::new();
    while let Some(first) = remaining.keys().next().copied() {
        let mut ready: Vec<usize> =
            remaining.keys().copied().filter(|unit| waits_for.get(unit).is_none_or(|&n| n == 0)).collect();
        if ready.is_empty() {
            // People who swap identifiers wait for each other: the first goes ahead and is refused, as D9 wants it.
            ready.push(first);
        }
        for next in ready.iter().filter_map(|unit| successors.get(unit)).flatten() {
            waits_for.entry(*next).and_modify(|n| *n = n.saturating_sub(1));
        }
        transactions.extend(pack(ready.iter().filter_map(|unit| remaining.remove(unit))));
    }
    transactions
}

type Counts = BTreeMap<usize, usize>;
type Edges = BTreeMap<usize, BTreeSet<usize>>;

/// How many units each unit waits for, and which ones wait for it.
fn order(units: &[Numbered]) -> (Counts, Edges) {
    let mut touching: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (position, (_, unit)) in units.iter().enumerate() {
        for key in &unit.frees {
            touching.entry(key).or_default().0.push(position);
        }
        for key in &unit.takes {
            touching.entry(key).or_default().1.push(position);
        }
    }
    let mut waits_for = Counts::new();
    let mut successors = Edges::new();
    for (freeing, taking) in touching.values() {
        let one_after_another: Vec<usize> = freeing.iter().chain(taking).copied().collect();
        for pair in one_after_another.windows(2) {
            if let [before, after] = *pair
                && before != after
                && successors.entry(before).or_default().insert(after)
            {
                *waits_for.entry(after).or_default() += 1;
            }
        }
    }
    (waits_for, successors)
}

fn pack(units: impl Iterator<Item = Numbered>) -> Vec<Vec<Numbered>> {
    let mut transactions: Vec<Vec<Numbered>> = Vec::new();
    let (mut actions, mut bytes) = (usize::MAX, usize::MAX);
    for numbered in units {
        let unit = &numbered.1;
        actions = actions.saturating_add(unit.actions.len());
        bytes = bytes.saturating_add(unit.bytes);
        match transactions.last_mut() {
            Some(last) if actions <= ACTIONS && bytes <= BYTES => last.push(numbered),
            _ => {
                (actions, bytes) = (unit.actions.len(), unit.bytes);
                transactions.push(vec![numbered]);
            }
        }
    }
    transactions
}
