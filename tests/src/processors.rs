//! Many runs, each on its own, on all processors.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// Works on the items, as many at a time as there are processors, and takes no further one after an outcome that is `enough`.
/// What came of them, in their order: of several outcomes that are enough, the first is always the same.
pub fn on_all<I: Send, O: Send>(
    items: impl Iterator<Item = I> + Send,
    enough: impl Fn(&O) -> bool + Sync,
    work: impl Fn(I) -> O + Sync,
) -> Vec<O> {
    let waiting = Mutex::new(Some(items.enumerate()));
    let done = Mutex::new(Vec::new());
    let next = || locked(&waiting).as_mut().and_then(Iterator::next);
    let one_after_another = || {
        while let Some((number, item)) = next() {
            let outcome = work(item);
            if enough(&outcome) {
                *locked(&waiting) = None;
            }
            locked(&done).push((number, outcome));
        }
    };
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(one_after_another))));
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_come_in_the_order_of_their_items() {
        let slow_first = |item: u64| {
            thread::sleep(std::time::Duration::from_millis(20_u64.saturating_sub(item)));
            item * 2
        };
        assert_eq!(on_all(0..30, |_| false, slow_first), (0..30).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn no_further_item_is_taken_once_it_is_enough_and_what_came_before_is_finished() {
        let outcomes = on_all(0..1_000_000, |item| *item >= 10, |item| item);
        assert_eq!(outcomes.get(..=10), Some(&(0..=10).collect::<Vec<_>>()[..]));
        assert!(outcomes.len() < 1_000, "{}", outcomes.len());
    }
}
