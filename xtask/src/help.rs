//! What the commands do, for `--help`.

pub(crate) const ALL: &str = "\
Usage: cargo xtask <command> [--help]

  demo    build `rollcall` and run the main job, start to end, on a simulated company
  test    everything that must hold: format, lints, template, all tests, docs
  bench   sizes, start times, memory, and requests per sync";

const DEMO: &str = "\
Usage: cargo xtask demo [arguments of `rollcall demo`]

Builds `rollcall` and runs `rollcall demo` with its data in target/demo, which is emptied first and left to be looked at.
Needs nothing but Rust and a C compiler; reaches nothing but loopback once it is built.";

const TEST: &str = "\
Usage: cargo xtask test [STEP...]

Without STEP all of them, in this order; the first failure ends it.
  format      cargo fmt, as a check
  template    sam validate --lint, in .venv
  lints       cargo clippy over the workspace and all targets, warnings are errors
  functions   cargo lambda build for this processor, and that the binaries run on Amazon Linux 2023
  tests       cargo test --workspace, with AWS's DynamoDB Local beside the embedded engine, and the test that
              deploys what was built to an emulated AWS
  docs        cargo doc, warnings are errors

Installs what it needs: .venv (pip, infra/requirements*.txt), tools/node_modules (npm), and Java 17 (apt, as root) when
it is missing. Takes 10 to 20 minutes on two cores the first time, and a few afterwards.";

const BENCH: &str = "\
Usage: cargo xtask bench [PEOPLE]

Builds everything in release mode and prints, as plain tables: the size of each binary, the time from its start to its
first request for an event, and what a first import, an equal second sync and a small change cost for PEOPLE (10000)
generated people: time, peak memory, requests to TriNet.";

/// The help that the arguments ask for.
pub(crate) fn asked_for(words: &[&str]) -> Option<&'static str> {
    let asks = |word: &&str| matches!(*word, "--help" | "-h");
    match words {
        ["help"] => Some(ALL),
        ["test", rest @ ..] if rest.iter().any(asks) => Some(TEST),
        ["bench", rest @ ..] if rest.iter().any(asks) => Some(BENCH),
        ["demo", "--help" | "-h"] => Some(DEMO),
        [first, ..] if asks(first) => Some(ALL),
        _ => None,
    }
}
