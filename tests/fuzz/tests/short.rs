//! A part of the fuzzing in every test run: counted, so that it is the same everywhere.

use fuzz::TARGETS;

#[test]
fn no_target_breaks_a_promise_in_its_first_inputs() {
    let (figures, broken) = fuzz::all(&TARGETS, 3_000, 1, 2);
    assert!(broken.is_empty(), "{figures}\n{broken}");
}
