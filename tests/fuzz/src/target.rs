//! What is fuzzed, and what its targets have in common.

use std::hash::{DefaultHasher, Hash, Hasher as _};

/// Stands in the values of all good inputs and in no text of ours: an error that has it quotes a value.
pub const MARK: &str = "zq7x";

/// Something that reads input from outside.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Good inputs, and those that once broke something.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words that mean something to it.
    pub words: &'static [&'static str],
    /// Reads one input and says how it behaved; panics when a promise is broken.
    pub execute: fn(&[u8]) -> u64,
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Target").field(&self.name).finish()
    }
}

/// A number for what an input came to: equal for inputs that are treated alike.
pub(crate) fn behaviour(seen: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    seen.hash(&mut hasher);
    hasher.finish()
}

/// The power of two below a count: two and three are alike, and so are 64 and 100.
pub(crate) fn roughly(count: usize) -> u32 {
    usize::BITS - count.leading_zeros()
}

/// An error of ours quotes no value and does not grow with the input.
pub(crate) fn check_error(sentence: &str) {
    assert!(!sentence.contains(MARK), "an error quotes a value");
    assert!(sentence.len() <= 400, "an error is as long as its input");
}
