//! What the commands do, for `--help`.

pub(crate) const ALL: &str = "\
Usage: cargo xtask <command> [--help]

  demo      build `rollcall` and run the main job, start to end, on a simulated company
  test      everything that must hold: format, lints, template, all tests, docs
  bench     sizes, start times, memory, and requests per sync
  simulate  many seeds of the whole system with faults at every port, crashes at every point, and the table of\n            all that was tried to break it
  planted   plants bugs in the commit, one at a time, in a copy, and lets the simulation find each
  openapi   write functions/admin-api/openapi.json anew, from the code, and the admin UI's types from that
  pictures  makes the pictures of README.md anew, in docs/pictures
  lighthouse  Lighthouse's scores of the admin UI's pages, desktop, with a release build; fails below 95, 100 and 95
  figures   first views and scrolling of the admin UI with a company of ten thousand people, with a release build";

const DEMO: &str = "\
Usage: cargo xtask demo [arguments of `rollcall demo`]

Builds `rollcall` and runs `rollcall demo` with its data in target/demo, which is emptied first and left to be looked at.
Builds the admin UI first, which needs Node.js 20.19 or later with npm, and ends with the command that serves it.
Needs nothing else but Rust and a C compiler; reaches nothing but loopback once it is built.";

const TEST: &str = "\
Usage: cargo xtask test [STEP...]

Without STEP all of them, in this order; the first failure ends it.
  format      cargo fmt, as a check
  template    sam validate --lint, in .venv, and checkov, in .venv-checkov: what it finds stands in infra/checkov.md, with a reason
  ui          npm ci, types, lints and tests of the admin UI, its build, and the limits of what it loads
  lints       cargo clippy over the workspace and all targets, warnings are errors
  functions   cargo lambda build for this processor, and that the binaries run on Amazon Linux 2023
  tests       cargo test --workspace, with AWS's DynamoDB Local beside the embedded engine, the test that deploys what
              was built to an emulated AWS, and schemathesis, in .venv-schemathesis, against the running API
  browser     Playwright in Debian's Chromium against `rollcall up`: every page and flow of the admin UI
  docs        cargo doc, warnings are errors

Installs what it needs: .venv, .venv-checkov, .venv-schemathesis (pip, infra/requirements*.txt), tools/node_modules and functions/admin-api/ui/node_modules
(npm), and Java 17 and Chromium (apt, as root) when they are missing. Takes 15 to 25 minutes on two cores the first time, and a few afterwards.";

const BENCH: &str = "\
Usage: cargo xtask bench [PEOPLE | --people PEOPLE]

Builds everything in release mode and prints, as plain tables: the size of each binary, the time from its start to its
first request for an event, and what a first import, an equal second sync and a small change cost for PEOPLE (10000)
generated people: time, peak memory, requests to TriNet.

With --people it builds no functions. It sets up, imports and plans again a generated company, at most of a million people,
each step in some 20 invocations, each of them a process of its own with a deadline, and fails unless every count is exact.
A million people take half an hour, 12 GB of memory (a process of 6 GB beside the database and the source) and 2 GB of disk in TMPDIR.";

const SIMULATE: &str = "\
Usage: cargo xtask simulate [OPTIONS]

Runs the real use cases and the real store adapter over an embedded engine, on a clock that stands still: every story with a
crash at every point, a commit that sleeps at each of its points, then seeds that let anything go wrong; and the TriNet client on real sockets, with every fault of the source. Prints the figures as a table, and for each finding the line
that replays it. Ends with an error when there is one.

Then it measures the rest, a row each, with a child process each: the model of the commit, cases of the planner's properties, kills
of the command, canaries in logs, errors, mails, output and panics, guards at their limits, permissions, broken input, the scan of the
template. A row that fails says so.
About 8 minutes on two cores once all is built; with --long, which adds size, coverage and the functions, two to three hours.

  --first              ends at the first finding
  --only               the simulation alone, as with the options for one run
  --seeds N            how many seeds (200; 700 with --long), from --from N (0) on
  --wire-seeds N       how many seeds of the source on a real wire (every form of its faults; with --long each row 100 times)
  --wire N             one of them
  --budget SECONDS     no new run of the simulation after so long (120 without --long)
  --long               all pairs of crash points too: tens of thousands of runs; 500 kills, over a million cases
  --seed N             one seed; --history FILE writes its history down
  --scenario X         one story; --crash A,B plays it once with crashes at these points
  --sleep N            one run in which the commit sleeps at a point while another takes its place
  --history FILE       without --seed: checks a history that was written down";

const PLANTED: &str = "\
Usage: cargo xtask planted [BUG...]

A simulation that finds nothing proves nothing, unless it would find something. Each patch of tests/simulate/planted breaks the commit
in one way. In a copy of the repository (target/planted/tree), this plants them one at a time, builds the simulation and plays it until
it finds something: every story with a crash at every point, a commit that sleeps at every point, then 300 seeds. Prints a row a bug:
what found it, which promise it broke, and after how many seconds. Ends with an error when a bug was not found, or when anything was
found in the control, which has no bug.

With BUG, the beginning of a name, only those and no control. The last bug stays in the copy: what found it can be played again there.
Takes a build and at most some minutes of simulation a bug.";

/// The help that the arguments ask for.
pub(crate) fn asked_for(words: &[&str]) -> Option<&'static str> {
    let asks = |word: &&str| matches!(*word, "--help" | "-h");
    match words {
        ["help"] => Some(ALL),
        ["test", rest @ ..] if rest.iter().any(asks) => Some(TEST),
        ["bench", rest @ ..] if rest.iter().any(asks) => Some(BENCH),
        ["simulate", rest @ ..] if rest.iter().any(asks) => Some(SIMULATE),
        ["planted", rest @ ..] if rest.iter().any(asks) => Some(PLANTED),
        ["demo", "--help" | "-h"] => Some(DEMO),
        [first, ..] if asks(first) => Some(ALL),
        _ => None,
    }
}
